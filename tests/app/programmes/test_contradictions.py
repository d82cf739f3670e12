"""Where the documents contradict themselves or say too little: the decision taken, pinned."""

from __future__ import annotations

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme


def meetings(key: str, version: int | None = None) -> list[tuple[str, str, int]]:
    return [(one.key, one.kind, one.length.days) for one in shelf.shipped_one(key, version).meetings]


def codes(key: str, year: int) -> list[str]:
    return [warning.code for warning in compile_programme(shelf.shipped_one(key), year).warnings]


def test_torns_week_35_is_the_fourth_check_in_by_our_reading_and_says_so() -> None:
    check_ins = [one for one in shelf.shipped_one("torn-kull-3").meetings if one.kind == "check_in"]
    assert [(one.key, one.assumed) for one in check_ins] == [
        ("forberedelse", ("kind", "weekday", "time")),
        ("innsjekk-uke-43", ("per",)),
        ("innsjekk-uke-49", ("per",)),
        ("innsjekk-uke-9", ("per",)),
    ]


def test_torns_eight_months_fit_its_gatherings_and_the_rest_is_named_as_outside() -> None:
    assert codes("torn-kull-3", 2026).count("outside-stated-months") == 1


def test_torns_dates_are_its_own_in_2026_and_wait_in_the_same_week_of_any_other_year() -> None:
    gatherings = {
        year: [
            (str(one.first_day), one.basis)
            for one in compile_programme(shelf.shipped_one("torn-kull-3"), year).meetings
            if one.kind == "gathering"
        ]
        for year in (2025, 2026)
    }
    assert gatherings == {
        2025: [
            ("2025-09-17", "moved"),
            ("2025-11-05", "moved"),
            ("2026-01-22", "moved"),
            ("2026-05-06", "moved"),
        ],
        2026: [
            ("2026-09-16", "source"),
            ("2026-11-04", "source"),
            ("2027-01-28", "source"),
            ("2027-05-12", "source"),
        ],
    }


def test_the_first_of_march_stays_the_deadline_and_the_weekend_is_said() -> None:
    texts = {
        year: [
            warning.text
            for warning in compile_programme(shelf.shipped_one("torn-kull-3"), year).warnings
            if warning.text.startswith("Påmeldingsfristen")
        ]
        for year in (2025, 2026, 2027)
    }
    assert texts == {
        2025: ["Påmeldingsfristen er lørdag 01.03.2025; neste virkedag er mandag 03.03.2025."],
        2026: ["Påmeldingsfristen er søndag 01.03.2026; neste virkedag er mandag 02.03.2026."],
        2027: [],
    }


def test_a_common_check_in_is_assumed_where_torn_does_not_say() -> None:
    assert {one.per for one in shelf.shipped_one("torn-kull-3").meetings} == {"cohort"}


def test_ks_fhi_has_four_gatherings_of_two_days_and_a_fifth_that_some_teams_may_get() -> None:
    gatherings = [one for one in shelf.shipped_one("ks-fhi").meetings if one.kind == "gathering"]
    assert [(one.key, one.length.days, one.audience, one.optional) for one in gatherings] == [
        ("samling-1", 2, "teams", False),
        ("samling-2", 2, "teams", False),
        ("samling-3", 2, "teams", False),
        ("samling-4", 2, "teams", False),
        ("samling-5", 1, "some_teams", True),
    ]
    assert codes("ks-fhi", 2026) == ["date-open"]


def test_ahus_closed_in_june_in_the_interview_and_closes_in_the_autumn_in_2025() -> None:
    closing = {
        key: next(
            one for one in compile_programme(shelf.shipped_one(key), year).meetings if one.kind == "closing"
        )
        for key, year in (("ahus-2019", 2019), ("ahus-2025", 2025))
    }
    assert {key: (one.period, one.precision, one.basis) for key, one in closing.items()} == {
        "ahus-2019": ("juni 2020", "month", "assumed"),
        "ahus-2025": ("høsten 2026", "season", "source"),
    }


