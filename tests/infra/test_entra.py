"""The registrations are made in the sandbox as they would be in Entra, and the PowerShell holds the house's values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support import tenant_census
from support.faults.world import GRAPH, InProcess
from support.paths import ROOT
from support.scripts import script

from graph_adapters.permissions.profiles import FULL, NARROW
from graph_adapters.sandbox.app import create_sandbox
from graph_adapters.sandbox.engine.state import State

if TYPE_CHECKING:
    from graph_adapters.permissions.profiles import Profile

entra = script(ROOT / "infra" / "entra" / "register.py")
powershell = script(ROOT / "infra" / "entra" / "powershell.py")
ADDRESS = "https://kull.example.no"


@pytest.fixture
def it() -> tenant_census.Tenant:
    """An administrator of an empty tenant, who may do everything there."""
    tenant = tenant_census.Tenant(GRAPH, httpx.Client(transport=InProcess(create_sandbox(State()))))
    tenant.http.base_url = httpx.URL(GRAPH)
    return tenant


def _register(it: tenant_census.Tenant, profile: Profile, *, does: bool = True) -> tuple[Any, dict[str, str]]:
    tenant = entra.Tenant(it.http, does)
    return tenant, entra.register(tenant, profile, ADDRESS)


def _granted(it: tenant_census.Tenant, app_id: str) -> set[str]:
    graph = it.get(f"/servicePrincipals?$filter=appId eq '{entra.GRAPH_APP_ID}'")["value"][0]
    names = {role["id"]: role["value"] for role in graph["appRoles"]}
    principal = it.get(f"/servicePrincipals?$filter=appId eq '{app_id}'")["value"][0]
    given = it.get(f"/servicePrincipals/{principal['id']}/appRoleAssignments")["value"]
    return {names[one["appRoleId"]] for one in given}


@pytest.mark.parametrize("profile", [FULL, NARROW], ids=lambda one: one.name)
def test_the_worker_is_granted_what_its_profile_says(it: tenant_census.Tenant, profile: Profile) -> None:
    _, settings = _register(it, profile)
    assert _granted(it, settings["KULL_GRAPH_CLIENT_ID"]) == set(profile.in_entra)
    assert settings["KULL_CAPABILITIES"] == profile.capabilities


def test_people_sign_in_to_a_registration_with_three_roles_that_teams_may_use(
    it: tenant_census.Tenant,
) -> None:
    _, settings = _register(it, NARROW)
    app_id = settings["KULL_SIGN_IN_CLIENT_ID"]
    made = it.get(f"/applications(appId='{app_id}')")
    assert sorted(role["value"] for role in made["appRoles"]) == [
        "administrator",
        "improvement_unit",
        "insight",
    ]
    assert made["web"]["redirectUris"] == ["https://kull.example.no/sign-in/back"]
    assert made["identifierUris"] == [f"api://kull.example.no/{app_id}"]
    assert [one["value"] for one in made["api"]["oauth2PermissionScopes"]] == ["access_as_user"]
    assert _granted(it, app_id) == set()


def test_a_second_run_changes_nothing(it: tenant_census.Tenant) -> None:
    _, settings = _register(it, NARROW)
    again, same = _register(it, NARROW)
    assert (again.shown, same) == ([], settings)


def test_without_being_told_to_it_only_shows(it: tenant_census.Tenant) -> None:
    before = it.all("/applications")
    shown, _ = _register(it, NARROW, does=False)
    assert shown.shown == [
        "POST /applications",
        "POST /servicePrincipals",
        *["POST /servicePrincipals/<id>/appRoleAssignments"] * 4,
        "POST /applications",
        "PATCH /applications/<id>",
        "POST /servicePrincipals",
        "POST /oauth2PermissionGrants",
    ]
    assert it.all("/applications") == before


def test_each_call_that_is_made_was_shown_with_its_body(
    it: tenant_census.Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    made, _ = _register(it, NARROW)
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(("POST", "PATCH"))] == made.shown


# --- PowerShell ----------------------------------------------------------------------------------

APP, OBJECT = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def test_the_script_scopes_each_right_to_the_one_mailbox() -> None:
    text = powershell.script(app_id=APP, object_id=OBJECT, organiser="nett@example.no")
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == [
        "Connect-ExchangeOnline",
        f"New-ServicePrincipal -AppId {APP} -ObjectId {OBJECT} -DisplayName 'Kull'",
        "New-ManagementScope -Name 'Kull' -RecipientRestrictionFilter \"PrimarySmtpAddress -eq 'nett@example.no'\"",
        f"New-ManagementRoleAssignment -App {APP} -Role 'Application Calendars.ReadWrite' -CustomResourceScope 'Kull'",
        f"New-ManagementRoleAssignment -App {APP} -Role 'Application Mail.Read' -CustomResourceScope 'Kull'",
        f"New-ManagementRoleAssignment -App {APP} -Role 'Application Mail.Send' -CustomResourceScope 'Kull'",
        f"Test-ServicePrincipalAuthorization -Identity {APP} -Resource nett@example.no",
        "Connect-MicrosoftTeams",
        f"New-CsApplicationAccessPolicy -Identity 'Kull' -AppIds '{APP}' -Description 'Kull'",
        "Grant-CsApplicationAccessPolicy -PolicyName 'Kull' -Identity 'nett@example.no'",
    ]


@pytest.mark.parametrize("organiser", ["nett@example.no'; Remove-Mailbox x", "nett", "$(x)@example.no"])
def test_a_value_that_would_be_run_is_refused(organiser: str) -> None:
    with pytest.raises(ValueError, match=re.escape(organiser)):
        powershell.script(app_id=APP, object_id=OBJECT, organiser=organiser)
