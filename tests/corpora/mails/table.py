"""Mails as people and machines send them, each with what must come of it, written by hand.

`{open:NAME}` stands for a sharing link that opens for all in the organisation, to a file of that name; `{closed:NAME}`
for one that opens for named people; `{safe:NAME}` for the open one inside Outlook's filter, and `{folder:NAME}` for an
open one to a folder.
"""

from __future__ import annotations

from corpora.mails import links_told_apart, seen_by_others, told_apart
from corpora.mails.laid_out import a_file, a_logo, a_mail, a_reference, a_zip, an_eml, an_event
from corpora.mails.sent import (
    BROKEN,
    CLOSED,
    LOCKED,
    OUTLOOK_MAIL,
    PACKED,
    PICTURES,
    REFERENCE,
    SEALED,
    SIGNED,
    STRANGER,
    WINMAIL,
    WITHOUT_FILE,
    Sent,
    elsewhere,
    packed,
    words,
)

# --- files in the text -----------------------------------------------------------------------------

IN_THE_TEXT = (
    Sent(
        name="film fra iPhone",
        why="filmen ligger i teksten, uten navn der",
        files=(a_file("IMG_0042.MOV", "video/quicktime", inline=True),),
        text="<p>Her er filmen</p><p>Sendt fra min iPhone</p>",
        taken=("IMG_0042.MOV",),
    ),
    Sent(
        name="film med navn i teksten",
        why="en film er intet bilde, selv om teksten viser den",
        files=(a_file("IMG_0043.MOV", "video/quicktime", inline=True, cid="film@iphone"),),
        text='<p>Her</p><video src="cid:film@iphone"></video>',
        taken=("IMG_0043.MOV",),
    ),
    Sent(
        name="pdf i teksten",
        why="Apple Mail legger også PDF i teksten",
        files=(a_file("Poster inni.pdf", "application/pdf", inline=True, cid="p@mac"),),
        text='<p>Posteren</p><object data="cid:p@mac"></object>',
        taken=("Poster inni.pdf",),
    ),
    Sent(
        name="HEIC som teksten ikke viser",
        why="et bilde teksten ikke viser er sendt inn, men hva det er vet ingen",
        files=(a_file("IMG_0044.HEIC", "image/heic", inline=True, cid="h@iphone"),),
        waiting=(("IMG_0044.HEIC", None),),
    ),
    Sent(
        name="bilde av posteren i teksten, intet annet",
        why="bildet hører til teksten, men e-posten blir ikke borte",
        subject="Posteren vår",
        files=(a_file("IMG_0045.jpeg", "image/jpeg", inline=True, cid="b@iphone"),),
        text='<p>Se!</p><img src="cid:b@iphone">',
        waiting=words("Posteren vår", PICTURES),
    ),
    Sent(
        name="signaturbilde og film",
        why="signaturens bilde hører til teksten",
        files=(a_logo(), a_file("Kirurgi 5.mp4", "video/mp4")),
        text=f"<p>Filmen</p>{SIGNED}",
        taken=("Kirurgi 5.mp4",),
    ),
    Sent(
        name="signaturbilde uten contentId",
        why="Exchange gir ikke alltid navnet; filnavnet er det samme",
        files=(
            a_file("logo.png", "image/png", inline=True),
            a_file("Poster 6.pdf", "application/pdf"),
        ),
        text='<p>Poster</p><img src="cid:logo.png@01DB">',
        taken=("Poster 6.pdf",),
    ),
    Sent(
        name="signaturbilde i ren tekst",
        why="ren tekst viser bilder i hakeparentes",
        plain=True,
        text="Rapporten.\n\nMvh Anne\n[cid:image001.png@01DA]",
        files=(a_logo(), a_file("Statusrapport 1 ren.docx")),
        taken=("Statusrapport 1 ren.docx",),
    ),
    Sent(
        name="signaturbilde fra en svarkjede",
        why="Outlook sender det med selv om teksten ikke viser det lenger",
        files=(a_logo(cid="image002.png@99", name="image002.png"), a_file("Poster 8.pdf")),
        taken=("Poster 8.pdf",),
    ),
)

# --- links -----------------------------------------------------------------------------------------

