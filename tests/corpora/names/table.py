"""Names of files as teams write them in their channel's root, each with what must come of it. Written by hand.

A tuple is what a person is asked, the likeliest first; a number is what the file is taken as, None the team's own.
"""

from __future__ import annotations

from app.submissions.library.classify import Candidate

FILM, POSTER, FIRST, SECOND, THIRD, PLAN = range(1, 7)
ASKED = (
    Candidate(deliverable_id=FILM, type="video", title="Film", folder="01 Film"),
    Candidate(deliverable_id=POSTER, type="poster", title="Poster", folder="05 Poster"),
    Candidate(deliverable_id=FIRST, type="status_report", title="Statusrapport 1", folder="03 Rapporter"),
    Candidate(deliverable_id=SECOND, type="status_report", title="Statusrapport 2", folder="03 Rapporter"),
    Candidate(deliverable_id=THIRD, type="status_report", title="Statusrapport 3", folder="03 Rapporter"),
    Candidate(
        deliverable_id=PLAN, type="measurements_plan", title="Fremdriftsplan for målinger", folder="02 Planer"
    ),
)
ANY_PAPER = ("unknown", POSTER, FIRST, SECOND, THIRD, PLAN)
Row = int | tuple[str | int, ...] | None

NUMBERS: dict[str, Row] = {
    "Statusrapport 1.docx": FIRST,
    "Statusrapport1.docx": FIRST,
    "Statusrapport_01.docx": FIRST,
    "Statusrapport-2 Kirurgi endelig.docx": SECOND,
    "Statusrapport nr 2.docx": SECOND,
    "Statusrapport nr. 03.docx": THIRD,
    "Statusrapport_nr_3_Kirurgi.docx": THIRD,
    "Statusrapport Kirurgi 2.docx": SECOND,
    "Kirurgi - Statusrapport 2.docx": SECOND,
    "2. statusrapport.docx": SECOND,
    "Statusrapport 2 (1).docx": SECOND,
    "Statusrapport 2 - Kopi (3).docx": SECOND,
    "Statusrapport 2 v1.docx": SECOND,
    "Statusrapport 2, versjon 1.docx": SECOND,
    "Statusrapport_2_v1.3.docx": SECOND,
    "Statusrapport 2 20.1.2026.docx": SECOND,
    "Statusrapport2 2026-01-03.docx": SECOND,
    "Statusrapport 2 2026.docx": SECOND,
    "Statusrapport 2 uke 3.docx": SECOND,
    "Statusrapport 2 etter tilbakemelding.docx": SECOND,
    "Statusrapport (1).docx": ANY_PAPER,
    "Statusrapport Kirurgi (2).docx": ANY_PAPER,
    "Statusrapport - Kopi (1).docx": ANY_PAPER,
    "Statusrapport 20.1.2026.docx": ANY_PAPER,
    "Statusrapport 1.3.26.docx": ANY_PAPER,
    "Statusrapport 2026-01-02.docx": ANY_PAPER,
    "Statusrapport 1. mars.docx": ANY_PAPER,
    "Statusrapport v1.docx": ANY_PAPER,
    "Statusrapport_v1.docx": ANY_PAPER,
    "Statusrapport versjon 2.docx": ANY_PAPER,
    "Statusrapport for 3. kvartal.docx": ANY_PAPER,
    "Statusrapport 3. kvartal.docx": ANY_PAPER,
    "Statusrapport uke 2.docx": ANY_PAPER,
    "Statusrapport 1. halvår.docx": ANY_PAPER,
    "Statusrapport samling 2.docx": ANY_PAPER,
    "Statusrapport.docx": ANY_PAPER,
    "Statusrapport 12.docx": ANY_PAPER,
    "Statusrapport 1 og 2.docx": ("several", FIRST, SECOND),
    "Statusrapport 1-3.docx": ("several", FIRST, THIRD),
    "Statusrapport 2, 3.docx": ("several", SECOND, THIRD),
    "Statusrapport 1 + 2.docx": ("several", FIRST, SECOND),
}
NOT_YET: dict[str, Row] = {
    "UTKAST Statusrapport 1 ikke ferdig.docx": ("unknown", FIRST, POSTER, SECOND, THIRD, PLAN),
    "Statusrapport 1 utkast.docx": ("unknown", FIRST, POSTER, SECOND, THIRD, PLAN),
    "Mal Statusrapport 1.docx": ("unknown", FIRST, POSTER, SECOND, THIRD, PLAN),
    "Spørsmål om statusrapport 1.docx": ("unknown", FIRST, POSTER, SECOND, THIRD, PLAN),
    "Tilbakemelding statusrapport 1.docx": ("unknown", FIRST, POSTER, SECOND, THIRD, PLAN),
    "Poster ikke ferdig.pptx": ("unknown", POSTER),
}
OF_ANOTHER_KIND: dict[str, Row] = {
    "Film Kirurgi.m2ts": FILM,
    "00001.MTS": FILM,
    "Film.qt": FILM,
    "Opptak.ogv": FILM,
    "Film": ("wrong_kind", FILM),
    "Film Kirurgi": ("wrong_kind", FILM),
    "Film Kirurgi.zip": ("wrong_kind", FILM),
    "Film.url": ("wrong_kind", FILM),
    "Film Kirurgi.wlmp": ("wrong_kind", FILM),
    "Statusrapport 1.pages": ("wrong_kind", FIRST),
    "Statusrapport 1.zip": ("wrong_kind", FIRST),
    "Statusrapport 1.msg": ("wrong_kind", FIRST),
    "Statusrapport 1.txt": ("wrong_kind", FIRST),
    "Statusrapport 1.htm": ("wrong_kind", FIRST),
    "Statusrapport 1.docx.url": ("wrong_kind", FIRST),
    "Poster.png": ("wrong_kind", POSTER),
    "Poster Kirurgi.heic": ("wrong_kind", POSTER),
    "Poster.key": ("wrong_kind", POSTER),
    "Poster med bilder.pub": ("wrong_kind", POSTER),
    "Poster.mp4": ("wrong_kind", POSTER, FILM),
    "Fremdriftsplan målinger.numbers": ("wrong_kind", PLAN),
}
THEIR_OWN: dict[str, Row] = {
    "Bilder til poster.zip": None,
    "Poster bilder.zip": None,
    "Logo poster.png": None,
    "Logo film.png": None,
    "Bilde fra film.jpg": None,
    "Manus film.txt": None,
    "Film musikk.mp3": None,
    "Film.srt": None,
    "Mal poster.potx": None,
    "Notater statusrapport 1.txt": None,
    "Utkast poster.key": None,
    "Referat møte 1.txt": None,
    "Filmen vår i bilder.zip": None,
    "IMG_0042.HEIC": None,
    "~$Statusrapport 1.docx": None,
}
IN_THE_FOLDER: dict[str, Row] = {
    "03 Rapporter/Statusrapport (1).docx": ("several", FIRST, SECOND, THIRD),
    "03 Rapporter/Statusrapport 1 utkast.docx": FIRST,
    "05 Poster/utkast.pptx": POSTER,
    "05 Poster/Poster.key": ("wrong_kind", POSTER),
    "01 Film/00001.MTS": FILM,
    "01 Film/Logo.png": FILM,
    "Bilder/Poster 1.jpg": ("wrong_kind", POSTER),
}
NAMES = NUMBERS | NOT_YET | OF_ANOTHER_KIND | THEIR_OWN | IN_THE_FOLDER
SAMPLE = (
    "Statusrapport (1).docx",
    "Statusrapport 1 og 2.docx",
    "Film.url",
    "Bilder til poster.zip",
    "00001.MTS",
)
