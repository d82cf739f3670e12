"""Marks in a Word tree: text its reader does not see, comments that say something, and flags not to be believed.

Word's own toggles count: a style that strikes through a paragraph and one that strikes its letters undo each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.submissions.reading.reports.document import Held
from app.submissions.reading.reports.prompts import is_prompt
from app.submissions.reading.reports.xml_names import child_value, is_on, name, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml import etree

MARK = "kull-mark"
_EFFECTS = {"strike": Held.struck, "dstrike": Held.struck, "vanish": Held.hidden}
_MAX_ANCESTORS = 50


class Looks:
    """The effects of each style, its ancestors' among them."""

    def __init__(self, styles: etree._Element | None) -> None:
        every = [] if styles is None else list(styles.iter("{*}style"))
        self._styles: Mapping[str, etree._Element] = {_attribute(one, "styleId"): one for one in every}
        self._default = next((_attribute(one, "styleId") for one in every if _is_default_paragraph(one)), "")

    def of_paragraph(self, paragraph: etree._Element | None, effect: str) -> bool:
        style = "" if paragraph is None else child_value(paragraph, "{*}pPr/{*}pStyle")
        return self.has(style or self._default, effect)

    def has(self, style: str, effect: str) -> bool:
        """Say whether a style has an effect: its own word counts first, then that of the style it is based on."""
        for _ in range(_MAX_ANCESTORS):
            found = self._styles.get(style)
            if found is None:
                return False
            said = found.find(f"{{*}}rPr/{{*}}{effect}")
            if said is not None:
                return is_on(said)
            style = child_value(found, "{*}basedOn")
        return False


def drop_marks(root: etree._Element) -> None:
    """Drop marks that came with the file: ours are set by us alone."""
    for marked in root.iter("{*}*"):
        marked.attrib.pop(MARK, None)


def mark_unseen(root: etree._Element, styles: etree._Element | None) -> None:
    """Mark each run that is struck through or hidden, by itself or by its style."""
    looks = Looks(styles)
    for run in root.iter("{*}r"):
        unseen = next((held for effect, held in _EFFECTS.items() if _has(run, effect, looks)), None)
        if unseen:
            run.set(MARK, unseen.value)


def mark_comments(root: etree._Element, comments: Iterable[etree._Element]) -> None:
    """Mark the places of comments that say something."""
    told = {
        _attribute(one, "id")
        for part in comments
        for one in part.iter("{*}comment")
        if "".join(one.itertext()).strip()
    }
    for place in root.iter("{*}commentReference"):
        if _attribute(place, "id") in told:
            place.set(MARK, Held.comment.value)


def mark_flags(root: etree._Element, known: frozenset[str]) -> None:
    """Take away the prompt's flag where the text is no prompt we know: then it is an answer, and is marked."""
    for control in root.iter("{*}sdt"):
        flag = control.find("{*}sdtPr/{*}showingPlcHdr")
        text = "".join(piece.text or "" for piece in control.iter("{*}t")).strip()
        if flag is not None and is_on(flag) and text and not is_prompt(text, known):
            flag.getparent().remove(flag)
            control.set(MARK, Held.flagged.value)


def _has(run: etree._Element, effect: str, looks: Looks) -> bool:
    said = run.find(f"{{*}}rPr/{{*}}{effect}")
    if said is not None:
        return is_on(said)
    paragraph = next((outer for outer in run.iterancestors() if name(outer) == "p"), None)
    by_letters = looks.has(child_value(run, "{*}rPr/{*}rStyle"), effect)
    return by_letters != looks.of_paragraph(paragraph, effect)


def _is_default_paragraph(style: etree._Element) -> bool:
    return _attribute(style, "type") == "paragraph" and _attribute(style, "default") in {"1", "true", "on"}


def _attribute(element: etree._Element, called: str) -> str:
    return value(element, called)
