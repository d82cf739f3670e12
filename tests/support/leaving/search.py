"""What may not be found in anything that leaves the house, and the texts it is looked for in."""

from __future__ import annotations

import io
import re
import zipfile

from support import small_cohort

CANARY, ITS_ADDRESS = "Kanari Gulfugl", "kanari.gulfugl@example.no"
THE_ROLE = re.compile(
    r"tillitsval[gd]t?|union[ _-]?rep|fagforening|hovedtillits|shop[ _-]?steward", re.IGNORECASE
)
OF_NOBODY = (
    "Tillitsvalgt og/eller verneombud er med.",
    "mangler tillitsvalgt eller verneombud",
    "tillitsvalgt eller verneombud",
    "Tillitsvalgt, verneombud, medarbeider, forbedringsagent og måleansvarlig",
)
"""What a programme asks of every team or every holder of a role, and the lack of it: of nobody in particular."""
OTHERS_PEOPLE = ("Carl Dahl", "Dina Eng", small_cohort.CARL, small_cohort.DINA)
ADDRESSES = (small_cohort.ANNE, small_cohort.BERIT, ITS_ADDRESS)
AN_ADDRESS = re.compile(r"[\w.+-]+@example\.no")


def text_of(content: bytes) -> str:
    """The text of bytes; of a packed document, of all that is in it and of what is packed in that."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(f"{name}\n{text_of(packed.read(name))}" for name in packed.namelist())


def tells_the_role(text: str) -> bool:
    for said in OF_NOBODY:
        text = text.replace(said, "")
    return "Gulfugl" in text and THE_ROLE.search(text) is not None


def names_others(text: str) -> bool:
    return any(one in text for one in OTHERS_PEOPLE)


def gives_an_address(text: str) -> bool:
    return any(one in text for one in ADDRESSES)
