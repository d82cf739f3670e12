"""What a person is told to do: to make, to change and to remove a thing, and with which words."""

from __future__ import annotations

import pytest

from app.provisioning.by_hand.steps import Fact, by_hand, facts, steps

TASK = {"title": "Samle", "due": None, "description": "", "checklist": [], "assignees": []}


def test_a_thing_is_made_by_its_kinds_own_steps_where_it_is_to_stand() -> None:
    assert steps("folder", "make", {"name": "01 Poster"}, "Kull 3 › Kostvert") == (
        "Lag mappen i Kull 3 › Kostvert.",
    )
    assert steps("bucket", "make", {"name": "Oppstart"}, "") == ("Lag listen i Microsoft 365.",)


def test_a_thing_that_is_changed_or_removed_is_named_with_its_place() -> None:
    value = {"name": "Kostvert"}
    assert steps("channel", "change", value, "Kull 3") == ("Endre kanalen i Kull 3 så den blir slik.",)
    assert steps("channel", "remove", value, "Kull 3") == ("Fjern kanalen Kostvert fra Kull 3.",)


def test_a_thing_without_a_name_is_removed_without_a_gap_in_the_sentence() -> None:
    removed = steps("member", "remove", {"user_id": "1", "role": "member"}, "Kull 3")
    assert removed == ("Fjern medlemskapet fra Kull 3.",)


def test_what_is_empty_is_not_typed_in() -> None:
    assert facts("task", "k", TASK, {}) == (Fact(label="Navn", text="Samle"),)


def test_what_microsoft_makes_is_placed_by_nobody() -> None:
    with pytest.raises(LookupError, match="general"):
        by_hand("general")
