"""A reader of foreign files that has been taken over, played by pickle: it runs whatever the file says."""

from __future__ import annotations

import _pickle
import builtins
import json
import os
import pickle
import socket
import tracemalloc
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from app.safe.limited_process import MAX_ANSWER_BYTES, TooHeavy, run_limited

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "Filen er for tung eller skadet til å leses trygt. Lagre innholdet i en ny fil og prøv igjen."


class Deed:
    """What a hostile file has its reader do."""

    def __init__(self, what: Any, *arguments: Any) -> None:
        self.done = what, arguments

    def __reduce__(self) -> Any:
        return self.done


def taken_over(what: Any, *arguments: Any, seconds: int = 5) -> object:
    return run_limited(_pickle.loads, pickle.dumps(Deed(what, *arguments)), answer=object, seconds=seconds)


def test_what_the_function_returns_comes_back() -> None:
    assert run_limited(_pickle.loads, pickle.dumps({"a": ["b", 1]}), answer=dict[str, Any]) == {"a": ["b", 1]}
    assert run_limited(json.loads, b'"' + b"a" * 3_000_000 + b'"', answer=str) == "a" * 3_000_000


def test_a_file_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b"\0" * 50_000_000)
    with pytest.raises(TooHeavy) as refusal:
        run_limited(zlib.decompress, bomb, answer=str, memory=200 * 1024**2)
    assert str(refusal.value) == SENTENCE


def test_a_file_that_takes_for_ever_is_refused() -> None:
    with pytest.raises(TooHeavy):
        taken_over(builtins.sum, range(10**12), seconds=1)


@pytest.mark.parametrize(
    "deed", [(os.system, "true"), (os.fork,), (os.rename, "a", "b")], ids=lambda deed: deed[0].__name__
)
def test_a_reader_that_is_taken_over_starts_and_moves_nothing(deed: tuple[Any, ...]) -> None:
    with pytest.raises(TooHeavy):
        taken_over(*deed)


def test_a_reader_that_is_taken_over_calls_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        with pytest.raises(TooHeavy):
            taken_over(socket.create_connection, listening.getsockname())
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_reader_that_is_taken_over_writes_no_file(tmp_path: Path) -> None:
    for deed in (
        (builtins.open, str(tmp_path / "new"), "w"),
        (os.open, str(tmp_path / "new"), os.O_CREAT | os.O_WRONLY),
        (os.mkdir, str(tmp_path / "new")),
    ):
        with pytest.raises(TooHeavy):
            taken_over(*deed)
    assert list(tmp_path.iterdir()) == []


def test_the_next_file_is_read_after_one_that_broke_its_reader() -> None:
    with pytest.raises(TooHeavy):
        taken_over(os._exit, 9)
    assert taken_over(str, "read") == "read"


def test_a_reader_that_is_taken_over_finds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_GRAPH_CLIENT_SECRET", "hush")
    assert taken_over(eval, "'KULL_GRAPH_CLIENT_SECRET' in __import__('os').environ or 'none'") == "none"


def test_an_answer_of_another_shape_is_no_answer() -> None:
    with pytest.raises(TooHeavy):
        run_limited(_pickle.loads, pickle.dumps([1]), answer=dict[str, int])


def test_the_log_tells_what_was_refused_and_nothing_of_what_stood_there(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(TooHeavy):
        run_limited(zlib.decompress, b"Kari Nordmann 01818012337", answer=str)
    said = capfd.readouterr()
    assert "Kari" not in said.out + said.err
    assert "zlib:decompress" in said.out + said.err


def test_an_answer_without_end_is_not_heard_out() -> None:
    """Forty megabytes of answer out of forty kilobytes of file; we hold no more than 32."""
    bomb = zlib.compress(b"a" * 40_000_000)
    tracemalloc.start()
    with pytest.raises(TooHeavy):
        run_limited(zlib.decompress, bomb, answer=str)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MAX_ANSWER_BYTES


DRIPPING = """
import os, time
while True:
    for line in range(3, 12):
        try:
            os.write(line, b" ")
        except OSError:
            pass
    time.sleep(0.05)
"""


def test_an_answer_that_drips_in_for_ever_is_not_waited_for() -> None:
    """It spends no time of its own, and so no limit of the process ends it."""
    with pytest.raises(TooHeavy):
        taken_over(builtins.exec, DRIPPING, seconds=1)
