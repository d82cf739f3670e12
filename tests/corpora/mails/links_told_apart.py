"""Links that a second stranger thought of: addresses as they are copied, and words that look like a quote's."""

from __future__ import annotations

from typing import Any

from corpora.mails.seen_by_others import a_poster
from corpora.mails.sent import CLOSED, Sent, elsewhere

SITE = "https://unn.sharepoint.com/sites/x"


def beside(number: int, text: str, link: str, **more: Any) -> Sent:
    """Write a mail with a poster, and a link to somewhere we do not fetch from, that must not go missing."""
    host = link.partition("//")[2].partition("/")[0]
    return Sent(
        name=f"lenke ved siden av poster {number}",
        why=text[:60],
        files=(a_poster(number),),
        text=text.replace("{}", link),
        taken=(f"Poster {number}.pdf",),
        waiting=((link, elsewhere(host)),),
        **more,
    )


def taken_beside(number: int, text: str, **more: Any) -> Sent:
    """Write a mail with a poster, and a link to a film that is open to all."""
    film = f"{{open:Kirurgi {number}.mp4}}"
    return Sent(
        name=f"film ved siden av poster {number}",
        why=text[:60],
        files=(a_poster(number),),
        text=text.replace("{}", film),
        taken=(f"Poster {number}.pdf", f"Kirurgi {number}.mp4"),
        asked=(film,),
        **more,
    )


def poster_alone(number: int, text: str, **more: Any) -> Sent:
    """Write a mail whose link nobody has sent, beside a poster."""
    name = f"poster alene {number}"
    taken = (f"Poster {number}.pdf",)
    return Sent(name=name, why=text[:60], files=(a_poster(number),), text=text, taken=taken, **more)


# --- addresses -------------------------------------------------------------------------------------------

LINKS = (
    *(
        Sent(
            name=f"SharePoint i nettleseren {number}",
            why="adressen viser en fil eller en mappe",
            files=(a_poster(number),),
            text=f'<p>Filmen: <a href="{link}">film</a></p>',
            taken=(f"Poster {number}.pdf",),
            waiting=((link, CLOSED),),
            asked=(link,),
        )
        for number, link in (
            (330, f"{SITE}/Dok/Forms/AllItems.aspx?id=%2Fsites%2Fx%2FDok%2Ffilm%2Emp4&parent=%2Fsites"),
            (331, f"{SITE}/Dok/Forms/AllItems.aspx?RootFolder=%2Fsites%2Fx%2FDok%2FKirurgi"),
            (332, f"{SITE}/Dok/Forms/Thumbnails.aspx?viewid=1&id=%2Fsites%2Fx%2FDok"),
        )
    ),
    poster_alone(333, f'<p>Filmen: <a href="{SITE}/Dok/Forms/AllItems.aspx">siden</a></p>'),
    beside(334, "<p>Videoen vår ble dessverre for stor for e-post, så den må dere laste ned herfra: {}</p>", "https://gofile.io/d/a"),
    beside(335, '<p>Videosnutten: <a href="{}">her</a></p>', "https://gofile.io/d/b"),
    beside(336, "<p>Filmklippet finner dere på {}</p>", "https://gofile.io/d/c"),
    beside(337, '<p>Vi har laget film i CapCut, se <a href="{}">her</a></p>', "https://www.capcut.com/share/1"),
    beside(338, '<p>Presentasjonen vår: <a href="{}">Sway</a></p>', "https://sway.cloud.microsoft/abc"),
    poster_alone(339, '<p>ADVARSEL: e-post utenfra. Se filmen om trygg e-post: <a href="https://intranett.example/phishing">her</a></p>'),
    poster_alone(340, '<p>Takk for tips om film. Vi møtes <a href="https://unn.no/kart">her</a></p>'),
    *(
        Sent(
            name=f"filter vi ikke kjenner {number}",
            why="adressen står inni",
            files=(a_poster(number),),
            text=f'<p>Resten her: <a href="{link}">last ned</a></p>',
            taken=(f"Poster {number}.pdf",),
            waiting=((f"https://we.tl/t-{number}", elsewhere("we.tl")),),
        )
        for number, link in (
            (341, "https://eu-west-1.protection.sophos.com?d=we.tl&u=aHR0cHM6Ly93ZS50bC90LTM0MQ==&i=NQ"),
            (342, "https://ca-eu.trendmicro.com/wis/clicktime/v1/query?url=https%3a%2f%2fwe.tl%2ft-342&umid=1"),
            (343, "https://protect.example/s/x?u=https://we.tl/t-343"),
        )
    ),
    taken_beside(344, '<p>Film: <a href="{}" data-href="#" data-src="y">film</a></p>'),
    taken_beside(345, '<p>Film: <a title="href=x" href="{}" href="#">film</a></p>'),
    Sent(
        name="adresse med mellomrom",
        why="nettleseren åpner den",
        files=(a_poster(346),),
        text=f'<p>Film: <a href="{SITE}/Delte dok/Kirurgi film.mp4">film</a></p>',
        taken=("Poster 346.pdf",),
        waiting=((f"{SITE}/Delte%20dok/Kirurgi%20film.mp4", CLOSED),),
        asked=(f"{SITE}/Delte%20dok/Kirurgi%20film.mp4",),
    ),
    poster_alone(347, '<div style="display:none"><div>x</div>Film https://we.tl/t-a</div><p>Vedlagt</p>'),
    poster_alone(348, '<span style="font-size:0; display: none">Film https://we.tl/t-b</span><p>Vedlagt</p>'),
    taken_beside(349, '<div style="display:none"><p>Film: <a href="{}">film</a></p>'),
)  # fmt: skip

