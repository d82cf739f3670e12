"""Mails that a stranger to the code thought of: what people do to mail without a thought of how it is read."""

from __future__ import annotations

from typing import Any

from corpora.mails.laid_out import a_file, a_logo, a_mail, a_reference
from corpora.mails.sent import (
    CLOSED,
    FOLDER,
    LEFT_OUT,
    LIVE,
    REFERENCE,
    SEALED,
    SIGNED,
    Sent,
    elsewhere,
    words,
)

PHOTO = b"\xff\xd8\xff" + bytes(2_500_000)
BANNER = b"\xff\xd8\xff" + bytes(400_000)
OUR_LETTER = (
    "<div><b>Fra:</b> Kull &lt;kull@example.no&gt;<br><b>Sendt:</b> tirsdag 3. mars 2026 10:12<br><b>Til:</b> Anne<br>"
    '<b>Emne:</b> Frist</div><p>Se <a href="https://unn.sharepoint.com/:f:/s/x/Emappe">mappen</a></p>'
)
BLANK = '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'


def a_poster(number: int) -> dict[str, Any]:
    return a_file(f"Poster {number}.pdf", "application/pdf")


def with_link(number: int, address: str, why: str, as_shown: str = "") -> Sent:
    """Write a mail with a poster, and a film behind an address we do not fetch from."""
    shown = as_shown or address
    host = shown.partition("//")[2].partition("/")[0]
    return Sent(
        name=f"film hos {host} ({number})",
        why=why,
        files=(a_poster(number),),
        text=f'<p>Poster, og filmen: <a href="{address}">film</a></p>',
        taken=(f"Poster {number}.pdf",),
        waiting=((shown, elsewhere(host)),),
    )


# --- pictures, and what programs send along -----------------------------------------------------------

