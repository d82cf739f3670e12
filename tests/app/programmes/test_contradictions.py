"""Where the documents contradict themselves or say too little: the decision taken, pinned."""

from __future__ import annotations

from app.programmes import shelf
from app.programmes.dates.compiler import compile_programme
from app.programmes.language.consistency import tasks_of
from app.programmes.own import derived
from app.programmes.own.additions import switch_off

NEWEST = list({one.key: one for one in shelf.shipped()}.values())


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


def test_torns_days_are_those_of_2026_and_in_other_years_they_are_moved() -> None:
    """The invitation names no year (R019, gap in `000`): the third cohort's is 2026."""
    assert shelf.shipped_one("torn-kull-3").source.year == 2026
    gatherings = {
        year: [
            (str(one.first_day), one.basis)
            for one in compile_programme(shelf.shipped_one("torn-kull-3"), year).meetings
            if one.kind == "gathering"
        ]
        for year in (2026, 2027)
    }
    assert gatherings == {
        2026: [
            ("2026-09-16", "source"),
            ("2026-11-04", "source"),
            ("2027-01-28", "source"),
            ("2027-05-12", "source"),
        ],
        2027: [
            ("2027-09-22", "moved"),
            ("2027-11-10", "moved"),
            ("2028-01-27", "moved"),
            ("2028-05-10", "moved"),
        ],
    }


def test_torns_poster_comes_after_the_end() -> None:
    """ "Team som etter endt læringsnettverk oppnår målbare resultater og som bidrar til å dele … i en poster"."""
    definition = shelf.shipped_one("torn-kull-3")
    poster = definition.deliverable("poster")
    last_day = compile_programme(definition, 2026).meetings[-1].days[-1]
    dated = compile_programme(definition, 2026).deliverables[-1]
    assert (str(last_day), str(dated.due and dated.due.date()), dated.basis, poster.due_assumed) == (
        "2027-05-13",
        "2027-05-27",
        "assumed",
        True,
    )


def test_torns_check_ins_are_four_in_the_invitation_and_three_or_four_in_the_programme() -> None:
    """The text says four, the table has three rows, and week 35 has the goal "Innsjekk før samling 1"."""
    definition = shelf.shipped_one("torn-kull-3")
    assert [text for text in definition.source.open if "innsjekker" in text] == [
        (
            "Invitasjonen sier fire digitale innsjekker; programmet viser tre, "
            "eller fire når forberedelsesmøtet i uke 35 regnes med."
        )
    ]
    assert [
        one.text
        for one in compile_programme(definition, 2026).warnings
        if one.code == "totals-disagree" and "innsjekker" in one.text
    ] == [
        (
            "Teksten sier 4 innsjekker; programmet viser 3, "
            "eller 4 når «Digitalt forberedelsesmøte for alle deltakere» regnes med."
        )
    ]


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


def test_the_leaders_of_ahus_come_in_turn_and_must() -> None:
    """ "Direktøren deltar på første samling, og N2 ledere deltar på de andre … hele ledergruppen" (R074)."""
    definition = shelf.shipped_one("ahus-2019")
    assert [(one.key, one.leaders, one.leader_level, one.also) for one in definition.meetings] == [
        ("samling-1", ("director",), "Administrerende direktør", ()),
        ("samling-2", ("n2",), "N2", ()),
        ("samling-3", ("n2",), "N2", ()),
        ("forbedringsdagen", ("leader_group",), "Hele ledergruppen", ()),
    ]
    leaders = {"top_leader", "nearest_leader", "steering_group"}
    assert [sorted(one.who.must & leaders) for one in compile_programme(definition, 2019).meetings] == [
        ["top_leader"],
        ["nearest_leader"],
        ["nearest_leader"],
        ["nearest_leader", "steering_group", "top_leader"],
    ]
    assert {code: definition.roles[code].name for code in ("top_leader", "nearest_leader")} == {
        "top_leader": "Administrerende direktør",
        "nearest_leader": "N2-leder",
    }


def test_nors_teams_pitch_for_the_director_who_comes_to_the_last_gathering_alone() -> None:
    """ "de har «pitchet» tiltaket sitt til Adm. Direktør" (R111); no other leader is named."""
    calendar = compile_programme(shelf.shipped_one("unn-nor-2022"), 2022)
    assert [(one.id, one.leaders, one.also, "top_leader" in one.who.must) for one in calendar.meetings] == [
        ("samling-1", (), (), False),
        ("samling-2", (), (), False),
        ("samling-3", (), (), False),
        ("samling-4", ("director",), (), True),
    ]