LINKS = (
    Sent(
        name="rapport ved siden av lenke til film",
        why="begge er levert",
        files=(a_file("Statusrapport 1 lenke.docx"),),
        text='<p>Rapporten er vedlagt, filmen <a href="{open:Kirurgi 9.mp4}">her</a>.</p>',
        taken=("Statusrapport 1 lenke.docx", "Kirurgi 9.mp4"),
        asked=("{open:Kirurgi 9.mp4}",),
    ),
    Sent(
        name="signaturbilde og lenke",
        why="bildet skygger ikke for lenken",
        files=(a_logo(),),
        text=f'<p>Film: <a href="{{open:Kirurgi 10.mp4}}">film</a></p>{SIGNED}',
        taken=("Kirurgi 10.mp4",),
        asked=("{open:Kirurgi 10.mp4}",),
    ),
    Sent(
        name="lenke i Outlooks filter",
        why="filteret tas av",
        text='<a href="{safe:Poster 11.pdf}">Posteren</a>',
        taken=("Poster 11.pdf",),
        asked=("{open:Poster 11.pdf}",),
    ),
    Sent(
        name="samme lenke to ganger",
        why="i filter og bar, men én fil",
        text='<a href="{safe:Poster 12.pdf}">{open:Poster 12.pdf}</a>',
        taken=("Poster 12.pdf",),
        asked=("{open:Poster 12.pdf}",),
    ),
    Sent(
        name="lenke sist i en setning",
        why="punktumet er ikke med",
        plain=True,
        text="Den ligger her: {open:Poster 13.pdf}.",
        taken=("Poster 13.pdf",),
        asked=("{open:Poster 13.pdf}",),
    ),
    Sent(
        name="lenker som ikke er filer",
        why="møte, avmelding, telefon, sporing og nettsider",
        subject="Info",
        text=(
            '<p>Bli med: <a href="https://teams.microsoft.com/l/meetup-join/19%3ameeting_x">Teams</a></p>'
            '<a href="https://list.example.com/unsubscribe?u=1">Meld av</a><a href="tel:+4799999999">ring</a>'
            '<img src="https://spor.example.com/p.pdf"><a href="https://helsebiblioteket.no/kvalitet">les</a>'
        ),
        waiting=words("Info"),
    ),
    Sent(
        name="lenke til Dropbox",
        why="Microsoft vet ingenting om den",
        text='<a href="https://www.dropbox.com/s/abc/film.mp4?dl=0">film</a>',
        waiting=(("https://www.dropbox.com/s/abc/film.mp4?dl=0", elsewhere("www.dropbox.com")),),
    ),
    Sent(
        name="lenke til FileSender på nynorsk",
        why="det samme",
        plain=True,
        text="Hei! Filmen ligg her: https://filesender.sikt.no/?s=download&token=abc\n\nVenleg helsing\nAnne",
        waiting=(("https://filesender.sikt.no/?s=download&token=abc", elsewhere("filesender.sikt.no")),),
    ),
    Sent(
        name="YouTube-kanal i signaturen",
        why="en signatur er intet arbeid",
        files=(a_file("Poster 17.pdf"),),
        text='<p>Poster</p><p>Med vennlig hilsen</p><a href="https://www.youtube.com/watch?v=1">Se oss</a>',
        taken=("Poster 17.pdf",),
    ),
    Sent(
        name="etterskrift under signaturen",
        why="en delt fil er en fil også der",
        files=(a_file("Poster 18.pdf"),),
        plain=True,
        text="Poster vedlagt.\n\nMvh\nAnne\n\nPS: filmen: https://we.tl/t-abc123",
        taken=("Poster 18.pdf",),
        waiting=(("https://we.tl/t-abc123", elsewhere("we.tl")),),
    ),
    Sent(
        name="lenke for navngitte",
        why="vi åpner den ikke for andre",
        text='<a href="{closed:Lønn.pdf}">her</a>',
        waiting=(("{closed:Lønn.pdf}", CLOSED),),
        asked=("{closed:Lønn.pdf}",),
    ),
    Sent(
        name="filkort fra Teams",
        why="adressen står inni kortets",
        text=(
            '<a href="https://teams.microsoft.com/l/file/1?objectUrl='
            'https%3A%2F%2Funn.sharepoint.com%2Fsites%2Fx%2FDelte%2Ffilm.mp4">film</a>'
        ),
        waiting=(("https://unn.sharepoint.com/sites/x/Delte/film.mp4", CLOSED),),
        asked=("https://unn.sharepoint.com/sites/x/Delte/film.mp4",),
    ),
    Sent(
        name="svar med vårt eget brev under",
        why="lenken i det siterte er ikke sendt av den som svarer",
        subject="SV: Frist",
        text=(
            "<p>Takk for det!</p><div><b>Fra:</b> Kull &lt;kull@example.no&gt;<br><b>Sendt:</b> mandag</div>"
            '<a href="https://unn.sharepoint.com/:f:/s/x/Emappe">mappen</a>'
        ),
        waiting=words("SV: Frist"),
    ),
    Sent(
        name="videresendt i teksten",
        why="det siterte er det som leveres",
        subject="VS: film",
        text=(
            "<p>Se under</p><div><b>Fra:</b> Ola &lt;ola@example.no&gt;<br><b>Sendt:</b> mandag</div>"
            '<a href="{open:Kirurgi 21.mp4}">film</a>'
        ),
        taken=("Kirurgi 21.mp4",),
        asked=("{open:Kirurgi 21.mp4}",),
    ),
    Sent(
        name="nettsted i signaturen",
        why="en side på et nettsted er ingen fil",
        files=(a_file("Poster 22.pdf"),),
        text='<p>Poster</p><p>Mvh</p><a href="https://unn.sharepoint.com/sites/kvalitet/SitePages/H.aspx">oss</a>',
        taken=("Poster 22.pdf",),
    ),
    Sent(
        name="delt fra skyen, uten adresse",
        why="Graph sier ikke hvor den ligger",
        files=(a_reference("film.mp4"),),
        waiting=(("film.mp4", REFERENCE),),
    ),
    Sent(
        name="delt fra skyen, med adresse i teksten",
        why="lenken i teksten er den samme filen",
        files=(a_reference("Kirurgi 24.mp4"),),
        text='<a href="{open:Kirurgi 24.mp4}">Kirurgi 24.mp4</a>',
        taken=("Kirurgi 24.mp4",),
        asked=("{open:Kirurgi 24.mp4}",),
    ),
    Sent(
        name="melding fra SharePoint om deling",
        why="et menneske har trykket «Del»; avsenderen er ukjent, så filen venter",
        by="no-reply@sharepointonline.com",
        headers={"Auto-Submitted": "auto-generated"},
        text='<p>Anne delte en fil</p><a href="{open:Kirurgi 25.mp4}">Åpne</a>',
        waiting=(("Kirurgi 25.mp4", None),),
        asked=("{open:Kirurgi 25.mp4}",),
    ),
)