ALONG = (
    Sent(
        name="foto fra iPhone i teksten ved siden av en rapport",
        why="Mail legger alle bilder i teksten; et stort er sendt inn",
        files=(
            a_file("IMG_0046.jpeg", "image/jpeg", PHOTO, inline=True, cid="A1@iphone"),
            a_file("Statusrapport 1 foto.docx"),
        ),
        text='<div>Rapport og bilde av posteren<br><img src="cid:A1@iphone"></div>',
        taken=("Statusrapport 1 foto.docx",),
        waiting=(("IMG_0046.jpeg", None),),
    ),
    Sent(
        name="poster limt inn i Outlook",
        why="Outlook kaller også den image001",
        files=(
            a_file("image001.png", "image/png", PHOTO, inline=True, cid="image001.png@X"),
            a_file("Kirurgi 102.mp4", "video/mp4"),
        ),
        text='<p>Poster og film</p><img src="cid:image001.png@X">',
        taken=("Kirurgi 102.mp4",),
        waiting=(("image001.png", None),),
    ),
    Sent(
        name="stort foto i det som besvares",
        why="det er sendt før, av en annen",
        subject="SV: Bilder",
        files=(
            a_file("image004.jpg", "image/jpeg", PHOTO, inline=True, cid="image004.jpg@X"),
            a_poster(103),
        ),
        text=f'<p>Her er posteren</p>{OUR_LETTER}<img src="cid:image004.jpg@X">',
        taken=("Poster 103.pdf",),
    ),
    Sent(
        name="bredt bilde i signaturen",
        why="400 kB er en signatur",
        files=(
            a_file("image003.jpg", "image/jpeg", BANNER, inline=True, cid="image003.jpg@X"),
            a_poster(104),
        ),
        text='<p>Se vedlagt</p><p>Mvh Anne</p><img src="cid:image003.jpg@X">',
        taken=("Poster 104.pdf",),
    ),
    Sent(
        name="videresendt brev med foto i teksten",
        why="fotoet er det som leveres",
        files=(
            a_mail(
                "Posteren",
                a_file("IMG_8.jpeg", "image/jpeg", PHOTO, inline=True, cid="q@i"),
                html=True,
                text='<img src="cid:q@i">',
            ),
        ),
        waiting=(("IMG_8.jpeg", None),),
    ),
    Sent(
        name="pdf med typen image/pdf",
        why="endelsen sier det",
        files=(a_file("Poster 106.pdf", "image/pdf", inline=True, cid="pp@m"),),
        text='<p>Her<img src="cid:pp@m"></p>',
        taken=("Poster 106.pdf",),
    ),
    Sent(
        name="levende bilde",
        why="det som beveger seg er ikke filmen de skylder, uten at noen sier det",
        subject="Bilde av teamet",
        files=(a_file("IMG_0100.HEIC", "image/heic"), a_file("IMG_0100.MOV", "video/quicktime")),
        waiting=(("IMG_0100.HEIC", None), ("IMG_0100.MOV", LIVE.format(still="IMG_0100.HEIC"))),
    ),
    Sent(
        name="film og forsidebilde med samme navn",
        why="ingen telefon kaller dem det",
        files=(a_file("Kirurgi 108.mp4", "video/mp4"), a_file("Kirurgi 108.jpg", "image/jpeg")),
        taken=("Kirurgi 108.mp4",),
        waiting=(("Kirurgi 108.jpg", None),),
    ),
    Sent(
        name="signaturbilde som verken er vist eller i teksten",
        why="Outlook sender det med likevel",
        files=(a_file("image001.png", "image/png", cid="image001.png@01DB"), a_poster(109)),
        taken=("Poster 109.pdf",),
    ),
    Sent(
        name="tegninger og tomme tekster fra Outlook",
        why="ingen har lagt dem ved",
        files=(
            a_file("oledata.mso", "application/x-mso", inline=True, cid="oledata.mso@1"),
            a_file("image002.emz", inline=True, cid="image002.emz@1"),
            a_file("image003.wmz", inline=True, cid="image003.wmz@1"),
            a_file("Untitled attachment 00012.txt", "text/plain"),
            a_file("Vedlegg uten tittel 00015.html", "text/html"),
            a_poster(110),
        ),
        taken=("Poster 110.pdf",),
    ),
    Sent(
        name="kryptert i Outlook",
        why="vedleggene ligger inni",
        files=(a_file("message.rpmsg", "application/x-microsoft-rpmsg-message"),),
        waiting=(("message.rpmsg", SEALED),),
    ),
    Sent(
        name="film med et annet teams navn",
        why="hvem den gjelder må noen si",
        files=(a_file("Medisin film.mp4", "video/mp4"),),
        waiting=(("Medisin film.mp4", None),),
    ),
    Sent(
        name="tyve tusen tomme avsnitt",
        why="Word lager dem, og brevet leses likevel med en gang",
        files=(a_poster(113),),
        text=f"<p>Poster</p>{BLANK * 20_000}<p>Anne</p>",
        taken=("Poster 113.pdf",),
    ),
    Sent(
        name="tolv tusen tomme linjer",
        why="det samme i ren tekst",
        plain=True,
        text="Poster\n" + "\r\n" * 12_000 + "Anne",
        files=(a_poster(114),),
        taken=("Poster 114.pdf",),
    ),
)

# --- quotes and signatures ------------------------------------------------------------------------------

