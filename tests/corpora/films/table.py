"""The table of the films: how each was made, and what must come out. Every expectation is written by hand."""

from __future__ import annotations

from support.papers.film_boxes import BEGINNING, PICTURE, SOUND, box, fragmented, movie, track
from support.papers.film_boxes import STANDING as STAND_UP
from support.papers.films import HEVC

from corpora.films import laying_out as lay
from corpora.films import other_heads, without_data
from corpora.films.laying_out import laid, packed, recorded, turned
from corpora.films.rows import SQUARE, STANDING, Film, Refused

HIGH = ("portrait",)
LONG = ("too_long",)
OTHER, NONE = "other_container", "not_a_film"
KEYS, LARGE = lay.AT_KEYS, lay.LARGE

WHOLE = {
    "an Android phone, contents last": Film(recorded("lying.mp4"), 12),
    "made for the web, contents first": Film(packed("first.mp4", "-movflags +faststart"), 12),
    "QuickTime": Film(packed("qt.mov", ""), 12),
    "QuickTime, contents first": Film(packed("qt-first.mov", "-movflags +faststart"), 12),
    "an iPhone, HEVC": Film(recorded("hevc.mov", HEVC), 12, codec="hvc1"),
    "turned a quarter right": Film(turned("t90.mp4", 90), 12, STANDING, said=HIGH),
    "turned upside down": Film(turned("t180.mp4", 180), 12),
    "turned a quarter left, QuickTime": Film(turned("t270.mov", 270), 12, STANDING, said=HIGH),
    "recorded standing": Film(recorded("standing.mp4", size="180x320"), 12, STANDING, said=HIGH),
    "square": Film(recorded("square.mp4", size="200x200", seconds=5, sound=5), 5, SQUARE),
    "variable frame rate": Film(recorded("vfr.mp4", lay.VARIABLE_RATE, sound=0), 12),
    "29.97 frames a second, thirty seconds and a bit": Film(
        recorded("3003.mp4", seconds=30.03, sound=30), 30.1
    ),
    "thirty and a half": Film(recorded("305.mp4", seconds=30.5, sound=30), 30.5),
    "thirty-one": Film(recorded("31.mp4", seconds=31, sound=31), 31, said=LONG),
    "sound longer than the picture": Film(recorded("sound.mp4", seconds=12, sound=15), 15),
    "sound too long, picture not": Film(recorded("sound31.mp4", seconds=29, sound=32), 32, said=LONG),
    "no sound": Film(recorded("silent.mp4", sound=0), 12),
    "trimmed on the phone": Film(packed("trimmed.mp4", "-t 6", before="-ss 3"), 6),
    "pictures three seconds after the sound": Film(lay.late("late.mp4"), 15),
    "MPEG-4 part 2": Film(recorded("part2.mp4", "-c:v mpeg4"), 12, codec="mp4v"),
    "an old camera, MJPEG": Film(
        recorded("mjpeg.mov", "-c:v mjpeg -q:v 20", seconds=3, sound=3), 3, codec="jpeg"
    ),
    "3GP": Film(packed("a.3gp", "-an"), 12),
    "leading empty edit": Film(laid(lay.whole(track(PICTURE, ticks=200, edits=((50, -1), (200, 0))))), 20),
    "a pause between": Film(
        laid(lay.whole(track(PICTURE, ticks=100, edits=((50, 0), (20, -1), (50, 50))))), 12
    ),
    "sound switched off is longer": Film(
        laid(lay.whole(track(PICTURE, ticks=100), track(SOUND, ticks=400, is_on=False))), 10
    ),
    "a voice from ten seconds in, picture first": Film(
        laid(lay.whole(track(PICTURE, ticks=280), track(SOUND, ticks=250, edits=((100, -1), (250, 0))))),
        35,
        said=LONG,
    ),
    "music begins when the picture is over": Film(
        laid(lay.whole(track(PICTURE, ticks=200), track(SOUND, ticks=100, edits=((250, -1), (100, 0))))),
        35,
        said=LONG,
    ),
    "a picture from four seconds in": Film(
        laid(lay.whole(track(PICTURE, ticks=280, edits=((40, -1), (280, 0))), track(SOUND, ticks=200))),
        32,
        said=LONG,
    ),
    "all begin half a minute in": Film(
        laid(
            lay.whole(
                track(PICTURE, ticks=100, edits=((300, -1), (100, 0))),
                track(SOUND, ticks=90, edits=((310, -1), (90, 0))),
            )
        ),
        10,
    ),
    "sound without anything in it, picture late": Film(
        laid(lay.whole(track(PICTURE, ticks=200, edits=((150, -1), (200, 0))), track(SOUND, ticks=0))), 20
    ),
    "a cover before the film": Film(
        laid(lay.whole(track(PICTURE, ticks=10, turned=STAND_UP, codec=b"jpeg"), track(PICTURE, ticks=100))),
        10,
    ),
    "a cover in PNG, longer than the film": Film(
        laid(lay.whole(track(PICTURE, ticks=400, turned=STAND_UP, codec=b"png "), track(PICTURE, ticks=100))),
        10,
    ),
    "a second picture goes on": Film(
        laid(lay.whole(track(PICTURE, ticks=100), track(PICTURE, ticks=400))), 40, said=LONG
    ),
    "a second picture is shorter": Film(
        laid(lay.whole(track(PICTURE, ticks=200), track(PICTURE, ticks=100, turned=STAND_UP))), 20
    ),
    "a second picture, switched off": Film(
        laid(lay.whole(track(PICTURE, ticks=100), track(PICTURE, ticks=400, is_on=False))), 10
    ),
    "photos one after another": Film(
        laid(lay.whole(track(PICTURE, ticks=200, codec=b"jpeg"))), 20, codec="jpeg"
    ),
    "a large media box": Film(laid(lay.whole(track(PICTURE, ticks=100), before=lay.WIDE_MDAT)), 10),
}
IN_FRAGMENTS = {
    "a screen recorder": Film(packed("keys.mp4", KEYS), 12, in_fragments=True),
    "fragments of a second, indexed last": Film(
        packed("second.mp4", f"{KEYS} -frag_duration 1000000"), 12, in_fragments=True
    ),
    "fragments of a second, no index": Film(
        packed("plain.mp4", f"{KEYS}+skip_trailer -frag_duration 1000000"), 12, in_fragments=True
    ),
    "made for streaming, one index first": Film(
        packed("dash.mp4", "-movflags dash+frag_keyframe+global_sidx"), 12, in_fragments=True
    ),
    "made for streaming, an index each": Film(
        packed("each.mp4", "-movflags dash+frag_keyframe"), 12, in_fragments=True
    ),
    "CMAF": Film(packed("cmaf.mp4", "-movflags cmaf+frag_keyframe"), 12, in_fragments=True),
    "a track in each fragment": Film(packed("apart.mp4", f"{KEYS}+separate_moof"), 12, in_fragments=True),
    "first samples in the table of contents": Film(
        packed("half.mp4", "-movflags frag_keyframe"), 12, in_fragments=True
    ),
    "late table of contents, edit list": Film(
        packed("late-moov.mp4", f"{KEYS}+delay_moov"), 12, in_fragments=True
    ),
    "a browser, VP9 and Opus": Film(
        recorded("vp9.mp4", f"{lay.QUICK_VP9} -c:a libopus {KEYS}", seconds=4, sound=4),
        4,
        codec="vp09",
        in_fragments=True,
    ),
    "QuickTime, a recording that was stopped": Film(
        packed("frag.mov", f"{KEYS}+skip_trailer"), 12, in_fragments=True
    ),
    "HEVC": Film(recorded("hevc-frag.mp4", f"{lay.PHONE_HEVC} {KEYS}"), 12, codec="hvc1", in_fragments=True),
    "turned": Film(turned("frag90.mp4", 90, KEYS), 12, STANDING, said=HIGH, in_fragments=True),
    "thirty-one, in fragments": Film(
        recorded("frag31.mp4", f"{lay.H264} {KEYS}", seconds=31, sound=31), 31, said=LONG, in_fragments=True
    ),
    "sound longer, in fragments": Film(
        recorded("frag-sound.mp4", f"{lay.H264} {KEYS}", seconds=12, sound=15), 15, in_fragments=True
    ),
    "sidx, large": Film(laid(fragmented(bytes_each=LARGE, sidx=True)), 30, in_fragments=True),
    "tfra and mfra, large": Film(laid(fragmented(bytes_each=LARGE, mfra=True)), 30, in_fragments=True),
    "undated, tfra": Film(laid(fragmented(bytes_each=LARGE, dated=False, mfra=True)), 30, in_fragments=True),
    "mehd alone, large": Film(laid(fragmented(movie(mehd=300), bytes_each=LARGE)), 30, in_fragments=True),
    "mehd of nothing, tfra": Film(
        laid(fragmented(movie(mehd=0), bytes_each=LARGE, mfra=True)), 30, in_fragments=True
    ),
    "nothing but a mark near the end": Film(laid(fragmented(bytes_each=100_000)), 30, in_fragments=True),
    "three large": Film(laid(fragmented(fragments=3, bytes_each=2 * LARGE)), 3, in_fragments=True),
    "forty small": Film(laid(fragmented(fragments=40, bytes_each=300)), 40, said=LONG, in_fragments=True),
    "a clip of a broadcast": Film(
        laid(fragmented(fragments=10, begins=108_000, bytes_each=LARGE, sidx=True)), 10, in_fragments=True
    ),
    "standing, by its matrix": Film(
        laid(lay.STANDING_IN_FRAGMENTS), 30, STANDING, said=HIGH, in_fragments=True
    ),
    "Stream, picture and sound in turns": Film(laid(lay.apart()), 20, in_fragments=True),
    "Stream, sound a second longer": Film(laid(lay.apart(more_sound=10)), 21, in_fragments=True),
    "thirty and a half, sound padded": Film(
        recorded("frag305.mp4", f"{lay.H264} {KEYS}", seconds=30.5, sound=30.5), 30.5, in_fragments=True
    ),
    "a voice from ten seconds in, in fragments": Film(
        lay.voice_late("voice.mp4", f"{lay.H264} {KEYS}+default_base_moof"), 17, in_fragments=True
    ),
    "sound from a fragment on": Film(laid(lay.sound_from(250, ticks=100)), 35, said=LONG, in_fragments=True),
    "a few noughts last, in fragments": Film(
        laid(fragmented(bytes_each=LARGE, sidx=True) + bytes(40)), 30, in_fragments=True
    ),
    "leading empty edit, in fragments": Film(
        laid(fragmented(movie(track(PICTURE, edits=((20, -1), (0, 0)))), mfra=True)), 30, in_fragments=True
    ),
}
REFUSED = {
    "a browser's WebM": Refused(
        recorded("a.webm", "-c:v libvpx -deadline realtime", seconds=1, sound=0), OTHER, "en WebM-film"
    ),
    "an iPhone with a track for all it notes": Refused(
        laid(lay.whole(track(PICTURE, ticks=100), *lay.NOTES)), "no_length", "hvor lang filmen er"
    ),
    "MKV": Refused(packed("a.mkv", ""), OTHER, "en MKV-film"),
    "AVI": Refused(recorded("a.avi", "-c:v mpeg4", seconds=1, sound=0), OTHER, "en AVI-film"),
    "WMV": Refused(recorded("a.wmv", "-c:v wmv2", seconds=1, sound=0), OTHER, "en WMV-film"),
    "MPEG": Refused(recorded("a.mpg", "-c:v mpeg2video -r 25", seconds=1, sound=0), OTHER, "en MPEG-film"),
    "a broadcast": Refused(packed("a.ts", ""), OTHER, "en MPEG-TS-film"),
    "a camera's AVCHD": Refused(packed("a.m2ts", "-mpegts_m2ts_mode 1"), OTHER, "en MPEG-TS-film"),
    "Flash": Refused(packed("a.flv", "-an"), OTHER, "en Flash-film"),
    "Ogg": Refused(laid(b"OggS" + bytes(900)), OTHER, "en Ogg-fil"),
    "a moving picture": Refused(recorded("a.gif", "-r 2", seconds=1, sound=0), NONE, "et bilde"),
    "sound, WAV": Refused(lay.sound_alone("a.wav"), NONE, "en lydfil"),
    "sound, MP3": Refused(lay.sound_alone("a.mp3"), NONE, "en lydfil"),
    "sound, M4A": Refused(lay.sound_alone("a.m4a"), "no_picture", "har lyd, men ikke bilde"),
    "a photo, HEIC": Refused(laid(b"\0\0\0\x18ftypheic" + bytes(400)), NONE, "et bilde, ikke en film"),
    "a web page": Refused(laid(b"<!DOCTYPE html><html>" + b" " * 400), NONE, "en nettside"),
    "a web page with a remark": Refused(
        laid(b"\xef\xbb\xbf\n<!-- lagret -->\n<html lang=nb>"), NONE, "en nettside"
    ),
    "a shortcut": Refused(laid(b"[InternetShortcut]\r\nURL=https://x.example"), NONE, "en snarvei"),
    "sound, MP3 without a tag": Refused(laid(b"\xff\xfb\x90\xc4" + bytes(400)), NONE, "en lydfil"),
    "sound, MP3 of low rate": Refused(laid(b"\xff\xf3\x40\xc4" + bytes(400)), NONE, "en lydfil"),
    "sound, AAC": Refused(laid(b"\xff\xf1\x50\x80" + bytes(400)), NONE, "en lydfil"),
    "sound, AIFF": Refused(laid(b"FORM\0\0\1\0AIFFCOMM" + bytes(400)), NONE, "en lydfil"),
    "sound, CAF": Refused(laid(b"caff\0\1\0\0desc" + bytes(400)), NONE, "en lydfil"),
    "sound, FLAC": Refused(laid(b"fLaC\0\0\0\x22" + bytes(400)), NONE, "en lydfil"),
    "sound, AMR": Refused(laid(b"#!AMR\n" + bytes(400)), NONE, "en lydfil"),
    "a photo, BMP": Refused(laid(b"BM\x36\x10\0\0" + bytes(400)), NONE, "et bilde"),
    "a photo, TIFF": Refused(laid(b"II*\0\x08" + bytes(400)), NONE, "et bilde"),
    "a photo, TIFF of another camera": Refused(laid(b"MM\0*\0\0\0\x08" + bytes(400)), NONE, "et bilde"),
    "a photo, CR3": Refused(
        laid(b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + movie(track(PICTURE, ticks=100), extends=False)),
        NONE,
        "et bilde, ikke en film",
    ),
    "a camera's MXF": Refused(laid(b"\x06\x0e\x2b\x34\2\5\1\1" + bytes(400)), OTHER, "en MXF-film"),
    "packed contents of old QuickTime": Refused(
        laid(BEGINNING + box("moov", box("cmov", bytes(300)))), "no_length", "ikke lest i filen hvor lang"
    ),
    "no length anywhere": Refused(
        laid(lay.whole(track(PICTURE), track(SOUND))), "no_length", "ikke lest i filen hvor lang"
    ),
    "no track at all": Refused(laid(lay.whole(box("udta"))), "damaged", "skadet"),
    "room made, the rest never came": Refused(
        lay.noughts_after(laid(fragmented(bytes_each=9_000)), 0.6), "unfinished", "ikke hel"
    ),
    "room made, the rest of a large one never came": Refused(
        lay.noughts_after(laid(fragmented(bytes_each=LARGE)), 0.6), "unfinished", "ikke hel"
    ),
    "cut while it was sent": Refused(
        lay.cut(packed("sent.mp4", "-movflags +faststart"), 0.7), "unfinished", "ikke hel"
    ),
    "cut in fragments": Refused(lay.cut(laid(fragmented(bytes_each=9_000)), 0.8), "unfinished", "ikke hel"),
    "cut in fragments, indexed": Refused(
        lay.cut(laid(fragmented(bytes_each=LARGE, sidx=True)), 0.6), "unfinished", "ikke hel"
    ),
    "large fragments without an index": Refused(laid(lay.RETURNED), "in_fragments", "lagret i biter"),
    "undated fragments without an index": Refused(
        laid(fragmented(dated=False, bytes_each=20_000)), "in_fragments", "lagret i biter"
    ),
}
WHOLE |= without_data.WHOLE | other_heads.WHOLE
IN_FRAGMENTS |= without_data.IN_FRAGMENTS
REFUSED |= without_data.REFUSED | other_heads.REFUSED
SAMPLE = (
    *("leading empty edit", "a pause between", "sound switched off is longer"),
    *("sidx, large", "mehd alone, large", "Stream, sound a second longer", "a clip of a broadcast"),
    *("a voice from ten seconds in, picture first", "a cover before the film", "a second picture goes on"),
    *("sound, MP3 without a tag", "no length anywhere", "room made, the rest never came"),
    *("cut right after the contents", "contents first, nine tenths are noughts", "a script, UTF-16"),
    *("a photo, HEIC", "cut in fragments", "large fragments without an index"),
)
