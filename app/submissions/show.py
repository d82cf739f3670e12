"""What is shown in a gathering: accepted films that everybody in them has said yes to, in the teams' order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.people.spelling import tidy
from app.submissions import consent
from app.submissions import service as submissions
from app.submissions.models import LibraryItem, SubmissionState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.submissions.service import Standing

CONSENT = {
    "missing": "Teamlederen har ikke bekreftet hvem som er med på filmen, og at de har sagt ja.",
    "older_than_the_film": "Filmen er nyere enn bekreftelsen på hvem som er med. Teamlederen må bekrefte på nytt.",
    "withdrawn": "En av dem som er med, har trukket samtykket sitt. Filmen vises ikke.",
}


@dataclass(frozen=True, kw_only=True)
class Film:
    """One film in the show; `library_id` and `item_id` are where its bytes are."""

    number: int
    team: str
    file: str
    web_url: str | None
    seconds: float | None
    library_id: str
    item_id: str

    @property
    def file_name(self) -> str:
        """What it is called on a disk in a room without network: in running order."""
        ending = self.file.rpartition(".")[2]
        team = "".join(sign if sign.isalnum() or sign in " -" else "_" for sign in tidy(self.team))
        return f"{self.number:02} {team}.{ending}"


@dataclass(frozen=True, kw_only=True)
class Hitch:
    """Why a team's film is not in the show as it should be."""

    team: str
    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some of a film's bytes, from `offset` on; `size` is of the whole film."""

    content: bytes
    offset: int
    size: int


def one_of(session: Session, cohort_id: int, item_id: str, *, now: datetime) -> Film:
    """Find a film of the show by where it lies. Raises NotFound for one that may not be shown, or not any more."""
    for film in reel(session, cohort_id, now=now):
        if film.item_id == item_id:
            return film
    raise NotFound("Filmen er ikke blant dem som kan vises.")


def reel(session: Session, cohort_id: int, *, now: datetime) -> list[Film]:
    """List the films that may be shown, in running order."""
    ready = [one for one in _films(session, cohort_id, now) if not _hitches(session, one)]
    return [_film(session, number, one) for number, one in enumerate(ready, start=1)]


def preflight(session: Session, cohort_id: int, *, now: datetime) -> list[Hitch]:
    """Say the day before what is missing, late, too long, not accepted, or lacks somebody's yes."""
    return [
        Hitch(team=one.team.name, code=code, text=text)
        for one in _films(session, cohort_id, now)
        for code, text in _hitches(session, one)
    ]


def _films(session: Session, cohort_id: int, now: datetime) -> list[Standing]:
    standings = submissions.standings(session, cohort_id, now=now)
    return [
        one for one in standings if one.asked.words.type == "video" and one.asked.words.share == "gathering"
    ]


def _hitches(session: Session, standing: Standing) -> list[tuple[str, str]]:
    """Everything that keeps a film out; a late one that is accepted is shown all the same."""
    film = standing.counts
    if film is None:
        late = "Fristen er ute." if standing.late else "Fristen er ikke ute ennå."
        return [("missing", f"Filmen er ikke levert. {late}")]
    hitches = [(finding["code"], finding["text"]) for finding in film.findings if finding["level"] == "error"]
    if film.state != SubmissionState.accepted:
        hitches.append(("not_accepted", "Veilederen har ikke godkjent filmen."))
    if standing.gone:
        hitches.append(("file_gone", "Filen ligger ikke lenger i kanalen."))
    said = consent.of_film(session, film) if consent.is_asked_for(session, film) else "given"
    if said != "given":
        hitches.append((f"consent_{said}", CONSENT[said]))
    return hitches


def _film(session: Session, number: int, standing: Standing) -> Film:
    film = standing.counts
    assert film is not None  # noqa: S101 - one that is missing has a hitch
    item = session.get_one(LibraryItem, film.item_id)
    return Film(
        number=number,
        team=standing.team.name,
        file=film.name,
        web_url=film.web_url,
        seconds=film.fields.get("film", {}).get("seconds"),
        library_id=item.library_id,
        item_id=item.item_id,
    )
