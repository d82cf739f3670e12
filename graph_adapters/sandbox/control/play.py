"""Acts of a person on the page: each is the ordinary operation, done by that person."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from urllib.parse import parse_qsl, quote

from graph_adapters.sandbox.control.page import ZONE, html_answer
from graph_adapters.sandbox.control.pieces import link, tag
from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import Answer, Json, RefusedError
from graph_adapters.sandbox.engine.routes import Call, Caller, control
from graph_adapters.sandbox.outlook.zones import PLAIN, in_zone, instant_of
from graph_adapters.sandbox.planner.plans import etag

Form = dict[str, str]

BOUNDARY = re.compile(r'^multipart/form-data;.*boundary="?([^";]+)', re.IGNORECASE)
NAMED = re.compile(r'\b(name|filename)="([^"]*)"')


def read_form(call: Call) -> tuple[Form, bytes]:
    """Read a form, and the file it may carry (its name is `filename`)."""
    boundary = BOUNDARY.search(call.headers.get("content-type", ""))
    if boundary is None:
        return dict(parse_qsl(call.content.decode("utf-8", "replace"), keep_blank_values=True)), b""
    values, data = {}, b""
    for part in call.content.split(b"--" + boundary[1].encode())[1:-1]:
        head, _, content = part.removesuffix(b"\r\n").partition(b"\r\n\r\n")
        named = dict(NAMED.findall(head.decode("utf-8", "replace")))
        if "filename" in named:
            values["filename"], data = named["filename"], content
        else:
            values[named.get("name", "")] = content.decode("utf-8", "replace")
    return values, data


def as_person(call: Call, address: str, method: str, path: str, body: Json | bytes, **headers: str) -> Answer:
    user = person_at(call.state, address)
    if user is None or call.dispatch is None:
        raise RefusedError(404, "NotFound", "Personen finnes ikke.")
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    inner = Call(
        state=call.state,
        method=method,
        path=path,
        query={},
        headers={"content-type": "application/json"} | given,
        content=body if isinstance(body, bytes) else b"",
        json=None if isinstance(body, bytes) else body,
        origin=call.origin,
        caller=Caller("person", frozenset(), user["id"]),
    )
    return call.dispatch(inner)


def page_action(play: Callable[[Call, Form, bytes], str]) -> Callable[[Call], Answer]:
    """Act and show the page again; a refusal is told in words."""

    @wraps(play)
    def handler(call: Call) -> Answer:
        form, data = read_form(call)
        try:
            return Answer(303, None, {"Location": play(call, form, data)})
        except (KeyError, ValueError) as problem:
            return _refused(400, f"Skjemaet er ikke fylt ut slik det skal: {problem}.")
        except RefusedError as refusal:
            return _refused(refusal.status, refusal.message)

    return handler


def _refused(status: int, message: str) -> Answer:
    back = tag("p", link("Tilbake til oversikten", "/_sandbox"))
    return html_answer("Det gikk ikke", tag("p", message, role="alert"), back, status=status)


@control("POST", "/play/upload")
@page_action
def upload(call: Call, form: Form, data: bytes) -> str:
    name = quote(form["filename"], safe="")
    path = f"/drives/{form['drive']}/items/{form['folder']}:/{name}:/content"
    as_person(call, form["person"], "PUT", path, data)
    return f"/_sandbox/page/teams/{form['team']}"


@control("POST", "/play/delete-channel")
@page_action
def delete_channel(call: Call, form: Form, _: bytes) -> str:
    path = f"/teams/{form['team']}/channels/{quote(form['channel'], safe='')}"
    as_person(call, _member(call, form["team"]), "DELETE", path, b"")
    return f"/_sandbox/page/teams/{form['team']}"


@control("POST", "/play/complete-task")
@page_action
def complete_task(call: Call, form: Form, _: bytes) -> str:
    task = call.state.get("task", form["task"]) or {"version": 0}
    tag_now = etag("Task", task["version"])
    path, body = f"/planner/tasks/{form['task']}", {"percentComplete": 100}
    as_person(call, _member(call, form["team"]), "PATCH", path, body, if_match=tag_now)
    return f"/_sandbox/page/teams/{form['team']}"


def _member(call: Call, team_id: str) -> str:
    """Return a member of the team; its owner when it has any."""
    rows = sorted(call.state.by("member", "group", team_id), key=lambda row: not row["owner"])
    user = call.state.get("user", rows[0]["user"]) if rows else None
    if user is None:
        raise RefusedError(404, "NotFound", "Teamet har ingen medlemmer.")
    return str(user["mail"])


@control("POST", "/play/answer")
@page_action
def answer_invitation(call: Call, form: Form, _: bytes) -> str:
    path = f"/users/{quote(form['person'])}/events/{form['event']}/{quote(form['answer'], safe='')}"
    as_person(call, form["person"], "POST", path, {})
    return f"/_sandbox/page/people/{quote(form['person'])}"


@control("POST", "/play/move")
@page_action
def move_meeting(call: Call, form: Form, _: bytes) -> str:
    path = f"/users/{quote(form['person'])}/events/{form['event']}"
    row = call.state.get("event", form["event"])
    if row is None:
        raise RefusedError(404, "NotFound", "Møtet finnes ikke.")
    start = {"dateTime": datetime.fromisoformat(form["start"]).strftime(PLAIN), "timeZone": ZONE}
    end = instant_of(start) + (instant_of(row["end"]) - instant_of(row["start"]))
    ended = in_zone({"dateTime": end.isoformat(), "timeZone": ZONE}, ZONE)
    as_person(call, form["person"], "PATCH", path, {"start": start, "end": ended})
    return f"/_sandbox/page/people/{quote(form['person'])}"