AROUND = (
    Sent(
        name="videresendt utenfra",
        why="postkontoret setter sitt foran emnet",
        subject="[EKSTERN] VS: film og poster",
        files=(a_poster(120),),
        text="<p>Se her</p>"
        + OUR_LETTER.replace("https://unn.sharepoint.com/:f:/s/x/Emappe", "{open:Kirurgi 120.mp4}"),
        taken=("Poster 120.pdf", "Kirurgi 120.mp4"),
        asked=("{open:Kirurgi 120.mp4}",),
    ),
    Sent(
        name="svar utenfra",
        why="et svar er det likevel",
        subject="EKSTERN: SV: Frist",
        files=(a_poster(121),),
        text=f"<p>Her</p>{OUR_LETTER}",
        taken=("Poster 121.pdf",),
    ),
    Sent(
        name="videresendt fra en Mac",
        why="teksten sier det, emnet ikke",
        subject="Film",
        text=(
            '<div>Se her<br><blockquote type="cite"><div>Start på videresendt melding:</div>'
            '<div><b>Fra: </b>Ola &lt;ola@example.no&gt;</div><a href="{open:Kirurgi 122.mp4}">film</a></blockquote></div>'
        ),
        taken=("Kirurgi 122.mp4",),
        asked=("{open:Kirurgi 122.mp4}",),
    ),
    Sent(
        name="svar under sitatet",
        why="slik Thunderbird gjør det",
        subject="Re: Frist",
        plain=True,
        files=(a_poster(123),),
        text=(
            "Den 04.03.2026 10:12, skrev Kull:\n> Hei\n> Se https://unn.sharepoint.com/:f:/s/x/Emappe\n\n"
            "Hei! Filmen ligger her: {open:Kirurgi 123.mp4}\n\nAnne"
        ),
        taken=("Poster 123.pdf", "Kirurgi 123.mp4"),
        asked=("{open:Kirurgi 123.mp4}",),
    ),
    Sent(
        name="svar i rødt",
        why="brevet sier at svaret står nedenfor",
        subject="SV: Spørsmål",
        text=(
            "<p>Se svar i rødt under.</p><div><b>Fra:</b> Kull &lt;kull@example.no&gt;<br><b>Sendt:</b> mandag</div>"
            '<p>Hvor er filmen?</p><p style="color:red">Her: <a href="{open:Kirurgi 124.mp4}">film</a></p>'
        ),
        taken=("Kirurgi 124.mp4",),
        asked=("{open:Kirurgi 124.mp4}",),
    ),
    Sent(
        name="Gmail deler linjen over sitatet",
        why="sitatet er vårt, og det over er svaret",
        subject="Re: Frist",
        plain=True,
        text=(
            "Filmen: {open:Kirurgi 125.mp4}\n\nOn Tue, Mar 3, 2026 at 10:12 AM Kull <kull@example.no>\nwrote:\n\n"
            "> Se https://unn.sharepoint.com/:f:/s/x/Emappe\n"
        ),
        taken=("Kirurgi 125.mp4",),
        asked=("{open:Kirurgi 125.mp4}",),
    ),
    Sent(
        name="hvem det er fra, som egen linje",
        why="det er ingen overskrift over et sitat",
        plain=True,
        text="Hei!\nFra: Anne (anne@example.no)\nTeam: Kirurgi\nFilm: {open:Kirurgi 126.mp4}",
        taken=("Kirurgi 126.mp4",),
        asked=("{open:Kirurgi 126.mp4}",),
    ),
    Sent(
        name="«skrev vi dette»",
        why="en setning, og ingen som siteres",
        plain=True,
        text="Hei\nPå samlingen i mars skrev vi dette om teamet:\nSe filmen {open:Kirurgi 127.mp4}",
        taken=("Kirurgi 127.mp4",),
        asked=("{open:Kirurgi 127.mp4}",),
    ),
    Sent(
        name="punkter med >",
        why="brevet svarer ikke på noe",
        plain=True,
        text="Her:\n> Film: {open:Kirurgi 128.mp4}\n> Hilsen Anne",
        taken=("Kirurgi 128.mp4",),
        asked=("{open:Kirurgi 128.mp4}",),
    ),
    Sent(
        name="innrykk i Outlook på nettet",
        why="det er ikke et sitat",
        text='<div>Filmen:</div><blockquote style="margin-left:40px"><a href="{open:Kirurgi 129.mp4}">Film</a></blockquote>',
        taken=("Kirurgi 129.mp4",),
        asked=("{open:Kirurgi 129.mp4}",),
    ),
    Sent(
        name="svar fra Apple Mail",
        why="sitatet er vårt",
        subject="Re: Frist",
        files=(a_poster(130),),
        text=(
            'Her<br><blockquote type="cite"><div>3. mars 2026 kl. 10:12 skrev Kull &lt;kull@example.no&gt;:</div>'
            '<a href="https://unn.sharepoint.com/:f:/s/x/Emappe">mappen</a></blockquote>'
        ),
        taken=("Poster 130.pdf",),
    ),
    Sent(
        name="hilsen først",
        why="en hilsen er ingen signatur når resten av linjen er teksten",
        plain=True,
        files=(a_poster(131),),
        text="Hilsen fra Kirurgi! Filmen: https://vimeo.com/123456\n\nAnne",
        taken=("Poster 131.pdf",),
        waiting=(("https://vimeo.com/123456", elsewhere("vimeo.com")),),
    ),
    Sent(
        name="film i en etterskrift",
        why="en etterskrift er tekst",
        plain=True,
        files=(a_poster(132),),
        text="Posteren.\n\nMvh Anne\nKirurgi\n\nPS: filmen ligger på https://youtu.be/abc",
        taken=("Poster 132.pdf",),
        waiting=(("https://youtu.be/abc", elsewhere("youtu.be")),),
    ),
    Sent(
        name="lenke under «Sendt fra min iPhone»",
        why="telefonen skrev linjen, og mennesket det under",
        plain=True,
        files=(a_poster(133),),
        text="Poster\nSendt fra min iPhone\nhttps://vimeo.com/777",
        taken=("Poster 133.pdf",),
        waiting=(("https://vimeo.com/777", elsewhere("vimeo.com")),),
    ),
    Sent(
        name="lenke under en strek",
        why="en strek er ingen signatur",
        plain=True,
        files=(a_poster(134),),
        text="Poster\n__________________\nFilm: https://vimeo.com/99",
        taken=("Poster 134.pdf",),
        waiting=(("https://vimeo.com/99", elsewhere("vimeo.com")),),
    ),
    Sent(
        name="program i signaturen",
        why="en reklame under navnet er ikke levert",
        files=(a_poster(135), a_logo()),
        text=f'<p>Her</p>{SIGNED}<p>Se <a href="https://www.unn.no/kurs/program.pdf">program og film</a></p>',
        taken=("Poster 135.pdf",),
    ),
)

