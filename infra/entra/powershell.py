"""Write the PowerShell that only Exchange and Teams take, with the house's values.

python infra/entra/powershell.py --app-id … --object-id … --organiser laeringsnettverk@example.no > kull.ps1
`--object-id` is that of the enterprise application (service principal), not of the registration.
"""

from __future__ import annotations

import argparse
import re

from graph_adapters.permissions.profiles import OF_A_MAILBOX

GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", re.ASCII)
ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+", re.ASCII)
HEAD = """# Read it, then run it as an Exchange administrator and a Teams administrator.
# RBAC adds to consent: first take away any consent in Entra to {names},
# which would open every mailbox whatever stands here.
"""
EXCHANGE = """
Connect-ExchangeOnline
New-ServicePrincipal -AppId {app_id} -ObjectId {object_id} -DisplayName 'Kull'
New-ManagementScope -Name 'Kull' -RecipientRestrictionFilter "PrimarySmtpAddress -eq '{organiser}'"
"""
ROLE = "New-ManagementRoleAssignment -App {app_id} -Role 'Application {name}' -CustomResourceScope 'Kull'\n"
TRIED = "Test-ServicePrincipalAuthorization -Identity {app_id} -Resource {organiser}\n"
TEAMS = """
# Attendance and lobbies: the policy may take thirty minutes to hold.
Connect-MicrosoftTeams
New-CsApplicationAccessPolicy -Identity 'Kull' -AppIds '{app_id}' -Description 'Kull'
Grant-CsApplicationAccessPolicy -PolicyName 'Kull' -Identity '{organiser}'
"""


def script(*, app_id: str, object_id: str, organiser: str) -> str:
    """Return the script. A value that is not what it should be raises ValueError: it would be run."""
    for value, form in ((app_id, GUID), (object_id, GUID), (organiser, ADDRESS)):
        if not form.fullmatch(value):
            raise ValueError(value)
    roles = "".join(ROLE.replace("{name}", name) for name in OF_A_MAILBOX)
    text = HEAD.replace("{names}", ", ".join(OF_A_MAILBOX)) + EXCHANGE + roles + TRIED + TEAMS
    return (
        text.replace("{app_id}", app_id).replace("{object_id}", object_id).replace("{organiser}", organiser)
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--app-id", "--object-id", "--organiser"):
        asked.add_argument(name, required=True)
    given = asked.parse_args()
    print(script(app_id=given.app_id, object_id=given.object_id, organiser=given.organiser))
