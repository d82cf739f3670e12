"""Other people's clients meet what Microsoft documents."""

import asyncio
from collections import Counter

from support.parity.replay import in_a_tenant
from support.parity.strangers import answers, requests
from support.parity.world import World
from support.sandbox.tenant import GRAPH

LEAST_ROWS_OF_A_POINT = 3
# Some of each room of the table in docs/sandbox.md, "What it does not do".
NOT_BUILT = """
POST /users
PATCH /users/{user}
GET /users/{user}/directReports
POST /users/{user}/getMemberGroups
GET /directoryObjects/{user}
GET /groups/{group}/photo
GET /groups/{group}/calendar
GET /directoryRoles
GET /users/{user}?$expand=memberOf
GET /applications?$search="displayName:x"
GET /teams/{team}/allChannels
GET /teams/{team}/channels/{channel}/messages
POST /teams/{team}/clone
GET /teams/{team}?$expand=members
GET /sites/{site}/sites
POST /drives/{drive}/items/{file}/checkout
GET /drives/{drive}/items/{shared_file}/permissions/x
POST /drives/{drive}/items/{file}/restore
GET /drives/{drive}/items/{file}/thumbnails/0/small
GET /drives/{drive}/items/{folder}/children?$filter=name eq 'x'
POST /search/query
GET /users/{organiser}/messages/{message}/$value
GET /users/{organiser}/messages?$search="x"
POST /users/{organiser}/messages/{draft}/attachments/createUploadSession
GET /users/{organiser}/mailFolders/inbox/messageRules
PATCH /users/{organiser}/mailboxSettings
GET /users/{organiser}/calendarGroups
GET /users/{organiser}/calendars/{calendar}/calendarView/delta
POST /users/{organiser}/events/{event}/forward
POST /users/{organiser}/findMeetingTimes
GET /users/{organiser}/onlineMeetings/{meeting}/transcripts
GET /users/{user}/planner/plans
"""


def test_requests_in_strangers_shape_are_answered_as_documented() -> None:
    assert {one.says: one.given for one in answers() if one.given != one.documented} == {}


def test_every_point_has_its_rows() -> None:
    rows = Counter(row["point"] for row in requests())
    assert {point: number for point, number in rows.items() if number < LEAST_ROWS_OF_A_POINT} == {}
    assert rows.keys() == {"1", "2", "3", "4", "5", "6", "7", "7b", "7c", "8", "9", "10", "10b"}


def test_what_the_page_calls_not_built_says_so() -> None:
    async def asked(world: World) -> dict[str, int]:
        found = {}
        for line in NOT_BUILT.strip().splitlines():
            method, url = (await world.filled(line)).split(" ", 1)
            body = None if method == "GET" else {}
            found[line] = (await world.ask.http.request(method, GRAPH + url, json=body)).status_code
        return found

    statuses = asyncio.run(in_a_tenant(asked))
    assert {line: status for line, status in statuses.items() if status != 501} == {}
