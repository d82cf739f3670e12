"""The audit is append-only and chained, on both databases: nothing is changed, left out or added unseen."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select
from support.erasing import without_words

from app import audit
from app.audit import Act, AuditHead, AuditRecord, Deed
from app.audit.chain import broken_links
from app.errors import Conflict
from app.web.http.form_replay import SentForm

if TYPE_CHECKING:
    from sqlalchemy import Engine

RECORD = "Post 2 er ikke slik den ble skrevet."
CONTENT = "Innholdet i post 2 er ikke slik det ble skrevet."
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
WITHOUT_GUARDS = {
    "sqlite": ["DROP TRIGGER audit_holds", "DROP TRIGGER audit_stays"],
    "postgresql": ["DROP TRIGGER audit_holds ON auditrecord", "DROP TRIGGER audit_stays ON auditrecord"],
}


def write(session: Session, number: int, *, actor: str = "Frida") -> None:
    audit.record(
        session,
        Act.meeting_moved,
        Deed(actor=actor, at=NOON),
        about=f"m-{number}",
        details={"from": 1, "to": "Æ"},
    )


def written(database: Engine, count: int) -> None:
    with Session(database) as session:
        for number in range(count):
            write(session, number)
        session.commit()


def problems(database: Engine) -> list[str]:
    with Session(database) as session:
        return list(broken_links(session))


def tamper(database: Engine, statement: str) -> None:
    """What somebody does who owns the database."""
    with database.begin() as connection:
        for drop in WITHOUT_GUARDS[database.dialect.name]:
            connection.execute(text(drop))
        connection.execute(text(statement))


def test_v16_4_what_is_recorded_hangs_together(database: Engine) -> None:
    written(database, 3)
    written(database, 2)
    with Session(database) as session:
        rows = session.exec(select(AuditRecord).order_by(col(AuditRecord.position))).all()
        assert [(row.position, row.about) for row in rows] == [
            (1, "m-0"),
            (2, "m-1"),
            (3, "m-2"),
            (4, "m-0"),
            (5, "m-1"),
        ]
        assert [row.previous for row in rows] == ["", *(row.digest for row in rows[:-1])]
        head = session.get_one(AuditHead, 1)
        assert (head.records, head.digest) == (5, rows[-1].digest)
    assert problems(database) == []


def test_an_empty_audit_hangs_together(database: Engine) -> None:
    assert problems(database) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE auditrecord SET act = 'meeting moveD' WHERE position = 2", RECORD),
        ("UPDATE auditrecord SET actor = 'Frido' WHERE position = 2", CONTENT),
        ("UPDATE auditrecord SET about = 'm-2' WHERE position = 2", CONTENT),
        ("UPDATE auditrecord SET origin = 'x' WHERE position = 2", CONTENT),
        ("UPDATE auditrecord SET details = '{}' WHERE position = 2", CONTENT),
        ("UPDATE auditrecord SET request_id = 'x' WHERE position = 2", RECORD),
        ("UPDATE auditrecord SET cohort_id = 7 WHERE position = 2", RECORD),
        ("UPDATE auditrecord SET at = '2026-04-01 12:00:01' WHERE position = 2", RECORD),
        ("DELETE FROM auditrecord WHERE position = 2", "Post 2 mangler."),
        ("DELETE FROM auditrecord WHERE position = 3", "Loggen slutter ved post 2, men skulle ikke ha gjort det."),
        (
            "UPDATE auditrecord SET actor = 'Frido', erased_at = '2026-04-01 12:00:00' WHERE position = 2",
            "Post 2 er endret uten at en sletting sier det.",
        ),
        ("UPDATE auditrecord SET position = NULL WHERE position = 3", "Noen har lagt til en post utenom tjenesten."),
    ],
)  # fmt: skip
def test_v16_4_one_byte_changed_is_seen(database: Engine, statement: str, problem: str) -> None:
    written(database, 3)
    tamper(database, statement)
    assert problems(database)[-1] == problem


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE auditrecord SET actor = 'x' WHERE position = 1",
        "UPDATE auditrecord SET act = 'x', erased_at = '2026-04-01 12:00:00' WHERE position = 1",
        "UPDATE auditrecord SET digest = NULL",
        "DELETE FROM auditrecord",
    ],
)
def test_v16_4_the_database_itself_refuses_to_change_the_audit(database: Engine, statement: str) -> None:
    written(database, 2)
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.execute(text(statement))
    assert problems(database) == []


def test_v16_2_a_record_without_an_actor_is_refused(database: Engine) -> None:
    with Session(database) as session:
        write(session, 1, actor="")
        with pytest.raises(DBAPIError, match="actor_is_named"):
            session.commit()


def test_the_chain_holds_when_many_write_at_once(database: Engine) -> None:
    """Four writers, as a route and the runner are, each with twenty-five transactions of three records."""

    def write_on() -> None:
        for _ in range(25):
            written(database, 3)

    writers = [threading.Thread(target=write_on) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert problems(database) == []
    with Session(database) as session:
        assert session.get_one(AuditHead, 1).records == 300


def test_v2_3_of_two_who_save_in_the_same_moment_one_is_later(database: Engine) -> None:
    """Each has begun to write, as a form that is sent has, before it looks whether somebody was first."""
    at_once, said = threading.Barrier(2), []

    def save(who: str) -> None:
        with Session(database) as session:
            at_once.wait()
            session.add(SentForm(key=who, at=NOON))
            session.flush()
            try:
                audit.refuse_if_changed(session, about=["m-1"], since=0)
                write(session, 1, actor=who)
                session.commit()
                said.append("saved")
            except Conflict as refusal:
                said.append(str(refusal).partition(" 01")[0])

    people = [threading.Thread(target=save, args=(who,)) for who in ("Ada", "Frida")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(said) in (["Endret av Ada", "saved"], ["Endret av Frida", "saved"])


def test_what_is_undone_leaves_no_gap(database: Engine) -> None:
    written(database, 1)
    with Session(database) as session:
        write(session, 1)
        session.flush()
        session.rollback()
        with session.begin_nested() as trial:
            write(session, 2)
            trial.rollback()
        write(session, 3)
        session.commit()
    assert problems(database) == []
    with Session(database) as session:
        assert [row.about for row in session.exec(select(AuditRecord)).all()] == ["m-0", "m-3"]


def test_a_person_is_erased_and_the_chain_holds(database: Engine) -> None:
    with Session(database) as session:
        write(session, 1, actor="Kari «Æ» Nordmann")
        audit.record(
            session,
            Act.message_sent,
            Deed(actor="Frida", at=NOON),
            about="kari@example.no",
            details={"to": ["kari@example.no"]},
        )
        write(session, 2)
        session.commit()
    kari = without_words("person 1", "Kari «Æ» Nordmann", "kari@example.no")
    ada = Deed(actor="Ada", at=NOON)
    with Session(database) as session:
        assert audit.erase(session, without=kari, pseudonym="person 1", deed=ada) == 2
        session.commit()
        rows = session.exec(select(AuditRecord).order_by(col(AuditRecord.position))).all()
        assert [(row.actor, row.about, row.details.get("to")) for row in rows[:3]] == [
            ("person 1", "m-1", "Æ"),
            ("Frida", "person 1", ["person 1"]),
            ("Frida", "m-2", "Æ"),
        ]
        assert [row.position for row in rows if "ari" in str(row.model_dump())] == []
    assert problems(database) == []
    with Session(database) as session:
        assert (
            audit.erase(
                session,
                without=without_words("person 2", "Frida"),
                pseudonym="person 2",
                deed=Deed(actor="Ada", at=datetime(2026, 4, 2, tzinfo=UTC)),
            )
            == 2
        )
        session.commit()
    assert problems(database) == []


def test_v16_4_an_erasure_hides_nothing_else(database: Engine) -> None:
    written(database, 3)
    with Session(database) as session:
        frida, ada = without_words("person 1", "Frida"), Deed(actor="Ada", at=NOON)
        audit.erase(session, without=frida, pseudonym="person 1", deed=ada)
        session.commit()
    tamper(database, "UPDATE auditrecord SET about = 'm-9' WHERE position = 2")
    assert problems(database) == ["Post 2 er endret uten at en sletting sier det."]
