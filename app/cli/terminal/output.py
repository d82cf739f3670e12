"""What commands print: one JSON document on stdout when asked, sentences otherwise."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from app import people

Json = Annotated[bool, typer.Option("--json", help="Skriv ett JSON-dokument på stdout.")]


QUESTIONS_LEFT = 3
"""The exit code of a command that did its work, and left questions a person must answer."""


def write_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def write_line(text: str) -> None:
    sys.stdout.write(people.with_marks(text) + "\n")


def write_aside(text: str) -> None:
    """Write a line on stderr: a refusal or a hint, which no program reads as the answer."""
    sys.stderr.write(people.with_marks(text) + "\n")
