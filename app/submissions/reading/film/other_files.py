"""Files that are no MP4 or MOV, named for what they are by their first bytes."""

from __future__ import annotations

import re

from app.submissions.reading.findings import Unreadable

HEAD_BYTES = 512
SEND_ANEW = "Lagre eller eksporter filmen som MP4 (eller MOV fra iPhone), og last den opp på nytt."

_OUR_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"styp", b"uuid", b"meta"}
_STILLS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),  # also many photos in a row
    *(b"avif", b"crx "),
}
_FILM, _OTHER = "other_container", "not_a_film"
_OTHERS = {
    b"0&\xb2u": (_FILM, "en WMV-film"),
    b"\0\0\1\xba": (_FILM, "en MPEG-film"),
    b"\0\0\1\xb3": (_FILM, "en MPEG-film"),
    b"FLV": (_FILM, "en Flash-film"),
    b"OggS": (_FILM, "en Ogg-fil"),
    b".RMF": (_FILM, "en RealMedia-film"),
    b"PK": (_OTHER, "et dokument eller en pakket fil"),
    b"\xd0\xcf\x11\xe0": (_OTHER, "et gammelt Office-dokument"),
    b"%PDF": (_OTHER, "et PDF-dokument"),
    b"MZ": (_OTHER, "et program"),
    b"\xff\xd8\xff": (_OTHER, "et bilde"),
    b"\x89PNG": (_OTHER, "et bilde"),
    b"GIF8": (_OTHER, "et bilde"),
    b"ID3": (_OTHER, "en lydfil"),
    b"\xff\xf1": (_OTHER, "en lydfil"),
    b"\xff\xf9": (_OTHER, "en lydfil"),
    **{bytes((0xFF, second)): (_OTHER, "en lydfil") for second in (0xF2, 0xF3, 0xFA, 0xFB)},
    b"caff": (_OTHER, "en lydfil"),
    b"fLaC": (_OTHER, "en lydfil"),
    b"#!AMR": (_OTHER, "en lydfil"),
    b"II*\0": (_OTHER, "et bilde"),
    b"MM\0*": (_OTHER, "et bilde"),
    b"\x06\x0e\x2b\x34": (_FILM, "en MXF-film"),
    b"[InternetShortcut]": (_OTHER, "en snarvei til en nettside"),
}
_RIFFS = {b"WAVE": (_OTHER, "en lydfil"), b"WEBP": (_OTHER, "et bilde")}
_FORMS = {b"AIFF": (_OTHER, "en lydfil"), b"AIFC": (_OTHER, "en lydfil")}
_WEB_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*<(!--|!doctype html|html|head|body)", re.IGNORECASE)
_EBML, _TS_SYNC = b"\x1aE\xdf\xa3", 0x47
_TS_PACKETS = (
    (0, 188),
    (4, 192),
)  # where the first begins, and how long each is: of a broadcast, of a camera


def refuse_others(head: bytes) -> None:
    """Raise Unreadable for a file that begins as no MP4 or MOV does."""
    if other := _other(head):
        code, what = other
        raise Unreadable(code, f"Filen er {what}, og kan ikke vises her. {SEND_ANEW}")
    if head[4:8] not in _OUR_BOXES:
        raise Unreadable("not_a_film", f"Filen er ikke en film vi kjenner. {SEND_ANEW}")
    if head[4:8] == b"ftyp" and head[8:12] in _STILLS:
        raise Unreadable("not_a_film", f"Filen er et bilde, ikke en film. {SEND_ANEW}")


def _other(head: bytes) -> tuple[str, str] | None:
    if head.startswith(_EBML):
        return _FILM, "en WebM-film" if b"webm" in head[:64] else "en MKV-film"
    if head.startswith((b"RIFF", b"FORM")):
        return _RIFFS.get(head[8:12], (_FILM, "en AVI-film")) if head[:1] == b"R" else _FORMS.get(head[8:12])
    if any(_is_stream(head, first, length) for first, length in _TS_PACKETS):
        return _FILM, "en MPEG-TS-film (MTS eller M2TS)"
    return _by_beginning(head)


def _by_beginning(head: bytes) -> tuple[str, str] | None:
    if _WEB_PAGE.match(head):
        return _OTHER, "en nettside"
    if head.startswith(b"BM") and not any(head[6:10]):  # two letters alone may begin any text
        return _OTHER, "et bilde"
    return next((told for beginning, told in _OTHERS.items() if head.startswith(beginning)), None)


def _is_stream(head: bytes, first: int, length: int) -> bool:
    return [head[at] for at in (first, first + length) if at < len(head)] == [_TS_SYNC] * 2
