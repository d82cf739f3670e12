"""Check that a meeting that comes again can be dated, and say what to write when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.programmes.dates.days import MONTHS, Year
from app.programmes.dates.repeats import MONTHS as IN_ENGLISH
from app.programmes.dates.repeats import turns_of, written_out
from app.programmes.language.definition import Defaults, Definition, Meeting
from app.programmes.language.problems import Problem
from app.programmes.language.times import ANY_YEAR
from app.programmes.language.when import Repeat, Weekday, When

if TYPE_CHECKING:
    from collections.abc import Collection

Fault = tuple[str, str]
"""The field of the meeting, and a sentence: what is wrong and what to write."""
Check = Callable[[Meeting, Repeat, Weekday | None], Iterator[Fault]]
AN_NTH_DAY = "when: {month: 1, weekday: tuesday}"


def repeats(definition: Definition) -> Iterator[Problem]:
    keys = {meeting.key for meeting in definition.meetings}
    for number, meeting in enumerate(definition.meetings):
        usual = definition.defaults.get(meeting.kind, Defaults()).weekday
        for field, text in _faults(meeting, usual):
            yield Problem(path=f"meetings[{number}].{field}", text=text)
        for taken in _also_made(definition, meeting, keys) if meeting.repeat else ():
            text = f"Et møte som gjentas, får nøkkelen «{taken}», og den er brukt. Velg en annen nøkkel her."
            yield Problem(path=f"meetings[{number}].key", text=text)


def _faults(meeting: Meeting, usual: Weekday | None) -> Iterator[Fault]:
    """Yield the faults; whether it is ever held is asked once the rest is right."""
    found = [*_weekday(meeting)]
    if meeting.repeat:
        found += [fault for check in CHECKS for fault in check(meeting, meeting.repeat, usual)]
        found = found or [*_never(meeting, meeting.repeat, usual)]
    yield from found


def _also_made(definition: Definition, meeting: Meeting, keys: Collection[str]) -> Iterator[str]:
    alone = definition.model_copy(update={"meetings": (meeting,)})
    made = (one.key for one, _ in written_out(alone, Year(ANY_YEAR, None)))
    yield from (key for key in made if key in keys)


def _weekday(meeting: Meeting) -> Iterator[Fault]:
    when, repeat = meeting.when, meeting.repeat
    if when.weekday and when.month and not (repeat and repeat.nth):
        text = "Skriv hvilken i måneden: repeat: {every: month, nth: 2}, eller nth: last. Ellers skriv week."
        yield "when.weekday", text
    elif when.weekday and not (when.week or when.month or (repeat and repeat.weeks)):
        yield "when.weekday", "Ukedagen hører sammen med en uke (week) eller med repeat.weeks."


def _begins(meeting: Meeting, repeat: Repeat, _: Weekday | None) -> Iterator[Fault]:
    when = meeting.when
    if when.day or when.season:
        yield "when", "Et møte som gjentas, trenger week eller month, eller ingen dato."
    if repeat.every == "week" and when.month:
        yield "when", "Et møte hver uke trenger week, ikke month."


def _every(meeting: Meeting, repeat: Repeat, _: Weekday | None) -> Iterator[Fault]:
    open_date = not (meeting.when.week or meeting.when.month)
    if not repeat.every and not repeat.weeks:
        yield "repeat", "Skriv every: week eller every: month, eller ukene møtet holdes: weeks: [3, 5, 9]."
    if repeat.every and not repeat.weeks and not repeat.times and meeting.when == When():
        yield "repeat", "Skriv times: hvor mange ganger møtet holdes, når det ikke har noen dato."
    if open_date and not repeat.weeks and (repeat.interval > 1 or repeat.except_):
        yield "when", "Skriv week eller month: interval og except regnes fra når møtet begynner."


def _nth(meeting: Meeting, repeat: Repeat, usual: Weekday | None) -> Iterator[Fault]:
    if not repeat.nth or repeat.weeks:
        return
    if repeat.every == "week":
        yield "repeat.nth", "nth er en ukedag i måneden. Skriv every: month, eller ta bort nth."
    elif meeting.when.week:
        text = f"Velg week eller nth. Med nth skrives måneden møtet begynner i: {AN_NTH_DAY}."
        yield "repeat.nth", text
    elif not meeting.when.month:
        yield "when", f"nth trenger måneden møtet begynner i: {AN_NTH_DAY}."
    elif not (meeting.when.weekday or usual):
        yield "when", f"nth trenger en ukedag: {AN_NTH_DAY}, eller weekday under defaults."


def _except(meeting: Meeting, repeat: Repeat, _: Weekday | None) -> Iterator[Fault]:
    month = meeting.when.month
    if month and IN_ENGLISH[month - 1] in repeat.except_:
        name = MONTHS[month - 1]
        text = (
            f"Møtet begynner i {name}, og {name} er unntatt. Begynn i en annen måned, eller ta bort unntaket."
        )
        yield "repeat.except", text


def _weeks(meeting: Meeting, repeat: Repeat, _: Weekday | None) -> Iterator[Fault]:
    if not repeat.weeks:
        return
    if list(repeat.weeks) != sorted(set(repeat.weeks)):
        text = "Ukene må stå i stigende rekkefølge, hver uke én gang."
        yield "repeat.weeks", f"{text} Uker etter nyttår er et eget møte med years_after."
    if repeat.every == "month" or repeat.interval > 1 or repeat.nth or repeat.except_ or repeat.times:
        text = "weeks sier alt om når møtet holdes. Ta bort every: month, interval, nth, except og times."
        yield "repeat.weeks", text
    if meeting.when.month or meeting.when.week not in {None, repeat.weeks[0]}:
        text = "Ukene står under weeks. I when skrives bare weekday og years_after."
        yield "when", text


def _never(meeting: Meeting, repeat: Repeat, usual: Weekday | None) -> Iterator[Fault]:
    if not turns_of(meeting.when, repeat, Year(ANY_YEAR, None), usual):
        yield "repeat.except", "Med disse unntakene holdes møtet aldri. La flere måneder stå."


CHECKS: tuple[Check, ...] = (_begins, _every, _nth, _except, _weeks)