def test_phrks_two_gatherings_are_its_two_days_and_skype_is_two_meetings_of_two_to_three_hours() -> None:
    definition = shelf.shipped_one("unn-phrk")
    assert [
        (one.key, one.length.days, one.length.hours) for one in definition.meetings if not one.addition
    ] == [
        ("samling-1", 1, None),
        ("digitalt-mote-1", 1, (2, 3)),
        ("digitalt-mote-2", 1, (2, 3)),
        ("samling-2", 1, None),
    ]
    assert definition.meetings[0].assumed == ("mode", "length")


def test_the_lost_field_list_of_the_status_report_comes_from_the_poster_and_the_self_evaluation() -> None:
    report = shelf.shipped_one("pasientsikkerhet").deliverables[2]
    assert (report.key, report.requirements[0].fields, report.requirements[0].level) == (
        "statusrapport-1",
        (
            "Prosjekt",
            "Enhet og dato",
            "Om avdelingen",
            "Utfordring",
            "Mål",
            "Målinger",
            "Tiltak",
            "Resultater",
            "Nye læringspunkter",
            "Neste steg",
            "Forbedringsteamet",
            "Nærmeste leder",
            "Selvevaluering",
        ),
        "soft",
    )


def test_the_video_has_three_receivers_and_is_one_deliverable() -> None:
    videos = [one for one in shelf.shipped_one("ahus-2025").deliverables if one.type == "video"]
    assert [(one.key, one.routes) for one in videos] == [("video", ("mentor", "channel", "mailbox"))]


def test_thirty_seconds_is_a_must_and_lying_down_is_a_wish() -> None:
    video = shelf.shipped_one("ahus-2025").deliverables[0]
    assert [(one.check, one.value, one.level) for one in video.requirements] == [
        ("max_seconds", 30, "hard"),
        ("landscape", None, "soft"),
        ("consent", None, "hard"),
    ]


def test_the_evaluation_dated_before_its_deadline_is_told_and_not_mended() -> None:
    assert [text for text in shelf.shipped_one("unn-nor-2022").source.open if "01.04.2023" in text] == [
        (
            "I samme sak er evalueringen (01.04.2023) tidfestet før fristen den skal følge opp (20.10.2023). "
            "Rekkefølgen i kilden er beholdt som den står og er ikke rettet."
        )
    ]


def test_vestre_viken_has_four_single_days_today_and_2_1_1_next() -> None:
    assert {version: [days for _, _, days in meetings("vestre-viken", version)] for version in (1, 2)} == {
        1: [1, 1, 1, 1],
        2: [2, 1, 1],
    }
    assert {
        one.kind for version in (1, 2) for one in shelf.shipped_one("vestre-viken", version).meetings
    } == {"gathering"}


def test_the_board_meetings_go_on_every_week_with_the_hosts_in_turn() -> None:
    board = compile_programme(shelf.shipped_one("unn-tavlemoter"), 2026).meetings
    assert [(one.id, one.host, one.period) for one in board[:4]] == [
        ("tavlemote-1", "NOR", "uke 1 2026"),
        ("tavlemote-2", "PHRK", "uke 2 2026"),
        ("tavlemote-3", "OPIN", "uke 3 2026"),
        ("tavlemote-4", "NOR", "uke 4 2026"),
    ]
    assert [
        len(compile_programme(shelf.shipped_one("unn-tavlemoter"), year).meetings) for year in (2025, 2026)
    ] == [
        52,
        53,
    ]


def test_a_programme_without_dates_in_its_source_has_none() -> None:
    calendar = compile_programme(shelf.shipped_one("unn-2021"), 2021)
    assert {(one.starts_at, one.precision, one.period) for one in calendar.meetings} == {
        (None, "unknown", None)
    }
