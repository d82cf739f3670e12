"""Every operation of the API, asked as each role with what it says it takes and with what it does not.

`make test` asks as the improvement unit; `make fuzz` as everybody, with KULL_FUZZ_EXAMPLES of each kind. No answer
is a 5xx, and each is one the description names (fault 51, ASVS 13.4.4 and 16.5.1).
"""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

import hypothesis
import pytest
import schemathesis
import uvicorn
from hypothesis import given, strategies
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support import everybody, small_cohort

from app.main import create_app
from jobs.demo_people import bearer_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from schemathesis import Case

EXAMPLES = int(os.environ.get("KULL_FUZZ_EXAMPLES", "2"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
ROLES = [*everybody.TEN_ROLES, "stranger"] if "KULL_FUZZ_EXAMPLES" in os.environ else ["improvement_unit"]


class Service:
    """The whole service on a socket, with a cohort in it."""

    def __init__(self, people: dict[str, str]) -> None:
        self.app, self.people = create_app(), people
        self.server = uvicorn.Server(uvicorn.Config(self.app, port=0, log_level="warning", access_log=False))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join()

    def headers(self, role: str) -> dict[str, str]:
        if role == "stranger":
            return {}
        issuer = self.app.state.sign_in.issuer
        address, email = issuer.authority.removesuffix("/kull"), self.people[role]
        return {"Authorization": f"Bearer {bearer_token(address, email=email, client_id=issuer.client_id)}"}


@pytest.fixture
def service(here: Path) -> Iterator[Service]:
    small_cohort.started("torn-kull-3", 2026)
    with Service(everybody.introduced(team="Kirurgi")) as running:
        yield running


@pytest.mark.timeout(0)
@pytest.mark.parametrize("role", ROLES)
def test_v16_5_every_answer_is_one_the_description_names(service: Service, role: str) -> None:
    schema = schemathesis.openapi.from_dict(service.app.openapi())
    schema.config.update(base_url=service.address)
    headers, problems, answers = service.headers(role), [], Counter[int]()
    for found in schema.get_all_operations():
        problems += _asked(found.ok(), service, headers, answers)
    print(role, dict(answers))
    assert problems == []
    assert answers[429] == 0, "the limit on requests answered instead of the routes"
    assert answers[401 if role == "stranger" else 200] > 0


def _asked(operation: Any, service: Service, headers: dict[str, str], answers: Counter[int]) -> list[str]:
    problems: list[str] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        known = strategies.booleans() if mode is GenerationMode.POSITIVE else strategies.just(value=False)

        @hypothesis.settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(hypothesis.HealthCheck),
            phases=[hypothesis.Phase.generate],
        )
        @given(case=operation.as_strategy(generation_mode=mode), is_known=known)
        def asks(case: Case, is_known: bool) -> None:
            if is_known:
                _name_what_is_there(case)
            answer = case.call(base_url=service.address, headers=headers, timeout=30)
            answers[answer.status_code] += 1
            try:
                case.validate_response(answer, checks=CHECKS)
            except FailureGroup as failure:
                problems.append(f"{operation.label}: {answer.status_code} {str(failure)[:300]}")

        try:
            asks()
        except hypothesis.errors.Unsatisfiable:
            continue  # nothing wrong can be made of an operation that takes nothing
    return problems


def _name_what_is_there(case: Case) -> None:
    """Ask about the first of each thing: an id that was thrown is nearly always nobody's."""
    case.path_parameters |= {name: 1 for name in case.path_parameters if name.endswith("_id")}
