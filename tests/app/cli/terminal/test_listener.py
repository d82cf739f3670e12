"""The service says that it answers once it does, and a start that fails says why in a sentence."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from support.terminal import Terminal


MOVE_IT = "Flytt den bort for å begynne med en tom sandkasse."


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_the_sentence_comes_when_the_service_answers(kull: Terminal) -> None:
    address = f"http://127.0.0.1:{_free_port()}"
    command = [sys.executable, "-m", "app.cli", "serve", "--port", address.rpartition(":")[2]]
    with subprocess.Popen(  # noqa: S603 - our own program
        command,
        env=kull.environment,
        cwd=kull.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            said = process.stdout.readline()
            ready = httpx.get(f"{address}/health/ready", timeout=60)
            doctor = {one["name"]: one["detail"] for one in kull.json("doctor")["checks"]}
        finally:
            process.terminate()
    assert (
        said == f"Tjenesten svarer på {address}. Sandkassens side er {address}/_sandbox. Stopp med Ctrl-C.\n"
    )
    assert (ready.status_code, ready.json()["state"], ready.json()["problems"]) == (200, "ready", [])
    assert doctor["service"] == "Tjenesten er klar."


def test_a_port_that_is_taken_is_said_in_a_sentence(kull: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kull.run("serve", "--port", str(port))
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"Port {port} på 127.0.0.1 kan ikke brukes (Address already in use). Velg en annen med --port.\n",
    )


def test_a_sandbox_file_that_holds_something_else_is_said_in_a_sentence(kull: Terminal) -> None:
    del kull.environment["KULL_SANDBOX_URL"]
    file = kull.folder / "sandbox.jsonl"
    file.write_text("dette er ingen sandkasse\n")
    done = kull.run("serve", "--port", "0")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"Sandkassens fil {file} kan ikke leses (JSONDecodeError). {MOVE_IT}\n",
    )


def test_a_sandbox_that_is_away_is_said_in_a_sentence(kull: Terminal) -> None:
    kull.environment["KULL_SANDBOX_URL"] = "http://127.0.0.1:9"
    done = kull.run("serve", "--port", "0")
    assert (
        done.returncode,
        done.stdout,
        done.stderr.splitlines()[-1].startswith("Sandkassen svarer ikke: "),
    ) == (
        1,
        "",
        True,
    )