# --- what they answer to, and how they sign ---------------------------------------------------------------

OWN_WORDS = (
    taken_beside(360, "Som jeg skrev i e-posten 10:30 i går, her er resten:\nFilm: {}", plain=True),
    taken_beside(361, "Kari skrev på tavla 3/4-26: vi skal lage film:\nFilmen: {}", plain=True),
    taken_beside(362, "<p>Ola skrev til meg 3/4-26 at den var ferdig:</p><p>Film: {}</p>", subject="SV: Film"),
    taken_beside(363, "Fra: Kirurgi\nDato: 4. mars\nTil: Enheten\nEmne: film\nFilm: {}", plain=True),
    taken_beside(364, "Fra: kirurgi@example.no\nFilm: {}", plain=True, subject="SV: Frist"),
    taken_beside(365, '<div class="pullquote">Film: {}</div>', subject="SV: Film"),
    *(
        poster_alone(number, f'<p>Vedlagt</p><p>{quote}</p><a href="{{open:Sitert.pdf}}">x</a>', subject="SV: Frist")
        for number, quote in (
            (366, "Från: Kull &lt;k@x.no&gt;<br>Skickat: den 3 mars<br>Till: Anne<br>Ämne: Frist"),
            (367, "Geas: Kull &lt;k@x.no&gt;<br>Sáddejuvvon: ikte<br>Geasa: Anne<br>Áššit: Frist"),
            (368, "Kull skrev 03.03.2026 10:12:"),
            (369, "Den tir. 3. mars 2026 kl. 10:12 skrev anne aas:"),
        )
    ),
    beside(370, "Vedlagt\nMvh Anne\nFilm: {}", "https://youtu.be/a", plain=True),
    beside(371, "Hei\nBeste hilsen\nAnne\nFilmen vår: {}", "https://www.youtube.com/watch?v=a", plain=True),
    beside(372, "Hilsen fra alle oss!\nFilmen: {}\nAnne", "https://vimeo.com/66", plain=True),
    beside(373, "Vedlagt\nMvh\nAnne\nFilmen: {}", "https://gofile.io/d/r", plain=True),
    poster_alone(374, "Vedlagt\nMvh Anne\nSe filmen om avdelingen vår: https://youtu.be/b", plain=True),
    poster_alone(375, "Vedlagt\nMvh Anne\nUNN\nhttps://www.youtube.com/@unn", plain=True),
)  # fmt: skip

MAILS = (*LINKS, *OWN_WORDS)