# --- links ------------------------------------------------------------------------------------------------

ADDRESSES = (
    with_link(140, "http://www.dropbox.com/s/abc/film.mp4?dl=0", "uten s i http"),
    with_link(141, "https://www.filemail.com/d/abcdefgh", "norsk tjeneste"),
    with_link(142, "https://photos.google.com/share/AF1Qip?key=x", "et album"),
    with_link(143, "https://www.canva.com/design/DAF123/abc/view", "laget der"),
    with_link(144, "https://film.tjeneste.example/v/123", "ukjent, men ordene sier at filmen er der"),
    with_link(
        145,
        "https://urldefense.com/v3/__https://we.tl/t-abc123__;!!A",
        "Proofpoints filter",
        "https://we.tl/t-abc123",
    ),
    with_link(
        146,
        "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fwe.tl%2ft-abc124&c=E,1",
        "Barracudas filter",
        "https://we.tl/t-abc124",
    ),
    Sent(
        name="adresse uten https",
        why="slik folk skriver den",
        plain=True,
        files=(a_poster(147),),
        text="Filmen: www.dropbox.com/s/abc/film.mp4",
        taken=("Poster 147.pdf",),
        waiting=(("https://www.dropbox.com/s/abc/film.mp4", elsewhere("www.dropbox.com")),),
    ),
    Sent(
        name="film i Microsoft 365",
        why="Stream på den nye adressen",
        text='<p>Film: <a href="https://m365.cloud.microsoft/stream/video/abc">her</a></p>',
        waiting=(("https://m365.cloud.microsoft/stream/video/abc", CLOSED),),
        asked=("https://m365.cloud.microsoft/stream/video/abc",),
    ),
    Sent(
        name="nettsider ved siden av ord om film",
        why="et møte, en kanal, en forside og en side ingen sier er filmen",
        files=(a_poster(149),),
        text=(
            '<p>Møte om filmen: <a href="https://teams.microsoft.com/l/meetup-join/19%3ax">bli med</a></p>'
            '<p>Filmer: <a href="https://www.youtube.com/@unn">kanalen</a></p>'
            '<p>Film på <a href="https://www.unn.no">unn.no</a></p>'
            '<p>Filmen kommer senere. Les <a href="https://helsebiblioteket.no/kvalitet">veilederen</a></p>'
        ),
        taken=("Poster 149.pdf",),
    ),
    Sent(
        name="fire og tyve lenker",
        why="de siste fire sies det fra om",
        subject="Alt vårt",
        text="".join(f'<a href="https://we.tl/t-nr{at}">{at}</a> ' for at in range(24)),
        waiting=(
            *((f"https://we.tl/t-nr{at}", elsewhere("we.tl")) for at in range(20)),
            ("Resten av e-posten: Alt vårt", LEFT_OUT),
        ),
    ),
    Sent(
        name="delt fra skyen ved siden av en annen lenke",
        why="lenken er til noe annet, selv om teksten nevner filmen",
        files=(a_reference("Kirurgi 151.mp4"),),
        text='<p>Filmen Kirurgi 151.mp4 er lagt ved, og posteren er <a href="{open:Poster 151.pdf}">her</a></p>',
        taken=("Poster 151.pdf",),
        waiting=(("Kirurgi 151.mp4", REFERENCE),),
        asked=("{open:Poster 151.pdf}",),
    ),
    Sent(
        name="åpen lenke til en mappe",
        why="hva i den som er levert, vet ingen",
        text='<p>Se <a href="{folder:Mappe med film}">mappen</a></p>',
        waiting=(("{folder:Mappe med film}", FOLDER),),
        asked=("{folder:Mappe med film}",),
    ),
    Sent(
        name="samme fil med en hale på lenken",
        why="SharePoint setter den på hver kopi",
        text='<p><a href="{open:Kirurgi 152.mp4}&e=abc">a</a> <a href="{open:Kirurgi 152.mp4}">b</a></p>',
        taken=("Kirurgi 152.mp4",),
        asked=("{open:Kirurgi 152.mp4}",),
    ),
)

