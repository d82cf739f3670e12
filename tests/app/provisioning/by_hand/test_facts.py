"""What a person types in, by kind: labels in Norwegian, people by name and address."""

from __future__ import annotations

from support.pictures import somebody

from app.provisioning.by_hand import facts

LEA, SIRI = somebody("Lea"), somebody("Siri")
PEOPLE = {"lea": LEA, "id-lea": LEA, "id-siri": SIRI}


def test_a_team_is_made_with_its_owners_addresses_and_those_we_do_not_know_are_left_out() -> None:
    value = {"name": "Kull 3", "description": "Bedre flyt", "owners": ["id-lea", "id-siri", "ukjent"]}
    assert list(facts.of_msteam("k", value, PEOPLE)) == [
        ("Navn", "Kull 3"),
        ("Beskrivelse", "Bedre flyt"),
        ("Eiere", "lea@example.no; siri@example.no"),
    ]


def test_a_channels_description_ends_with_the_line_we_know_it_by() -> None:
    value = {"name": "Kostvert", "description": "Kostvert, UNN.", "key": "k/channel"}
    assert list(facts.of_channel("k/channel", value, {})) == [
        ("Navn", "Kostvert"),
        ("Beskrivelse", "Kostvert, UNN.\n\nkull:k/channel"),
    ]


def test_a_tab_says_what_it_shows() -> None:
    tabs = [
        {"name": "Oppgaver", "app": "planner", "url": None},
        {"name": "Våre filer", "app": "folder", "url": None},
        {"name": "Hva nå?", "app": "website", "url": "https://kull.example.no/team/1"},
    ]
    assert [dict(facts.of_tab("k", tab, {}))["Viser"] for tab in tabs] == [
        "planen i Planner",
        "mappen til kanalen",
        "https://kull.example.no/team/1",
    ]


def test_a_member_is_known_by_our_id_else_by_the_directorys() -> None:
    ours = facts.of_member("k/member:lea", {"user_id": "id-siri", "role": "owner"}, PEOPLE)
    assert list(ours) == [("Navn", "Lea"), ("E-post", "lea@example.no"), ("Rolle", "eier")]
    theirs = facts.of_member("k/member:ukjent", {"user_id": "id-siri", "role": "guest"}, PEOPLE)
    assert list(theirs) == [("Navn", "Siri"), ("E-post", "siri@example.no"), ("Rolle", "gjest")]


def test_a_task_is_told_with_its_deadline_its_checklist_and_its_people() -> None:
    value = {
        "title": "Samle teamet",
        "due": "2026-09-09",
        "description": "Finn en time.",
        "checklist": ["Finn rom", "Inviter"],
        "assignees": ["id-lea"],
    }
    assert list(facts.of_task("k", value, PEOPLE)) == [
        ("Navn", "Samle teamet"),
        ("Frist", "2026-09-09"),
        ("Beskrivelse", "Finn en time."),
        ("Huskeliste", "Finn rom\nInviter"),
        ("Tildelt", "lea@example.no"),
    ]


def test_a_meeting_is_told_with_when_where_and_who_must_and_may_come() -> None:
    value = {
        "subject": "Kull: Innsjekk",
        "starts_at": "2026-09-14T13:00:00",
        "ends_at": "2026-09-14T14:00:00",
        "place": None,
        "online": True,
        "attendees": [
            {"email": "lea@example.no", "required": True},
            {"email": "vera@example.no", "required": False},
            {"email": "siri@example.no", "required": True},
        ],
    }
    assert list(facts.of_entry("k", value, {})) == [
        ("Navn", "Kull: Innsjekk"),
        ("Begynner", "2026-09-14 kl. 13:00:00"),
        ("Slutter", "2026-09-14 kl. 14:00:00"),
        ("Sted", "Teams-møte"),
        ("Må komme", "lea@example.no; siri@example.no"),
        ("Kan komme", "vera@example.no"),
    ]
