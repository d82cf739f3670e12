"""What a person is told to look at, one warning at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.programmes.dates.calendar import SchoolHoliday
from app.programmes.dates.cautions import warnings_about
from app.programmes.dates.compiler import compile_programme

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.programmes.language.definition import Definition

    Programme = Callable[..., Definition]

WINTER_HOLIDAY = SchoolHoliday(
    county="Nordland",
    name="Vinterferie",
    first_day=date(2026, 3, 2),
    last_day=date(2026, 3, 6),
    source="nfk.no 2026",
)


def warnings(definition: Definition, year: int = 2026) -> list[tuple[str, str]]:
    known = (WINTER_HOLIDAY, *(_last_day_of_july(that_year) for that_year in range(2020, 2040)))
    found = warnings_about(definition, compile_programme(definition, year), known)
    return [(warning.code, warning.text) for warning in found]


def _last_day_of_july(year: int) -> SchoolHoliday:
    """Make every school year one that holidays are known of."""
    day = date(year, 7, 31)
    return SchoolHoliday(county="Nordland", name="Sommer", first_day=day, last_day=day, source="nfk.no")


def test_a_meeting_on_a_public_holiday_is_told_the_next_working_day(programme: Programme) -> None:
    ascension = programme({"when": {"day": "05-14"}})
    assert warnings(ascension) == [
        (
            "public-holiday",
            (
                "«Samling» torsdag 14.05.2026 er på en helligdag (Kristi himmelfartsdag); "
                "neste virkedag er fredag 15.05.2026."
            ),
        )
    ]


def test_good_friday_is_a_holiday_in_easter_week_and_the_next_working_day_is_tuesday(
    programme: Programme,
) -> None:
    assert warnings(programme({"when": {"day": "04-03"}})) == [
        (
            "public-holiday",
            (
                "«Samling» fredag 03.04.2026 er på en helligdag (Langfredag); "
                "neste virkedag er tirsdag 07.04.2026."
            ),
        ),
        ("easter-week", "«Samling» fredag 03.04.2026 er i påskeuken."),
    ]


def test_the_monday_of_easter_week_is_no_holiday_but_people_are_away(programme: Programme) -> None:
    assert warnings(programme({"when": {"day": "03-30"}})) == [
        ("easter-week", "«Samling» mandag 30.03.2026 er i påskeuken.")
    ]


def test_christmas_eve_is_said(programme: Programme) -> None:
    assert warnings(programme({"when": {"day": "12-24"}})) == [
        ("christmas-eve", "«Samling» torsdag 24.12.2026 er på julaften.")
    ]


def test_a_gathering_in_a_weekend_is_said(programme: Programme) -> None:
    assert warnings(programme({"when": {"day": "09-18", "to": "09-19"}})) == [
        ("weekend-meeting", "«Samling» fredag 18.09.2026 – lørdag 19.09.2026 er i en helg.")
    ]


def test_a_deadline_in_a_weekend_is_told_the_next_working_day(programme: Programme) -> None:
    definition = programme(
        {"when": {"day": "05-19"}},
        deliverables=[
            {"key": "poster", "type": "poster", "title": "Poster", "due": {"before": "samling", "days": 3}}
        ],
    )
    assert warnings(definition) == [
        (
            "weekend-deadline",
            "Fristen for «Poster» er lørdag 16.05.2026; neste virkedag er mandag 18.05.2026.",
        )
    ]


def test_a_deadline_after_a_time_that_is_not_held_this_year_is_asked_for(programme: Programme) -> None:
    definition = programme(
        {"when": {"week": 50, "weekday": "monday"}, "repeat": {"every": "week"}},
        deliverables=[{"key": "poster", "type": "poster", "title": "Poster", "due": {"after": "samling-4"}}],
    )
    asked = {
        year: [text for code, text in warnings(definition, year) if code == "date-open"]
        for year in (2026, 2027)
    }
    assert asked == {2026: [], 2027: ["Sett frist for «Poster»."]}


def test_a_deadline_on_a_holiday_names_it(programme: Programme) -> None:
    definition = programme({}, application={"deadline": "05-01", "reply_by": "05-14"})
    assert warnings(definition) == [
        ("date-open", "Sett dag for «Samling»."),
        (
            "holiday-deadline",
            "Påmeldingsfristen er fredag 01.05.2026 (Arbeidernes dag); neste virkedag er mandag 04.05.2026.",
        ),
        (
            "holiday-deadline",
            "Svarfristen er torsdag 14.05.2026 (Kristi himmelfartsdag); neste virkedag er fredag 15.05.2026.",
        ),
    ]


def test_two_meetings_of_the_same_people_at_the_same_time_clash(programme: Programme) -> None:
    at_one = {"when": {"day": "09-16"}, "start": "13:00", "end": "14:00"}
    definition = programme(
        {**at_one, "key": "innsjekk", "title": "Innsjekk"},
        {**at_one, "key": "ledermote", "title": "Ledermøte", "audience": "leaders"},
        {**at_one, "key": "veiledermote", "title": "Veiledermøte", "audience": "mentors"},
    )
    assert warnings(definition) == [
        (
            "clash",
            (
                "«Innsjekk» onsdag 16.09.2026 kl. 13:00–14:00 kolliderer med "
                "«Ledermøte» onsdag 16.09.2026 kl. 13:00–14:00 for de samme deltakerne."
            ),
        )
    ]


def test_meetings_that_each_team_has_for_itself_clash_with_nothing_and_their_day_is_not_asked_for(
    programme: Programme,
) -> None:
    at_one = {"when": {"day": "09-16"}, "start": "13:00", "end": "14:00"}
    own = {"per": "team", "kind": "mentor_meeting"}
    assert (
        warnings(
            programme(
                {**at_one, "key": "innsjekk"},
                {**at_one, **own, "key": "samtale", "arranged_by": "unit"},
                {**own, "key": "oppstart"},
            )
        )
        == []
    )


def test_a_meeting_that_ends_when_the_next_begins_does_not_clash(programme: Programme) -> None:
    definition = programme(
        {"key": "forst", "when": {"day": "09-16"}, "start": "12:00", "end": "13:00"},
        {"key": "sist", "when": {"day": "09-16"}, "start": "13:00", "end": "14:00"},
    )
    assert warnings(definition) == []


def test_a_meeting_before_the_applicants_have_an_answer_is_too_early(programme: Programme) -> None:
    definition = programme({"when": {"day": "03-18"}}, application={"deadline": "03-02", "reply_by": "03-18"})
    assert warnings(definition) == [
        (
            "application-too-late",
            "«Samling» onsdag 18.03.2026 er før søkerne har fått svar (onsdag 18.03.2026).",
        )
    ]


def test_a_meeting_in_the_school_holidays_names_county_and_source(programme: Programme) -> None:
    assert warnings(programme({"when": {"day": "03-04"}})) == [
        (
            "school-holiday",
            "«Samling» onsdag 04.03.2026 er i vinterferie i Nordland (kilde: nfk.no 2026).",
        )
    ]


def test_school_holidays_nobody_has_entered_are_unknown_and_not_guessed(programme: Programme) -> None:
    calendar = compile_programme(programme({"when": {"day": "03-04"}}), 2026)
    assert [(one.code, one.text) for one in calendar.warnings] == [
        (
            "school-holidays-unknown",
            "Skoleferiene er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem.",
        )
    ]


def test_a_school_year_without_holidays_is_named_when_others_have_them(programme: Programme) -> None:
    definition = programme({"when": {"day": "09-16"}})
    found = warnings_about(definition, compile_programme(definition, 2027), (WINTER_HOLIDAY,))
    assert [(one.code, one.text) for one in found] == [
        (
            "school-holidays-unknown",
            "Skoleferiene i skoleåret 2027–28 er ukjent: ingen er lagt inn, så datoene er ikke holdt opp mot dem.",
        )
    ]


def test_week_53_becomes_week_52_in_a_year_without_it(programme: Programme) -> None:
    definition = programme({"when": {"week": 53, "weekday": "monday"}})
    assert warnings(definition, 2026) == []
    assert warnings(definition, 2027) == [
        ("iso-week-53", "«Samling»: 2027 har ingen uke 53; uke 52 er brukt."),
    ]


def test_week_53_among_the_weeks_of_a_repeated_meeting_is_told_of_too(programme: Programme) -> None:
    definition = programme({"when": {"weekday": "monday"}, "repeat": {"weeks": [3, 53]}})
    told = [one.text for one in compile_programme(definition, 2027).warnings if one.code == "iso-week-53"]
    assert told == ["«Samling»: 2027 har ingen uke 53; uke 52 er brukt."]


def test_the_clock_change_in_march_is_said_too(programme: Programme) -> None:
    weeks = [{"key": f"uke-{week}", "when": {"week": week, "weekday": "monday"}} for week in (12, 13, 14)]
    definition = programme(*({**week, "start": "13:00", "end": "14:00"} for week in weeks))
    assert warnings(definition, 2027) == [
        (
            "public-holiday",
            (
                "«Samling» mandag 29.03.2027 kl. 13:00–14:00 er på en helligdag (Andre påskedag); "
                "neste virkedag er tirsdag 30.03.2027."
            ),
        ),
        ("easter-week", "«Samling» mandag 22.03.2027 kl. 13:00–14:00 er i påskeuken."),
        ("easter-week", "«Samling» mandag 29.03.2027 kl. 13:00–14:00 er i påskeuken."),
        (
            "clock-change",
            (
                "Klokken stilles mellom uke 12 og uke 13: «Samling» mandag 22.03.2027 kl. 13:00–14:00 og "
                "«Samling» mandag 29.03.2027 kl. 13:00–14:00 følger norsk tid."
            ),
        ),
    ]
