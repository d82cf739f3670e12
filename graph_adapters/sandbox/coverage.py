"""Write the sandbox's operations as tables: python -m graph_adapters.sandbox.coverage docs/sandbox.md."""

import json
import sys
from functools import cache
from pathlib import Path

from graph_adapters.sandbox.engine.routes import CONTROL, GRAPH, Operation

from . import app  # noqa: F401 -- importing the app is what registers every operation

BEGIN, END = "<!-- coverage: begin -->", "<!-- coverage: end -->"

ROWS = Path(__file__).parents[2] / "tests/graph_adapters/sandbox/parity/rows"
METADATA_ONLY = ("D", "2026")  # in the metadata of msgraph-sdk, and in no published request of ours
LEGEND = (
    "Evidence says how we know what an operation answers, and since when: A a recorded answer of a live tenant, B a "
    "request and its answer in Microsoft's documentation of 2025 or newer, C in older documentation, D the metadata "
    "alone. A, B and C are replayed (`tests/graph_adapters/sandbox/parity`), and what differs is named there."
)


@cache
def evidence() -> dict[str, tuple[str, str]]:
    """Return the best evidence of each operation, its grade and its year, from the rows that are replayed."""
    found: dict[str, tuple[str, str]] = {}
    for row in (row for file in ROWS.glob("*.json") for row in json.loads(file.read_text("utf-8"))):
        given = (row["evidence"], row["date"])
        known = found.get(row["operation"], METADATA_ONLY)
        found[row["operation"]] = min(known, given, key=lambda one: (one[0], -int(one[1])))
    return found


def table() -> str:
    rows = ["| operation | request | query options | evidence |", "|---|---|---|---|"]
    rows += [_row(one) for one in sorted(GRAPH.operations, key=lambda one: (one.name.casefold(), one.url))]
    control = ["", "| control | |", "|---|---|"]
    control += [
        f"| `{one.method} /_sandbox{one.url.rstrip('/')}` | {_first_line(one)} |"
        for one in sorted(CONTROL.operations, key=lambda one: (one.url, one.method))
    ]
    return "\n".join([f"{len(GRAPH.operations)} operations.", "", LEGEND, "", *rows, *control])


def _row(one: Operation) -> str:
    options = ", ".join(f"`${name}`" for name in sorted(one.options))
    grade = " ".join(evidence().get(one.name, METADATA_ONLY))
    return f"| {one.name} | `{one.method} {one.url}` | {options} | {grade} |"


def _first_line(one: Operation) -> str:
    text = (one.handler.__doc__ or "").strip().partition("\n")[0].replace("|", "\\|")
    return text or one.handler.__name__.replace("_", " ").capitalize() + "."


def written(document: str) -> str:
    """Replace the tables of a document by tables of the present code."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main() -> None:
    path = Path(sys.argv[1])
    path.write_text(written(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
