"""Several forms dropped in together, kept and read as one workbook: a zip of ours, with a slip in front.

The slip says when the post box had them and who wrote them, so that it is still known when the questions are answered.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from pydantic import TypeAdapter

from app.enrolment.problems import Unreadable
from app.enrolment.safety import MAX_BYTES
from app.safe import Bounds, NotSafe, opened_zip

if TYPE_CHECKING:
    from collections.abc import Sequence

SLIP = "kull-applications.json"
MAX_FORMS = 60
BOUNDS = Bounds(parts=MAX_FORMS + 1, unpacked=2 * MAX_BYTES, nested=True)
Source = Literal["file", "typed", "page"]


@dataclass(frozen=True)
class Form:
    """A form as it came: its file's name and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What holds for every form of a bundle; `received_at` is ISO, and empty means when it was dropped in."""

    received_at: str = ""
    source: Source = "file"
    case_number: str = ""


def bundle_forms(forms: Sequence[Form], slip: Slip) -> bytes:
    """Pack forms with their slip. Raises Unreadable for too many, or too much."""
    if len(forms) > MAX_FORMS or sum(len(form.data) for form in forms) > MAX_BYTES:
        raise Unreadable(
            "too_large",
            f"Det er mer enn {MAX_FORMS} filer eller 10 MB på én gang. Slipp dem i flere omganger.",
        )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(SLIP), json.dumps(asdict(slip)))
        for name, form in _named_apart(forms).items():
            archive.writestr(zipfile.ZipInfo(name), form.data)
    return out.getvalue()


def _named_apart(forms: Sequence[Form]) -> dict[str, Form]:
    """Give each form its own name: two files from two mails may be called alike."""
    named: dict[str, Form] = {}
    for form in forms:
        plain = form.name.replace("\\", "/").rpartition("/")[2].replace("\0", "").lstrip(".") or "søknad"
        name, number = plain, 1
        while name in named or name == SLIP:
            number += 1
            name = f"{plain} ({number})"
        named[name] = form
    return named


def is_bundle(data: bytes) -> bool:
    """Tell a bundle of ours by its first part, which no program of Office writes."""
    return data[30 : 30 + len(SLIP)] == SLIP.encode()


def unbundled(data: bytes) -> tuple[Slip, tuple[Form, ...]]:
    """Return the slip and the forms. Raises Unreadable for a bundle that is not as we pack them."""
    try:
        with opened_zip(data, BOUNDS) as parts:
            slip = TypeAdapter(Slip).validate_json(parts.pop(SLIP))
            _check_moment(slip.received_at)
    except (NotSafe, KeyError, ValueError) as error:
        raise Unreadable("damaged", "Bunken med søknader er skadet. Slipp filene på nytt.") from error
    return slip, tuple(Form(name, content) for name, content in parts.items())


def _check_moment(written: str) -> None:
    """Raise ValueError for a moment that is none, or is nowhere."""
    if written and datetime.fromisoformat(written).tzinfo is None:
        raise ValueError("a moment without a time zone")
