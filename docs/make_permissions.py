"""Write infra/permissions.md from the table of permissions: `python docs/make_permissions.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph_adapters.permissions.profiles import PROFILES, Profile
from graph_adapters.permissions.table import BY_WHAT_THEY_LEAD_TO, PERMISSIONS, Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[1] / "infra" / "permissions.md"
HEADS = {
    "nb": """# Rettigheter i Microsoft 365

*In English: [below](#permissions-in-microsoft-365).*

Dette ber Kull om, hva det brukes til, hva som er smalere, og hva som stopper uten. Siden er laget av
`graph_adapters/permissions/table.py` med `python docs/make_permissions.py`. En prøve leser hver forespørsel ut av koden
og holder den mot tabellen (`tests/graph_adapters/permissions/test_table.py`): ingenting kalles utenfor den, og den ber
ikke om noe som ikke brukes.

Alle er programrettigheter (uten bruker) i Microsoft Graph. Innlogging for folk bruker bare `openid`, `profile` og
`User.Read`. Kull ber aldri om `Directory.ReadWrite.All`, `Sites.FullControl.All`, `Mail.ReadWrite` eller
`Chat`-rettigheter.
""",
    "en": """# Permissions in Microsoft 365

What Kull asks for, what needs it, what is narrower, and what stops without it. The page is made from
`graph_adapters/permissions/table.py` by `python docs/make_permissions.py`. A test reads every request out of the code
and holds it against the table (`tests/graph_adapters/permissions/test_table.py`): nothing is called outside it, and it
asks for nothing that is not used.

All are application permissions (without a user) of Microsoft Graph. People's sign-in uses `openid`, `profile` and
`User.Read` alone. Kull never asks for `Directory.ReadWrite.All`, `Sites.FullControl.All`, `Mail.ReadWrite` or
permissions of chats.
""",
}
WORDS = {
    "nb": {
        "choose": "## Velg profil",
        "each": "## Hver rettighet",
        "operations": "## Hva hver brukes til",
        "columns": "| rettighet | til | smalere | uten den |",
        "always": "alltid",
        "optional": "valgfri",
        "entra": "Samtykke i Entra",
        "team": "På det ene Teamet (resource-specific consent)",
        "site": "På Teamets nettsted",
        "exchange": "I Exchange, for postboksen (RBAC for Applications)",
        "setting": "Innstilling",
        "subscriptions": "Uten egen rettighet: Microsoft krever leserett til det som abonneres på, her filene.",
        "rules": "## Husets egne regler",
    },
    "en": {
        "choose": "## Choose a profile",
        "each": "## Each permission",
        "operations": "## What each is used for",
        "columns": "| permission | for | narrower | without it |",
        "always": "always",
        "optional": "optional",
        "entra": "Consent in Entra",
        "team": "On the one Team (resource-specific consent)",
        "site": "On the Team's site",
        "exchange": "In Exchange, for the mailbox (RBAC for Applications)",
        "setting": "Setting",
        "subscriptions": "Without one of their own: Microsoft asks for leave to read what is subscribed to, here files.",
        "rules": "## The house's own rules",
    },
}
RULES = {
    "nb": """RBAC legges til samtykke: er `Mail.Send` samtykket for hele huset, hjelper ingen avgrensning i Exchange. Ta
samtykket bort først. Da nevner tokenet ingen rettighet til postboksen, og `kull doctor` spør postboksen selv.

| regel | hva Kull gjør |
|---|---|
| navneregel for grupper | leses ikke: et navn som avvises, står med Microsofts ord på kullets framdrift, og kan endres der |
| følsomhetsmerker | settes ikke: la husets standardmerke gjelde, eller lag Teamet selv og ta det i bruk |
| utløp av grupper | leses (`expirationDateTime`) og varsles tretti dager før |
| gjestepolicy | en invitasjon som avvises, står på listen over det som gjøres for hånd |
""",
    "en": """RBAC adds to consent: where `Mail.Send` is consented to for the whole house, no scope in Exchange narrows it. Take
the consent away first. The token then names no permission of the mailbox, and `kull doctor` asks the mailbox itself.

| rule | what Kull does |
|---|---|
| naming policy of groups | not read: a refused name stands with Microsoft's words on the cohort's progress, and is changed there |
| sensitivity labels | not set: let a default label hold, or make the Team yourself and take it into use |
| expiration of groups | read (`expirationDateTime`), and warned of thirty days ahead |
| guest policy | a refused invitation stands on the list of what is done by hand |
""",
}


def text() -> str:
    """Return the page as it should be: Norwegian, then English."""
    return "\n".join("\n".join(_in(language)) for language in HEADS)


def _in(language: str) -> Iterator[str]:
    words = WORDS[language]
    yield from (HEADS[language], words["choose"], "")
    for profile in PROFILES:
        yield from _profile(profile, language)
    yield from (words["each"], "", words["columns"], "|---|---|---|---|")
    yield from (_row(one, language) for one in PERMISSIONS)
    yield from ("", words["operations"], "")
    yield from (f"- `{one.name}`: {_listed(one.operations)}" for one in PERMISSIONS)
    yield from (
        f"- {words['subscriptions']} {_listed(BY_WHAT_THEY_LEAD_TO)}",
        "",
        words["rules"],
        "",
        RULES[language],
    )


def _profile(profile: Profile, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield from (f"### {getattr(profile.title, language)}", "", getattr(profile.about, language), "")
    yield f"- {words['entra']}: {_listed(profile.in_entra)}"
    if profile.on_team:
        yield f"- {words['team']}: {_listed(profile.on_team)}"
    if profile.on_site:
        yield f"- {words['site']}: `{profile.on_site}` (`Sites.Selected`)"
    if profile.in_exchange:
        yield f"- {words['exchange']}: {_listed(profile.in_exchange)}"
    yield f"- {words['setting']}: `KULL_CAPABILITIES={profile.capabilities}`"
    yield ""


def _row(one: Permission, language: str) -> str:
    words = WORDS[language]
    needed = ", ".join(one.capabilities) or words["always"]
    needed += f" ({words['optional']})" if one.optional else ""
    return (
        f"| `{one.name}` | {needed} | {getattr(one.narrower, language)} | {getattr(one.without, language)} |"
    )


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    FILE.write_text(text())
