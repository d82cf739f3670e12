"""Imports every table, so that the metadata is whole."""

from app.audit import AuditRecord
from app.cohorts.models import Cohort, CohortDeviation, Organisation, Team
from app.deliverables.models import Deliverable
from app.enrolment.models import WaitingRow
from app.meetings.models import (
    CalendarCursor,
    Invited,
    Meeting,
    OrganiserMailbox,
    StandIn,
    TeamTime,
)
from app.outbox.models import OwedMessage
from app.people.models import Person, RoleGrant
from app.programmes.models import OwnProgramme
from app.provisioning.models import Approval, EnginePause, Look, MailSpent, PaceLane, TenantObject
from app.sign_in.models import BrowserSession, PersonalLink, SignInAttempt
from app.submissions.models import LateException, Library, LibraryItem, Submission
from app.web.once import SentForm

__all__ = [
    "Approval",
    "AuditRecord",
    "BrowserSession",
    "CalendarCursor",
    "Cohort",
    "CohortDeviation",
    "Deliverable",
    "EnginePause",
    "Invited",
    "LateException",
    "Library",
    "LibraryItem",
    "Look",
    "MailSpent",
    "Meeting",
    "Organisation",
    "OrganiserMailbox",
    "OwedMessage",
    "OwnProgramme",
    "PaceLane",
    "Person",
    "PersonalLink",
    "RoleGrant",
    "SentForm",
    "SignInAttempt",
    "StandIn",
    "Submission",
    "Team",
    "TeamTime",
    "TenantObject",
    "WaitingRow",
]
