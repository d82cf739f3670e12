"""A meeting's agenda as lines: «dag 2 09.00 Åpning (ansvarlig: Kari)»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from app.programmes.own.form.controls import Field, Input, in_lines
from app.web import said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE = re.compile(
    r"(?:dag (?P<day>[1-9])\s+)?(?:(?:kl\. ?)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})\s+)?"
    r"(?P<item>.+?)(?:\s+\(ansvarlig: (?P<responsible>[^()]+)\))?",
    re.IGNORECASE,
)


def agenda() -> Field:
    control = Input(
        name="agenda",
        label=said("Dagsorden"),
        control="area",
        hint=said(
            "Ett punkt på hver linje, for eksempel «09.00 Åpning (ansvarlig: Kari)». Andre dag: «dag 2 09.00 …»."
        ),
    )
    return Field(
        covers=("agenda.time", "agenda.day", "agenda.item", "agenda.responsible"),
        inputs=(control,),
        write=lambda item: {"agenda": in_words(item.get("agenda") or ())},
        read=lambda texts: {"agenda": [_point(line) for line in in_lines(texts["agenda"])]},
    )


def in_words(points: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(_line(point) for point in points)


def _line(point: Mapping[str, Any]) -> str:
    day = f"dag {point['day']}" if (point.get("day") or 1) > 1 else ""
    time = (point.get("time") or "").replace(":", ".")
    responsible = f"(ansvarlig: {point['responsible']})" if point.get("responsible") else ""
    return " ".join(part for part in (day, time, point["item"], responsible) if part)


def _point(line: str) -> dict[str, Any]:
    found = _LINE.fullmatch(line)
    if not found:
        return {"item": line}
    point: dict[str, Any] = {"item": found["item"], "day": int(found["day"] or 1)}
    if found["hour"]:
        point["time"] = f"{int(found['hour']):02}:{found['minute']}"
    if found["responsible"]:
        point["responsible"] = found["responsible"]
    return point
