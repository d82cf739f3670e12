"""An adviser brings her own programme without a file: copied, changed, kept in versions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlmodel import Session, select
from support.service import ask
from typer.testing import CliRunner

from app.audit import AuditRecord, Deed
from app.cli import kull
from app.errors import Conflict, NotFound
from app.programmes import shelf
from app.programmes.language.definition import Definition
from app.programmes.models import OwnProgramme
from app.programmes.own import stored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import httpx

TODAY = datetime(2026, 4, 1, 6, tzinfo=UTC)
COPY = {"of": "vestre-viken", "version": 1, "key": "finnmark", "name": "Flyt", "owner": "Finnmark"}
LATER = {"meetings": {"samling-1": {"when": {"day": "09-10"}, "title": "Oppstart"}}}


def brought(session: Session, key: str = "finnmark", changes: dict[str, Any] | None = None) -> Definition:
    return stored.copy(
        session,
        of=shelf.shipped_one("vestre-viken", 1),
        key=key,
        name="Flyt",
        owner="Finnmark",
        changes=changes or {},
        deed=Deed(actor="anne", at=TODAY),
    )


def test_a_copy_with_changes_is_found_beside_the_shipped_ones(session: Session) -> None:
    brought(session, changes=LATER)
    found = stored.find(session, key="finnmark")
    assert (found.name, found.owner, found.version, found.meetings[0].title) == (
        "Flyt",
        "Finnmark",
        1,
        "Oppstart",
    )
    keys = [one.key for one in stored.all_programmes(session)]
    assert keys[:4] == ["ahus-2019", "ahus-2025", "finnmark", "ks-fhi"]
    assert len(keys) == 12
    session.commit()
    kept = session.exec(select(AuditRecord)).one()
    assert (kept.actor, kept.act, kept.about) == ("anne", "programme stored", "finnmark 1")


def test_a_new_version_leaves_the_old_one_as_it_was(session: Session) -> None:
    brought(session)
    made = stored.revise(session, key="finnmark", changes=LATER, deed=Deed(actor="anne", at=TODAY))
    assert (made.version, made.meetings[0].title) == (2, "Oppstart")
    assert stored.find(session, key="finnmark") == made
    assert stored.find(session, key="finnmark", version=1).meetings[0].title == "Samling 1"


def test_changes_can_make_it_no_other_programme(session: Session) -> None:
    made = brought(session, changes={"key": "torn-kull-3", "version": 7, "name": "Bedre flyt"})
    assert (made.key, made.version, made.name) == ("finnmark", 1, "Bedre flyt")


def test_a_shipped_programme_is_never_overwritten_and_a_taken_key_is_taken(session: Session) -> None:
    sentences = []
    brought(session)
    for attempt in (
        lambda: brought(session, key="torn-kull-3"),
        lambda: brought(session),
        lambda: stored.revise(session, key="torn-kull-3", changes=LATER, deed=Deed(actor="anne", at=TODAY)),
        lambda: stored.keep(
            session, definition=stored.find(session, key="finnmark"), deed=Deed(actor="anne", at=TODAY)
        ),
    ):
        with pytest.raises(Conflict) as refused:
            attempt()
        sentences.append(str(refused.value))
    assert sentences == [
        "Det finnes alt et program med nøkkelen «torn-kull-3». Velg en annen.",
        "Det finnes alt et program med nøkkelen «finnmark». Velg en annen.",
        "Programmet «torn-kull-3» følger med og kan ikke endres. Lag en kopi med en annen nøkkel.",
        "Versjon 1 av «finnmark» finnes alt. Øk version.",
    ]


def test_what_cannot_be_found_is_said_with_what_there_is(session: Session) -> None:
    brought(session)
    with pytest.raises(NotFound, match="Programmene er ahus-2019, ahus-2025, finnmark, ks-fhi"):
        stored.find(session, key="finmark")
    with pytest.raises(NotFound, match="har ingen versjon 3"):
        stored.find(session, key="finnmark", version=3)


def test_by_http_it_is_copied_changed_read_and_downloaded(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> None:
        made = await client.post("/api/programmes", json={**COPY, "changes": LATER})
        assert (made.status_code, made.headers["location"]) == (201, "/api/programmes/finnmark")
        assert made.json() == {
            "key": "finnmark",
            "name": "Flyt",
            "owner": "Finnmark",
            "version": 1,
            "shipped": False,
        }
        next_one = await client.post(
            "/api/programmes/finnmark/versions", json={"changes": {"name": "Mer flyt"}}
        )
        assert next_one.headers["location"] == "/api/programmes/finnmark?version=2"
        newest = (await client.get("/api/programmes/finnmark")).json()
        first = (await client.get("/api/programmes/finnmark?version=1")).json()
        assert [(one["version"], one["name"]) for one in (first, newest)] == [(1, "Flyt"), (2, "Mer flyt")]
        listed = (await client.get("/api/programmes")).json()
        assert [one["key"] for one in listed if not one["shipped"]] == ["finnmark"]
        file = await client.get("/api/programmes/finnmark.yaml")
        assert (file.headers["content-type"], file.headers["content-disposition"]) == (
            "application/yaml",
            'attachment; filename="finnmark.yaml"',
        )
        assert file.text.startswith("key: finnmark\nname: Mer flyt\n")
        checked = await client.post("/api/programmes/check", content=file.content)
        assert (checked.json()["ok"], {one["level"] for one in checked.json()["problems"]}) == (
            True,
            {"warning"},
        )
        cohort = {"programme": "finnmark", "start_year": 2027, "name": "Flyt 2027"}
        assert (await client.post("/api/cohorts", json=cohort)).status_code == 201

    ask(asked)


def test_by_http_bad_input_says_where_and_what_and_nothing_is_stored(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> tuple[Sequence[httpx.Response], Any]:
        broken = {**COPY, "changes": {"meetings": {"samling-1": {"when": {"week": 54}, "mode": "fysisk"}}}}
        refused = [
            await client.post("/api/programmes", json=broken),
            await client.post("/api/programmes", json={**COPY, "key": "torn-kull-3"}),
            await client.post("/api/programmes", json={**COPY, "key": "Ikke En Nøkkel"}),
        ]
        return refused, (await client.get("/api/programmes")).json()

    (broken, taken, odd), listed = ask(asked)
    assert [one.status_code for one in (broken, taken, odd)] == [422, 409, 422]
    assert {one.headers["content-type"] for one in (broken, taken, odd)} == {"application/problem+json"}
    assert broken.json()["problems"] == [
        {
            "path": "meetings[0].mode",
            "level": "error",
            "text": "«fysisk» kan ikke stå her. Velg en av physical, digital, mixed.",
        },
        {"path": "meetings[0].when.week", "level": "error", "text": "Tallet kan være høyst 53."},
    ]
    assert len(listed) == 11


@pytest.mark.parametrize(
    ("text", "path", "sentence"),
    [
        (b"key: [", "linje 1", "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."),
        (b"\xff", "fil", "Filen er ikke lagret som UTF-8."),
        (b"x" * 1_000_001, "fil", "Filen er større enn en million tegn."),
    ],
)
def test_by_http_a_text_that_is_no_programme_is_said_to_be_none(
    here: Path, text: bytes, path: str, sentence: str
) -> None:
    answer = ask(lambda client: client.post("/api/programmes/check", content=text))
    assert answer.json() == {
        "ok": False,
        "problems": [{"path": path, "level": "error", "text": sentence}],
    }


def run(*words: str) -> str:
    result = CliRunner().invoke(kull, ["programmes", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_from_the_terminal_it_is_copied_changed_shown_and_added(own_database: Path) -> None:
    changes = own_database / "endringer.yaml"
    changes.write_text("meetings:\n  samling-1: {title: Oppstart}\n", "utf-8")
    assert run("copy", "vestre-viken", "--as", "finnmark", "--name", "Flyt") == (
        "Flyt (finnmark, versjon 1) er lagret.\n"
    )
    assert json.loads(run("change", "finnmark", "--changes", str(changes), "--json"))["version"] == 2
    file = own_database / "nordland.yaml"
    file.write_text(run("show", "finnmark").replace("key: finnmark", "key: nordland"), "utf-8")
    assert run("add", str(file)) == "Flyt (nordland, versjon 2) er lagret.\n"
    own = [one["key"] for one in json.loads(run("list", "--json")) if not one["shipped"]]
    assert own == ["finnmark", "nordland"]
    dates = json.loads(run("dates", "nordland", "--start-year", "2027", "--json"))
    assert dates["meetings"][0]["title"] == "Oppstart"


def test_what_is_stored_is_read_as_it_was_kept(session: Session) -> None:
    made = brought(session)
    row = session.exec(select(OwnProgramme)).one()
    assert (row.key, row.version, row.by, row.at, Definition.model_validate(row.definition)) == (
        "finnmark",
        1,
        "anne",
        TODAY,
        made,
    )
