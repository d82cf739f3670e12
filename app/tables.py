"""Imports every table, so that the metadata is whole."""

from app.audit import AuditRecord
from app.cohorts.models import Cohort, CohortDeviation, Organisation, Team
from app.deliverables.models import Deliverable
from app.enrolment.models import DraftWorkbook, WaitingRow
from app.meetings.models import Meeting
from app.outbox.models import OwedMessage
from app.people.models import Person, RoleGrant
from app.programmes.models import OwnProgramme
from app.provisioning.models import Approval, EnginePause, Look, TenantObject
from app.web.once import SentForm

__all__ = [
    "Approval",
    "AuditRecord",
    "Cohort",
    "CohortDeviation",
    "Deliverable",
    "DraftWorkbook",
    "EnginePause",
    "Look",
    "Meeting",
    "Organisation",
    "OwedMessage",
    "OwnProgramme",
    "Person",
    "RoleGrant",
    "SentForm",
    "Team",
    "TenantObject",
    "WaitingRow",
]
