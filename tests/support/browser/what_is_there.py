"""What a service holds when the pages are looked at: nothing, the example, or what somebody hostile wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support.browser.handed_in import break_it, fill
from support.paths import ROOT

Terminal = Callable[..., str]
EXAMPLE = ROOT / "examples" / "torn-kull-3" / "enrolment.xlsx"
Contents = Callable[[Terminal, Path], None]

SCRIPT = "<img src=x onerror=alert(1)>"
LONG = "Pasientflyt " + "åæø" * 62 + "å!"
ARABIC = "\u0641\u0631\u064a\u0642 \u0627\u0644\u062a\u062d\u0633\u064a\u0646 \u202esnu"
HEADINGS = "foretak;prioritet;team;navn;e-post;rolle"
ROWS = [
    f"{SCRIPT};1;{SCRIPT};{SCRIPT} Aas;anne@example.no;teamleder",
    f"UNN;1;{LONG};{LONG[::-1]};berit@example.no;teamleder",
    f"UNN;2;{ARABIC};{ARABIC};carl@example.no;teamleder",
    "UNN;2;{{ 7 * 7 }};Dina 'or 1=1--;dina@example.no;medarbeider",
]


TWO_TEAMS = [
    "UNN;1;Kirurgi;Anne Aas;anne@example.no;teamleder",
    "UNN;2;Medisin;Berit Bø;berit@example.no;teamleder",
]


def EMPTY(_kull: Terminal, _folder: Path) -> None:  # noqa: N802 - read as a name of contents
    """Nothing at all."""


def STARTED(kull: Terminal, _folder: Path) -> None:  # noqa: N802 - beside it
    """A cohort that has only its dates."""
    kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", "Tørn kull 4")


def SHOWN(kull: Terminal, folder: Path) -> None:  # noqa: N802 - beside it
    """Two teams with channels to lay a film in."""
    kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2026", "--name", "Tørn kull 3")
    sheet = folder / "teams.csv"
    sheet.write_text("\n".join([HEADINGS, *TWO_TEAMS]), "utf-8")
    kull("enrol", "import", "1", str(sheet))
    kull("cohorts", "confirm", "1")
    kull("provision", "1")


def ORDINARY(kull: Terminal, folder: Path) -> None:  # noqa: N802 - beside it
    """The example, provisioned; a cohort that is enrolled; and one that has only its dates."""
    kull("demo", "--json")
    kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", "Tørn kull 4")
    own = ["--as", "vaart", "--name", "Vårt nettverk", "--owner", "Sykehuset"]
    kull("programmes", "copy", "torn-kull-3", *own)
    kull("enrol", "import", "2", str(EXAMPLE))
    kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2028", "--name", "Tørn kull 5")
    fill(folder)


def BROKEN(_kull: Terminal, folder: Path) -> None:  # noqa: N802 - beside it
    """What ORDINARY made, with everything gone wrong that can."""
    break_it(folder)


def HOSTILE(kull: Terminal, folder: Path) -> None:  # noqa: N802 - beside it
    """A cohort whose every name was written by somebody who wishes us ill, made in Microsoft 365 as far as it goes."""
    kull("cohorts", "new", "--programme", "torn-kull-3", "--start-year", "2027", "--name", SCRIPT)
    sheet = folder / "hostile.csv"
    sheet.write_text("\n".join([HEADINGS, *ROWS]), "utf-8")
    kull("enrol", "import", "1", str(sheet))
    kull("cohorts", "confirm", "1")
    kull("provision", "1")
    fill(folder, words=SCRIPT + LONG + ARABIC, name=f"{SCRIPT}{LONG}.docx")
