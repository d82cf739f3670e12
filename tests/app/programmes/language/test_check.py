"""What a person reads when the programme they wrote cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.paths import ROOT

from app.programmes import service

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = (ROOT / "tests" / "app" / "programmes" / "whole.yaml").read_text("utf-8")

VIDEO_DUE = "due: {before: samling-1, days: 5}"
SAMLING_1 = "when: {day: 09-16, to: 09-17}"
INNSJEKK = "when: {week: 43}"
SAMLE_TEAMET = "due: {before: samling-1, days: 30}"

BROKEN: dict[str, tuple[str, str, tuple[str, str, str]]] = {
    "a wrong role name": (
        "any_of: [team_leader]",
        "any_of: [teamleder]",
        (
            "team_rules.roles[0].any_of[0]",
            "error",
            (
                "«teamleder» kan ikke stå her. Mente du «team_leader»? "
                "Velg en av leader, project_leader, team_leader, nearest_leader, top_leader, "
                "measurement_lead, meeting_lead, union_rep, safety_rep, staff, mentor, improvement_agent, "
                "user_rep, faculty, trust_contact, steering_group."
            ),
        ),
    ),
    "a length that the dates contradict": (
        "to: 09-17}, place: bodo}",
        "to: 09-17}, length: {days: 3}, place: bodo}",
        ("meetings[0].length", "error", "Datoene er 2 dager, men lengden sier 3."),
    ),
    "a deadline relative to itself": (
        "due: {before: samling-2, days: 7}",
        "due: {before: poster, days: 7}",
        ("deliverables[1].due", "error", "Fristen for «poster» regnes fra seg selv. Velg et møte."),
    ),
    "a deadline relative to a meeting that is not there": (
        VIDEO_DUE,
        "due: {before: samling-l, days: 5}",
        ("deliverables[0].due", "error", "Møtet «samling-l» finnes ikke. Mente du «samling-2»?"),
    ),
    "a task's deadline relative to a meeting that is not there": (
        SAMLE_TEAMET,
        "due: {before: kickoff, days: 30}",
        ("tasks.team[0].tasks[2].due", "error", "Møtet «kickoff» finnes ikke."),
    ),
    "a field with a spelling mistake": (
        "purpose: Øve",
        "purpose: Øve\npurpuse: Igjen",
        ("purpuse", "error", "Feltet «purpuse» er ukjent. Mente du «purpose»?"),
    ),
    "a field that is missing": ("owner: Helse Nord RHF\n", "", ("owner", "error", "Feltet mangler.")),
    "a version that is no number": (
        "version: 1",
        "version: første",
        ("version", "error", "Her skal det stå et helt tall."),
    ),
    "a version below one": ("version: 1", "version: 0", ("version", "error", "Tallet må være minst 1.")),
    "an empty name": ("name: Eksempel", 'name: ""', ("name", "error", "Teksten kan ikke være tom.")),
    "a key with capital letters": (
        "key: eksempel",
        "key: Eksempel 1",
        ("key", "error", "«Eksempel 1»: en nøkkel har bare små bokstaver a–z, tall og bindestrek."),
    ),
    "a day that does not exist": (
        SAMLING_1,
        "when: {day: 02-30}",
        ("meetings[0].when.day", "error", "Det finnes ingen dag 02-30; skriv måned og dag, som 09-16."),
    ),
    "a day written the Norwegian way": (
        SAMLING_1,
        "when: {day: 16.09}",
        ("meetings[0].when.day", "error", "Her skal det stå tekst. Sett anførselstegn rundt verdien."),
    ),
    "a week that does not exist": (
        INNSJEKK,
        "when: {week: 54}",
        ("meetings[1].when.week", "error", "Tallet kan være høyst 53."),
    ),
    "a month and a week at once": (
        INNSJEKK,
        "when: {week: 43, month: 10}",
        ("meetings[1].when", "error", "Velg én av day, week, month og season."),
    ),
    "a weekday without a week": (
        INNSJEKK,
        "when: {month: 10, weekday: monday}",
        ("meetings[1].when", "error", "Weekday hører sammen med week."),
    ),
    "a last day before the first": (
        SAMLING_1,
        "when: {day: 09-17, to: 09-16}",
        ("meetings[0].when", "error", "To er siste dag og må komme etter day."),
    ),
    "a clock time with a full stop": (
        'start: "13:00"',
        'start: "13.00"',
        ("defaults.check_in.start", "error", "«13.00»: et klokkeslett skrives slik: 13:00."),
    ),
    "a meeting that ends before it begins": (
        'start: "13:00"',
        'start: "15:00"',
        ("meetings[1]", "error", "Møtet slutter 14:00, før det begynner 15:00."),
    ),
    "a meeting that begins and never ends": (
        ', end: "14:00"}',
        "}",
        ("meetings[1]", "error", "Skriv både start og end, eller ingen av dem."),
    ),
    "a kind of meeting nobody knows": (
        "kind: check_in",
        "kind: checkin",
        (
            "meetings[1].kind",
            "error",
            (
                "«checkin» kan ikke stå her. Mente du «check_in»? "
                "Velg en av gathering, check_in, mentor_meeting, start_meeting, phone_meeting, "
                "digital_meeting, closing, network_meeting, board_meeting, conference."
            ),
        ),
    ),
    "the same key for two meetings": (
        "key: samling-2",
        "key: samling-1",
        ("meetings[2].key", "error", "Nøkkelen «samling-1» er brukt før."),
    ),
    "a place that is not there": (
        "place: bodo",
        "place: tromso",
        ("meetings[0].place", "error", "Stedet «tromso» finnes ikke."),
    ),
    "an addition that is not there": (
        "folder: Presentasjon, addition: video}",
        "folder: Presentasjon, addition: vidio}",
        ("deliverables[0].addition", "error", "Tillegget «vidio» finnes ikke. Mente du «video»?"),
    ),
    "a deliverable with two tasks": (
        "{key: samle-teamet, title: Samle teamet, due: {before: samling-1, days: 30}}",
        "{key: samle-teamet, title: Samle teamet, deliverable: poster}",
        (
            "tasks.team[0].tasks[1].deliverable",
            "error",
            "Leveransen «poster» har flere oppgaver; den skal ha én.",
        ),
    ),
    "a task with a deadline of its own and a deliverable's": (
        "title: Lage poster, deliverable: poster",
        "title: Lage poster, deliverable: poster, due: {before: samling-1, days: 1}",
        ("tasks.team[0].tasks[1].due", "error", "Oppgaven følger leveransens frist og kan ikke ha en egen."),
    ),
    "a deliverable without a task": (
        "        - {key: lage-poster, title: Lage poster, deliverable: poster}\n",
        "",
        ("deliverables[1]", "warning", "Leveransen har ingen oppgave."),
    ),
    "a folder that is not there": (
        "days: 5}, folder: Presentasjon",
        "days: 5}, folder: Presentasjoner",
        ("deliverables[0].folder", "error", "Mappen «Presentasjoner» finnes ikke. Mente du «Presentasjon»?"),
    ),
    "a folder name SharePoint refuses": (
        "cohort: [{name: Samling 1}]",
        'cohort: [{name: "Samling: 1"}]',
        (
            "folders.cohort[0].name",
            "error",
            'Navnet kan ikke inneholde " * : < > ? / \\ | # % eller slutte med punktum.',
        ),
    ),
    "an identity number in a text": (
        "title: Lage poster, deliverable: poster",
        "title: Lage poster om 018180 12337, deliverable: poster",
        (
            "tasks.team[0].tasks[1].title",
            "error",
            "Et tall her ser ut som et fødselsnummer; ta det bort.",
        ),
    ),
    "an answer before the deadline": (
        "reply_by: 03-18",
        "reply_by: 02-18",
        ("application.reply_by", "error", "Svaret kan ikke komme før påmeldingsfristen."),
    ),
    "a goal outside the scale": (
        "goal_step: 4",
        "goal_step: 5",
        ("self_evaluation.goal_step", "error", "Målet er ikke et av trinnene i skalaen."),
    ),
    "a year that was forgotten": (
        ", years_after: 1}",
        "}",
        ("meetings[2].when", "warning", "«Samling 2» kommer før «Innsjekk». Mangler years_after?"),
    ),
    "a repeated meeting with a date": (
        INNSJEKK,
        "when: {day: 10-19}, repeat: {every: week}",
        ("meetings[1].when", "error", "Et møte som gjentas, trenger week eller month, eller ingen dato."),
    ),
    "a weekly meeting in a month": (
        INNSJEKK,
        "when: {month: 10}, repeat: {every: week, times: 4}",
        ("meetings[1].when", "error", "Et møte hver uke trenger week, ikke month."),
    ),
    "a list where one name should be": (
        "name: Eksempel",
        "name: [Eksempel]",
        ("name", "error", "Her skal det stå tekst. Sett anførselstegn rundt verdien."),
    ),
    "meetings that are no list": (
        "tasks:\n  team:\n",
        "tasks:\n  lag:\n",
        ("tasks.lag", "error", "Feltet «lag» er ukjent."),
    ),
    "a field twice": (
        "purpose: Øve",
        "purpose: Øve\npurpose: Igjen",
        ("linje 6", "error", "Det samme feltet står to ganger."),
    ),
    "a bracket that never closes": (
        "source: {document: Et notat}",
        "source: {document: Et notat",
        ("linje 7", "error", "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."),
    ),
}


def problems_in(text: str | bytes, folder: Path) -> list[tuple[str, str, str]]:
    path = folder / "program.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(problem.path, problem.level, problem.text) for problem in service.check(path)]


def test_the_whole_definition_has_no_problem(tmp_path: Path) -> None:
    assert problems_in(WHOLE, tmp_path) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_definition_is_named_by_place_and_sentence(case: str, tmp_path: Path) -> None:
    right, wrong, expected = BROKEN[case]
    assert WHOLE.count(right) >= 1
    assert problems_in(WHOLE.replace(right, wrong, 1), tmp_path)[:1] == [expected]


def test_there_are_at_least_thirty_ways_to_break_it() -> None:
    assert len(BROKEN) >= 30


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("fil", "error", "Her skal det stå felter med verdier under.")),
        (b"- bare\n- en liste\n", ("fil", "error", "Her skal det stå felter med verdier under.")),
        ("navn: Bodø".encode("cp1252"), ("program.yaml", "error", "Filen er ikke lagret som UTF-8.")),
        (
            b"a: !!python/object:os.system x",
            ("linje 1", "error", "Filen er ikke gyldig YAML her. Se etter innrykk, kolon og anførselstegn."),
        ),
        (b"[" * 5000, ("fil", "error", "Filen har for mange nivåer inni hverandre.")),
        (b"\x00", ("fil", "error", "Filen er ikke gyldig YAML.")),
        (b"# " + b"x" * 1_000_000, ("program.yaml", "error", "Filen er større enn en million tegn.")),
    ],
)
def test_a_file_that_is_no_definition_is_refused_in_a_sentence(
    content: bytes, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert problems_in(content, tmp_path) == [expected]


def test_a_file_that_is_not_there_is_a_sentence_too(tmp_path: Path) -> None:
    problems = service.check(tmp_path / "borte.yaml")
    assert [(one.path, one.text) for one in problems] == [
        ("borte.yaml", "Filen finnes ikke eller kan ikke leses.")
    ]
