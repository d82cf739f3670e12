"""Struck-through text: by the style of a cell, or by the runs inside its text."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from app.enrolment.excel.xml import children, local_name, tree, without_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.enrolment.excel.package import Package

_OFF = {"0", "false", "off"}


@dataclass(frozen=True)
class Run:
    """A piece of a text; `is_struck` is None where the cell's own style decides."""

    text: str
    is_struck: bool | None


@dataclass(frozen=True)
class Strikes:
    """The styles that strike a cell through, and the shared strings with runs of their own."""

    styles: frozenset[str]
    strings: dict[str, tuple[Run, ...]]

    def may_be_in(self, sheet: bytes) -> bool:
        """Tell whether any cell of a sheet can be struck through; of most workbooks none can."""
        in_strings = any(run.is_struck for runs in self.strings.values() for run in runs)
        return bool(self.styles) or in_strings or b"strike" in sheet.replace(b"\0", b"")

    def left_in(self, cell: etree._Element) -> str | None:
        """Return the text that is not struck through; None when nothing of the cell is."""
        by_style = cell.get("s", "0") in self.styles
        runs = self._runs(cell)
        if not runs:
            return "" if by_style else None
        kept = [run for run in runs if not (by_style if run.is_struck is None else run.is_struck)]
        gone = [run for run in runs if run not in kept and run.text.strip()]
        return "".join(run.text for run in kept) if gone else None

    def _runs(self, cell: etree._Element) -> tuple[Run, ...]:
        for child in children(cell, "is"):
            return tuple(_runs(child))
        if cell.get("t") != "s":
            return ()
        return next((self.strings.get(child.text or "", ()) for child in children(cell, "v")), ())


def strikes_of(package: Package) -> Strikes:
    styles, strings = package.part_of_kind("styles"), package.part_of_kind("sharedStrings")
    return Strikes(
        frozenset(_struck_styles(tree(styles)) if styles else ()),
        dict(_rich_strings(strings) if strings else ()),
    )


def _struck_styles(styles: etree._Element) -> Iterator[str]:
    fonts = [_strikes(font) for kind in children(styles, "fonts") for font in children(kind, "font")]
    for formats in children(styles, "cellXfs"):
        for number, one in enumerate(children(formats, "xf")):
            font = one.get("fontId", "0")
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                yield str(number)


def _strikes(font: etree._Element) -> bool:
    return any((one.get("val") or "1").lower() not in _OFF for one in children(font, "strike"))


def _rich_strings(part: bytes) -> Iterator[tuple[str, tuple[Run, ...]]]:
    found = etree.iterparse(BytesIO(part), tag="{*}si", resolve_entities=False, no_network=True)
    for number, (_, string) in enumerate(found):
        runs = tuple(_runs(string))
        if runs:
            yield str(number), runs
        string.clear()
        while string.getprevious() is not None:
            del string.getparent()[0]


def _runs(string: etree._Element) -> Iterator[Run]:
    """Give the runs of a text that has any; a plain text has none."""
    if any(local_name(child) == "r" for child in string):
        for piece in children(string, "r", "t"):
            plain = local_name(piece) == "t"
            texts = [piece] if plain else children(piece, "t")
            form = next(children(piece, "rPr"), None)
            struck = None if plain or form is None else _strikes(form)
            yield Run(without_escapes("".join(one.text or "" for one in texts)), struck)
