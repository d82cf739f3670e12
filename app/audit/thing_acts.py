"""Acts on a thing in the tenant: stored as its kind and a verb, with a sentence for each verb.

What the thing is stands beside the act in the log, so the sentences need not know the kinds there are.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.audit.acts import Act, InWords


class Verb(InWords):
    """A verb of the service or a person, for a thing of any kind."""

    created = (
        "created",
        "Laget noe i Microsoft 365",
        "Laga noko i Microsoft 365",
        "Made something in Microsoft 365",
    )
    changed = (
        "changed",
        "Endret noe i Microsoft 365",
        "Endra noko i Microsoft 365",
        "Changed something in Microsoft 365",
    )
    found = (
        "found",
        "Kjente igjen noe i Microsoft 365",
        "Kjende att noko i Microsoft 365",
        "Recognised something in Microsoft 365",
    )
    withdrawn = (
        "withdrawn",
        "Trakk noe tilbake i Microsoft 365",
        "Trekte noko tilbake i Microsoft 365",
        "Withdrew something in Microsoft 365",
    )
    let_go = (
        "let go",
        "Slapp noe i Microsoft 365, som blir stående",
        "Slapp noko i Microsoft 365, som blir ståande",
        "Let something in Microsoft 365 go, which stays there",
    )
    left = (
        "left",
        "Lot noe stå i Microsoft 365, for noen har arbeidet i det",
        "Lét noko stå i Microsoft 365, for nokon har arbeidd i det",
        "Left something in Microsoft 365, for people have worked in it",
    )
    done_by_hand = (
        "done by hand",
        "Gjorde noe for hånd i Microsoft 365",
        "Gjorde noko for hand i Microsoft 365",
        "Did something by hand in Microsoft 365",
    )


@dataclass(frozen=True)
class ThingAct:
    """An act on a thing in the tenant: stored as the thing's kind and a verb, as in `channel created`."""

    kind: str
    verb: Verb

    def __str__(self) -> str:
        return f"{self.kind} {self.verb}"


_ACTS = {str(act): act for act in Act}
_VERBS = {str(verb): verb for verb in Verb}


def in_words(stored: str, language: str) -> str:
    """Return the sentence of a stored act; a string no longer in use is shown as it was written."""
    words = _ACTS.get(stored) or _VERBS.get(stored.partition(" ")[2])
    return words.sentence(language) if words else stored
