"""`kull doctor` says what is wrong, and a changed audit fails it loudly; the audit is searched and taken out."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import text
from support.service import ask
from support.upgrades import REVISIONS

from app.config import Settings, settings
from app.db import migrate, unit_of_work
from app.errors import Refused
from jobs.doctor.database import check_database
from jobs.doctor.result import CheckResult

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from support.terminal import Terminal

NEW = ["--programme", "torn-kull-3", "--start-year", "2026"]


def test_v16_4_one_byte_changed_in_the_audit_fails_the_doctor(kull: Terminal) -> None:
    kull.run("cohorts", "new", *NEW, "--name", "Kull 3")
    healthy = kull.json("doctor")
    assert (healthy["ok"], [check["name"] for check in healthy["checks"]]) == (
        True,
        [
            *("configuration", "database", "storage", "jobs", "service"),
            *("audit", "backup", "tokens", "credentials", "permissions", "sources", "letters", "halt"),
        ],
    )
    _change_one_byte(kull.folder / "kull.db")
    ill = kull.json("doctor", exit_code=1)
    assert [check for check in ill["checks"] if not check["ok"]] == [
        {
            "name": "audit",
            "ok": False,
            "detail": "Post 1 er ikke slik den ble skrevet.",
            "fix": "Noen har endret loggen. Ta vare på databasen slik den er, og varsle sikkerhetsansvarlig.",
        }
    ]
    assert kull.run("doctor").stderr == "Ikke i orden: audit.\n"


def test_the_doctor_says_that_the_folder_for_backups_is_gone(kull: Terminal) -> None:
    kull.environment["KULL_BACKUP_FOLDER"] = str(kull.folder / "elsewhere")
    kull.run("cohorts", "list")
    ill = kull.json("doctor", exit_code=1)
    assert [(check["name"], check["detail"]) for check in ill["checks"] if not check["ok"]] == [
        ("backup", f"Mappen for sikkerhetskopier, {kull.folder / 'elsewhere'}, finnes ikke.")
    ]


def _change_one_byte(file: Path) -> None:
    database = sqlite3.connect(file)
    database.execute("DROP TRIGGER audit_holds")
    database.execute("UPDATE auditrecord SET act = 'cohort startee' WHERE position = 1")
    database.commit()
    database.close()


def test_the_doctor_says_when_there_is_no_database_yet(kull: Terminal) -> None:
    ill = kull.json("doctor", exit_code=1)
    assert [check["name"] for check in ill["checks"] if not check["ok"]] == [
        *("database", "storage", "jobs"),
        *("audit", "sources", "letters"),
    ]


NEWER_TEXT = (
    f"Databasen er fra en nyere versjon av Kull (9999) enn denne ({REVISIONS[-1]}), og er ikke rørt. "
    "Installer den nyere versjonen, eller legg tilbake kopien fra før den ble oppdatert."
)


@pytest.mark.parametrize(
    ("revision", "detail", "fix"),
    [
        (
            "0001",
            f"Databasen er eldre (0001) enn programmet ({REVISIONS[-1]}).",
            "Start tjenesten: da oppdateres den.",
        ),
        (
            "9999",
            NEWER_TEXT,
            "",
        ),
    ],
)
def test_the_doctor_tells_an_older_database_from_a_newer(
    here: Path, revision: str, detail: str, fix: str
) -> None:
    migrate()
    with unit_of_work() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    assert check_database() == CheckResult(name="database", ok=False, detail=detail, fix=fix)


def test_the_doctor_says_that_a_database_is_not_made(here: Path) -> None:
    assert check_database().detail == "Databasen er ikke laget ennå."


def test_v16_2_the_audit_tells_who_did_what_and_from_where(here: Path) -> None:
    async def asked(client: httpx.AsyncClient) -> list[Any]:
        for name in ("Kull 3", "Kull 4"):
            new = {"programme": "torn-kull-3", "start_year": 2026, "name": name}
            await client.post("/api/cohorts", json=new)
        place = {"place": "Tromsø"}
        await client.put("/api/meetings/4/place", json=place)
        return [
            (await client.get("/api/audit", params={"act": "meeting"})).json(),
            (await client.get("/api/audit", params={"limit": 2})).json(),
            (await client.get("/api/audit", params={"before": 3, "cohort_id": 1})).json(),
            (await client.get("/api/audit/export")).text,
            (await client.get("/api/audit/export", params={"form": "jsonl"})).text,
        ]

    moved, newest, first, as_csv, as_lines = ask(asked)
    (record,) = moved
    assert len(record.pop("actor_id")) == 36
    assert record.pop("at").startswith("2026-04-01T06:")
    assert record == {
        "position": 3,
        "actor": "Frida Forbedring",
        "act": "meeting placed",
        "about": "samling-1",
        "cohort_id": 1,
        "details": {"from": None, "to": "Tromsø"},
        "origin": "127.0.0.1",
        "request_id": None,
    }
    assert [row["position"] for row in newest] == [3, 2]
    assert [row["position"] for row in first] == [1]
    assert [row["position"] for row in csv.DictReader(io.StringIO(as_csv))] == ["1", "2", "3"]
    lines = [json.loads(line) for line in as_lines.splitlines()]
    assert [line["previous"] for line in lines] == ["", lines[0]["digest"], lines[1]["digest"]]


LIVE = {
    "tenant": "live",
    "entra_tenant_id": "7e2a0000-0000-4000-8000-000000000001",
    "graph_client_id": "graph",
    "sign_in_client_id": "kull",
    "sign_in_secret": "a-secret-that-entra-made",
    "public_url": "https://kull.example.no",
}


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"entra_tenant_id": ""}, "KULL_ENTRA_TENANT_ID mangler."),
        ({"graph_client_id": ""}, "KULL_GRAPH_CLIENT_ID mangler."),
        ({"sign_in_client_id": ""}, "KULL_SIGN_IN_CLIENT_ID mangler."),
        ({"public_url": "http://kull.example.no"}, "KULL_PUBLIC_URL må begynne med https://."),
        (
            {"workflow_hosts": ".logic.azure.com,127.0.0.1"},
            "KULL_WORKFLOW_HOSTS må være endelser som begynner med punktum.",
        ),
        ({"pace": "off"}, "KULL_PACE kan ikke være off."),
        ({"now": "2026-04-01T08:00:00Z"}, "KULL_NOW kan ikke settes."),
        ({"sign_in_secret": "sandbox"}, "Hemmeligheten for innlogging er et eksempel. Hent en ny hos Entra."),
        (
            {"sign_in_secret": "your-client-secret"},
            "Hemmeligheten for innlogging er et eksempel. Hent en ny hos Entra.",
        ),
        (
            {"sign_in_secret": ""},
            "Innlogging trenger KULL_SIGN_IN_SECRET_FILE, KULL_SIGN_IN_CERTIFICATE_FILE eller KULL_SIGN_IN_SECRET.",
        ),
    ],
)
def test_v13_3_nothing_meets_a_live_tenant_before_sign_in_is_set_up(
    changed: dict[str, str], problem: str
) -> None:
    with pytest.raises(Refused, match="Tjenesten starter ikke") as refusal:
        Settings(**(LIVE | changed)).refuse_what_is_not_safe()
    assert str(refusal.value).partition(": ")[2] == problem


def test_a_live_tenant_may_be_met_with_sign_in_set_up(tmp_path: Path) -> None:
    assert Settings(**LIVE).unsafe() == []
    mounted = tmp_path / "secret"
    mounted.write_text("another-secret-that-entra-made\n")
    from_file = Settings(**(LIVE | {"sign_in_secret": "", "sign_in_secret_file": mounted}))
    assert (from_file.unsafe(), from_file.sign_in_credential) == ([], "another-secret-that-entra-made")


@pytest.mark.parametrize(
    ("ends", "ok", "detail"),
    [
        ("2026-05-02", True, "Ingenting løper ut de neste 30 dagene."),
        ("2026-04-30", True, "Det vi beviser oss med for Microsoft Graph, løper ut 30.04.2026, om 28 dager."),
        ("2026-04-01", False, "Det vi beviser oss med for Microsoft Graph, løp ut 01.04.2026."),
        (
            "",
            True,
            "Vi vet ikke når hemmeligheten for Microsoft Graph løper ut. Sett KULL_GRAPH_SECRET_ENDS.",
        ),
    ],
)
def test_the_doctor_warns_thirty_days_before_a_secret_ends(
    kull: Terminal, ends: str, ok: bool, detail: str
) -> None:
    kull.environment["KULL_GRAPH_SECRET_FILE"] = str(kull.folder / "secret")
    if ends:
        kull.environment["KULL_GRAPH_SECRET_ENDS"] = ends
    checks = kull.json("doctor", exit_code=1)["checks"]  # there is no database yet
    (found,) = [check for check in checks if check["name"] == "credentials"]
    assert (found["ok"], found["detail"]) == (ok, detail)


def test_a_certificate_says_itself_when_it_ends(kull: Terminal) -> None:
    pem = _certificate(ends=datetime(2026, 4, 11, 6, tzinfo=UTC))
    file = kull.folder / "certificate.pem"
    file.write_bytes(pem)
    kull.environment["KULL_SIGN_IN_CERTIFICATE_FILE"] = str(file)
    (found,) = [one for one in kull.json("doctor", exit_code=1)["checks"] if one["name"] == "credentials"]
    assert found == {
        "name": "credentials",
        "ok": True,
        "detail": "Det vi beviser oss med for innlogging, løper ut 11.04.2026, om 9 dager.",
        "fix": "Lag en ny hos Entra, og bytt filen. Tjenesten tar den i bruk uten å startes på nytt.",
    }


def test_a_certificate_that_cannot_be_read_fails_the_doctor(kull: Terminal) -> None:
    kull.environment["KULL_GRAPH_CERTIFICATE_FILE"] = str(kull.folder / "nothing.pem")
    (found,) = [one for one in kull.json("doctor", exit_code=1)["checks"] if one["name"] == "credentials"]
    assert (found["ok"], found["detail"]) == (
        False,
        "Sertifikatet i KULL_GRAPH_CERTIFICATE_FILE kan ikke leses.",
    )


def test_the_technical_status_says_it_to_it_as_well(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KULL_GRAPH_SECRET_FILE", str(here / "secret"))
    monkeypatch.setenv("KULL_GRAPH_SECRET_ENDS", "2026-04-30")
    settings.cache_clear()

    async def asked(client: httpx.AsyncClient) -> str:
        return (await client.get("/teknisk-status")).text

    assert "Det vi beviser oss med for Microsoft Graph, løper ut 30.04.2026, om 28 dager." in ask(asked)


def _certificate(*, ends: datetime) -> bytes:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, ends - timedelta(days=90), ends)
    return made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
