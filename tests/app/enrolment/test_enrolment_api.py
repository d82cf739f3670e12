from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from sqlmodel import Session, select
from support.workbooks import KARI, a_cohort, xlsx

from app.access import Asker, let_in
from app.db import _session
from app.enrolment.api import router
from app.errors import AppError
from app.people.models import Person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def woken() -> list[str]:
    return []


@pytest.fixture
def service(session: Session, woken: list[str]) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    app.state.wake = lambda: woken.append("woken")
    app.add_exception_handler(AppError, _sentence)

    def same_session() -> Iterator[Session]:
        yield session

    app.dependency_overrides |= {_session: same_session, let_in: lambda: Asker(actor="rhf")}
    return app


async def _sentence(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AppError)
    return JSONResponse({"detail": str(error)}, status_code=error.status)


def post(service: FastAPI, path: str, **request: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(service), base_url="http://kull"
        ) as client:
            return await client.post(path, **request)

    return asyncio.run(ask())


def upload(data: bytes) -> dict[str, Any]:
    return {"files": {"workbook": ("påmelding.xlsx", data, XLSX)}}


def test_a_workbook_is_imported_and_the_runner_woken(
    session: Session, service: FastAPI, woken: list[str]
) -> None:
    cohort = a_cohort(session)
    answer = post(service, f"/api/cohorts/{cohort.id}/enrolment", **upload(xlsx(KARI)))
    assert (answer.status_code, answer.json()) == (
        200,
        {"teams_read": 1, "teams_added": 1, "teams_changed": 0, "people": 1, "problems": []},
    )
    assert woken == ["woken"]


def test_a_dry_run_stores_nothing_and_wakes_nobody(
    session: Session, service: FastAPI, woken: list[str]
) -> None:
    cohort = a_cohort(session)
    answer = post(service, f"/api/cohorts/{cohort.id}/enrolment?dry_run=true", **upload(xlsx(KARI)))
    assert (answer.json()["teams_added"], session.exec(select(Person)).all(), woken) == (1, [], [])


def test_what_must_be_mended_is_a_problem_document(session: Session, service: FastAPI) -> None:
    cohort = a_cohort(session)
    answer = post(service, f"/api/cohorts/{cohort.id}/enrolment", **upload(xlsx((*KARI[:5], "sjef"))))
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    body = answer.json()
    assert (body["status"], body["teams_added"]) == (422, 0)
    assert [(problem["row"], problem["code"]) for problem in body["problems"]] == [(2, "unknown_role")]


def test_a_cohort_that_is_not_there_is_404(service: FastAPI) -> None:
    assert post(service, "/api/cohorts/9/enrolment", **upload(xlsx(KARI))).status_code == 404


def test_more_than_ten_megabytes_are_not_read_to_the_end(session: Session, service: FastAPI) -> None:
    cohort = a_cohort(session)
    sent = []

    async def endless() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="workbook"; filename="a.xlsx"\r\n\r\n'
        for number in range(1_000):
            sent.append(number)
            yield b"0" * 1_000_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = post(service, f"/api/cohorts/{cohort.id}/enrolment", content=endless(), headers=headers)
    assert (answer.status_code, len(sent)) == (413, 11)


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {}},
        {"data": {"workbook": "no file"}, "files": {}},
        {"content": b"nothing", "headers": {"content-type": "multipart/form-data; boundary=x"}},
        {"content": b"nothing", "headers": {"content-type": "multipart/form-data"}},
        {
            "content": b'--x\r\nContent-Disposition: form-data; name="workbook"\r\n\r\ntext\r\n--x--\r\n',
            "headers": {"content-type": "multipart/form-data; boundary=x"},
        },
    ],
)
def test_a_request_without_a_file_is_refused(
    session: Session, service: FastAPI, request_: dict[str, Any]
) -> None:
    cohort = a_cohort(session)
    assert post(service, f"/api/cohorts/{cohort.id}/enrolment", **request_).status_code == 422
