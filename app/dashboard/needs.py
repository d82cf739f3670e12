"""The steps of a cohort's way that wait for people, each with its state and its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app import channel_posts, cohorts, meetings, outbox, places, questions
from app.cohorts import shortcomings_by_team
from app.config import settings
from app.enrolment import about_accounts, waiting
from app.provisioning import listed_in_language
from app.web import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from app.cohorts import Cohort
    from app.dashboard.queries import CohortLine
    from app.provisioning import Progress

How = Literal["done", "waits", "missing", "late", "change"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """`route` is the page's name; a step whose page is not there is shown without a way to it."""

    title: str
    how: How
    word: str
    text: str
    route: str

    @property
    def waits_for_somebody(self) -> bool:
        return self.how in {"missing", "late", "change"}


def needs_of(session: Session, cohort: Cohort, line: CohortLine, progress: Progress) -> list[Step]:
    """Return every step, in the order of the work."""
    return [
        *_requests(session, cohort),
        *_people_changes(session, cohort),
        *_drafts(session, cohort),
        *_accounts(session, cohort),
        *_answers(session, cohort),
        *_letters_of_place(session, cohort),
        _dates(line),
        _enrolment(session, cohort, line),
        _provisioning(line, progress),
        *_outside(progress),
        *_channels(session, cohort),
        *_letters(line),
    ]


def _requests(session: Session, cohort: Cohort) -> Iterator[Step]:
    """Put teams' requests first: they wait for an answer."""
    waits = len(cohorts.open_requests(session, cohort.id))
    if waits:
        text = ngettext("%(n)s henvendelse venter på svar.", "%(n)s henvendelser venter på svar.", waits)
        yield Step(
            title=gettext("Henvendelser fra team"),
            how="change",
            word=gettext("Venter på deg"),
            text=_count(text, waits),
            route="one_cohort",
        )


def _people_changes(session: Session, cohort: Cohort) -> Iterator[Step]:
    waits = len(cohorts.waiting_changes(session, cohort.id))
    if waits:
        text = ngettext(
            "%(num)s endring venter på godkjenning.", "%(num)s endringer venter på godkjenning.", waits
        )
        yield Step(
            title=gettext("Endringer"),
            how="change",
            word=gettext("Venter på deg"),
            text=text % {"num": waits},
            route="people_changes_page",
        )


def _drafts(session: Session, cohort: Cohort) -> Iterator[Step]:
    """Count the letters about absence that wait for somebody to read them."""
    waits = len(outbox.drafts_of(session, cohort.id, steps=meetings.ABSENCE_STEPS))
    if waits:
        text = ngettext(
            "%(n)s brev om forfall eller fravær venter på at noen leser det.",
            "%(n)s brev om forfall eller fravær venter på at noen leser dem.",
            waits,
        )
        yield Step(
            title=gettext("Utkast til brev"),
            how="change",
            word=gettext("Venter på deg"),
            text=_count(text, waits),
            route="outbox",
        )


def _accounts(session: Session, cohort: Cohort) -> Iterator[Step]:
    """Count the questions of rows that are one account."""
    waits = len(questions.open_questions(session, cohort.id, about=about_accounts(cohort.id)))
    if waits:
        text = ngettext("%(n)s spørsmål venter på svar.", "%(n)s spørsmål venter på svar.", waits)
        yield Step(
            title=gettext("Samme konto i flere rader"),
            how="change",
            word=gettext("Venter på deg"),
            text=_count(text, waits),
            route="enrolment_page",
        )


def _answers(session: Session, cohort: Cohort) -> Iterator[Step]:
    """Count the teams that have not answered in time; nothing is done about them by itself."""
    waits = places.count_unanswered(session, cohort.id, now=settings().clock())
    if waits:
        text = ngettext(
            "%(n)s team har ikke svart innen fristen. Bekreft plassen, eller gi den til neste.",
            "%(n)s team har ikke svart innen fristen. Bekreft plassene, eller gi dem til de neste.",
            waits,
        )
        yield _waits_for_unit(gettext("Svar om plass"), _count(text, waits))


def _letters_of_place(session: Session, cohort: Cohort) -> Iterator[Step]:
    waits = len(places.drafted_letters(session, cohort.id))
    if waits:
        text = ngettext(
            "%(n)s brev venter på at noen leser det.", "%(n)s brev venter på at noen leser dem.", waits
        )
        yield _waits_for_unit(gettext("Brev om plass"), _count(text, waits))


def _waits_for_unit(title: str, text: str) -> Step:
    return Step(title=title, how="change", word=gettext("Venter på deg"), text=text, route="places")


def _dates(line: CohortLine) -> Step:
    title, route = gettext("Datoer"), "calendar"
    parts = []
    if line.undated:
        parts.append(
            _count(
                ngettext("%(n)s møte mangler dato", "%(n)s møter mangler dato", line.undated), line.undated
            )
        )
    if line.unconfirmed:
        parts.append(
            _count(
                ngettext("%(n)s dato må bekreftes", "%(n)s datoer må bekreftes", line.unconfirmed),
                line.unconfirmed,
            )
        )
    if parts:
        text = gettext("%(what)s før de kan inn i kalendere.") % {"what": listed_in_language(parts)}
        return Step(title=title, how="missing", word=gettext("Venter på deg"), text=text, route=route)
    return Step(
        title=title, how="done", word=gettext("I orden"), text=gettext("Alle møter har en dato."), route=route
    )


