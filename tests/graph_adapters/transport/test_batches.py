"""Requests share a batch as far as Graph takes them, and each gets its own answer back."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

from graph_adapters.errors import Unsure
from graph_adapters.transport.batches import fits_in_batch, pack_batch, unpack_batch
from graph_adapters.transport.requests import Answer, Request


def _outer(*responses: dict[str, object]) -> Answer:
    return Answer(status=200, headers={"request-id": "of the batch"}, body={"responses": list(responses)})


def _answers(outer: Answer, number: int) -> list[Answer]:
    return [one for one in unpack_batch(outer, number) if isinstance(one, Answer)]


def test_a_batch_full_of_the_largest_files_that_share_one_is_below_four_megabytes() -> None:
    largest = Request(method="PUT", path="/drives/d/items/i:/x:/content", content=b"\xff" * 100_000)
    larger = replace(largest, content=b"\xff" * 100_001)
    assert (fits_in_batch(largest), fits_in_batch(larger)) == (True, False)
    assert len(json.dumps(pack_batch([largest] * 20).body)) < 4 * 1024 * 1024


def test_json_and_bytes_are_packed_each_with_its_content_type_beside_its_own_headers() -> None:
    plain = Request(method="GET", path="/me")
    with_json = Request(method="POST", path="/groups", body={"a": 1}, headers={"Prefer": "x"})
    with_bytes = Request(method="PUT", path="/content", content=b"hi")
    batch = pack_batch([plain, with_json, with_bytes])
    assert (batch.method, batch.path) == ("POST", "/$batch")
    json_headers = {"Prefer": "x", "Content-Type": "application/json"}
    bytes_headers = {"Content-Type": "application/octet-stream"}
    assert batch.body["requests"] == [
        {"id": "0", "method": "GET", "url": "/me"},
        {"id": "1", "method": "POST", "url": "/groups", "body": {"a": 1}, "headers": json_headers},
        {"id": "2", "method": "PUT", "url": "/content", "body": "aGk=", "headers": bytes_headers},
    ]


def test_each_request_gets_its_own_answer_whatever_the_order() -> None:
    outer = _outer({"id": "1", "status": 404}, {"id": "0", "status": 200, "body": {"id": "x"}})
    assert [(one.status, one.body) for one in _answers(outer, 2)] == [(200, {"id": "x"}), (404, None)]


def test_an_answer_without_a_request_id_is_known_by_that_of_the_batch() -> None:
    own = {"id": "0", "status": 200, "headers": {"Request-Id": "its own"}}
    outer = _outer(own, {"id": "1", "status": 200})
    assert [one.request_id for one in _answers(outer, 2)] == ["its own", "of the batch"]


def test_a_request_without_an_answer_may_have_been_done() -> None:
    outer = _outer({"id": "0", "status": 200})
    assert [type(one) for one in unpack_batch(outer, 2)] == [Answer, Unsure]


def test_a_batch_without_any_answer_may_have_been_done() -> None:
    with pytest.raises(Unsure) as unsure:
        unpack_batch(Answer(status=200, headers={"request-id": "r"}, body=None), 2)
    assert unsure.value.request_id == "r"


def test_json_that_was_asked_for_as_bytes_comes_in_base64_and_anything_else_is_left_out() -> None:
    content = json.dumps({"name": "å?>"}, ensure_ascii=False).encode()
    said = urlsafe_b64encode(content).decode().rstrip("=")
    outer = _outer({"id": "0", "status": 200, "body": said}, {"id": "1", "status": 200, "body": "no JSON"})
    assert [one.body for one in _answers(outer, 2)] == [{"name": "å?>"}, None]
