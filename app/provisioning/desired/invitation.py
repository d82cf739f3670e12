"""The body of an invitation, as HTML that a screen reader finds its way in. Pure.

All in it was written by people, so all is escaped. Dates are left out: a body that is sent is not sent again, and a
meeting may move.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from app.programmes import LEVEL_IN_WORDS, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.programmes import Content
    from app.provisioning.desired.picture import MeetingPicture


def invitation(meeting: MeetingPicture) -> str:
    return "".join(
        [
            *_paragraphs(_said(meeting)),
            *_agenda(meeting.content),
            *_guide(meeting.content),
            *_way(meeting),
            *_links(meeting.content),
            *_paragraphs(["Møtet er digitalt; lenken står nederst." if meeting.digital else ""]),
        ]
    )


def _said(meeting: MeetingPicture) -> list[str]:
    return [
        f"Tema: {meeting.theme}" if meeting.theme else "",
        f"Mål: {meeting.goal}" if meeting.goal else "",
        f"Fra ledelsen: {led}" if (led := _from_the_top(meeting)) else "",
        f"Vertskap: {meeting.host}" if meeting.host else "",
        *meeting.content.text.split("\n\n"),
    ]


def _from_the_top(meeting: MeetingPicture) -> str:
    """Return the leaders who come, in the source's words, or else by level."""
    levels = [LEVEL_IN_WORDS[level] for level in meeting.leaders]
    return meeting.leader_level or (listed(levels) if levels else "")


def _agenda(content: Content) -> Iterator[str]:
    days = content.agenda_by_day
    for day, lines in days:
        yield _heading(f"Program dag {day}" if len(days) > 1 else "Program")
        yield _list(map(_as_html, lines))


def _guide(content: Content) -> Iterator[str]:
    if content.guide:
        yield _heading("Dette går vi gjennom")
        yield _list(map(_as_html, content.guide))


def _way(meeting: MeetingPicture) -> Iterator[str]:
    if way := meeting.content.way_to(meeting.place):
        yield _heading("Slik finner du fram")
        yield from _paragraphs([way.place or "", way.travel or ""])
        if way.link:
            yield f"<p>{_linked(way.link, way.link)}</p>"


def _links(content: Content) -> Iterator[str]:
    if content.links:
        yield _heading("Les mer")
        yield _list(_linked(link.address, link.title) for link in content.links)


def _linked(address: str, title: str) -> str:
    """Make a link of an address that opens safely; others, from programmes of before, stay text."""
    if not address.startswith("https://"):
        return _as_html(address)
    return f'<a href="{escape(address)}">{_as_html(title)}</a>'


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    return (f"<p>{_as_html(line)}</p>" for line in lines if line)


def _as_html(line: str) -> str:
    return escape(line).replace("\n", "<br>")