# --- people, and machines ------------------------------------------------------------------------------------

PEOPLE_OR_MACHINES = (
    Sent(
        name="«Levert:» fra et menneske",
        why="emnet alene gjør ingen til en maskin",
        subject="Levert: film fra Kirurgi",
        text='<p>Nå er den klar: <a href="{open:Kirurgi 160.mp4}">film</a></p>',
        taken=("Kirurgi 160.mp4",),
        asked=("{open:Kirurgi 160.mp4}",),
    ),
    Sent(
        name="«Foreløpig:» fra et menneske",
        why="en kladd er levert",
        subject="Foreløpig: statusrapport 1",
        text='<p>Utkast: <a href="{open:Statusrapport 1 161.docx}">rapport</a></p>',
        taken=("Statusrapport 1 161.docx",),
        asked=("{open:Statusrapport 1 161.docx}",),
    ),
    *(
        Sent(
            name=subject,
            why="et spørsmål noen må svare på",
            subject=subject,
            text="<p>Hva gjør vi?</p>",
            waiting=words(subject),
        )
        for subject in (
            "Ikke levert: film – kan vi få utsettelse?",
            "Avlyst: samling for vårt team?",
            "Ikke til stede: Berit på samling 2",
            "Lest: veiledningen, men vi forstår den ikke",
        )
    ),
    Sent(
        name="svar på møte fra en annen kalender",
        why="kalenderens fil er med, og ingen ord",
        subject="Godtatt: Samling 1 @ tir. 5. mai",
        files=(a_file("invite.ics", "text/calendar"),),
        seen=True,
    ),
    Sent(
        name="innkalling med lenke til film",
        why="et menneske har skrevet den",
        subject="Gjennomgang",
        calendar="eventMessageRequest",
        text='<p>Filmen: <a href="{open:Kirurgi 167.mp4}">film</a></p>',
        taken=("Kirurgi 167.mp4",),
        asked=("{open:Kirurgi 167.mp4}",),
    ),
    Sent(
        name="innkalling med ord alene",
        why="den ligger i kalenderen",
        subject="Gjennomgang",
        calendar="eventMessageRequest",
        text='<p>Bli med: <a href="https://teams.microsoft.com/l/meetup-join/19%3ax">Teams</a></p>',
        seen=True,
    ),
    Sent(
        name="medlem gjennom en liste",
        why="lenken er levert, selv om listen har avmelding",
        subject="Film",
        headers={"List-Unsubscribe": "<mailto:u@liste.example>", "Precedence": "list"},
        text='<p>Her er <a href="{open:Kirurgi 169.mp4}">filmen</a></p>',
        taken=("Kirurgi 169.mp4",),
        asked=("{open:Kirurgi 169.mp4}",),
    ),
    Sent(
        name="fravær med sykehusets bilde ved siden av",
        why="et automatisk svar bringer ingenting",
        subject="Automatisk svar: Mottatt",
        headers={"Auto-Submitted": "auto-generated"},
        files=(a_file("logo.png", "image/png"),),
        seen=True,
    ),
)

MAILS = (*ALONG, *AROUND, *ADDRESSES, *PEOPLE_OR_MACHINES)
