"""The deliverable a file answers: told by its folder, then by its name and kind. Pure.

Nothing is guessed: what could be two things waits for a person, with what it could be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app.people import same_spelling
from app.submissions.library import titles
from app.submissions.library.named_teams import other_teams_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FileKind = Literal["video", "document", "sheet", "slides", "pdf", "picture", "text", "other"]
Why = Literal["other_team", "folder_and_name_differ", "several", "unknown", "wrong_kind"]

ENDINGS: dict[FileKind, frozenset[str]] = {
    "video": frozenset(
        {
            "mp4",
            "mov",
            "m4v",
            "webm",
            "avi",
            "mkv",
            "wmv",
            "3gp",
            "mpg",
            "mpeg",
            "mts",
            "m2ts",
            "m2t",
            "ts",
            "qt",
            "ogv",
            "f4v",
            "flv",
            "mxf",
            "vob",
        }
    ),
    "document": frozenset({"docx", "doc", "docm", "dotx", "odt", "rtf"}),
    "sheet": frozenset({"xlsx", "xls", "xlsm", "xlsb", "ods", "csv"}),
    "slides": frozenset({"pptx", "ppt", "pptm", "odp"}),
    "pdf": frozenset({"pdf"}),
    "picture": frozenset({"jpg", "jpeg", "png", "heic", "heif", "webp", "gif", "tif", "tiff"}),
    "text": frozenset({"txt", "md"}),
}
PAPERS: frozenset[FileKind] = frozenset({"document", "sheet", "slides", "pdf"})
FITS: dict[str, frozenset[FileKind]] = {
    "video": frozenset({"video"}),
    "status_report": frozenset({"document", "pdf"}),
    "final_report": frozenset({"document", "pdf"}),
    "actions_plan": frozenset({"sheet", "document"}),
    "measurements_plan": frozenset({"sheet", "document"}),
    "poster": frozenset({"slides", "pdf", "document"}),
    "presentation": frozenset({"slides", "pdf", "video"}),
    "pitch": frozenset({"slides", "pdf", "video"}),
}
INSTEAD: dict[str, frozenset[FileKind]] = {
    "video": frozenset({"picture", "text", "pdf", "document", "slides"}),
}
"""Who would rather not be seen hands in a picture or a text, where the film lies or under its name; it counts."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SMALL_WORDS = {"for", "og", "til", "på", "av", "i", "en", "et"}
_LEFTOVERS = re.compile(
    r"^(~\$|\.)|\.(tmp|partial|crdownload|download)$|^(thumbs\.db|desktop\.ini)$", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something a team is asked for. `settled`: a submission of it has been accepted."""

    deliverable_id: int
    type: str
    title: str
    folder: str | None
    settled: bool = False


@dataclass(frozen=True, kw_only=True)
class OtherTeam:
    team_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Placed:
    deliverable_id: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A deliverable that a file may answer. `team_id` None is the team whose folder it lies in."""

    deliverable_id: int
    team_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Waits:
    """A person must place the file; the likeliest proposal first."""

    why: Why
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, kw_only=True)
class LeftAlone:
    """The team's own file, which answers nothing we ask for."""


Verdict = Placed | Waits | LeftAlone


def kind_of(name: str) -> FileKind:
    ending = name.rpartition(".")[2].casefold()
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), "other")


def is_leftover(name: str) -> bool:
    """Tell whether a program left the file behind while a person was writing or uploading."""
    return _LEFTOVERS.search(name) is not None


def is_instead_of_film(name: str) -> bool:
    return kind_of(name) in INSTEAD["video"]


def classify_file(
    name: str,
    *,
    folders: Iterable[str],
    candidates: Sequence[Candidate],
    team: str,
    others: Iterable[OtherTeam] = (),
) -> Verdict:
    """Classify a file by its name and the folders it lies in, outermost first.

    `team` is whose folder it is, `others` are the cohort's other teams.
    """
    if is_leftover(name):
        return LeftAlone()
    inside = {same_spelling(folder) for folder in folders}
    fitting = [one for one in candidates if kind_of(name) in FITS.get(one.type, PAPERS)]
    meant_for = other_teams_named(name, team, others)
    here = [one for one in candidates if one.folder and same_spelling(one.folder) in inside]
    called = Called(name, team, tuple(candidates))
    verdict = _by_folder_then_name(called, fitting, here)
    if not isinstance(verdict, Placed) and (instead := _instead(called, here)):
        verdict = _by_folder_then_name(called, instead, here)
    if not meant_for or isinstance(verdict, LeftAlone):
        return verdict
    theirs = [
        Proposal(deliverable_id=one, team_id=other.team_id) for other in meant_for for one in _ids(verdict)
    ]
    return Waits(
        why="other_team", proposals=(*theirs, *(Proposal(deliverable_id=one) for one in _ids(verdict)))
    )