def test_torns_leader_must_come_in_week_49() -> None:
    """The theme is "Ledelsesforankring" (R012); all in the team must come to all, so nobody else is named."""
    required = {one.key: one.required for one in shelf.shipped_one("torn-kull-3").meetings}
    assert {key: roles for key, roles in required.items() if roles} == {"innsjekk-uke-49": ("leader",)}


def test_ahus_team_leader_invites_the_mentor_and_a_task_says_so() -> None:
    """ "Teamleder inviterer veilederen til et møte i oppstartsfasen", with five points (R081)."""
    definition = shelf.shipped_one("ahus-2025")
    start = definition.meetings[0]
    tasks = [task for _, task in tasks_of(definition) if task.meeting]
    assert (start.key, start.per, start.arranged_by) == ("oppstartsmote", "team", "team")
    assert [(one.key, one.meeting) for one in tasks] == [("mote-med-veileder", "oppstartsmote")]
    assert (
        [item.item for item in start.agenda]
        == list(tasks[0].checklist)
        == [
            "Bli kjent",
            "Avklare forventninger til veiledning",
            "Forklare bakgrunn for valgt forbedringstema",
            "Planlegge møter i teamet og møter med veileder",
            "Organisering: hvem er med i teamet, og er det riktig sammensatt?",
        ]
    )


def test_an_agenda_is_one_that_a_source_gives() -> None:
    """ "Deling av erfaringer på samlingene" (Ahus 2025); the example programmes and the guide to phone
    meetings (R030, R031) are lost from the booklet but for their headings, and no other source has any."""
    sharing = [
        "Plenum: gode eksempler fra teamene (fremlegg og dialog)",
        "Blandede grupper: dele erfaringer over bordet",
        "«Hva har vi lært»: små drypp fra teamenes arbeid i plenum",
    ]
    held = [(one.key, meeting) for one in NEWEST for meeting in one.meetings]
    assert [
        (key, meeting.key, [item.line for item in meeting.agenda])
        for key, meeting in held
        if meeting.agenda and meeting.per == "cohort"
    ] == [("ahus-2025", f"samling-{number}", sharing) for number in (1, 2, 3)]
    assert [(key, meeting.key) for key, meeting in held if meeting.guide] == []


def test_a_link_is_one_that_a_source_gives() -> None:
    """Both addresses stand in Ahus' guide to its teams, beside the stakeholder analysis and the model."""
    links = {
        (one.key, thing.key): [(link.title, link.address) for link in thing.links]
        for one in NEWEST
        for thing in (*one.meetings, *one.deliverables, *(task for _, task in tasks_of(one)))
        if thing.links
    }
    assert links == {
        ("ahus-2025", "interessentanalyse"): [
            (
                "Interessentanalyse (EQS-id 41318)",
                "https://eqs-ahus.ad.ahus.no/cgi-bin/document.pl?pid=ahus&DocumentID=41318",
            )
        ],
        ("ahus-2025", "teste-endringer"): [
            ("Forbedringsmodellen (I trygge hender)", "https://www.itryggehender24-7.no/kvalitetsforbedring")
        ],
    }


def test_no_source_gives_the_hours_of_a_role() -> None:
    """PHRK's "2 dager + 2x 2-3 timer" are its meetings, "kun toppen av isfjellet" (R023)."""
    assert {one.key: one.hours for one in NEWEST if one.hours} == {}


def test_the_network_of_agents_meets_monthly_eight_times_and_no_month_is_left_out() -> None:
    """ "2 timers månedlig … 8 ganger i 2022" (R035): which months is not said, so none is excepted."""
    network = shelf.shipped_one("unn-forbedringsnettverk").meetings[0]
    assert network.repeat
    assert (network.repeat.every, network.repeat.times, network.repeat.except_) == ("month", 8, ())
    calendar = compile_programme(shelf.shipped_one("unn-forbedringsnettverk"), 2022)
    assert [(one.id, one.starts_at, one.period, one.mandatory) for one in calendar.meetings] == [
        (f"nettverksmote-{number}", None, None, False) for number in range(1, 9)
    ]


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
    assert {version: [days for _, _, days in meetings("vestre-viken", version)] for version in (1, 2, 3)} == {
        1: [1, 1, 1, 1],
        2: [2, 1, 1],
        3: [2, 1, 1],
    }
    assert {
        one.kind for version in (1, 2, 3) for one in shelf.shipped_one("vestre-viken", version).meetings
    } == {"gathering"}


