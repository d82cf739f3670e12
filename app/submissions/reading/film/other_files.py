"""Files that are no MP4 or MOV, named for what they are by their first bytes."""

from __future__ import annotations

import re

from app.submissions.reading.film.heads import (
    FILM,
    FORMS,
    HEADS,
    OTHER,
    PICTURE,
    RIFFS,
    SOUND,
    TEXT,
    TEXTS,
    Named,
)
from app.submissions.reading.findings import Unreadable

HEAD_BYTES = 512
SEND_ANEW = "Lagre eller eksporter filmen som MP4 (eller MOV fra iPhone), og last den opp på nytt."

_OUR_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp", b"uuid", b"meta"}
_STILLS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),  # also many photos in a row
    *(b"avif", b"avis", b"crx "),
}
_BEFORE_TEXT = re.compile(r"(\s|<\?xml[^>]*>|\[\{[^]]*\][^[<]*)*", re.IGNORECASE)
"""What may stand before the word that says what a text is; Windows writes a section of its own before a shortcut's."""
_NEVER_IN_TEXT = re.compile(r"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WMV, _ASF_PICTURE = b"0&\xb2u", bytes.fromhex("C0EF19BC4D5BCF11A8FD00805F5C442B")
_ASF_SOUND = bytes.fromhex("409E69F84D5BCF11A8FD00805F5C442B")
_EBML, _TS_SYNC = b"\x1aE\xdf\xa3", 0x47
_TS_PACKETS = (
    (0, 188),
    (4, 192),
)  # where the first begins, and how long each is: of a broadcast, of a camera


def refuse_others(head: bytes) -> None:
    """Raise Unreadable for a file that begins as no MP4 or MOV does."""
    if head[4:8] not in _OUR_BOXES:
        code, what = _other(head)
        raise Unreadable(code, f"Filen er {what}. {SEND_ANEW}")
    if head[4:8] == b"ftyp" and head[8:12] in _STILLS:
        raise Unreadable("not_a_film", f"Filen er et bilde, ikke en film. {SEND_ANEW}")


def _other(head: bytes) -> tuple[str, str]:
    code, what = _known(head) or (OTHER, "")
    return code, f"{what}, og kan ikke vises her" if what else "ikke en film vi kjenner"


def _known(head: bytes) -> Named | None:
    if head.startswith(_EBML):
        return FILM, "en WebM-film" if b"webm" in head[:64] else "en MKV-film"
    if head.startswith((b"RIFF", b"FORM")):
        return RIFFS.get(head[8:12], (FILM, "en AVI-film")) if head[:1] == b"R" else FORMS.get(head[8:12])
    if any(_is_stream(head, first, length) for first, length in _TS_PACKETS):
        return FILM, "en MPEG-TS-film (MTS eller M2TS)"
    if head.startswith(_WMV) and _ASF_SOUND in head and _ASF_PICTURE not in head:
        return SOUND
    return _by_beginning(head) or _by_text(head)


def _by_beginning(head: bytes) -> Named | None:
    if head.startswith(b"BM") and not any(head[6:10]):  # two letters alone may begin any text
        return PICTURE
    return next((told for beginning, told in HEADS.items() if head.startswith(beginning)), None)


def _by_text(head: bytes) -> Named | None:
    """Name a text by how it begins; what holds signs that no text holds is none."""
    coding = next((coding for bom, coding in _BOMS.items() if head.startswith(bom)), "latin-1")
    text = head.decode(coding, "replace").removeprefix("\ufeff")
    before = _BEFORE_TEXT.match(text)
    found = text[before.end() if before else 0 :].lower()
    named = next((told for beginning, told in TEXTS.items() if found.startswith(beginning)), None)
    return named or (None if _NEVER_IN_TEXT.search(text) else TEXT)


def _is_stream(head: bytes, first: int, length: int) -> bool:
    return [head[at] for at in (first, first + length) if at < len(head)] == [_TS_SYNC] * 2
