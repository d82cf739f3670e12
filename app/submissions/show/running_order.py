"""The films shown in a gathering, in the teams' order: accepted, and agreed to by everyone in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select
from sqlmodel import col

from app.errors import Code, NotFound
from app.people import tidy_text
from app.submissions.library.classify import is_instead_of_film
from app.submissions.models import LibraryItem, Submission, SubmissionState
from app.submissions.review import consent
from app.submissions.status import status_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from app.deliverables import Asked
    from app.submissions.status import StatusLine

CONSENT = {
    "missing": "Teamlederen har ikke bekreftet hvem som er med på filmen, og at de har sagt ja.",
    "older_than_the_film": "Filmen er nyere enn bekreftelsen på hvem som er med. Teamlederen må bekrefte på nytt.",
    "unanswered": "En av dem som er med, har ikke svart ja. Filmen vises ikke, og ingen blir spurt igjen.",
    "withdrawn": "En av dem som er med, har trukket samtykket sitt. Filmen vises ikke.",
}


@dataclass(frozen=True, kw_only=True)
class Film:
    """A film in the show; `library_id` and `item_id` are where its bytes are."""

    number: int
    team: str
    file: str
    web_url: str | None
    seconds: float | None
    library_id: str
    item_id: str

    @property
    def file_name(self) -> str:
        """The film's file name on a disk in a room without network: in running order."""
        ending = self.file.rpartition(".")[2]
        team = "".join(sign if sign.isalnum() or sign in " -" else "_" for sign in tidy_text(self.team))
        return f"{self.number:02} {team}.{ending}"


@dataclass(frozen=True, kw_only=True)
class Hitch:
    """Why a team's film is not in the show as it should be."""

    team: str
    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Showreel:
    """The films that may be shown, in running order, and the hitches of the others.

    `instead` are the teams that handed in a picture or a text: they have delivered, and lack nothing.
    """

    films: list[Film]
    hitches: list[Hitch]
    instead: list[str]


class _File(NamedTuple):
    """The file of the version that counts, with the findings and fields read from it."""

    name: str
    web_url: str | None
    received_at: datetime
    findings: list[dict[str, str]]
    fields: dict[str, Any]
    library_id: str
    item_id: str
    gone: bool


def showreel(session: Session, cohort_id: int, *, now: datetime) -> Showreel:
    """Return the films that may be shown, and the hitches: missing, not accepted, gone, or without consent."""
    every = status_lines(session, cohort_id, now=now, those=_is_shown)
    files, yeses = _files(session, every), consent.of_cohort(session, cohort_id)
    instead = [one for one in every if one.counts and is_instead_of_film(files[one.counts.id].name)]
    found = [one for one in every if one not in instead]
    considered = [(one, _hitches(one, files, yeses)) for one in found]
    ready = [
        (one.team.name, files[one.counts.id]) for one, hitches in considered if one.counts and not hitches
    ]
    return Showreel(
        films=[_film(number, team, file) for number, (team, file) in enumerate(ready, start=1)],
        hitches=[
            Hitch(team=one.team.name, code=code, text=text)
            for one, hitches in considered
            for code, text in hitches
        ],
        instead=[one.team.name for one in instead],
    )


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some of a film's bytes, from `offset` on; `size` is of the whole film."""

    content: bytes
    offset: int
    size: int


def one_of(session: Session, cohort_id: int, item_id: str, *, now: datetime) -> Film:
    """Find a film of the show by where it lies. Raises NotFound for a film that may not be shown now."""
    for film in show_reel(session, cohort_id, now=now):
        if film.item_id == item_id:
            return film
    raise NotFound(Code.no_such_film, "Filmen er ikke blant dem som kan vises.")


def show_reel(session: Session, cohort_id: int, *, now: datetime) -> list[Film]:
    """List the films that may be shown, in running order."""
    return showreel(session, cohort_id, now=now).films


def show_preflight(session: Session, cohort_id: int, *, now: datetime) -> list[Hitch]:
    """Say the day before why films are not in the show."""
    return showreel(session, cohort_id, now=now).hitches


def _is_shown(asked: Asked) -> bool:
    return asked.words.type == "video" and asked.words.share == "gathering"


def _files(session: Session, found: Iterable[StatusLine]) -> dict[int, _File]:
    """Read the files that count, by their submission's id."""
    ids = [one.counts.id for one in found if one.counts]
    row, item = Submission, LibraryItem
    handed_in = (row.id, row.name, row.web_url, row.received_at, row.findings, row.fields)
    columns = map(col, (*handed_in, item.library_id, item.item_id, item.gone))
    read = select(*columns).join(item, col(row.item_id) == item.id).where(col(row.id).in_(ids))
    return {submission_id: _File(*rest) for submission_id, *rest in session.execute(read)}


def _hitches(
    one: StatusLine, files: Mapping[int, _File], yeses: Mapping[consent.Film, Sequence[consent.Yes]]
) -> list[tuple[str, str]]:
    """Return everything that keeps a film out; a late film that is accepted is shown all the same."""
    if one.counts is None:
        late = "Fristen er ute." if one.late else "Fristen er ikke ute ennå."
        return [("missing", f"Filmen er ikke levert. {late}")]
    file = files[one.counts.id]
    hitches = [(finding["code"], finding["text"]) for finding in file.findings if finding["level"] == "error"]
    if one.counts.state != SubmissionState.accepted:
        hitches.append(("not_accepted", "Veilederen har ikke godkjent filmen."))
    if file.gone:
        hitches.append(("file_gone", "Filen ligger ikke lenger i kanalen."))
    said = _said(one, file, yeses)
    if said != "given":
        hitches.append((f"consent_{said}", CONSENT[said]))
    return hitches


def _said(
    one: StatusLine, file: _File, yeses: Mapping[consent.Film, Sequence[consent.Yes]]
) -> consent.Consent:
    """Say whether all have said yes, where the programme asks; a film of machines alone may need none."""
    if all(rule.check != "consent" for rule in one.asked.words.requirements):
        return "given"
    listed = yeses.get((one.team.id, one.asked.deliverable_id), ())
    return consent.to_film(listed, received_at=file.received_at)


def _film(number: int, team: str, file: _File) -> Film:
    return Film(
        number=number,
        team=team,
        file=file.name,
        web_url=file.web_url,
        seconds=file.fields.get("film", {}).get("seconds"),
        library_id=file.library_id,
        item_id=file.item_id,
    )
