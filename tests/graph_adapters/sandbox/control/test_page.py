"""The page at /_sandbox: what it shows, and what a person can do there."""

import re
from html.parser import HTMLParser

import httpx
from support.sandbox.tenant import KARI, ORGANISER, Client, live, new_event

ORIGIN = "https://graph.microsoft.com"


class Outline(HTMLParser):
    """What a reader who does not see the page is told of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.tables = self.captions = self.inputs = self.labels = 0
        self.language: str | None = None
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.language = given.get("lang") or self.language
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.inputs += tag == "select" or (tag == "input" and given["type"] != "hidden")
        self.labels += tag == "label"
        self.scripts += tag == "script" or any(name.startswith("on") for name in given)


async def _page(ask: Client, path: str = "") -> str:
    answer = await ask.http.get(f"{ORIGIN}/_sandbox{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    return answer.text


async def _play(ask: Client, what: str, **form: str) -> httpx.Response:
    return await ask.http.post(f"{ORIGIN}/_sandbox/play/{what}", data=form)


def test_every_page_can_be_read_by_everybody() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        team = (await ask.ask("GET", f"/planner/plans/{task['planId']}")).json()["container"]["containerId"]
        await ask.ask("POST", f"/users/{ORGANISER}/events", new_event("kari@example.no"))
        people = [f"/page/people/{mail}" for mail in (ORGANISER, "kari@example.no")]
        for path in ("", "/page/people", f"/page/teams/{team}", *people):
            seen = Outline(await _page(ask, path))
            assert (seen.language, seen.headings[0], seen.headings.count("h1")) == ("nb", "h1", 1)
            assert (seen.captions, seen.labels, seen.scripts) == (seen.tables, seen.inputs, 0)

    live(scenario)


def test_what_people_write_is_text_and_never_markup() -> None:
    async def scenario(ask: Client) -> None:
        await ask.ask("POST", f"/users/{ORGANISER}/events", new_event(subject="<script>alert(1)</script>"))
        seen = await _page(ask, f"/page/people/{ORGANISER}")
        assert seen.count("<script>") == 0
        assert seen.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2

    live(scenario)


def test_a_file_is_uploaded_as_a_member_of_the_team() -> None:
    async def scenario(ask: Client) -> None:
        drive, folder = await ask.folder()
        team = (await ask.ask("GET", f"/drives/{drive}")).json()["owner"]["group"]["id"]
        form = {"team": team, "drive": drive, "folder": folder, "person": "kari@example.no"}
        sent = {"file": ("Årsplan.txt", b"ord", "text/plain")}
        answer = await ask.http.post(f"{ORIGIN}/_sandbox/play/upload", data=form, files=sent)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/_sandbox/page/teams/{team}")
        (file,) = (await ask.ask("GET", f"/drives/{drive}/items/{folder}/children")).json()["value"]
        assert (file["name"], file["createdBy"]["user"]["displayName"]) == ("Årsplan.txt", "Kari Nordmann")
        assert (await _page(ask, f"/page/teams/{team}")).count("Årsplan.txt (3 byte") == 1

    live(scenario)


def test_a_channel_is_deleted_and_a_task_completed() -> None:
    async def scenario(ask: Client) -> None:
        task = await ask.task()
        team = (await ask.ask("GET", f"/planner/plans/{task['planId']}")).json()["container"]["containerId"]
        channel = (await ask.ask("POST", f"/teams/{team}/channels", {"displayName": "Hjerte"})).json()["id"]
        assert (await _play(ask, "delete-channel", team=team, channel=channel)).status_code == 303
        assert (await ask.ask("GET", f"/teams/{team}/channels/{channel}")).status_code == 404
        assert (await _play(ask, "complete-task", team=team, task=task["id"])).status_code == 303
        assert (await ask.ask("GET", f"/planner/tasks/{task['id']}")).json()["percentComplete"] == 100

    live(scenario)


def test_an_invitation_is_answered_and_a_meeting_moved() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        event = (await ask.ask("POST", f"/users/{ORGANISER}/events", new_event("kari@example.no"))).json()
        (copy,) = (await ask.ask("GET", "/users/kari@example.no/events")).json()["value"]
        form = {"person": "kari@example.no", "event": copy["id"], "answer": "accept"}
        assert (await _play(ask, "answer", **form)).status_code == 303
        moved = {"person": ORGANISER, "event": event["id"], "start": "2027-01-19T10:00"}
        assert (await _play(ask, "move", **moved)).status_code == 303
        seen = (await ask.ask("GET", f"/users/{ORGANISER}/events/{event['id']}")).json()
        assert (seen["start"]["dateTime"][:16], seen["end"]["dateTime"][:16]) == (
            "2027-01-19T09:00",
            "2027-01-19T15:00",
        )
        assert seen["attendees"][0]["status"]["response"] == "accepted"

    live(scenario)


def test_what_is_refused_is_told_in_words() -> None:
    async def scenario(ask: Client) -> None:
        answer = await _play(ask, "move", person=ORGANISER, event="ingen", start="2027-01-19T10:00")
        assert (answer.status_code, answer.text.count('role="alert"')) == (404, 1)
        assert (await _play(ask, "move", person=ORGANISER, event="ingen", start="i går")).status_code == 404
        assert (await _play(ask, "move")).status_code == 400

    live(scenario)
