"""Best på å bli bedre, in the year its guide names and in others."""

from __future__ import annotations

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme


def test_in_2025_the_dates_are_the_guides_own() -> None:
    calendar = compile_programme(shelf.shipped_one("ahus-2025"), 2025)
    assert [
        (one.id, str(one.starts_at), str(one.ends_at), one.basis, one.period) for one in calendar.meetings
    ] == [
        ("oppstartsmote", "None", "None", "source", None),
        ("samling-1", "2025-09-02 08:30:00+02:00", "2025-09-02 15:30:00+02:00", "source", None),
        ("samling-2", "2025-12-09 08:30:00+01:00", "2025-12-09 15:30:00+01:00", "source", None),
        ("samling-3", "2026-03-24 08:30:00+01:00", "2026-03-24 15:30:00+01:00", "source", None),
        ("forbedringsdagen", "None", "None", "source", "høsten 2026"),
    ]


def test_in_2026_they_are_moved_to_the_same_weekday_of_the_same_week() -> None:
    calendar = compile_programme(shelf.shipped_one("ahus-2025"), 2026)
    assert [(one.id, str(one.starts_at), one.basis, one.period) for one in calendar.meetings] == [
        ("oppstartsmote", "None", "source", None),
        ("samling-1", "2026-09-01 08:30:00+02:00", "moved", None),
        ("samling-2", "2026-12-08 08:30:00+01:00", "moved", None),
        ("samling-3", "2027-03-30 08:30:00+02:00", "moved", None),
        ("forbedringsdagen", "None", "moved", "høsten 2027"),
    ]


def test_the_video_is_due_on_the_28th_of_august_and_follows_the_gathering() -> None:
    definition = shelf.shipped_one("ahus-2025")
    due = [compile_programme(definition, year).deliverables[0] for year in (2025, 2026)]
    assert [(str(one.due), one.basis) for one in due] == [
        ("2025-08-28 23:59:00+02:00", "source"),
        ("2026-08-27 23:59:00+02:00", "moved"),
    ]


def test_only_the_gatherings_are_at_folkets_hus() -> None:
    calendar = compile_programme(shelf.shipped_one("ahus-2025"), 2025)
    assert [one.place for one in calendar.meetings] == [
        None,
        "Folkets hus, Lillestrøm, Storgata 38",
        "Folkets hus, Lillestrøm, Storgata 38",
        "Folkets hus, Lillestrøm, Storgata 38",
        None,
    ]
    content = calendar.meetings[1].content
    way = content.way_to("Folkets hus, Lillestrøm, Storgata 38")
    assert (content.text, way and way.travel, way and way.link) == (
        "Teamets videopresentasjon blir vist.",
        "Ca. 800 meter fra Lillestrøm stasjon.",
        "https://folketshuslillestrom.no/informasjon",
    )


def test_reports_no_document_gives_a_deadline_for_are_assumed() -> None:
    calendar = compile_programme(shelf.shipped_one("ahus-2025"), 2025)
    assert [(one.id, one.due and str(one.due.date()), one.basis) for one in calendar.deliverables[1:]] == [
        ("statusrapport-1", "2025-12-02", "assumed"),
        ("statusrapport-2", "2026-03-17", "assumed"),
        ("fremdriftsplan-tiltak", "2025-12-02", "assumed"),
        ("fremdriftsplan-malinger", "2025-12-02", "assumed"),
        ("poster", None, "assumed"),
        ("presentasjon", None, "assumed"),
    ]


def test_the_start_meeting_is_each_teams_own() -> None:
    start = compile_programme(shelf.shipped_one("ahus-2025"), 2025).meetings[0]
    assert (start.per, start.audience, start.content.text) == (
        "team",
        "leaders_and_mentors",
        "Teamleder inviterer veilederen til et møte i oppstartsfasen, før første samling.",
    )
    assert start.content.agenda_by_day == (
        (
            1,
            (
                "Bli kjent",
                "Avklare forventninger til veiledning",
                "Forklare bakgrunn for valgt forbedringstema",
                "Planlegge møter i teamet og møter med veileder",
                "Organisering: hvem er med i teamet, og er det riktig sammensatt?",
            ),
        ),
    )
