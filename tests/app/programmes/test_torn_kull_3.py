"""Tørn kull 3 as the invitation says it, and nothing more."""

from __future__ import annotations

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.own import additions

MEETINGS_2026 = [
    ("oppstart-prosjektledere", "leaders", None, None, "month", "source", "april 2026"),
    ("oppstart-veiledere", "mentors", None, None, "month", "source", "april 2026"),
    (
        "forberedelse",
        "everyone",
        "2026-08-24T13:00:00+02:00",
        "2026-08-24T14:00:00+02:00",
        "exact",
        "assumed",
        None,
    ),
    ("samling-1", "teams", "2026-09-16T00:00:00+02:00", "2026-09-18T00:00:00+02:00", "exact", "source", None),
    (
        "innsjekk-uke-43",
        "teams",
        "2026-10-19T13:00:00+02:00",
        "2026-10-19T14:00:00+02:00",
        "exact",
        "source",
        None,
    ),
    (
        "veiledermote-uke-44",
        "mentors",
        "2026-10-26T13:00:00+01:00",
        "2026-10-26T14:00:00+01:00",
        "exact",
        "source",
        None,
    ),
    ("samling-2", "teams", "2026-11-04T00:00:00+01:00", "2026-11-06T00:00:00+01:00", "exact", "source", None),
    (
        "innsjekk-uke-49",
        "teams",
        "2026-11-30T13:00:00+01:00",
        "2026-11-30T14:00:00+01:00",
        "exact",
        "source",
        None,
    ),
    (
        "veiledermote-uke-50",
        "mentors",
        "2026-12-07T13:00:00+01:00",
        "2026-12-07T14:00:00+01:00",
        "exact",
        "source",
        None,
    ),
    ("samling-3", "teams", "2027-01-28T00:00:00+01:00", "2027-01-29T00:00:00+01:00", "exact", "source", None),
    (
        "innsjekk-uke-9",
        "teams",
        "2027-03-01T13:00:00+01:00",
        "2027-03-01T14:00:00+01:00",
        "exact",
        "source",
        None,
    ),
    (
        "veiledermote-uke-10",
        "mentors",
        "2027-03-08T13:00:00+01:00",
        "2027-03-08T14:00:00+01:00",
        "exact",
        "source",
        None,
    ),
    ("samling-4", "teams", "2027-05-12T00:00:00+02:00", "2027-05-14T00:00:00+02:00", "exact", "source", None),
]


def test_every_meeting_of_2026_is_where_the_invitation_puts_it() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2026)
    assert [
        (
            meeting.id,
            meeting.audience,
            meeting.starts_at and meeting.starts_at.isoformat(),
            meeting.ends_at and meeting.ends_at.isoformat(),
            meeting.precision,
            meeting.basis,
            meeting.period,
        )
        for meeting in calendar.meetings
    ] == MEETINGS_2026


def test_a_gathering_without_hours_lasts_all_day_and_a_check_in_does_not() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2026)
    assert [meeting.id for meeting in calendar.meetings if meeting.all_day] == [
        "samling-1",
        "samling-2",
        "samling-3",
        "samling-4",
    ]


def test_no_place_is_chosen_while_tromso_and_bodo_only_alternate() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2026)
    assert {meeting.place for meeting in calendar.meetings} == {None}


def test_a_start_in_2025_gives_the_mondays_of_that_winter() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2025)
    mondays = {
        meeting.id: str(meeting.first_day)
        for meeting in calendar.meetings
        if meeting.kind in {"check_in", "mentor_meeting"}
    }
    assert mondays == {
        "forberedelse": "2025-08-25",
        "innsjekk-uke-43": "2025-10-20",
        "veiledermote-uke-44": "2025-10-27",
        "innsjekk-uke-49": "2025-12-01",
        "veiledermote-uke-50": "2025-12-08",
        "innsjekk-uke-9": "2026-02-23",
        "veiledermote-uke-10": "2026-03-02",
    }


