"""A document as we read it, from any program: controls with tags, running text and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A paragraph; its own line breaks are kept."""

    text: str
    is_heading: bool = False


Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Control:
    """A place made for an answer; `name` is the title people see. An unanswered prompt is no text."""

    tag: str
    name: str
    text: str


@dataclass(frozen=True)
class Cell:
    lines: Lines

    @property
    def text(self) -> str:
        return joined(self.lines)


Row = tuple[Cell, ...]
Table = tuple[Row, ...]


@dataclass(frozen=True)
class Document:
    """`flows` are the body and each text box; `whole` is every word of the file, deleted and hidden ones too."""

    controls: tuple[Control, ...]
    flows: tuple[Lines, ...]
    tables: tuple[Table, ...]
    whole: str


def joined(lines: Lines) -> str:
    return "\n".join(line.text for line in lines).strip()
