"""Names of measures: spellings that differ in capitals and spaces are one, and near ones are asked about."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.submissions.reading.asked import doubted
from app.submissions.reading.findings import Doubt, info
from app.submissions.reading.series.read import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.submissions.reading.findings import Answered, Finding
    from app.submissions.reading.series.read import Read

MIN_LETTERS_TO_MISSPELL, MANY_LETTERS = 4, 9
MAX_NAMES_COMPARED = 200
MAX_SPELLINGS_TOLD = 5

_PREFIXES = ("re", "u", "mis", "in", "a", "an", "av", "på", "om", "for", "ny")


def one_name_a_measure(reads: Sequence[Read], answered: Answered) -> tuple[list[Read], list[Finding]]:
    """Give each measure one spelling, the commonest; numbers of a name that is asked about are left out."""
    shown = _shown(reads)
    meant, told = _meant([name for name, _ in _by_count(reads)][:MAX_NAMES_COMPARED], shown, answered)
    told = [*_merged(reads, shown), *told]
    names = {name: meant.get(name, name) for name in shown}
    kept = [(read, names[spelt(read.measure)]) for read in reads]
    return [replace(read, measure=shown[name]) for read, name in kept if name is not None], told


def _merged(reads: Iterable[Read], shown: dict[str, str]) -> list[Finding]:
    """Say which spellings were taken for one."""
    spellings = dict.fromkeys(read.measure for read in reads)
    others = [(one, shown[spelt(one)]) for one in spellings if one != shown[spelt(one)]]
    return [
        info("same_name", f"«{one}» er lest som «{right}».") for one, right in others[:MAX_SPELLINGS_TOLD]
    ]


def _by_count(reads: Iterable[Read]) -> list[tuple[str, int]]:
    return Counter(spelt(read.measure) for read in reads).most_common()


def _shown(reads: Iterable[Read]) -> dict[str, str]:
    """Return the commonest spelling of each name; of several as common, the first."""
    spellings = Counter(read.measure for read in reads)
    shown: dict[str, str] = {}
    for spelling, _ in spellings.most_common():
        shown.setdefault(spelt(spelling), spelling)
    return shown


def _meant(
    names: Sequence[str], shown: dict[str, str], answered: Answered
) -> tuple[dict[str, str | None], list[Finding]]:
    """Say which name each near-duplicate stands for; None while that is asked. The commoner of two is right."""
    meant: dict[str, str | None] = {}
    told: list[Finding] = []
    for at, name in enumerate(names):
        other = next((one for one in names[:at] if one not in meant and are_near(name, one)), None)
        if other is None:
            continue
        answer, finding = doubted(_doubt(shown[name], shown[other]), answered)
        told.append(finding)
        if answer != "another":
            meant[name] = other if answer == "same" else None
    return meant, told


def _doubt(written: str, other: str) -> Doubt:
    return Doubt(
        kind="same-measure",
        seen=tuple(sorted((spelt(written), spelt(other)))),
        choices=("same", "another"),
        proposed="same",
        details={"written": written, "other": other},
    )


def are_near(one: str, other: str) -> bool:
    """Tell whether two names differ in spaces and signs, or in a slip of a single longer word."""
    if _letters(one) == _letters(other):
        return True
    words, others = one.split(), other.split()
    differ = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    return len(words) == len(others) and len(differ) == 1 and _is_slip(*differ[0])


def _letters(name: str) -> str:
    return "".join(letter for letter in name if letter.isalnum())


def _is_slip(one: str, other: str) -> bool:
    (shortest, shorter), (_, longer) = sorted((len(word), word) for word in (one, other))
    if any(longer == prefix + shorter for prefix in _PREFIXES):
        return False
    if shortest < MIN_LETTERS_TO_MISSPELL or any(map(str.isdigit, one + other)):
        return False
    return _distance(one, other) <= (2 if shortest >= MANY_LETTERS else 1)


def _distance(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row = [at]
        for to, wanted in enumerate(other, start=1):
            least = min(last[to] + 1, row[to - 1] + 1, last[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and (letter, one[at - 2]) == (other[to - 2], wanted):
                least = min(least, before[to - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]
