"""The tenant for people to look at: /_sandbox, without a script and without a file of anybody else's."""

from urllib.parse import quote

from graph_adapters.sandbox.control.pieces import (
    STYLE,
    Cell,
    Piece,
    choice,
    field,
    form,
    joined_pieces,
    link,
    page,
    table,
    tag,
)
from graph_adapters.sandbox.directory.accounts import person_at
from graph_adapters.sandbox.engine.answers import Answer, RefusedError
from graph_adapters.sandbox.engine.routes import Call, control
from graph_adapters.sandbox.engine.state import State
from graph_adapters.sandbox.engine.tables import Row
from graph_adapters.sandbox.files import sites
from graph_adapters.sandbox.mail.delivered_mail import mailbox
from graph_adapters.sandbox.outlook.attendee_copies import own_events
from graph_adapters.sandbox.outlook.event_shape import event_shape
from graph_adapters.sandbox.outlook.zones import in_zone
from graph_adapters.sandbox.webhooks import workflows

CSP = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
ZONE = "W. Europe Standard Time"
ANSWERS = [("accept", "Godta"), ("tentativelyAccept", "Foreløpig"), ("decline", "Avslå")]
MAX_ROWS_SHOWN = 500  # rows of a table; a longer one says so


def html_answer(title: str, *parts: Cell, status: int = 200) -> Answer:
    return Answer(status, page(title, *parts), dict(HEADERS))


@control("GET", "/style.css")
def get_style(_: Call) -> Answer:
    return Answer(200, STYLE.encode(), {"Content-Type": "text/css; charset=utf-8"})


def _local(stamp: str) -> str:
    return stamp[:16].replace("T", " ")


def _person_link(row: Row) -> Piece:
    return link(row["displayName"], f"/_sandbox/page/people/{quote(row['mail'] or row['userPrincipalName'])}")


def _team_link(state: State, group: Row) -> Piece:
    name = group["displayName"]
    if state.get("team", group["id"]) is None:
        return tag("span", f"{name} (gruppe)")
    return link(name, f"/_sandbox/page/teams/{group['id']}")


@control("GET", "/")
def show_overview(call: Call) -> Answer:
    state = call.state
    rows: list[list[Cell]] = [
        [
            _team_link(state, group),
            sum(not row["deletedAt"] for row in state.by("channel", "team", group["id"])),
            state.count("member", "group", group["id"]),
            state.count("plan", "group", group["id"]),
        ]
        for group in state.all("group")[:MAX_ROWS_SHOWN]
    ]
    clock = tag("p", f"Klokka her er {_local(state.stamp())} (UTC). Viser inntil {MAX_ROWS_SHOWN} team.")
    return html_answer("Sandkassen", clock, table("Team", ["Team", "Kanaler", "Medlemmer", "Planer"], rows))


@control("GET", "/page/people")
def show_people(call: Call) -> Answer:
    state = call.state
    rows: list[list[Cell]] = [
        [
            _person_link(user),
            user["mail"] or "",
            "gjest" if user["userType"] == "Guest" else "ansatt",
            state.count("mail", "to", user["mail"] or ""),
        ]
        for user in state.all("user")[:MAX_ROWS_SHOWN]
    ]
    return html_answer(
        "Personer og postkasser", table("Personer", ["Navn", "Adresse", "Slag", "E-poster"], rows)
    )


# --- a team -------------------------------------------------------------------------------------


@control("GET", "/page/teams/{team_id}")
def show_team(call: Call, team_id: str) -> Answer:
    state, group = call.state, call.state.get("group", team_id)
    if group is None:
        raise RefusedError(404, "NotFound", "Teamet finnes ikke.")
    members = [state.get("user", row["user"]) or {} for row in state.by("member", "group", team_id)]
    channels = [row for row in state.by("channel", "team", team_id) if not row["deletedAt"]]
    return html_answer(
        group["displayName"],
        tag("p", "Medlemmer: ", joined_pieces(map(_person_link, members), ", ")),
        tag("h2", "Kanaler"),
        table(
            "Kanaler",
            ["Kanal", "Slag", "Adresse for kort", "Kort", "Gjør"],
            [_channel(call, row) for row in channels],
        ),
        tag("h2", "Filer"),
        _files(state, team_id),
        tag("h2", "Legg inn en fil"),
        _upload(state, team_id, members),
        tag("h2", "Planer og oppgaver"),
        *(_plan(state, plan) for plan in state.by("plan", "group", team_id)),
    )


