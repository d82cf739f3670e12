"""Every refusal carries a code that programs may hold on to, and no rule tells people what to type in a terminal."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import typer
from support.paths import ROOT

from app.cli import kull
from app.errors import AppError, Code, Conflict, Invalid, NotForYou, NotFound, Paused, Refused, TooMany
from app.safe.limited_process import TooHeavy
from app.sign_in.errors import NotSignedIn
from app.web.multipart import TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ERRORS: dict[str, type[AppError]] = {
    error.__name__: error
    for error in (
        Conflict,
        Invalid,
        NotForYou,
        NotFound,
        NotSignedIn,
        Paused,
        Refused,
        TooHeavy,
        TooLarge,
        TooMany,
    )
}
FROZEN = {
    401: """
        not-signed-in token-refused
    """,
    403: """
        checks-failed database-damaged form-outdated form-without-origin not-in-live port-taken role-lacks-access
        sandbox-away sandbox-stays-local sandbox-unreadable setting-unknown settings-unsafe sign-in-again
    """,
    404: """
        draft-gone link-expired no-stand-in no-such-cohort no-such-deliverable no-such-file
        no-such-film no-such-key no-such-meeting no-such-message no-such-people-change no-such-person no-such-programme
        no-such-question no-such-request no-such-school-holiday no-such-submission no-such-team no-such-template
        no-such-version
        not-asked-of-team not-found not-in-cohort not-in-report not-in-team not-our-file
    """,
    409: """
        audit-key-away backup-by-postgres backup-exists backup-newer backup-unsound move-not-possible
        changed-since-preview cohort-already-provisioned cohort-closed cohort-name-taken
        cohort-not-hidden consent-withdrawn decision-not-open edited-meanwhile file-is-a-link
        file-settled film-unreachable flow-address-taken https-needed limit-passed
        meeting-cancelled meeting-held
        meeting-has-its-teams meeting-is-common meeting-not-begun meeting-sent-from-here meeting-undated
        message-approved message-not-waiting
        mentor-limit team-without-mentor
        msteam-already-adopted names-not-agreed no-year-ahead not-by-hand not-drifted not-looked-over
        nothing-to-undo parent-let-go people-change-decided place-not-offered places-decided
        places-not-decided
        programme-is-newest programme-is-shipped
        programme-key-taken programme-version-taken school-holiday-there-already request-settled request-under-way
        runner-taken
        service-still-looking stand-in-is-same submission-decided submission-has-errors
        submission-returned team-name-taken text-changed time-is-past
    """,
    413: """
        file-too-large
    """,
    422: """
        address-malformed answer-unknown answers-unreadable course-list date-malformed mentor-line
        deadline-past end-missing ends-before-it-begins
        export-not-offered field-missing field-unknown file-missing file-too-heavy file-unreadable
        flow-address-malformed form-malformed identity-number key-reused key-too-long
        msteam-link-malformed no-such-addition no-such-role no-such-track not-a-mentor outside-film
        programme-key-differs programme-or-cohort programme-unusable request-malformed same-team
        school-holidays-unreadable
        start-year-outside template-of-wrong-type template-too-large template-without-fields
        text-too-long value-not-storable workbook-refused
    """,
    429: """
        too-many-followed too-many-sign-ins too-many-uploads
    """,
    503: """
        too-many-followers
        database-away database-held database-newer database-on-share database-without-room halted
        two-at-once
        not-ready paused
    """,
}


def modules() -> list[Path]:
    return sorted([*(ROOT / "app").rglob("*.py"), *(ROOT / "jobs").rglob("*.py")])


def is_terminal(path: Path) -> bool:
    return ROOT / "app" / "cli" in path.parents


def raised(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield each refusal that a module makes: where, its class's status, and its code's."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            code = ast.unparse(node.args[0]).removeprefix("Code.")
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield where, ERRORS[node.func.id].status, Code[code].status


def test_codes_are_never_renamed_and_never_get_another_status() -> None:
    frozen = {code: status for status, codes in FROZEN.items() for code in codes.split()}
    assert {code.value: code.status for code in Code} == frozen


def test_a_codes_status_is_that_of_the_error_it_is_raised_with() -> None:
    found = [one for path in modules() for one in raised(path)]
    assert [where for where, status, code in found if status != code] == []
    assert len(found) > 150


def test_every_code_is_in_use() -> None:
    text = "".join(path.read_text() for path in modules())
    assert [code.name for code in Code if not re.search(rf"\bCode\.{code.name}\b", text)] == []


def test_a_code_reads_as_its_name() -> None:
    assert [code.value for code in Code] == [code.name.replace("_", "-") for code in Code]


def test_an_error_knows_its_code_its_sentence_and_what_goes_with_it() -> None:
    error = Conflict(Code.places_not_decided, "Fordel plassene først.", cohort=7)
    assert (error.code.urn, str(error), error.details) == (
        "urn:kull:places-not-decided",
        "Fordel plassene først.",
        {"cohort": 7},
    )


def spoken(path: Path) -> Iterator[str]:
    """Yield a module's texts that are no docstrings."""
    tree = ast.parse(path.read_text())
    explained = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


def test_only_the_terminal_says_what_to_type_in_a_terminal() -> None:
    commands = typer.main.get_group(kull).commands
    command = re.compile(rf"\bkull ({'|'.join(commands)})\b")
    said = {
        path.name: text
        for path in modules()
        if not is_terminal(path)
        for text in spoken(path)
        if command.search(text)
    }
    pages = [*(ROOT / "app").rglob("*.html"), *(ROOT / "app").rglob("*.po")]
    assert len(commands) > 15
    assert (said, [page.name for page in pages if command.search(page.read_text())]) == ({}, [])