@dataclass(frozen=True)
class Called:
    """A file's name, beside the name of the team and the titles of all it is asked for."""

    name: str
    team: str
    asked: tuple[Candidate, ...]

    @property
    def _stem(self) -> str:
        stem, dot, ending = self.name.rpartition(".")
        return same_spelling(stem if dot and " " not in ending.strip() else self.name)

    @property
    def _known(self) -> set[str]:
        return set(_words(" ".join([self.team, *(one.title for one in self.asked)])))

    def bears(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Find the candidates whose title the name bears, the team's own name between its words or not."""
        named = _named(self._stem, candidates)
        return named or _named(titles.without_team(self._stem, same_spelling(self.team)), candidates)

    @property
    def is_unfinished(self) -> bool:
        return titles.is_unfinished(self._stem, self._known)

    @property
    def is_material(self) -> bool:
        return titles.is_beside_film(self.name) or titles.is_material(self._stem, self._known)

    @property
    def other_kind(self) -> list[Candidate]:
        """Find what the file is called, of whatever kind it is; not what it is made from."""
        return [] if self.is_material else self.bears(self.asked)


def _by_folder_then_name(called: Called, fitting: list[Candidate], here: list[Candidate]) -> Verdict:
    named, fitting_here = called.bears(fitting), [one for one in fitting if one in here]
    both = [one for one in named if one in fitting_here]
    if len(both) == 1:
        return Placed(deliverable_id=both[0].deliverable_id)
    if fitting_here and named and not both:
        return _waits("folder_and_name_differ", [*fitting_here, *named])
    sure = fitting_here or named or _only_video(called, fitting)
    if not fitting_here and sure and called.is_unfinished:
        return _waits("unknown", [*sure, *fitting])
    if len(sure) == 1:
        return Placed(deliverable_id=sure[0].deliverable_id)
    if sure:
        return _waits("several", both or sure)
    return _of_another_kind(called, fitting, here)


def _of_another_kind(called: Called, fitting: list[Candidate], here: list[Candidate]) -> Verdict:
    if wrong := here or called.other_kind:
        return _waits("wrong_kind", [*wrong, *fitting] if not here else wrong)
    return _waits("unknown", fitting) if fitting else LeftAlone()


def _instead(called: Called, here: Sequence[Candidate]) -> list[Candidate]:
    """Find what a file may stand in for: it lies in that folder alone, or bears the name and is no material for it."""
    fitting = [one for one in called.asked if kind_of(called.name) in INSTEAD.get(one.type, ())]
    named = [] if called.is_material else called.bears(fitting)
    return [one for one in fitting if list(here) == [one] or one in named]


def _only_video(called: Called, fitting: list[Candidate]) -> list[Candidate]:
    """Let a film do without a name: teams keep films in the channel for no other purpose."""
    is_film = kind_of(called.name) == "video" and len(fitting) == 1
    return fitting if is_film and not called.bears(called.asked) else []


def _waits(why: Why, likely: Sequence[Candidate]) -> Waits:
    """Propose open deliverables before accepted ones, in the order they are asked for."""
    ordered = sorted(dict.fromkeys(likely), key=lambda one: one.settled)
    return Waits(why=why, proposals=tuple(Proposal(deliverable_id=one.deliverable_id) for one in ordered))


def _ids(verdict: Placed | Waits) -> list[int]:
    if isinstance(verdict, Placed):
        return [verdict.deliverable_id]
    return [proposal.deliverable_id for proposal in verdict.proposals]


def _named(name: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Find the candidates whose title stands in the name word for word, or else whose words all stand there.

    A title's number stands right after its word.
    """
    words = _words(titles.with_its_numbers(name))
    exact = [one for one in candidates if _stands_in(_words(one.title), words)]
    return exact or [one for one in candidates if _all_stand_in(_words(one.title), words)]


def _all_stand_in(title: list[str], words: list[str]) -> bool:
    numbered = [pair for pair in pairwise(title) if pair[1].isdigit()]
    return set(title) - _SMALL_WORDS <= set(words) and all(_stands_in(pair, words) for pair in numbered)


def _words(text: str) -> list[str]:
    """Split «Statusrapport_01» into «statusrapport» and «1»."""
    return [
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(same_spelling(text))
    ]


def _stands_in(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(
        list(words[at : at + len(phrase)]) == list(phrase) for at in range(len(words) - len(phrase) + 1)
    )
