"""Each profile opens what it leaves to the service, and the narrow one asks the whole tenant for no write."""

from __future__ import annotations

from typing import get_args

import pytest

from app.config import Capability, Settings
from graph_adapters.permissions.profiles import BY_HAND, FULL, NARROW, PROFILES, Profile
from graph_adapters.permissions.table import PERMISSIONS
from graph_adapters.sandbox import app  # noqa: F401 - importing the app is what registers every operation
from graph_adapters.sandbox.engine.routes import GRAPH

OPENED_BY_TABLE = {one.name for one in PERMISSIONS}


def _is_open(operation: str, profile: Profile) -> bool:
    method, _, address = operation.partition(" ")
    found = GRAPH.find(method, address.replace("{id}", "ANY"))
    assert found is not None
    return bool(found[0].permissions & profile.given)


def _left_to_the_service(profile: Profile) -> set[str]:
    modes = Settings(capabilities=profile.capabilities).modes
    return {capability for capability, mode in modes.items() if mode == "service"}


WHOLE_TENANT_ALONE = ["POST /teams/{id}/channels/{id}/archive", "POST /teams/{id}/channels/{id}/unarchive"]
"""No right on one Team opens them: there a person archives the channel of a team that leaves."""


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.name)
def test_a_profile_opens_every_operation_of_what_it_leaves_to_the_service(profile: Profile) -> None:
    ours = _left_to_the_service(profile)
    closed = [
        operation
        for one in PERMISSIONS
        if not one.optional and (not one.capabilities or set(one.capabilities) & ours)
        for operation in one.operations
        if not _is_open(operation, profile)
    ]
    assert closed == (WHOLE_TENANT_ALONE if profile.name == "narrow" else [])


def test_the_service_does_less_from_profile_to_profile() -> None:
    assert [_left_to_the_service(one) for one in PROFILES] == [
        set(get_args(Capability)),
        {"channels", "calendar", "mail", "attendance", "webhooks"},
        set(),
    ]


def test_the_whole_tenant_is_asked_for_no_write_in_the_narrow_profile() -> None:
    assert NARROW.in_entra == (
        "User.Read.All",
        "Sites.Selected",
        "OnlineMeetings.Read.All",
        "OnlineMeetingArtifact.Read.All",
    )
    assert [name for name in NARROW.on_team if not name.endswith(".Group")] == []


def test_only_the_narrow_profile_lacks_something_that_is_given_by_the_whole() -> None:
    assert [one.given - FULL.given for one in (FULL, BY_HAND)] == [frozenset(), frozenset()]
    assert FULL.given == OPENED_BY_TABLE


def test_a_mailbox_is_opened_in_exchange_in_every_profile_that_uses_it() -> None:
    assert [one.in_exchange for one in PROFILES] == [
        ("Calendars.ReadWrite", "Mail.Read", "Mail.Send"),
        ("Calendars.ReadWrite", "Mail.Read", "Mail.Send"),
        (),
    ]
    assert [set(one.in_entra) & set(FULL.in_exchange) for one in PROFILES] == [set(), set(), set()]
