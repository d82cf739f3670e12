"""The sandbox gives the published answer to every published request, or the exception is named with its reason."""

import json
from fnmatch import fnmatchcase
from typing import Any

from support.parity.replay import replayed
from support.parity.rows import FOLDER, published_rows

# Two tables: a row of its own status and reason for each request, and a reason for keys, where a star stands for any.
EXCEPTIONS: dict[str, Any] = json.loads((FOLDER / "exceptions.json").read_text("utf-8"))
LEAST_SHARE = 0.98  # of what the sandbox does at all
FALSE_REFUSALS = {
    "POST /drives/{drive}/items/{file}/createLink #4"
}  # of personal OneDrive alone, as the page says


def test_every_request_is_answered_as_published_or_named_as_an_exception() -> None:
    others = {one.row.name: one.status for one in replayed() if not one.is_as_published}
    assert others == {row: status for row, (status, _) in EXCEPTIONS["status"].items()}


def test_nearly_all_that_the_sandbox_does_has_the_published_status() -> None:
    built = [one for one in replayed() if not one.is_not_built]
    assert sum(one.is_as_published for one in built) >= LEAST_SHARE * len(built)


def test_nothing_that_graph_grants_is_called_a_bad_request() -> None:
    """Unsupported is 501, refused is 400: a granted request that is refused is a false word about Graph."""
    assert {one.row.name for one in replayed() if one.row.status < 400 == one.status} == FALSE_REFUSALS


def test_every_published_key_is_in_the_answer_or_named_as_an_exception() -> None:
    missing = {f"{one.row.operation} {key}" for one in replayed() for key in one.missing}
    unnamed = {key for key in missing if not any(fnmatchcase(key, known) for known in EXCEPTIONS["keys"])}
    unneeded = {known for known in EXCEPTIONS["keys"] if not any(fnmatchcase(key, known) for key in missing)}
    assert (unnamed, unneeded) == (set(), set())


def test_every_exception_has_a_reason() -> None:
    assert [row for row, (_, why) in EXCEPTIONS["status"].items() if len(why) < 10] == []
    assert [key for key, why in EXCEPTIONS["keys"].items() if len(why) < 10] == []


def test_every_row_says_how_good_its_evidence_is() -> None:
    assert {row.evidence for row in published_rows()} == {"A", "B", "C"}
    assert {row.date for row in published_rows()} <= {str(year) for year in range(2021, 2027)}
