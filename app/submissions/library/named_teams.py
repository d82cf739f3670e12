"""The teams that a file's name, or what it came with, speaks of. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.people import same_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.submissions.library.classify import OtherTeam

MIN_NAME_CHARACTERS = 4  # a team called «AB» would be found in half of all names
_WORD = re.compile(r"[^\W\d_]+|\d+")
_RUN_TOGETHER = re.compile(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])")
_PIECES = re.compile(r"[,;:]|\. | og ")
_ENDING = re.compile(r"\.\w{1,5}$")


def other_teams_named(text: str, team: str, others: Iterable[OtherTeam]) -> list[OtherTeam]:
    """Find the other teams a text names; none where it names the team itself, whose words may hold another's name.

    The longest name counts: «Medisin Vesterålen» does not name a team called «Medisin».
    """
    own = _words(team)
    names = {tuple(_words(other.name)): other for other in others if len(other.name) >= MIN_NAME_CHARACTERS}
    found = _standing([own, *map(list, names)], text)
    if tuple(own) in found:
        return []
    return [other for words, other in names.items() if words in found and not _places(words, own)]


def names_team(text: str, team: str) -> bool:
    return tuple(_words(team)) in _standing([_words(team)], text)


def lines_about(name: str, lines: Iterable[str]) -> list[str]:
    """Find the pieces of a text that speak of a file by its name, as in «IMG_42 er Medisin»."""
    stem = _words(_ENDING.sub("", name))
    if len("".join(stem)) < MIN_NAME_CHARACTERS:
        return []
    return [piece for line in lines for piece in _PIECES.split(line) if _places(stem, _words(piece))]


def _standing(names: Iterable[Sequence[str]], text: str) -> set[tuple[str, ...]]:
    """Find the names in a text as it is written, and with words that are run together taken apart."""
    found: set[tuple[str, ...]] = set()
    longest_first = sorted(names, key=len, reverse=True)
    for written in {text, _RUN_TOGETHER.sub(" ", text)}:
        words = _words(written)
        for name in longest_first:
            for at in _places(name, words):
                found.add(tuple(name))
                words[at : at + len(name)] = [""] * len(name)
    return found


def _places(name: Sequence[str], words: Sequence[str]) -> list[int]:
    """Find where a name stands among words, also as an owner's: «Medisins film»."""
    if not name:
        return []
    forms = (list(name), [*name[:-1], f"{name[-1]}s"])
    return [at for at in range(len(words)) if list(words[at : at + len(name)]) in forms]


def _words(text: str) -> list[str]:
    return [
        word.lstrip("0") or "0" if word.isdigit() else word for word in _WORD.findall(same_spelling(text))
    ]