def test_deadlines_we_added_are_never_said_to_be_the_invitations() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2026)
    assert [(one.id, str(one.due), one.basis, one.origin) for one in calendar.deliverables] == [
        ("video", "2026-09-11 23:59:00+02:00", "assumed", "addition"),
        ("statusrapport-1", "2026-10-28 23:59:00+01:00", "assumed", "addition"),
        ("fremdriftsplan-tiltak", "2026-11-18 23:59:00+01:00", "assumed", "addition"),
        ("fremdriftsplan-malinger", "2026-11-18 23:59:00+01:00", "assumed", "addition"),
        ("statusrapport-2", "2027-01-21 23:59:00+01:00", "assumed", "addition"),
        ("statusrapport-3", "2027-05-05 23:59:00+02:00", "assumed", "addition"),
        ("poster", "2027-05-27 23:59:00+02:00", "assumed", "source"),
    ]


def test_what_a_person_must_look_at_before_2026_is_sent_out() -> None:
    calendar = compile_programme(shelf.shipped_one("torn-kull-3"), 2026)
    assert [(warning.code, warning.text) for warning in calendar.warnings] == [
        (
            "totals-disagree",
            (
                "Teksten sier 4 innsjekker; programmet viser 3, "
                "eller 4 når «Digitalt forberedelsesmøte for alle deltakere» regnes med."
            ),
        ),
        ("totals-disagree", "Teksten sier 8 måneder; fra første til siste møte i listen er det 13."),
        (
            "outside-stated-months",
            (
                "«Digitalt oppstartsmøte prosjektledere» april 2026, "
                "«Digitalt oppstartsmøte veiledere» april 2026 og "
                "«Digitalt forberedelsesmøte for alle deltakere» mandag 24.08.2026 kl. 13:00–14:00 "
                "er utenfor de 8 månedene fra onsdag 16.09.2026."
            ),
        ),
        (
            "assumed-date",
            (
                "«Digitalt forberedelsesmøte for alle deltakere»: ukedag og klokkeslett står ikke i kilden; "
                "mandag 24.08.2026 kl. 13:00–14:00 er antatt."
            ),
        ),
        (
            "date-open",
            (
                "Sett dag for «Digitalt oppstartsmøte prosjektledere» (april 2026) "
                "og «Digitalt oppstartsmøte veiledere» (april 2026)."
            ),
        ),
        (
            "place-open",
            "Stedet veksler mellom Tromsø og Bodø; velg sted for «Samling 1», «Samling 2» og «Samling 4».",
        ),
        ("weekend-deadline", "Påmeldingsfristen er søndag 01.03.2026; neste virkedag er mandag 02.03.2026."),
        (
            "clock-change",
            (
                "Klokken stilles mellom uke 43 og uke 44: "
                "«Digital innsjekk» mandag 19.10.2026 kl. 13:00–14:00 og "
                "«Digitalt veiledermøte» mandag 26.10.2026 kl. 13:00–14:00 følger norsk tid."
            ),
        ),
        ("iso-week-53", "2026 har uke 53: det er én uke mer enn vanlig mellom ukene før og etter nyttår."),
        (
            "school-holidays-unknown",
            "Skoleferiene er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem.",
        ),
    ]


def test_without_its_additions_only_the_invitations_own_is_left() -> None:
    bare = additions.switch_off(shelf.shipped_one("torn-kull-3"), shelf.shipped_one("torn-kull-3").additions)
    assert [deliverable.key for deliverable in bare.deliverables] == ["poster"]
    assert (bare.deliverables[0].made_from, bare.deliverables[0].due) == ((), None)
    assert [task.key for phase in bare.tasks.team for task in phase.tasks] == ["lage-poster"]
    assert [
        (task.key, task.due and task.due.day) for phase in bare.tasks.organiser for task in phase.tasks
    ] == [
        ("svar-om-plass", "03-18"),
        ("fordele-midler", None),
    ]
    assert [folder.name for folder in bare.folders.team] == ["04 Målinger", "05 Poster"]
    assert (bare.team_rules.size, bare.team_rules.course, bare.self_evaluation, bare.retention) == (
        None,
        None,
        None,
        (),
    )
    assert len(bare.meetings) == 13


def test_the_leader_is_project_leader_and_team_leader() -> None:
    assert shelf.shipped_one("torn-kull-3").roles["leader"].counts_as == (
        "project_leader",
        "team_leader",
    )
