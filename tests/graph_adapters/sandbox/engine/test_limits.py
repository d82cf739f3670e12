"""The documented limits, when they are asked for."""

import asyncio
from typing import Any

from support.sandbox.tenant import KARI, ORGANISER, Client, error, live, new_event


async def _on(ask: Client, **numbers: tuple[float, float]) -> None:
    value = {name: {"amount": amount, "seconds": seconds} for name, (amount, seconds) in numbers.items()}
    await ask.control("PATCH", "/limits", {"on": True, "value": value})


def test_nothing_is_limited_unless_it_is_asked_for() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        answers = [(await ask.ask("GET", f"/teams/{team}")).status_code for _ in range(20)]
        assert answers == [200] * 20

    live(scenario)


def test_one_team_takes_four_requests_a_second() -> None:
    async def scenario(ask: Client) -> None:
        team, _ = await ask.team()
        await _on(ask, oneTeamOrChannel=(4, 60))
        answers = [await ask.ask("GET", f"/teams/{team}") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
        assert error(answers[-1]) == (429, "TooManyRequests")
        assert 58 <= int(answers[-1].headers["Retry-After"]) <= 60
        await ask.control("POST", "/clock", {"seconds": 61})
        assert (await ask.ask("GET", f"/teams/{team}")).status_code == 200

    live(scenario)


def test_a_choice_of_columns_costs_less_however_it_is_written() -> None:
    async def scenario(ask: Client) -> None:
        await _on(ask, identity=(4, 60))
        answers = [
            await ask.ask("GET", f"/users?{word}=id") for word in ("$select", "select", "$SELECT", "Select")
        ]
        assert [answer.status_code for answer in answers] == [200] * 4

    live(scenario)


def test_asking_too_early_makes_the_wait_longer() -> None:
    async def scenario(ask: Client) -> None:
        await _on(ask, invitations=(1, 60))
        body = {"invitedUserEmailAddress": "gjest@example.com", "inviteRedirectUrl": "https://example.no"}
        await ask.ask("POST", "/invitations", body)
        await ask.control("POST", "/clock", {"seconds": 50})
        early = await ask.ask("POST", "/invitations", body)
        await ask.control("POST", "/clock", {"seconds": 11})
        again = await ask.ask("POST", "/invitations", body)
        assert (early.status_code, again.status_code) == (429, 429)

    live(scenario)


def test_each_request_of_a_batch_is_counted_for_itself() -> None:
    async def scenario(ask: Client) -> None:
        plan = await ask.plan()
        await _on(ask, plannerWrite=(2, 60))
        json = {"Content-Type": "application/json"}
        task: dict[str, Any] = {"method": "POST", "url": "/planner/tasks", "headers": json}
        task |= {"body": {"planId": plan, "title": "Oppgave"}}
        answer = await ask.ask("POST", "/$batch", {"requests": [task | {"id": str(n)} for n in range(3)]})
        seen = [(row["status"], "Retry-After" in row["headers"]) for row in answer.json()["responses"]]
        assert (answer.status_code, seen) == (200, [(201, False), (201, False), (429, True)])

    live(scenario)


def test_sharepoint_counts_units_and_says_when_it_is_almost_full() -> None:
    async def scenario(ask: Client) -> None:
        drive, _ = await ask.folder()
        await _on(ask, sharePoint=(5, 60))
        answers = [
            await ask.ask("GET", f"/drives/{drive}/root{path}") for path in ("", "/children", "", "", "")
        ]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
        assert [answer.headers.get("RateLimit-Remaining") for answer in answers] == [
            None,
            None,
            "1",
            "0",
            None,
        ]
        assert error(answers[-1]) == (429, "activityLimitReached")

    live(scenario)


def test_a_mailbox_sends_thirty_messages_a_minute() -> None:
    async def scenario(ask: Client) -> None:
        await ask.people(KARI)
        await _on(ask, mailboxSending=(1, 60))
        events = f"/users/{ORGANISER}/events"
        first = await ask.ask("POST", events, new_event("kari@example.no"))
        second = await ask.ask("POST", events, new_event("kari@example.no"))
        assert (first.status_code, second.status_code) == (201, 429)
        assert (await ask.ask("GET", events)).status_code == 200

    live(scenario)


def test_a_mailbox_serves_four_at_once() -> None:
    async def scenario(ask: Client) -> None:
        await _on(ask)
        slow = {"operation": "event.list", "kind": "latency", "seconds": 0.1, "times": 0}
        await ask.control("POST", "/faults", slow)
        answers = await asyncio.gather(*(ask.ask("GET", f"/users/{ORGANISER}/events") for _ in range(6)))
        assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 200, 429, 429]

    live(scenario)
