"""Write the sandbox's operations as tables: python -m graph_adapters.sandbox.coverage docs/sandbox.md."""

import sys
from pathlib import Path

from graph_adapters.sandbox.engine.routes import CONTROL, GRAPH, Operation

from . import app  # noqa: F401 -- importing the app is what registers every operation

BEGIN, END = "<!-- coverage: begin -->", "<!-- coverage: end -->"


def table() -> str:
    rows = ["| operation | request | query options |", "|---|---|---|"]
    rows += [_row(one) for one in sorted(GRAPH.operations, key=lambda one: (one.name.casefold(), one.url))]
    control = ["", "| control | |", "|---|---|"]
    control += [
        f"| `{one.method} /_sandbox{one.url.rstrip('/')}` | {_first_line(one)} |"
        for one in sorted(CONTROL.operations, key=lambda one: (one.url, one.method))
    ]
    return "\n".join([f"{len(GRAPH.operations)} operations.", "", *rows, *control])


def _row(one: Operation) -> str:
    options = ", ".join(f"`${name}`" for name in sorted(one.options))
    return f"| {one.name} | `{one.method} {one.url}` | {options} |"


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