# --- mails in mails, and packed files ------------------------------------------------------------------

INSIDE = (
    Sent(
        name="videresendt som vedlegg",
        why="det vedlagte brevets vedlegg er levert",
        files=(
            a_mail(
                "Posteren",
                a_logo(),
                a_file("Poster 26.pdf", "application/pdf"),
                html=True,
                text='<p>Her</p><img src="cid:image001.png@01DA">',
            ),
        ),
        taken=("Poster 26.pdf",),
    ),
    Sent(
        name="brev i brev i brev",
        why="alle vedleggene er levert",
        files=(
            a_mail("Ytre", a_mail("Indre", a_file("Statusrapport 1 indre.docx")), a_file("Poster 27.pdf")),
        ),
        taken=("Statusrapport 1 indre.docx", "Poster 27.pdf"),
    ),
    Sent(
        name="videresendt uten fil",
        why="brevet venter, for å leses",
        files=(a_mail("Spørsmål om frist", text="Når er fristen?"),),
        waiting=(("Spørsmål om frist.eml", WITHOUT_FILE),),
    ),
    Sent(
        name="lagret brev",
        why="en .eml er et brev",
        files=(an_eml("Fra kollegaen.eml", "Poster 29.pdf"),),
        taken=("Poster 29.pdf",),
    ),
    Sent(
        name="vedlagt brev med lenke",
        why="lenken i det er levert",
        files=(a_mail("Filmen", text="Se {open:Kirurgi 30.mp4}"),),
        taken=("Kirurgi 30.mp4",),
        asked=("{open:Kirurgi 30.mp4}",),
    ),
    Sent(
        name="vedlagt møte",
        why="et møte er ingen innlevering",
        files=(an_event("Samling 1"), a_file("Poster 31.pdf")),
        taken=("Poster 31.pdf",),
    ),
    Sent(
        name="winmail.dat",
        why="Outlooks egen innpakning",
        files=(a_file("winmail.dat", "application/ms-tnef"),),
        waiting=(("winmail.dat", WINMAIL),),
    ),
    Sent(
        name="kryptert",
        why="alt ligger i p7m",
        files=(a_file("smime.p7m", "application/pkcs7-mime"),),
        waiting=(("smime.p7m", SEALED),),
    ),
    Sent(
        name="Outlook-melding",
        why=".msg leses ikke",
        files=(a_file("Filmen vår.msg", "application/vnd.ms-outlook"),),
        waiting=(("Filmen vår.msg", OUTLOOK_MAIL),),
    ),
    Sent(
        name="pakket film",
        why="én fil, og teamet skylder den",
        files=(a_zip("film.zip", "Kirurgi 35.mp4"),),
        taken=("Kirurgi 35.mp4",),
    ),
    Sent(
        name="pakket på en Mac",
        why="det Mac-en legger ved, teller ikke",
        files=(a_zip("Arkiv.zip", "Kirurgi 36.mp4", "__MACOSX/._Kirurgi 36.mp4", ".DS_Store"),),
        taken=("Kirurgi 36.mp4",),
    ),
    Sent(
        name="tre pakkede filer",
        why="flere enn én åpnes av et menneske",
        files=(a_zip("Alt.zip", "mappe/Poster.pdf", "film.mp4", "blåbær.txt"),),
        waiting=(("Alt.zip", packed("Poster.pdf", "film.mp4", "blåbær.txt")),),
    ),
    Sent(
        name="én pakket fil ingen skylder",
        why="et notat er ikke bedt om",
        files=(a_zip("notat.zip", "notat.docx"),),
        waiting=(("notat.zip", packed("notat.docx")),),
    ),
    Sent(
        name="ødelagt pakke",
        why="den lar seg ikke åpne",
        files=(a_file("film.zip", "application/zip", b"PK\x03\x04 halv"),),
        waiting=(("film.zip", BROKEN),),
    ),
    Sent(
        name="pakke med passord",
        why="vi har det ikke",
        files=(a_zip("hemmelig.zip", "film.mp4", locked=True),),
        waiting=(("hemmelig.zip", LOCKED),),
    ),
    Sent(
        name="7z",
        why="leses ikke",
        files=(a_file("alt.7z", "application/x-7z-compressed"),),
        waiting=(("alt.7z", PACKED),),
    ),
    Sent(
        name="pakke i et videresendt brev",
        why="venter som den er",
        files=(a_mail("VS: alt", a_zip("inni.zip", "a.mp4", "b.pdf")),),
        waiting=(("inni.zip", PACKED),),
    ),
)

