"""`kull programmes`: which recipes there are, and what they give in a year."""

from __future__ import annotations

import typer

commands = typer.Typer(no_args_is_help=True)
