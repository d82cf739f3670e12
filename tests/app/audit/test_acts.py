"""Every act has a stored string that never changes, and a sentence in each language."""

from __future__ import annotations

import pytest

from app.audit import Act, ThingAct, Verb, in_words
from app.cohorts.models import RequestKind
from jobs.provision.kinds import KINDS

LANGUAGES = ("nb", "nn", "en")
STORED = [
    *(
        "activated",
        "application corrected",
        "application ranked",
        "attendance list closed",
        "attendance ticked",
        "attendee told apart",
    ),
    "backup restored",
    *("channel address removed", "channel address set", "cohort closed", "cohort hidden", "cohort started"),
    *(
        "consent confirmed",
        "consent given",
        "consent withdrawn",
        "contact links sent",
        "course list read",
        "database moved",
        "date confirmed",
        "date opened",
    ),
    *("decided: adopt", "decided: clear", "decided: let_go", "decided: put_back", "deviated", "erased"),
    *("feed closed", "feed opened", "file placed", "file removed", "file set aside", "file uploaded"),
    *(
        "key found again",
        "leader committed",
        "leader links withdrawn",
        "leaders asked",
        "look asked",
        "meeting agreed",
        "meeting cancelled",
        "meeting cancelled in Outlook",
        "meeting dated",
        "meeting dropped",
    ),
    *("meeting moved", "meeting moved in Outlook", "meeting placed", "meeting taken over"),
    *("meeting teams chosen", "mentor assigned", "mentor line changed"),
    *(
        "message approved",
        "message dropped",
        "message found",
        "message marked received",
        "message sent",
        "message sent again",
    ),
    *("more time given", "msteam adopted"),
    *("naming of leaders agreed", "naming of leaders ended", "organiser chosen"),
    *("own template put aside", "own template uploaded", "paused"),
    *("people change approved", "people change dropped", "people change proposed"),
    *("person erased", "person exported"),
    *("place confirmed", "place declined", "place given", "place letters drafted", "place waits"),
    *("places decided", "programme stored", "programme version raised", "provisioning approved"),
    "question answered",
    *("removal approved", "report shared", "request settled", "resumed"),
    *("school holiday removed", "school holidays kept", "sessions ended"),
    *("shared report left to others", "shared report withdrawn", "stand-in named", "stand-in withdrawn"),
    *(
        "submission accepted",
        "submission returned",
        "team asked: change",
        "team asked: help",
        "team changed organisation",
        "team renamed",
        "team tracks set",
        "team withdrawn",
        "teams merged",
    ),
    "tried again",
    "trust committed",
    *("undone", "workbook imported", "workbook uploaded", "writing resumed", "writing stopped"),
]
VERBS = ["changed", "created", "done by hand", "found", "left", "let go", "withdrawn"]


def test_what_is_stored_of_an_act_never_changes() -> None:
    assert sorted(act.value for act in Act) == STORED
    assert sorted(verb.value for verb in Verb) == VERBS
    assert str(ThingAct("channel", Verb.done_by_hand)) == "channel done by hand"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_a_sentence_of_its_own_in_each_language(language: str) -> None:
    sentences = [words.sentence(language) for words in (*Act, *Verb)]
    assert [sentence for sentence in sentences if not sentence.strip()] == []
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stored_act_is_shown_as_its_sentence(language: str) -> None:
    assert [in_words(act.value, language) for act in Act] == [act.sentence(language) for act in Act]
    shown = {in_words(f"{kind} {verb}", language) for kind in KINDS for verb in VERBS}
    assert shown == {verb.sentence(language) for verb in Verb}


def test_whatever_a_team_can_ask_has_an_act() -> None:
    assert [f"team asked: {kind}" for kind in RequestKind if f"team asked: {kind}" not in STORED] == []


def test_an_act_no_longer_in_use_is_shown_as_it_was_written() -> None:
    assert in_words("enrolment.imported", "nb") == "enrolment.imported"
    assert in_words("created", "nb") == "created"
