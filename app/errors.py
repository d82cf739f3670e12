"""Refusals, in sentences for people and codes for programs.

    AppError            500
    ├── NotFound        404
    │   └── NotForYou
    ├── Conflict        409
    ├── Invalid         422
    ├── Refused         403
    ├── Paused          503
    ├── TooMany         429
    └── Halted          503

Raised by the rules; a page shows the sentence, JSON carries status and code, the terminal exits with 1.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self


class AppError(Exception):
    """A refusal: a code for programs, a sentence for people, and details that go with the code."""

    status = 500
    title = "Noe gikk galt"

    def __init__(self, code: Code, text: str, **details: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(text)
        self.code, self.details = code, details


class NotFound(AppError):
    status = 404
    title = "Finnes ikke"


class NotForYou(NotFound):
    """A row of another scope: answered as a row that is not there, but noted in the log."""


class Conflict(AppError):
    status = 409
    title = "Kan ikke gjøres nå"


class Invalid(AppError):
    status = 422
    title = "Må rettes"


class Refused(AppError):
    status = 403
    title = "Ikke tillatt"


class TooMany(AppError):
    status = 429
    title = "For mange"


class Paused(AppError):
    status = 503
    title = "Står stille"


class Halted(AppError):
    """A person has halted all writing to Microsoft 365; reading goes on, and only a person lets go."""

    status = 503
    title = "Stanset"


class Code(StrEnum):
    """Reasons to refuse, each with its status and a line for programmers. Never renamed, never used for another reason.

    Sites that refuse for the same reason share a code. `docs/errors.md` is made from this table.
    """

    status: int
    meaning: str

    def __new__(cls, code: str, status: int, meaning: str) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.status, member.meaning = code, status, meaning
        return member

    @property
    def urn(self) -> str:
        """Return the code as a problem document's `type`."""
        return f"urn:kull:{self.value}"

    not_signed_in = "not-signed-in", 401, "The request carries neither a token nor a session."
    token_refused = "token-refused", 401, "The token or session is not valid here; `reason` names the check."

    role_lacks_access = "role-lacks-access", 403, "None of the caller's roles may use this route."
    form_without_origin = "form-without-origin", 403, "The browser did not say where the form comes from."
    form_outdated = "form-outdated", 403, "The form belongs to an earlier session."
    sign_in_again = "sign-in-again", 403, "Ending another session takes a recent sign-in."
    settings_unsafe = "settings-unsafe", 403, "The settings are not safe for a live tenant."
    setting_unknown = "setting-unknown", 403, "A setting names a capability or mode that does not exist."
    sandbox_stays_local = (
        "sandbox-stays-local",
        403,
        "With the sandbox the service listens on this machine only.",
    )
    not_in_live = "not-in-live", 403, "A live tenant does not hand out tokens this way."
    sandbox_away = "sandbox-away", 403, "No sandbox answers."
    port_taken = "port-taken", 403, "Another program answers on the port."
    sandbox_unreadable = "sandbox-unreadable", 403, "The sandbox's file cannot be read."
    database_damaged = (
        "database-damaged",
        403,
        "Pages of the database are damaged; the service does not start.",
    )
    checks_failed = "checks-failed", 403, "Checks of the doctor failed."

    not_found = "not-found", 404, "The page or row does not exist, or is not for the caller."
    no_such_cohort = "no-such-cohort", 404, "No cohort has this number or name."
    no_such_team = "no-such-team", 404, "The cohort has no such team."
    no_such_meeting = "no-such-meeting", 404, "The cohort has no such meeting."
    no_such_person = "no-such-person", 404, "No person with this address is registered."
    no_such_deliverable = "no-such-deliverable", 404, "The cohort has no such deliverable."
    no_such_submission = "no-such-submission", 404, "No submission has this number."
    no_such_file = "no-such-file", 404, "No file with this number waits to be placed."
    no_such_film = "no-such-film", 404, "The film is not among the films that may be shown."
    no_such_template = "no-such-template", 404, "There is no such template."
    no_such_request = "no-such-request", 404, "No request from a team has this number."
    no_such_people_change = (
        "no-such-people-change",
        404,
        "The cohort has no change of people with this number.",
    )
    no_such_message = "no-such-message", 404, "No letter in the outbox has this number."
    no_such_key = "no-such-key", 404, "Nothing of the cohort in the tenant has this key."
    no_such_programme = "no-such-programme", 404, "No programme has this key."
    no_such_school_holiday = "no-such-school-holiday", 404, "There is no school holiday with this number."
    no_such_version = "no-such-version", 404, "The programme has no such version."
    not_in_cohort = "not-in-cohort", 404, "The person has no role in the cohort."
    not_in_team = "not-in-team", 404, "The person is not in the team."
    not_in_report = "not-in-report", 404, "The attendance report has no unknown person of this name."
    not_asked_of_team = "not-asked-of-team", 404, "The team is not asked for this deliverable."
    no_stand_in = "no-stand-in", 404, "No stand-in is registered for this person."
    not_our_file = "not-our-file", 404, "This is not a file that the service can make."
    no_such_question = "no-such-question", 404, "No question with this key has been asked here."
    draft_gone = "draft-gone", 404, "The uploaded workbook no longer waits; upload it again."
    link_expired = "link-expired", 404, "The link holds no longer."

    edited_meanwhile = "edited-meanwhile", 409, "Another person changed the row after the caller read it."
    changed_since_preview = "changed-since-preview", 409, "The checksum is of an earlier preview; look again."
    limit_passed = (
        "limit-passed",
        409,
        "Microsoft 365 would refuse a part: it is past a limit, see `limits` in the preview.",
    )
    cohort_closed = "cohort-closed", 409, "The cohort is closed."
    cohort_name_taken = "cohort-name-taken", 409, "Another cohort has this name."
    cohort_already_provisioned = "cohort-already-provisioned", 409, "A provisioned cohort cannot be hidden."
    cohort_not_hidden = "cohort-not-hidden", 409, "The cohort is not hidden, so it cannot be activated."
    msteam_already_adopted = "msteam-already-adopted", 409, "The cohort already has a Microsoft team."
    no_year_ahead = "no-year-ahead", 409, "The programme has no start year that lies wholly ahead."
    place_not_offered = "place-not-offered", 409, "The team has no place, or was not offered one."
    team_name_taken = "team-name-taken", 409, "Another team in the cohort has this name."
    places_not_decided = "places-not-decided", 409, "More teams applied than there is room for; decide first."
    places_decided = "places-decided", 409, "The places are decided, so the application stands as it is."
    text_changed = "text-changed", 409, "The text to say yes to has changed; read it again."
    meeting_held = "meeting-held", 409, "The meeting has been held and cannot be moved."
    meeting_cancelled = "meeting-cancelled", 409, "The meeting is cancelled."
    meeting_not_begun = "meeting-not-begun", 409, "The meeting has not begun."
    meeting_is_common = "meeting-is-common", 409, "The meeting has one time for all teams."
    meeting_undated = "meeting-undated", 409, "The meeting has no date."
    meeting_has_its_teams = (
        "meeting-has-its-teams",
        409,
        "The programme says which teams the meeting is for; they are not chosen.",
    )
    meeting_sent_from_here = (
        "meeting-sent-from-here",
        409,
        "The service itself has sent this meeting's invitation.",
    )
    time_is_past = "time-is-past", 409, "A meeting cannot be moved into the past."
    names_not_agreed = "names-not-agreed", 409, "Showing leaders' attendance by name is not agreed."
    stand_in_is_same = "stand-in-is-same", 409, "A person cannot stand in for themselves."
    request_settled = "request-settled", 409, "The team's request is already settled."
    people_change_decided = (
        "people-change-decided",
        409,
        "The change of people is approved or dropped already.",
    )
    message_approved = "message-approved", 409, "The letter is already approved."
    message_not_waiting = "message-not-waiting", 409, "The letter waits for no person's decision."
    flow_address_taken = "flow-address-taken", 409, "Another team uses this workflow address."
    programme_key_taken = "programme-key-taken", 409, "Another programme has this key."
    programme_is_shipped = "programme-is-shipped", 409, "A shipped programme cannot be changed; copy it."
    school_holiday_there_already = (
        "school-holiday-there-already",
        409,
        "The county's holiday stands there with another last day, source or year.",
    )
    programme_version_taken = "programme-version-taken", 409, "This version of the programme exists."
    programme_is_newest = "programme-is-newest", 409, "The cohort already follows the newest version."
    not_by_hand = "not-by-hand", 409, "This does not wait for a person to do it by hand."
    not_drifted = "not-drifted", 409, "This is not changed from outside, so there is nothing to decide."
    decision_not_open = "decision-not-open", 409, "This decision cannot be made for such a thing."
    parent_let_go = "parent-let-go", 409, "Its parent is let go too; put that back first."
    not_looked_over = "not-looked-over", 409, "The tenant must be looked over first."
    nothing_to_undo = "nothing-to-undo", 409, "Nothing from the last 24 hours can be undone."
    submission_has_errors = "submission-has-errors", 409, "A submission with errors cannot be accepted."
    submission_returned = "submission-returned", 409, "The submission is already returned."
    submission_decided = "submission-decided", 409, "The file is already submitted and decided on."
    file_settled = "file-settled", 409, "The file no longer waits to be placed."
    file_is_a_link = "file-is-a-link", 409, "A link cannot be placed; put the file in the team's channel."
    film_unreachable = "film-unreachable", 409, "Microsoft 365 does not give the film now."
    consent_withdrawn = "consent-withdrawn", 409, "A person in the film has withdrawn their consent."
    request_under_way = "request-under-way", 409, "The same request is being worked; wait."
    runner_taken = "runner-taken", 409, "Another process works against Microsoft 365."
    audit_key_away = "audit-key-away", 409, "The key that signs the audit is away, or is none."
    backup_exists = "backup-exists", 409, "There is a file of that name already; it is not written over."
    backup_unsound = "backup-unsound", 409, "The file is no whole database of ours, or there is none."
    backup_newer = "backup-newer", 409, "A newer program wrote the backup."
    backup_by_postgres = "backup-by-postgres", 409, "PostgreSQL takes and restores its own backups."
    move_not_possible = (
        "move-not-possible",
        409,
        "The database cannot be moved there, or was not the same there.",
    )
    service_still_looking = "service-still-looking", 409, "The service has not looked for files yet."
    https_needed = "https-needed", 409, "Signing in from Teams takes https."

    file_too_large = "file-too-large", 413, "The uploaded file is larger than is read."

    same_team = "same-team", 422, "A team cannot be merged with itself."
    answers_unreadable = "answers-unreadable", 422, "The file of answers is no JSON list of `{key, answer}`."
    answer_unknown = "answer-unknown", 422, "The answer is not among the question's choices."
    request_malformed = "request-malformed", 422, "Fields cannot be read; `problems` names each."
    form_malformed = "form-malformed", 422, "The multipart form cannot be read."
    field_missing = "field-missing", 422, "A required text or choice is missing."
    value_not_storable = (
        "value-not-storable",
        422,
        "A text is larger than any column takes, or holds NUL or half a character.",
    )
    text_too_long = "text-too-long", 422, "The text is too long."
    identity_number = "identity-number", 422, "The text holds what looks like a national identity number."
    address_malformed = "address-malformed", 422, "This is not an e-mail address."
    flow_address_malformed = "flow-address-malformed", 422, "This is not the address of a workflow in Teams."
    msteam_link_malformed = "msteam-link-malformed", 422, "This is not a link to a Microsoft team."
    date_malformed = "date-malformed", 422, "The date or time cannot be read."
    ends_before_it_begins = (
        "ends-before-it-begins",
        422,
        "The end must come after the beginning, within bounds.",
    )
    end_missing = "end-missing", 422, "A meeting that lasted all day needs an end when it gets a time."
    deadline_past = "deadline-past", 422, "The new deadline must lie ahead."
    not_a_mentor = "not-a-mentor", 422, "The person is not a mentor in the cohort."
    mentor_line = "mentor-line", 422, "A mentor's line has a value that cannot be kept; `field` tells where."
    mentor_limit = "mentor-limit", 409, "A mentor would follow more teams than allowed, or is in training."
    team_without_mentor = (
        "team-without-mentor",
        409,
        "Teams would be provisioned without the mentor their programme asks for; `teams` tells how many.",
    )
    course_list = (
        "course-list",
        422,
        "The list of course participants has no column of addresses, or is no list.",
    )
    start_year_outside = "start-year-outside", 422, "The start year is outside what is possible."
    programme_or_cohort = "programme-or-cohort", 422, "Name either a programme or a cohort to start like."
    programme_unusable = "programme-unusable", 422, "The definition has errors; `problems` names each."
    programme_key_differs = "programme-key-differs", 422, "The file describes another programme."
    no_such_addition = "no-such-addition", 422, "The programme has no such addition."
    no_such_role = "no-such-role", 422, "The programme has no role of this name."
    no_such_track = "no-such-track", 422, "The programme has no such track."
    field_unknown = "field-unknown", 422, "A cohort or team cannot have its own version of this field."
    school_holidays_unreadable = (
        "school-holidays-unreadable",
        422,
        "The school holidays cannot be read; where rows were pasted, `problems` names each line.",
    )
    workbook_refused = (
        "workbook-refused",
        422,
        "The workbook has errors; `problems` names each, nothing is stored.",
    )
    file_missing = "file-missing", 422, "The form has no file, or the file is empty or without a name."
    file_unreadable = "file-unreadable", 422, "The file cannot be read; `reason` says why."
    file_too_heavy = "file-too-heavy", 422, "Reading the file broke a limit."
    template_of_wrong_type = (
        "template-of-wrong-type",
        422,
        "The template is of another file type than it should be.",
    )
    template_too_large = "template-too-large", 422, "The template is larger than is kept."
    template_without_fields = "template-without-fields", 422, "The template has no field that is known."
    outside_film = "outside-film", 422, "The range lies outside the film."
    export_not_offered = "export-not-offered", 422, "This export does not exist in this format."
    key_too_long = "key-too-long", 422, "The Idempotency-Key is too long."
    key_reused = "key-reused", 422, "The Idempotency-Key was used for another request."

    too_many_sign_ins = (
        "too-many-sign-ins",
        429,
        "Too many sign-ins have begun from the caller's address; wait.",
    )
    too_many_uploads = "too-many-uploads", 429, "The team has uploaded as much as it may in a day."
    too_many_followed = "too-many-followed", 429, "The caller follows progress in too many places; close one."

    too_many_followers = "too-many-followers", 503, "Too many people follow progress now; ask for it instead."
    paused = "paused", 503, "Writing to Microsoft 365 is stopped."
    not_ready = "not-ready", 503, "The runner has not beaten for a minute."
    halted = "halted", 503, "A person has halted all writing to Microsoft 365; what was asked waits."
    database_away = "database-away", 503, "The database does not answer; nothing is half stored."
    two_at_once = "two-at-once", 503, "Two requests stored at once and this one gave way; nothing is stored."
    database_newer = "database-newer", 503, "A newer version of the program has upgraded the database."
    database_on_share = (
        "database-on-share",
        503,
        "The SQLite file lies on a network share, where no lock holds.",
    )
    database_held = "database-held", 503, "Others hold the database, so it cannot be upgraded now."
    database_without_room = "database-without-room", 503, "No room to upgrade the database; it is as it was."