def test_vestre_vikens_next_network_begins_in_the_autumn() -> None:
    """ "til høsten vil vi ha 2 + 1+ 1": the year is our reading of an interview without a date."""
    calendar = compile_programme(shelf.shipped_one("vestre-viken"), 2020)
    assert [(one.id, one.precision, one.period, one.basis) for one in calendar.meetings] == [
        ("samling-1", "season", "høsten 2020", "assumed"),
        ("samling-2", "unknown", None, "source"),
        ("samling-3", "unknown", None, "source"),
    ]


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


def test_unn_meant_to_begin_in_the_autumn_of_2021() -> None:
    """ "med oppstart av et læringsnettverk høsten 2021"; nothing else has a date."""
    calendar = compile_programme(shelf.shipped_one("unn-2021"), 2021)
    assert [(one.id, one.precision, one.period, one.basis) for one in calendar.meetings] == [
        ("samling-1", "season", "høsten 2021", "source"),
        ("statusmote-1", "unknown", None, "source"),
        ("samling-2", "unknown", None, "source"),
        ("statusmote-2", "unknown", None, "source"),
        ("samling-3", "unknown", None, "source"),
        ("statusmote-3", "unknown", None, "source"),
        ("samling-4", "unknown", None, "source"),
    ]


def test_phrks_report_waits_for_the_day_the_unit_sets() -> None:
    """ "jf tertialvis rapportering": that there are deadlines is said (R135, R136), when is not."""
    definition = shelf.shipped_one("unn-phrk")
    calendar = compile_programme(definition, 2027)
    assert [(one.id, one.due, one.basis) for one in calendar.deliverables] == [
        ("tertialrapport", None, "source")
    ]
    assert [one.text for one in calendar.warnings if one.code == "date-open"][1] == (
        "Sett frist for «Rapport, slik den inngår i tertialrapporteringen»."
    )
    told = derived.with_changes(
        definition, {"deliverables": {"tertialrapport": {"due": {"day": "01-15", "years_after": 1}}}}
    )
    assert str(compile_programme(told, 2019).deliverables[0].due) == "2020-01-15 23:59:00+01:00"


def test_a_programme_without_dates_in_its_source_has_none() -> None:
    calendar = compile_programme(shelf.shipped_one("pasientsikkerhet"), 2026)
    assert {(one.starts_at, one.precision, one.period) for one in calendar.meetings} == {
        (None, "unknown", None)
    }


SAID_BY_THE_SOURCE = {
    ("torn-kull-3", "svar-om-plass"): "18. mars",
    ("torn-kull-3", "video"): "Ahus: 28. august, fem dager før samling 1",
    ("ahus-2025", "video"): "28. august",
}


def test_a_deadline_is_the_sources_or_can_be_switched_off() -> None:
    """No source names another deadline of a task or a deliverable than these three (R042, R093)."""
    bare = [
        (one.key, thing.key)
        for one in NEWEST
        for thing in (*one.deliverables, *(task for _, task in tasks_of(one)))
        if thing.due and not thing.due.open and not thing.due.addition
    ]
    assert sorted(bare) == sorted(SAID_BY_THE_SOURCE)


def test_without_our_deadlines_the_tasks_stay_and_nothing_is_due() -> None:
    kept = {one.key: switch_off(one, ["frister"]) for one in NEWEST if "frister" in one.additions}
    assert len(kept) == 9
    left = {
        key: [str(one.due) for one in compile_programme(definition, 2026).tasks if one.due]
        for key, definition in kept.items()
        if key != "ahus-2025"
    }
    assert {key: days for key, days in left.items() if days} == {"torn-kull-3": ["2026-09-11", "2026-03-18"]}
    assert {key: len(list(tasks_of(one))) for key, one in kept.items()} == {
        one.key: len(list(tasks_of(one))) for one in NEWEST if one.key in kept
    }


OURS = {
    "torn-kull-3": {
        "arbeidsoppgaver": ["malsetning", "indikator-og-tiltak", "smaskalatest", "varige-endringer"],
        "apne-datoer": ["dato-for-oppstartsmoter", "bekrefte-uke-35"],
    },
    "ahus-2025": {"apne-datoer": ["sette-dato-for-forbedringsdagen"]},
    "unn-nor-2022": {"arbeidsoppgaver": ["arbeide"]},
    "unn-phrk": {"apne-datoer": ["sette-rapportfrist"]},
}


def test_a_task_no_source_names_is_an_addition_with_its_document() -> None:
    for key, additions in OURS.items():
        definition = shelf.shipped_one(key)
        for name, tasks in additions.items():
            assert [task.key for _, task in tasks_of(definition) if task.addition == name] == tasks
            assert definition.additions[name].document.startswith("Vårt forslag")