def _channel(call: Call, row: Row) -> list[Cell]:
    name, channel_id = row["displayName"], row["id"]
    delete = form("/_sandbox/play/delete-channel", "Slett", about=name, team=row["team"], channel=channel_id)
    workflow = tag("code", workflows.address_of(call.state, call.origin, channel_id))
    cards = ", ".join(workflows.titles(call.state, channel_id))
    return [name, row["membershipType"], workflow, cards, delete]


def _files(state: State, team_id: str) -> Piece:
    drive = sites.drive_of_group(state, team_id)
    root = state.get("item", drive["root"]) if drive else None
    return _tree(state, root) if root else tag("p", "Ingen filer.")


def _tree(state: State, folder: Row) -> Piece:
    rows = []
    for item in state.by("item", "parent", folder["id"]):
        size = "" if item["isFolder"] else f" ({item['size']} byte, {_local(item['lastModifiedDateTime'])})"
        rows.append(tag("li", f"{item['name']}{size}", _tree(state, item) if item["isFolder"] else ""))
    return tag("ul", *rows) if rows else tag("p", "Tom mappe.")


def _upload(state: State, team_id: str, members: list[Row]) -> Piece:
    drive = sites.drive_of_group(state, team_id)
    if drive is None or not members:
        return tag("p", "Teamet har ikke noe bibliotek, eller ingen medlemmer.")
    folders = [row for row in state.by("item", "drive", drive["id"]) if row["isFolder"]]
    names = [(row["id"], "/".join(sites.path_of(state, row)) or "Hele biblioteket") for row in folders]
    return form(
        "/_sandbox/play/upload",
        "Last opp",
        choice("Som", "person", [(row["mail"], row["displayName"]) for row in members]),
        choice("I mappen", "folder", names),
        field("Fil", "file", "file"),
        team=team_id,
        drive=drive["id"],
    )


def _plan(state: State, plan: Row) -> Piece:
    tasks = state.by("task", "planId", plan["id"])
    return table(
        plan["title"],
        ["Oppgave", "Frist", "Ferdig", "Gjør"],
        [_task(task, plan) for task in tasks[:MAX_ROWS_SHOWN]],
    )


def _task(task: Row, plan: Row) -> list[Cell]:
    is_done = task["percentComplete"] == 100  # noqa: PLR2004 -- a whole
    finish = form(
        "/_sandbox/play/complete-task", "Fullfør", about=task["title"], task=task["id"], team=plan["group"]
    )
    due = (task["dueDateTime"] or "")[:10]
    return [task["title"], due, f"{task['percentComplete']} %", "" if is_done else finish]


# --- a person -----------------------------------------------------------------------------------


@control("GET", "/page/people/{address}")
def show_person(call: Call, address: str) -> Answer:
    user = person_at(call.state, address) or call.state.first("user", "userPrincipalName", address)
    if user is None:
        raise RefusedError(404, "NotFound", "Personen finnes ikke.")
    mails: list[list[Cell]] = [
        [mail["subject"], mail["kind"], _local(mail["at"])]
        for mail in mailbox(call.state, address)[-MAX_ROWS_SHOWN:]
    ]
    events = [_event(call, row, user) for row in own_events(call.state, user)]
    return html_answer(
        user["displayName"],
        tag("h2", "Kalender"),
        table("Møter", ["Møte", "Når", "Deltakere", "Gjør"], events),
        tag("h2", "Postkasse"),
        table("E-poster", ["Emne", "Slag", "Kom"], mails),
    )


def _event(call: Call, row: Row, user: Row) -> list[Cell]:
    seen = event_shape(call, row)
    when = in_zone(row["start"], ZONE)["dateTime"][:16]
    people = [
        tag("span", f"{one['emailAddress']['address']}: {one['status']['response']}")
        for one in seen["attendees"]
    ]
    play = _answers(row, user) if "copy" in row else _move(row, user, when)
    return [seen["subject"], when.replace("T", " "), joined_pieces(people, ", "), play]


def _answers(row: Row, user: Row) -> Piece:
    words = choice("Svar", "answer", ANSWERS)
    return form(
        "/_sandbox/play/answer", "Svar", words, about=row["subject"], event=row["id"], person=user["mail"]
    )


def _move(row: Row, user: Row, when: str) -> Piece:
    start = field("Ny start", "start", "datetime-local", when)
    return form(
        "/_sandbox/play/move", "Flytt", start, about=row["subject"], event=row["id"], person=user["mail"]
    )
