"""Files that are no film we show, by how they begin; and what looks like one. Written by hand."""

from __future__ import annotations

from support.papers.film_boxes import PICTURE, SOUND, STANDING, box, full, movie, track, words

from corpora.films import laying_out as lay
from corpora.films.laying_out import laid
from corpora.films.rows import Film, Refused

OTHER, NONE = "other_container", "not_a_film"
REST = bytes(range(256)) * 2
SCRIPT = "Manus til filmen: Hei, vi er Kirurgi på Ås.\r\n" * 9
ASF = b"0&\xb2u\x8ef\xcf\x11" + bytes(60)
ASF_PICTURE = bytes.fromhex("C0EF19BC4D5BCF11A8FD00805F5C442B")
ASF_SOUND = bytes.fromhex("409E69F84D5BCF11A8FD00805F5C442B")
SHORTCUT = b"[InternetShortcut]\r\nURL=https://video.example.no/1\r\n"
WITH_GUID = b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11\r\n" + SHORTCUT
EDITS = tuple((1, at) for at in range(400))
STILLS = track(PICTURE, ticks=100, codec=b"jpeg")


def _turned_as_a_whole(*tracks: bytes) -> bytes:
    """Let the film turn all its tracks a quarter, as some editors do."""
    a, b, c, d = (one & 0xFFFFFFFF for one in (0, 1 << 16, -1 << 16, 0))
    matrix = words(a, b, 0, c, d, 0, 0, 0, 1 << 30)
    head = full("mvhd", words(0, 0, 10, 0), bytes(16), matrix, bytes(28))
    return box("moov", head, *tracks)


def _before(contents: bytes) -> bytes:
    return lay.BEGINNING + box("mdat", bytes(9_000)) + contents


def _with_chapters() -> bytes:
    """Let a sound name its chapters' pictures."""
    sound = track(SOUND, ticks=400)
    names = box("tref", box("chap", words(PICTURE)))
    return movie(box("trak", sound[8:], names), STILLS, extends=False)


WHOLE = {
    "turned by the film, not by the track": Film(
        laid(_before(_turned_as_a_whole(track(PICTURE, ticks=100)))), 10, "standing", said=("portrait",)
    ),
    "turned by both, and so half round": Film(
        laid(_before(_turned_as_a_whole(track(PICTURE, ticks=100, turned=STANDING)))), 10
    ),
    "photos with music": Film(
        laid(_before(movie(STILLS, track(SOUND, ticks=90), extends=False))), 10, codec="jpeg"
    ),
}
REFUSED = {
    "four hundred cuts": Refused(
        laid(lay.whole(track(PICTURE, ticks=4000, edits=EDITS))), "no_length", "hvor lang filmen er"
    ),
    "a talk with pictures of its chapters": Refused(laid(_before(_with_chapters())), "no_picture", "lyd"),
    "a talk with a picture switched off": Refused(
        laid(
            lay.whole(
                track(SOUND, ticks=400),
                track(PICTURE, ticks=100, codec=b"jpeg", is_on=False),
            )
        ),
        "no_picture",
        "lyd",
    ),
    "AVIF in a row": Refused(laid(b"\0\0\0\x18ftypavis\0\0\0\0avismsf1" + REST), NONE, "et bilde"),
    **{
        name: Refused(laid(begins + REST), code, named)
        for name, begins, code, named in (
            ("Flash, packed", b"CWS\x0f", OTHER, "en Flash-film"),
            ("Flash, not packed", b"FWS\x0f", OTHER, "en Flash-film"),
            ("Flash, packed tighter", b"ZWS\x0f", OTHER, "en Flash-film"),
            ("MPEG-4 without a container", b"\0\0\1\xb0\1", OTHER, "en MPEG-film"),
            ("Photoshop", b"8BPS\0\1", NONE, "et bilde"),
            ("JPEG 2000", b"\0\0\0\x0cjP  \r\n\x87\n", NONE, "et bilde"),
            ("JPEG XL", b"\0\0\0\x0cJXL \r\n\x87\n", NONE, "et bilde"),
            ("an icon", b"\0\0\1\0\1\0", NONE, "et bilde"),
            ("a photo, RAF", b"FUJIFILMCCD-RAW ", NONE, "et bilde"),
            ("sound, Wave64", b"riff\x2e\x91\xcf\x11", NONE, "en lydfil"),
            ("sound, RF64", b"RF64\xff\xff\xff\xffWAVE", NONE, "en lydfil"),
            ("sound, MP2", b"\xff\xfd\x84\0", NONE, "en lydfil"),
            ("sound, WMA", ASF + ASF_SOUND, NONE, "en lydfil"),
            ("WMV with sound", ASF + ASF_SOUND + ASF_PICTURE, OTHER, "en WMV-film"),
            ("7-Zip", b"7z\xbc\xaf\x27\x1c", NONE, "en pakket fil"),
            ("RAR", b"Rar!\x1a\x07", NONE, "en pakket fil"),
            ("gzip", b"\x1f\x8b\x08", NONE, "en pakket fil"),
            ("a shortcut of Windows", b"L\0\0\0\1\x14\2\0", NONE, "en snarvei"),
            ("a shortcut of a Mac, packed", b"bplist00", NONE, "en snarvei"),
        )
    },
    **{
        name: Refused(laid(content), NONE, named)
        for name, content, named in (
            ("rich text", b"{\\rtf1\\ansi Manus}", "et dokument"),
            ("a script", SCRIPT.encode(), "en tekstfil"),
            ("a script of old Windows", SCRIPT.encode("cp1252"), "en tekstfil"),
            ("a script, UTF-16", SCRIPT.encode("utf-16"), "en tekstfil"),
            ("subtitles", b"1\r\n00:00:00,000 --> 00:00:02,000\r\nHei\r\n", "en tekstfil"),
            ("a drawing", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">', "et bilde"),
            ("a page of XHTML", b'<?xml version="1.0"?><html xmlns="x">', "en nettside"),
            ("a shortcut with a mark before", b"\xef\xbb\xbf" + SHORTCUT, "en snarvei"),
            ("a shortcut with a section before", WITH_GUID, "en snarvei"),
            ("a shortcut of Google", b'{"url":"https://docs.example.com/open?id=x"}', "en snarvei"),
            (
                "a shortcut of a Mac",
                b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "x"><plist>',
                "en snarvei",
            ),
        )
    },
}
