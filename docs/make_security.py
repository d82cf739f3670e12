"""Write docs/security.md from docs/security.csv: `python docs/make_security.py`."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
FILE = HERE / "security.md"
HEAD = """# Sikkerhet: OWASP ASVS 5.0, nivå 1 og 2

Laget av `docs/security.csv` med `python docs/make_security.py`; `tests/docs/test_security.py` ser etter at prøvene finnes.

*Prøvd*: en prøve viser det. *Begrunnet*: hvorfor det holder uten en prøve av vår egen. *Gjelder ikke*: vi har det ikke.
Teksten i kolonnen «Kort sagt» er vår egen, ikke OWASPs. Numre og nivåer er holdt mot OWASPs egen liste for 5.0.0: alle
253 krav på nivå 1 og 2 er med; noen som ikke gjelder, står på én linje.

"""


def rows() -> list[dict[str, str]]:
    """Return the requirements as they stand in the file."""
    with (HERE / "security.csv").open(newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def text() -> str:
    """Return the page as it should be."""
    found = rows()
    counts = Counter(row["status"] for row in found)
    total = ", ".join(f"{number} {status}" for status, number in counts.most_common())
    table = ["| krav | nivå | kort sagt | status | hvordan |", "|---|---|---|---|---|"]
    table += [
        f"| {row['id']} | {row['level']} | {row['about']} | {row['status']} | {_how(row)} |" for row in found
    ]
    return f"{HEAD}I alt {len(found)} linjer: {total}.\n\n" + "\n".join(table) + "\n"


def _how(row: dict[str, str]) -> str:
    tests = (f"`{test}`" for test in row["tests"].split())
    return " ".join(part for part in (row["answer"], *tests) if part)


if __name__ == "__main__":
    FILE.write_text(text())
