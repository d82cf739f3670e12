"""How people write: the same name or address typed in two ways is still the same."""

from __future__ import annotations

import re
import unicodedata

_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)
_IN_ANGLES = re.compile(r"<([^<>]*)>")


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
