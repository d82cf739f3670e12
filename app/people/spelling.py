"""How people write: the same name or address typed in two ways is still the same."""

from __future__ import annotations

import re
import unicodedata

_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)
_IN_ANGLES = re.compile(r"<([^<>]*)>")


_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
"""What steers a terminal, or turns the text that follows it around; line breaks and tabs do neither."""


def with_marks(text: str) -> str:
    """Return foreign text with a mark, as ⟨U+202E⟩, for each character that would steer how the rest is shown."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def tidy_text(text: str) -> str:
    """Return the text as a person means it: NFC, single spaces, nothing invisible."""
    if text.isprintable():
        return unicodedata.normalize("NFC", " ".join(text.split()))
    visible = "".join(_visible(letter) for letter in unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _visible(letter: str) -> str:
    """Turn line breaks and tabs into spaces; drop marks that hide or reverse text, and halves of letters."""
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else letter


def same_spelling(text: str) -> str:
    """Return the part that two spellings of a name share; compared, never shown."""
    return tidy_text(tidy_text(text).casefold())


def tidy_address(text: str) -> str:
    """Return an e-mail address as we keep it: bare and lower case. It is not checked."""
    tidied = tidy_text(text)
    in_angles = _IN_ANGLES.search(tidied)
    bare = in_angles.group(1) if in_angles else tidied
    return tidy_text(_MAILTO.sub("", bare.strip()).strip(" ;,").lower())