def _enrolment(session: Session, cohort: Cohort, line: CohortLine) -> Step:
    title, route = gettext("Påmelding"), "enrolment_page"
    alone = len(cohorts.without_team(session, cohort_id=cohort.id))
    if not line.teams and alone:
        text = ngettext("%(n)s person er påmeldt, uten team.", "%(n)s personer er påmeldt, uten team.", alone)
        return Step(title=title, how="done", word=gettext("I orden"), text=_count(text, alone), route=route)
    if not line.teams:
        text = gettext("Ingen team er påmeldt. Last opp Excel-arket.")
        return Step(title=title, how="missing", word=gettext("Venter på deg"), text=text, route=route)
    teams = _count(ngettext("%(n)s team er påmeldt.", "%(n)s team er påmeldt.", line.teams), line.teams)
    missing = shortcomings_by_team(session, cohort).values()
    short = sum(any(one.level == "hard" for one in team) for team in missing)
    without = len(waiting(session, cohort_id=cohort.id))
    if short or without:
        gaps = [
            _count(ngettext("%(n)s team mangler noen", "%(n)s team mangler noen", short), short)
            if short
            else "",
            _count(
                ngettext(
                    "%(n)s person mangler e-postadresse", "%(n)s personer mangler e-postadresse", without
                ),
                without,
            )
            if without
            else "",
        ]
        text = f"{teams} {listed_in_language([gap for gap in gaps if gap])}."
        return Step(title=title, how="change", word=gettext("Bør ses på"), text=text, route=route)
    return Step(title=title, how="done", word=gettext("I orden"), text=teams, route=route)


def _provisioning(line: CohortLine, progress: Progress) -> Step:
    title, route = gettext("Klargjøring"), "preview"
    if progress.run_id is None:
        text = gettext("Ingenting er laget i Microsoft 365 ennå. Se først hva som vil bli laget.")
        word = gettext("Ikke begynt")
        if progress.stays:
            return _what_stays(progress, title)
        return Step(title=title, how="missing" if line.teams else "waits", word=word, text=text, route=route)
    text = gettext("%(settled)s av %(total)s ting er på plass i Microsoft 365.") % {
        "settled": progress.settled,
        "total": progress.total,
    }
    if progress.problems or progress.by_hand:
        waits = len(progress.problems) + progress.by_hand
        more = _count(ngettext("%(n)s venter på noen.", "%(n)s venter på noen.", waits), waits)
        word = gettext("Venter på deg")
        return Step(title=title, how="late", word=word, text=f"{text} {more}", route="progress")
    if progress.waiting:
        return Step(title=title, how="waits", word=gettext("Arbeider"), text=text, route="progress")
    return Step(title=title, how="done", word=gettext("På plass"), text=text, route=route)


def _what_stays(progress: Progress, title: str) -> Step:
    """Say after an undoing what stands all the same; its page names each."""
    number = len(progress.stays)
    text = ngettext(
        "Ingenting er godkjent nå, men %(n)s ting står i Microsoft 365.",
        "Ingenting er godkjent nå, men %(n)s ting står i Microsoft 365.",
        number,
    )
    word = gettext("Bør ses på")
    return Step(title=title, how="change", word=word, text=_count(text, number), route="progress")


def _outside(progress: Progress) -> Iterator[Step]:
    if progress.run_id is None:
        return
    title, route = gettext("Endret utenfra"), "changed_outside"
    if not progress.drifted:
        yield _nothing_to_choose(progress, title=title, route=route)
        return
    text = _count(
        ngettext(
            "%(n)s ting er endret av andre. Se hva dere kan gjøre.",
            "%(n)s ting er endret av andre. Se hva dere kan gjøre.",
            progress.drifted,
        ),
        progress.drifted,
    )
    yield Step(title=title, how="change", word=gettext("Venter på deg"), text=text, route=route)


def _nothing_to_choose(progress: Progress, *, title: str, route: str) -> Step:
    if not progress.noted:
        text = gettext("Alt står slik det ble laget.")
        return Step(title=title, how="done", word=gettext("I orden"), text=text, route=route)
    text = ngettext(
        "Ingenting venter på et valg. %(n)s ting er sluppet, laget på nytt eller bør ses på.",
        "Ingenting venter på et valg. %(n)s ting er sluppet, laget på nytt eller bør ses på.",
        progress.noted,
    )
    word = gettext("Bør ses på")
    return Step(title=title, how="change", word=word, text=_count(text, progress.noted), route=route)


def _channels(session: Session, cohort: Cohort) -> Iterator[Step]:
    """Count the channels that have stopped taking cards; a cohort without any needs none."""
    refused = channel_posts.refused_channels_in(session, cohort.id)
    if refused:
        text = ngettext(
            "%(n)s kanal tar ikke imot beskjeder lenger. Lag en ny adresse i Teams.",
            "%(n)s kanaler tar ikke imot beskjeder lenger. Lag nye adresser i Teams.",
            refused,
        )
        yield Step(
            title=gettext("Beskjeder i kanalene"),
            how="late",
            word=gettext("Venter på deg"),
            text=_count(text, refused),
            route="channel_posts",
        )


def _letters(line: CohortLine) -> Iterator[Step]:
    """Count the letters that wait for a person; a cohort where all is settled needs no word of them."""
    if line.letters:
        text = ngettext(
            "%(n)s brev kom kanskje ikke frem. Si om det skal sendes igjen.",
            "%(n)s brev kom kanskje ikke frem. Si om de skal sendes igjen.",
            line.letters,
        )
        yield Step(
            title=gettext("Utboks"),
            how="late",
            word=gettext("Venter på deg"),
            text=_count(text, line.letters),
            route="outbox",
        )


def _count(text: str, number: int) -> str:
    return text % {"n": number}