# --- machines -------------------------------------------------------------------------------------------

MACHINES = (
    Sent(
        name="fravær, sagt i hodet",
        why="auto-replied",
        subject="Jeg er borte",
        headers={"Auto-Submitted": "auto-replied"},
        text="<p>Tilbake mandag</p>",
        seen=True,
    ),
    Sent(
        name="fravær fra Exchange",
        why="auto-generated, og ingen lenke i det teller",
        subject="Automatisk svar: Mottatt: Poster",
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        text='<p>Borte. Se <a href="https://unn.sharepoint.com/:w:/s/x/Evakt">vaktlisten</a></p>',
        seen=True,
    ),
    Sent(
        name="fravær uten et ord i hodet",
        why="emnet sier det",
        subject="Automatic reply: Received",
        files=(a_logo(),),
        text=f"<p>Away</p>{SIGNED}",
        seen=True,
    ),
    Sent(
        name="svar på innkalling",
        why="kalenderens svar",
        subject="Godtatt: Samling 1",
        calendar="eventMessageResponse",
        text="",
        seen=True,
    ),
    Sent(
        name="kunne ikke leveres",
        why="postkontoret, med vårt eget brev vedlagt",
        by="postmaster@example.com",
        subject="Kan ikke leveres: Mottatt",
        files=(a_mail("Mottatt: Poster", text="Vi har fått"),),
        seen=True,
    ),
    Sent(
        name="lesekvittering",
        why="emnet sier det",
        subject="Lest: Mottatt: Poster",
        text="<p>Meldingen ble lest</p>",
        seen=True,
    ),
    Sent(
        name="nyhetsbrev",
        why="har avmelding i hodet",
        by="nytt@forlag.example",
        subject="Ukens tilbud",
        headers={"List-Unsubscribe": "<https://forlag.example/av>", "Precedence": "bulk"},
        text='<a href="https://forlag.example/katalog.pdf">Katalogen</a>',
        seen=True,
    ),
    Sent(
        name="skanner",
        why="en maskin sendte den, men et menneske la arket på",
        by="skanner3@privat.example",
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        files=(a_file("Scan_0001.pdf", "application/pdf"),),
        waiting=(("Scan_0001.pdf", None),),
    ),
    Sent(
        name="innkalling med rapport",
        why="en innkalling er fra et menneske, og kan ha filer",
        calendar="eventMessageRequest",
        subject="Gjennomgang",
        files=(a_file("Statusrapport 1 møte.docx"),),
        taken=("Statusrapport 1 møte.docx",),
    ),
    Sent(
        name="emne som ligner en kvittering",
        why="en fil teller selv om emnet ligner",
        subject="Lest: posteren er klar",
        files=(a_file("Poster 51.pdf", "application/pdf"),),
        taken=("Poster 51.pdf",),
    ),
)

