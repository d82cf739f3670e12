"""Write docs/access.md from the table of routes: `python docs/make_access.py`."""

from __future__ import annotations

from pathlib import Path

from app.access import ROUTES, Who
from app.access.roles import EVERYWHERE

FILE = Path(__file__).parent / "access.md"
STRANGER = Who.anybody
COLUMNS = [who for who in Who if who not in {Who.this_machine, Who.anybody}] + [STRANGER]
HEAD = """# Who may use what

Made from `app/access/table.py` by `python docs/make_access.py`; `tests/app/access/test_route_table.py` asks every route
as every role and holds the answers against this page. A route that is not in the table is closed to everybody.

`yes`: whoever has the role · `own`: in the cohorts, teams and organisation where they have it; what is another's is
answered 404, as if it were not there · empty: refused. Lists leave out what is another's. *Signed in* is anybody of the
organisation's directory; *stranger* is nobody signed in. `POST /health/wake` is for programs on the service's own
machine alone.

The first three roles are app roles in Entra; the others are held in a cohort and come with its enrolment.

"""


def text() -> str:
    """Return the page as it should be."""
    names = " | ".join("stranger" if who is STRANGER else who.replace("_", " ") for who in COLUMNS)
    rows = [f"| route | {names} |", f"|---|{'---|' * len(COLUMNS)}"]
    rows += [f"| `{route}` | {' | '.join(_cell(route, who) for who in COLUMNS)} |" for route in ROUTES]
    return HEAD + "\n".join(rows) + "\n"


def _cell(route: str, who: Who) -> str:
    allowed = ROUTES[route]
    if Who.anybody in allowed or (Who.signed_in in allowed and who is not STRANGER):
        return "yes"
    if who not in allowed:
        return ""
    return "own" if who not in EVERYWHERE and ("_id}" in route or "_uid}" in route) else "yes"


if __name__ == "__main__":
    FILE.write_text(text())
