"""Whatever a team calls itself, its channel gets a name that Teams takes, its own, and the same each time."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from app.provisioning.desired.names import MAX_NAME_UTF16_UNITS, channel_names, next_free

FORBIDDEN = re.compile(r"""[~#%&*{}+/\\:<>?|'",]|\.\.|^[_. ]|[. ]$""")
RESERVED = re.compile(
    r"con|prn|aux|nul|com\d|lpt\d|forms|desktop\.ini|\.lock|.*_vti_.*|general|generelt", re.IGNORECASE
)
NAMES = st.text(max_size=80) | st.sampled_from(
    [
        "CON",
        "con.",
        "..",
        "/",
        " ",
        "_lukket",
        ".skjult",
        "General",
        "_vti_",
        "Team_vti_1",
        "a..b",
        "😀" * 40,
        "Å" * 60,
    ]
)
TEAMS = st.lists(NAMES, max_size=12).map(
    lambda names: [(f"aaaa{number:04}", name) for number, name in enumerate(names)]
)


@given(TEAMS)
def test_each_name_is_one_that_teams_takes(teams: list[tuple[str, str]]) -> None:
    named = channel_names(teams)
    assert list(named) == [uid for uid, _ in teams]
    for name in named.values():
        assert name
        assert len(name.encode("utf-16-le")) <= 2 * MAX_NAME_UTF16_UNITS
        assert FORBIDDEN.search(name) is None
        assert RESERVED.fullmatch(name) is None


@given(TEAMS)
def test_no_two_names_are_alike_however_they_are_cased(teams: list[tuple[str, str]]) -> None:
    named = channel_names(teams)
    assert len({name.casefold() for name in named.values()}) == len(named)


@given(TEAMS, NAMES)
def test_a_team_that_comes_last_leaves_the_others_their_names(
    teams: list[tuple[str, str]], name: str
) -> None:
    before = channel_names(teams)
    after = channel_names([*teams, ("bbbb0001", name)])
    assert {uid: after[uid] for uid in before} == before


def test_what_was_illegal_is_left_out_and_a_twin_is_numbered() -> None:
    teams = [("1", "Mottak / AMK: «raskt»"), ("2", "mottak   AMK «Raskt»"), ("3", "???"), ("4", "Nul")]
    assert channel_names(teams) == {
        "1": "Mottak AMK «raskt»",
        "2": "mottak AMK «Raskt» (2)",
        "3": "Team 3",
        "4": "Nul team",
    }


@given(NAMES.filter(lambda name: name.strip() == name != ""), st.lists(NAMES, max_size=8))
def test_the_next_name_is_one_nobody_has_however_it_is_cased(name: str, taken: list[str]) -> None:
    found = next_free(name, taken)
    assert found.casefold() not in {one.casefold() for one in (name, *taken)}


def test_the_next_name_counts_on_from_the_number_a_name_has() -> None:
    assert next_free("Kostvert", []) == "Kostvert (2)"
    assert next_free("Kostvert (2)", ["kostvert (2)"]) == "Kostvert (3)"
    assert next_free("Å" * MAX_NAME_UTF16_UNITS, []) == f"{'Å' * 46} (2)"
