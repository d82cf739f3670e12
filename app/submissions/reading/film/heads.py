"""The first bytes of files that are no MP4 or MOV, each with what it is called to the team."""

from __future__ import annotations

Named = tuple[str, str]
"""The code of the finding, and the words for the file."""

FILM, OTHER = "other_container", "not_a_film"
_FLASH, _MPEG, _WMV = (FILM, "en Flash-film"), (FILM, "en MPEG-film"), (FILM, "en WMV-film")
SOUND, PICTURE = (OTHER, "en lydfil"), (OTHER, "et bilde")
_PACKED, _SHORTCUT = (OTHER, "en pakket fil"), (OTHER, "en snarvei, ikke selve filmen")

HEADS = {
    b"0&\xb2u": _WMV,
    **dict.fromkeys((b"\0\0\1\xb0", b"\0\0\1\xb3", b"\0\0\1\xba"), _MPEG),
    **dict.fromkeys((b"FLV", b"FWS", b"CWS", b"ZWS"), _FLASH),
    b"OggS": (FILM, "en Ogg-fil"),
    b".RMF": (FILM, "en RealMedia-film"),
    b"\x06\x0e\x2b\x34": (FILM, "en MXF-film"),
    b"PK": (OTHER, "et dokument eller en pakket fil"),
    b"\xd0\xcf\x11\xe0": (OTHER, "et gammelt Office-dokument"),
    b"%PDF": (OTHER, "et PDF-dokument"),
    **dict.fromkeys((b"{\\rtf", b"%!PS", b"\xffWPC"), (OTHER, "et dokument")),
    b"MZ": (OTHER, "et program"),
    **dict.fromkeys((b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b"), _PACKED),
    **dict.fromkeys(
        (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"\0\0\1\0"), PICTURE
    ),
    **dict.fromkeys((b"\0\0\0\x0cjP  ", b"\0\0\0\x0cJXL ", b"\xff\x0a", b"FUJIFILM"), PICTURE),
    **dict.fromkeys((b"ID3", b"caff", b"fLaC", b"#!AMR", b"MThd", b"MAC ", b"riff", b"RF64"), SOUND),
    **{bytes((0xFF, second)): SOUND for second in (0xF1, 0xF9, 0xF2, 0xF3, 0xFA, 0xFB, 0xFC, 0xFD)},
    **dict.fromkeys((b"L\0\0\0\1\x14\2\0", b"bplist", b'{"url"'), _SHORTCUT),
}
RIFFS = {b"WAVE": SOUND, b"WEBP": PICTURE}
FORMS = {b"AIFF": SOUND, b"AIFC": SOUND}
TEXTS = {
    "[internetshortcut]": (OTHER, "en snarvei til en nettside"),
    "<!doctype plist": (OTHER, "en snarvei til en nettside"),
    "<svg": PICTURE,
    **dict.fromkeys(("<!--", "<!doctype html", "<html", "<head", "<body"), (OTHER, "en nettside")),
}
TEXT = (OTHER, "en tekstfil")
