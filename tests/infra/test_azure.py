"""The Bicep can be read, has what it says, and each set of parameters fits it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pycep import BicepParser
from support.paths import ROOT

AZURE = ROOT / "infra" / "azure"


@pytest.fixture(scope="module")
def bicep() -> Any:
    return BicepParser().parse(text=(AZURE / "main.bicep").read_text("utf-8"))


def test_everything_the_service_needs_is_made(bicep: Any) -> None:
    kinds = {name: one["type"] for name, one in bicep["resources"].items()}
    assert kinds == {
        "identity": "Microsoft.ManagedIdentity/userAssignedIdentities",
        "log": "Microsoft.OperationalInsights/workspaces",
        "network": "Microsoft.Network/virtualNetworks",
        "zone": "Microsoft.Network/privateDnsZones",
        "link": "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "database": "Microsoft.DBforPostgreSQL/flexibleServers",
        "rows": "Microsoft.DBforPostgreSQL/flexibleServers/databases",
        "azureOnly": "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules",
        "vault": "Microsoft.KeyVault/vaults",
        "databaseUrl": "Microsoft.KeyVault/vaults/secrets",
        "reads": "Microsoft.Authorization/roleAssignments",
        "environment": "Microsoft.App/managedEnvironments",
        "app": "Microsoft.App/containerApps",
    }


@pytest.mark.parametrize(("size", "private"), [("trial", False), ("production", True)])
def test_parameters_fit_and_leave_the_password_to_whoever_deploys(
    bicep: Any, size: str, private: bool
) -> None:
    given = json.loads((AZURE / f"{size}.parameters.json").read_text("utf-8"))["parameters"]
    needed = {name for name, one in bicep["parameters"].items() if one["default"] is None}
    assert given.keys() - bicep["parameters"].keys() == set()
    assert needed - given.keys() == {"databasePassword"}
    assert (given["size"]["value"], given["privateNetwork"]["value"]) == (size, private)