# --- people ------------------------------------------------------------------------------------------------

PEOPLE = (
    Sent(
        name="bare ord",
        why="ett spørsmål, én linje",
        subject="Frist?",
        text="<p>Når er fristen?</p>",
        waiting=words("Frist?"),
    ),
    Sent(
        name="filmen som falt ut",
        why="fra et privat nummer, uten vedlegget: noen må svare",
        by=STRANGER,
        subject="Film",
        text="<p>Her kommer filmen</p>",
        waiting=words("Film"),
    ),
    Sent(name="helt tom", why="noen sendte den", subject="", text="", waiting=words("uten emne")),
    Sent(
        name="kort og signaturer ved siden av posteren",
        why="kalender, visittkort, signatur og tekstrester hører til teksten",
        files=(
            a_file("invite.ics", "text/calendar"),
            a_file("Anne Aas.vcf", "text/x-vcard"),
            a_file("smime.p7s", "application/pkcs7-signature"),
            a_file("ATT00001.txt", "text/plain"),
            a_file("Poster 55.pdf", "application/pdf"),
        ),
        taken=("Poster 55.pdf",),
    ),
    Sent(
        name="stor film",
        why="mer enn 3 MB",
        files=(a_file("Kirurgi 56.mp4", "video/mp4", bytes(4 * 1024 * 1024)),),
        taken=("Kirurgi 56.mp4",),
    ),
    Sent(
        name="fra en fremmed",
        why="hvem den er fra vet ingen",
        by=STRANGER,
        files=(a_file("film.mov", "video/quicktime", inline=True),),
        waiting=(("film.mov", None),),
    ),
)

MAILS = (
    *IN_THE_TEXT,
    *LINKS,
    *INSIDE,
    *MACHINES,
    *PEOPLE,
    *seen_by_others.MAILS,
    *told_apart.MAILS,
    *links_told_apart.MAILS,
)
SAMPLE = (
    "film fra iPhone",
    "bilde av posteren i teksten, intet annet",
    "rapport ved siden av lenke til film",
    "signaturbilde og lenke",
    "lenker som ikke er filer",
    "videresendt som vedlegg",
    "pakket film",
    "fravær fra Exchange",
    "svar på innkalling",
    "bare ord",
    "svar under sitatet",
    "tyve tusen tomme avsnitt",
)
