"""Mails that a second stranger thought of: what looks like a machine's and is a person's, and whose a file is."""

from __future__ import annotations

from typing import Any

from corpora.mails.laid_out import a_file, a_logo, a_zip
from corpora.mails.seen_by_others import a_poster
from corpora.mails.sent import LIVE, Sent, elsewhere, words

WHOSE = "E-posten nevner teamet «Medisin». Velg selv hvilket team filen er fra."


def answer(name: str, **more: Any) -> Sent:
    """Write a person's answer to a meeting, as Exchange marks it."""
    return Sent(name=name, why="et menneske har svart på møtet", calendar="eventMessageResponse", **more)


# --- answers to meetings, and mail that programs put their marks on --------------------------------------

MEETINGS = (
    answer(
        "møtesvar med film",
        subject="Godtatt: Gjennomgang",
        files=(a_file("Kirurgi 300.mp4", "video/mp4"),),
        text="<p>Jeg kommer. Her er filmen!</p>",
        taken=("Kirurgi 300.mp4",),
    ),
    answer(
        "møtesvar med lenke",
        subject="Godtatt: Gjennomgang",
        text='<p>Filmen: <a href="{open:Kirurgi 301.mp4}">film</a></p>',
        taken=("Kirurgi 301.mp4",),
        asked=("{open:Kirurgi 301.mp4}",),
    ),
    answer(
        "møtesvar med spørsmål",
        subject="Foreløpig: Samling 1",
        text="<p>Kan vi levere en uke senere?</p>",
        waiting=words("Foreløpig: Samling 1"),
    ),
    answer("møtesvar uten ord", subject="Godtatt: Samling 2", text="<div>&nbsp;</div>", seen=True),
    answer(
        "møtesvar med møtets egen tekst",
        subject="Godtatt: Samling 3",
        text="<p>Når: tirsdag 5. mai 2026</p><p>________________________________</p><p>Microsoft Teams-møte</p>",
        seen=True,
    ),
    answer(
        "møtesvar med telefonens hilsen",
        subject="Avslått: Samling 3",
        text="<p>Sendt fra min iPhone</p>",
        seen=True,
    ),
    *(
        Sent(
            name=f"{subject} {kind}",
            why="kalenderens fil er med, og sier hva den er",
            subject=subject,
            text="Anne har svart",
            files=(a_file("invite.ics", kind),),
            seen=True,
        )
        for subject, kind in (
            ("Takket ja: Samling 1", "text/calendar; method=REPLY"),
            ("Dohkkehuvvon: Samling 1", "text/calendar"),
            ("Oppdatert invitasjon: Samling 1 @ tir. 5. mai", "text/calendar"),
            ("Nytt tidspunkt er foreslått: Samling 1", "text/calendar; method=COUNTER"),
            ("Gaskkalduvvon: Samling 1", 'text/calendar; charset="utf-8"; method=CANCEL'),
        )
    ),
)
MACHINES = (
    *(
        Sent(
            name=f"medlems lenke i e-post merket av program {number}",
            why="et program sender den, et medlem har skrevet den",
            subject="Anne Aas delte en fil med deg",
            headers=headers,
            text=f'<p>Filmen vår: <a href="{{open:Kirurgi {number}.mp4}}">Åpne</a></p>',
            taken=(f"Kirurgi {number}.mp4",),
            asked=(f"{{open:Kirurgi {number}.mp4}}",),
        )
        for number, headers in (
            (310, {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"}),
            (311, {"Auto-Submitted": "auto-generated"}),
            (312, {"Precedence": "auto_reply"}),
        )
    ),
    Sent(
        name="medlem som ber seg fri fra fraværssvar",
        why="hodet gjelder svarene, ikke e-posten",
        subject="Kan vi få utsettelse?",
        headers={"X-Auto-Response-Suppress": "OOF"},
        text="<p>Vi rekker ikke filmen.</p>",
        waiting=words("Kan vi få utsettelse?"),
    ),
    Sent(
        name="medlem som spør om autosvar",
        why="et spørsmål",
        subject="Autosvar: hvordan slår vi det av?",
        text="<p>Vi får dem hele tiden.</p>",
        waiting=words("Autosvar: hvordan slår vi det av?"),
    ),
    *(
        Sent(
            name=f"fravær: {subject}",
            why="et automatisk svar",
            subject=subject,
            text="<p>Jeg er på ferie</p>",
            headers=headers,
            seen=True,
        )
        for subject, headers in (
            ("Automáhtalaš vástádus: Mottatt", {}),
            ("Out of Office Re: Mottatt", {}),
            ("Re: Mottatt: Poster", {"Auto-Submitted": "auto-replied (vacation)"}),
            ("Automatische Antwort: Mottatt", {"X-Auto-Response-Suppress": "All"}),
        )
    ),
    *(
        Sent(
            name=f"varsel fra {by}",
            why="noen har lagt en fil der",
            by=by,
            subject="Noen har delt «Film.mp4» med deg",
            headers=headers,
            text=f'<a href="{link}">Last ned</a>',
            waiting=((link, elsewhere(link.split("/")[2])),),
        )
        for by, link, headers in (
            ("noreply@wetransfer.com", "https://wetransfer.com/downloads/abc/def", {"Auto-Submitted": "auto-generated"}),
            ("no-reply@dropbox.com", "https://www.dropbox.com/scl/fi/a/Film.mp4?rlkey=1", {"List-Unsubscribe": "<x>"}),
            ("noreply@filesender.sikt.no", "https://filesender.sikt.no/?s=download&token=a", {"Auto-Submitted": "auto-generated"}),
        )
    ),
    Sent(
        name="reklame fra Dropbox",
        why="ingen har delt noe",
        by="news@dropbox.com",
        subject="Mer plass",
        headers={"List-Unsubscribe": "<x>"},
        text='<a href="https://www.dropbox.com/plans">Priser</a>',
        seen=True,
    ),
)  # fmt: skip

# --- pictures, and whose a file is -------------------------------------------------------------------------

FILES = (
    Sent(
        name="levende bilde vist i teksten",
        why="filmen hører til bildet teksten viser",
        subject="Bilde",
        files=(
            a_file("IMG_0380.jpeg", "image/jpeg", bytes(180_000), inline=True, cid="L@i"),
            a_file("IMG_0380.MOV", "video/quicktime"),
        ),
        text='<div>Se<img src="cid:L@i"></div>',
        waiting=(("IMG_0380.MOV", LIVE.format(still="IMG_0380.jpeg")),),
    ),
    *(
        Sent(
            name=f"levende bilde {stem}",
            why="samme navn på bilde og film",
            subject="Bilde",
            files=(a_file(f"{stem}.{ending}", "image/jpeg"), a_file(f"{stem}.mov", "video/quicktime")),
            waiting=((f"{stem}.{ending}", None), (f"{stem}.mov", LIVE.format(still=f"{stem}.{ending}"))),
        )
        for stem, ending in (("IMG_E0381", "jpg"), ("Teamet 382", "jpeg"))
    ),
    Sent(
        name="poster limt inn ved siden av film",
        why="navnet sier det",
        files=(
            a_file("Poster 383.png", "image/png", bytes(400_000), inline=True, cid="s"),
            a_file("Kirurgi 383.mp4", "video/mp4"),
        ),
        text='<p>Se</p><img src="cid:s">',
        taken=("Kirurgi 383.mp4",),
        waiting=(("Poster 383.png", None),),
    ),
    Sent(
        name="tom linje fra Exchange",
        why="den er ingen fil",
        files=(a_file("ATT00001.bin", content=b"\r\n"), a_logo(), a_poster(384)),
        taken=("Poster 384.pdf",),
    ),
    Sent(
        name="navn skrevet for veien",
        why="Exchange lar det stå",
        files=(a_file("=?utf-8?Q?M=C3=A5lfilm_385.mp4?=", "video/mp4"),),
        taken=("Målfilm 385.mp4",),
    ),
    Sent(
        name="annet team i emnet",
        why="hvem sin den er, vet ingen",
        subject="Film for Medisin",
        files=(a_file("IMG_3386.MOV", "video/quicktime"),),
        waiting=(("IMG_3386.MOV", WHOSE),),
    ),
    Sent(
        name="annet team i emnet, eget i navnet",
        why="navnet sier hvem sin den er",
        subject="Sammen med Medisin",
        files=(a_file("Kirurgi 387.mp4", "video/mp4"),),
        taken=("Kirurgi 387.mp4",),
    ),
    Sent(
        name="pakket fil med annet teams navn",
        why="hvem sin den er, vet ingen",
        files=(a_zip("Medisin.zip", "Film 388.mp4"), a_zip("Til dere.zip", "Medisin/Poster 388.pdf")),
        waiting=(("Film 388.mp4", WHOSE), ("Poster 388.pdf", WHOSE)),
    ),
    Sent(
        name="to filmer for to team",
        why="teksten sier hvem sin hver er",
        text="<p>IMG_3891 er Kirurgi, IMG_3892 er Medisin</p>",
        files=(
            a_file("IMG_3891.MOV", "video/quicktime", b"1"),
            a_file("IMG_3892.MOV", "video/quicktime", b"2"),
        ),
        taken=("IMG_3891.MOV",),
        waiting=(("IMG_3892.MOV", WHOSE),),
    ),
    Sent(
        name="annet teams navn i eieform",
        why="navnet sier hvem sin den er",
        files=(a_file("Medisins film 390.mp4", "video/mp4"), a_file("FilmMedisin 390.mp4", "video/mp4")),
        waiting=(("Medisins film 390.mp4", None), ("FilmMedisin 390.mp4", None)),
    ),
)

MAILS = (*MEETINGS, *MACHINES, *FILES)
