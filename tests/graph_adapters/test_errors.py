"""Each refusal of Microsoft's becomes the error that tells the next step, with the wait it asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from graph_adapters.errors import (
    Changed,
    Gone,
    NeedsPerson,
    NotAccepted,
    Rejected,
    Resync,
    Taken,
    TenantError,
    TryAgain,
    Unsure,
    error_from,
    retry_after,
)

NOW = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("2.128", 2.128),
        ("0", 0.0),
        ("900", 900.0),
        ("99999999999999", 604_800.0),
        ("-3", 0.0),
        ("Wed, 01 Apr 2026 06:01:30 GMT", 90.0),
        ("Wed, 01 Apr 2026 06:01:30 -0000", 90.0),
        ("Wed, 01 Apr 2026 05:00:00 GMT", 0.0),
        ("7,7", None),
        ("soon", None),
        ("", None),
    ],
)
def test_each_form_is_read_or_left_to_our_own_waits(said: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": said}, now=NOW) == seconds


@pytest.mark.parametrize("said", ["nan", "inf", "1e400"])
def test_what_is_no_time_is_no_time(said: str) -> None:
    assert retry_after({"retry-after": said}, now=NOW) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, NotAccepted),
        (401, Rejected),
        (403, NeedsPerson),
        (404, Gone),
        (409, TryAgain),
        (412, Changed),
        (423, TryAgain),
        (429, TryAgain),
        (451, NotAccepted),
        (500, Unsure),
        (504, Unsure),
        (507, NeedsPerson),
        (509, TryAgain),
    ],
)
def test_the_status_decides_what_to_do_next(status: int, kind: type[TenantError]) -> None:
    assert type(error_from(status, {}, None)) is kind


@pytest.mark.parametrize(
    "error",
    [
        {"code": "nameAlreadyExists", "message": "No."},
        {"code": "Request_BadRequest", "message": "The name already existed in the team."},
    ],
)
def test_a_name_in_use_is_told_from_other_refusals_by_code_or_words(error: dict[str, str]) -> None:
    assert type(error_from(409, {}, {"error": error})) is Taken


def test_an_error_keeps_microsofts_own_words_for_the_fold() -> None:
    body = {"error": {"code": "Busy", "message": "Come back.", "@event.existingEventId": "e"}}
    error = error_from(429, {"request-id": "r", "retry-after": "7"}, body)
    assert (str(error), error.status, error.code) == ("Come back.", 429, "Busy")
    assert (error.request_id, error.wait, error.existing_id) == ("r", 7.0, "e")


def test_a_cursor_that_is_too_old_says_where_to_begin_again() -> None:
    error = error_from(410, {"location": "https://graph.microsoft.com/v1.0/delta"}, None)
    assert isinstance(error, Resync)
    assert error.url == "https://graph.microsoft.com/v1.0/delta"


@pytest.mark.parametrize(
    "body", [None, "a gateway's page", [], {"error": "a word"}, {"error": {"code": None}}]
)
def test_an_answer_in_any_shape_is_still_an_error(body: object) -> None:
    error = error_from(503, {}, body)
    assert (type(error), str(error), error.code) == (Unsure, "HTTP 503", "")


RETAINED = "This item cannot be deleted because it is either on hold or retained by organizational policy."


@pytest.mark.parametrize(
    ("status", "error", "policy"),
    [
        (403, {"code": "accessDenied", "message": RETAINED}, "retention"),
        (423, {"code": "resourceLocked", "message": "The item has a retention label."}, "retention"),
        (
            400,
            {
                "code": "Request_BadRequest",
                "message": "No.",
                "details": [{"target": "displayName", "code": "MissingPrefixSuffix", "message": "No."}],
            },
            "naming",
        ),
        (
            422,
            {"code": "ContainsBlockedWord", "message": "The name contains the blocked word 'x'."},
            "naming",
        ),
        (400, {"code": "Request_BadRequest", "message": "A sensitivity label is required."}, "label"),
        (403, {"code": "Forbidden", "message": "The team is archived and can only be read."}, "archived"),
        (403, {"code": "Forbidden", "message": "Missing role permissions."}, None),
        (429, {"code": "TooManyRequests", "message": "on hold"}, None),
        (400, {"code": "x", "message": "y", "details": "not a list"}, None),
    ],
)
def test_a_rule_of_the_tenant_is_told_from_other_refusals_and_waits_for_a_person(
    status: int, error: dict[str, Any], policy: str | None
) -> None:
    made = error_from(status, {}, {"error": error})
    assert made.policy == policy
    assert (policy is None) or isinstance(made, NeedsPerson)
