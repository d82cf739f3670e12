"""Import every table, so that the metadata is whole."""

from app.applications.models import Commitment
from app.audit import AuditHead, AuditRecord
from app.backups.models import RestoredBackup
from app.channel_posts.models import ChannelAddress
from app.cohorts.models import (
    Cohort,
    CohortDeviation,
    FormerName,
    Organisation,
    PeopleChange,
    Request,
    Team,
)
from app.deliverables.models import Deliverable
from app.enrolment.models import Application, DraftWorkbook, WaitingRow, WaitingWorkbook
from app.halt.models import Halt
from app.health.models import JobRun, UnreadableSource
from app.meetings.models import (
    Attendance,
    AttendanceReading,
    CalendarCursor,
    Invited,
    JoinLink,
    Meeting,
    OrganiserMailbox,
    StandIn,
    TeamTime,
    TimeCheck,
    UnknownAttendee,
)
from app.mentors.models import MentorLine
from app.outbox.models import OwedMessage
from app.people.models import Person, RoleGrant
from app.places.models import PlaceChange
from app.privacy.models import Erasure, PurgeReceipt
from app.programmes.models import CountyHoliday, OwnProgramme
from app.provisioning.ledger.models import (
    Approval,
    EnginePause,
    GrantedPermissions,
    Look,
    MailSpent,
    PaceLane,
    TenantObject,
)
from app.questions.models import Question
from app.sign_in.models import BrowserSession, PersonalLink, SignInAttempt
from app.submissions.models import (
    Arrival,
    LateException,
    Library,
    LibraryItem,
    Mailbox,
    OwnTemplate,
    Removal,
    Shown,
    Submission,
)
from app.web.http.form_replay import SentForm
from app.web.http.stored_answers import AnsweredOnce

__all__ = [
    "AnsweredOnce",
    "Application",
    "Approval",
    "Arrival",
    "Attendance",
    "AttendanceReading",
    "AuditHead",
    "AuditRecord",
    "BrowserSession",
    "CalendarCursor",
    "ChannelAddress",
    "Cohort",
    "CohortDeviation",
    "Commitment",
    "CountyHoliday",
    "Deliverable",
    "DraftWorkbook",
    "EnginePause",
    "Erasure",
    "FormerName",
    "GrantedPermissions",
    "Halt",
    "Invited",
    "JobRun",
    "JoinLink",
    "LateException",
    "Library",
    "LibraryItem",
    "Look",
    "MailSpent",
    "Mailbox",
    "Meeting",
    "MentorLine",
    "Organisation",
    "OrganiserMailbox",
    "OwedMessage",
    "OwnProgramme",
    "OwnTemplate",
    "PaceLane",
    "PeopleChange",
    "Person",
    "PersonalLink",
    "PlaceChange",
    "PurgeReceipt",
    "Question",
    "Removal",
    "Request",
    "RestoredBackup",
    "RoleGrant",
    "SentForm",
    "Shown",
    "SignInAttempt",
    "StandIn",
    "Submission",
    "Team",
    "TeamTime",
    "TenantObject",
    "TimeCheck",
    "UnknownAttendee",
    "UnreadableSource",
    "WaitingRow",
    "WaitingWorkbook",
]
