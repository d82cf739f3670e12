"""The workbooks, a row each: what stands in them, what a person meant, and what must come out. Written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.enrolment.doubts.ledger import Known, KnownSeat, KnownTeam
from app.enrolment.sheets import Unseen

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = ("foretak", "prioritet", "team", "navn", "e-post", "rolle")
Row = tuple[str | int, ...]
Rows = tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Book:
    """`enrolled` is who sits in which team now; `asked` the kinds of question; `refused` the codes of errors.

    `answer` is given to every question, and `then` is who is enrolled after it. `unseen` are rows of the first sheet,
    `hidden_columns` positions from 0. `more` are headings after the common ones, `sheets` other sheets by their names,
    `comments` what is hung on a cell.
    """

    name: str
    meant: str
    rows: Rows
    enrolled: Mapping[str, str]
    asked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    answer: str = ""
    then: Mapping[str, str] = field(default_factory=dict)
    unseen: Mapping[int, Unseen] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    hidden_sheet: Rows = ()
    title: str = "Påmelding"
    more: tuple[str, ...] = ()
    sheets: Mapping[str, Rows] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    known: Known = field(default_factory=Known)


def person(name: str, team: str, *, role: str = "medarbeider", email: str = "", trust: str = "UNN") -> Row:
    """Lay out a person's row; the address is the name's where none is given."""
    address = email or f"{name.casefold().replace(' ', '.')}@example.no"
    return (trust, 1, team, name, address, role)


KARI = person("Kari Nes", "Kirurgi Bodø", role="leder")
OLA = person("Ola Vik", "Kirurgi Bodø", role="tillitsvalgt")
LIV = person("Liv Berg", "Barsel Tromsø", role="leder")
TOR = person("Tor Lie", "Barsel Tromsø")
BOTH = {"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Liv Berg, Tor Lie"}
STORED = Known(
    teams={"barsel tromsø": KnownTeam("Barsel Tromsø", "UNN")},
    seats=(KnownSeat("Liv Berg", "liv.berg@example.no", "barsel tromsø", frozenset({"leader"})),),
)


def near(name: str, first: str, second: str, *, asked: tuple[str, ...] = ("near_team",)) -> Book:
    """Lay out two rows of a first team and one of a second; asked about, the second row waits."""
    rows = (person("Kari Nes", first, role="leder"), person("Ola Vik", first), person("Per Ås", second))
    apart = {first: "Kari Nes, Ola Vik", second: "Per Ås"}
    waits = {first: "Kari Nes, Ola Vik"}
    return Book(
        name=name,
        meant="ett team skrevet på to måter" if asked else "to ulike team",
        rows=rows,
        enrolled=waits if asked else apart,
        asked=asked,
        answer="same" if asked else "",
        then={first: "Kari Nes, Ola Vik, Per Ås"} if asked else {},
    )


def unseen(name: str, why: Unseen, kind: str, *, answer: str) -> Book:
    """Lay out four people, of whom Ola's row is not seen."""
    without = {"Kirurgi Bodø": "Kari Nes", "Barsel Tromsø": "Liv Berg, Tor Lie"}
    return Book(
        name=name,
        meant="raden til Ola vises ikke",
        rows=(KARI, OLA, LIV, TOR),
        unseen={3: why},
        enrolled=without,
        asked=(kind,),
        answer=answer,
        then=BOTH if answer == "take" else without,
    )


def withdrawn(name: str, row: Row, *, more: tuple[str, ...] = ()) -> Book:
    """Lay out four people, of whom the third's row says that she does not take part."""
    without = {"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Tor Lie"}
    return Book(
        name=name,
        meant="Liv deltar ikke",
        rows=(KARI, OLA, row, TOR),
        more=more,
        enrolled=without,
        asked=("withdrawn_row",),
        answer="leave",
        then=without,
    )


def commented(name: str, comment: str, *, at: str = "D4", is_out: bool = True) -> Book:
    """Lay out four people, of whom the third has a comment on a cell."""
    without = {"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Tor Lie"}
    return Book(
        name=name,
        meant="Liv deltar ikke" if is_out else "alle",
        rows=(KARI, OLA, LIV, TOR),
        comments={at: comment},
        enrolled=without if is_out else BOTH,
        asked=("withdrawn_row",) if is_out else (),
        answer="leave" if is_out else "",
        then=without if is_out else {},
    )


def remarked(name: str, heading: str, text: str) -> Book:
    """Lay out four people, of whom one has a remark that takes nothing back."""
    return Book(name=name, meant="alle", rows=(KARI, OLA, (*LIV, text), TOR), more=(heading,), enrolled=BOTH)


def beside(name: str, title: str, *, first: str = "Påmelding", asked: bool = True) -> Book:
    """Lay out two people, and a team in another sheet."""
    both = {"Kirurgi Bodø": "Kari Nes, Ola Vik", "Føden": "Gro Dal"}
    one = {"Kirurgi Bodø": "Kari Nes, Ola Vik"}
    return Book(
        name=name,
        meant="arket er noe annet" if asked else "to ark som begge gjelder",
        rows=(KARI, OLA),
        title=first,
        sheets={title: (person("Gro Dal", "Føden", role="leder"),)},
        enrolled=one if asked else both,
        asked=("other_sheet",) if asked else (),
        answer="take" if asked else "",
        then=both if asked else {},
    )


def example(name: str, row: Row) -> Book:
    return Book(
        name=name,
        meant="raden er et eksempel",
        rows=(row, KARI, OLA, LIV, TOR),
        enrolled=BOTH,
        asked=("example_row",),
        answer="leave",
        then=BOTH,
    )


MANY = tuple(
    person(name, "Kirurgi Bodø") for name in ("Per Ås", "Eva Lie", "Gro Dal", "Nils Foss", "Åse Moe")
)

BOOKS: tuple[Book, ...] = (
    Book(name="rent", meant="alt er klart", rows=(KARI, OLA, LIV, TOR), enrolled=BOTH),
    # What nobody sees
    unseen("skjult_rad_med", Unseen.hidden_row, "hidden_row", answer="take"),
    unseen("skjult_rad_uten", Unseen.hidden_row, "hidden_row", answer="leave"),
    unseen("filtrert_rad", Unseen.filtered_row, "filtered_row", answer="take"),
    unseen("overstroket_rad", Unseen.struck_through, "struck_row", answer="leave"),
    Book(
        name="skjult_leder_med_foretaket",
        meant="bare den skjulte raden sier foretaket: hele teamet venter",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", trust=""), LIV, TOR),
        unseen={2: Unseen.hidden_row},
        enrolled={"Barsel Tromsø": "Liv Berg, Tor Lie"},
        asked=("hidden_row",),
        answer="take",
        then=BOTH,
    ),
    Book(
        name="alle_rader_skjult",
        meant="et filter skjuler alt: spurt om, ikke avvist",
        rows=(KARI, OLA),
        unseen={2: Unseen.filtered_row, 3: Unseen.filtered_row},
        enrolled={},
        asked=("filtered_row", "filtered_row"),
        answer="take",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    Book(
        name="skjult_rad_med_feil_adresse",
        meant="en feil i det ingen ser, stanser ikke resten",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", email="ola@"), LIV, TOR),
        unseen={3: Unseen.hidden_row},
        enrolled={"Kirurgi Bodø": "Kari Nes", "Barsel Tromsø": "Liv Berg, Tor Lie"},
        asked=("hidden_row",),
    ),
    Book(
        name="skjult_ark",
        meant="fjorårets team i et skjult ark",
        rows=(KARI, OLA, LIV, TOR),
        hidden_sheet=(person("Gammel Kari", "Team 2025", role="leder"), person("Gammel Ola", "Team 2025")),
        enrolled=BOTH,
        asked=("hidden_sheet",),
        answer="leave",
        then=BOTH,
    ),
    Book(
        name="skjult_ark_med",
        meant="det skjulte arket skal være med",
        rows=(KARI, OLA, LIV, TOR),
        hidden_sheet=(person("Nye Kari", "Medisin Alta", role="leder"),),
        enrolled=BOTH,
        asked=("hidden_sheet",),
        answer="take",
        then={**BOTH, "Medisin Alta": "Nye Kari"},
    ),
    Book(
        name="skjult_epostkolonne",
        meant="adressene er skjult: ingen blir påmeldt før noen sier ja",
        rows=(KARI, OLA),
        hidden_columns=frozenset({4}),
        enrolled={},
        asked=("hidden_column",),
        answer="take",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    Book(
        name="skjult_prioritet",
        meant="prioriteten kan vente; teamet kan det ikke",
        rows=(KARI, OLA),
        hidden_columns=frozenset({1}),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("hidden_column",),
        answer="leave",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    Book(
        name="mange_filtrerte_rader",
        meant="ett spørsmål for alle radene",
        rows=(KARI, OLA, *MANY),
        unseen=dict.fromkeys(range(3, 9), Unseen.filtered_row),
        enrolled={"Kirurgi Bodø": "Kari Nes"},
        asked=("filtered_rows",),
        answer="take",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik, Per Ås, Eva Lie, Gro Dal, Nils Foss, Åse Moe"},
    ),
    Book(
        name="skjult_sum",
        meant="en sum er ingen person, skjult eller ikke",
        rows=(KARI, OLA, ("Sum", "", "", 2), ("Merk: se også fjoråret",)),
        unseen={4: Unseen.hidden_row, 5: Unseen.hidden_row},
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    # Withdrawn in words
    withdrawn("status_avmeldt", (*LIV, "Avmeldt"), more=("status",)),
    withdrawn("merknad_har_trukket_seg", (*LIV, "Har trukket seg 3. mars"), more=("merknad",)),
    withdrawn("merknad_i_permisjon", (*LIV, "I permisjon fra 1.8"), more=("merknad",)),
    withdrawn("pa_venteliste", (*LIV, "Venteliste"), more=("plass",)),
    withdrawn("skal_ikke_delta", (*LIV, "nei"), more=("Skal delta?",)),
    withdrawn("avkrysning_usann", (*LIV, "FALSE"), more=("Deltar",)),
    withdrawn("ikke_bekreftet", (*LIV, "FALSE"), more=("Bekreftet",)),
    withdrawn("avmeldt_dato", (*LIV, "12. mai"), more=("Avmeldt",)),
    withdrawn("utgar_foran_navnet", (*LIV[:3], "UTGÅR – Liv Berg", *LIV[4:])),
    withdrawn("trukket_etter_navnet", (*LIV[:3], "Liv Berg (trukket)", *LIV[4:])),
    withdrawn("erstattes_av", (*LIV[:3], "Liv Berg, erstattes av Eva Lie", *LIV[4:])),
    commented("kommentar_trukket_seg", "Trukket seg"),
    commented("kommentar_med_navn_foran", "Eva Lie:\nHar trukket seg 3. mars"),
    commented("kommentar_bak_raden", "Avmeldt", at="H4"),
    commented("kommentar_på_adressen", "Eva Lie:\nI permisjon til høsten", at="E4"),
    commented("kommentar_om_noe_annet", "Ring henne før 1. mai", is_out=False),
    commented("kommentar_ikke_trukket", "Har ikke trukket seg likevel", is_out=False),
    commented("kommentar_på_overskriften", "Skriv «trukket» når noen slutter", at="D1", is_out=False),
    Book(
        name="trukket_seg_som_overskrift",
        meant="de under overskriften deltar ikke",
        rows=(KARI, OLA, ("Trukket seg:",), LIV, TOR),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("withdrawn_row", "withdrawn_row"),
        answer="take",
        then=BOTH,
    ),
    Book(
        name="venteliste_med_overskrifter_igjen",
        meant="overskriftene er gjentatt over dem som står på venteliste",
        rows=(KARI, OLA, ("Venteliste",), HEADINGS, LIV, TOR),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("withdrawn_row", "withdrawn_row"),
        answer="leave",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    Book(
        name="venteliste_i_navnekolonnen",
        meant="de under overskriften står på venteliste",
        rows=(KARI, OLA, ("", "", "", "Venteliste"), LIV, TOR),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("withdrawn_row", "withdrawn_row"),
        answer="take",
        then=BOTH,
    ),
    remarked("vikar_for_en_i_permisjon", "merknad", "Vikar for Eva som er i permisjon"),
    remarked("ikke_trukket_seg", "merknad", "Har ikke trukket seg likevel"),
    remarked("skal_delta_ja", "skal delta", "ja"),
    remarked("avmeldt_nei", "avmeldt", "nei"),
    remarked("allergi_nei", "allergi", "nei"),
    remarked("etter_en_som_har_sluttet", "kommentar", "Kom inn etter Per, som har sluttet"),
    remarked("status_pameldt", "status", "Påmeldt"),
    # Sheets that are something else
    beside("avmeldte_i_eget_ark", "Avmeldt"),
    beside("venteliste_i_eget_ark", "Venteliste"),
    beside("arkiv_i_eget_ark", "Arkiv kull 2"),
    beside("fjoraret_beside", "Påmelding 2026", first="Påmelding 2027"),
    beside("forrige_kull_beside", "Kull 2", first="Kull 3"),
    beside("utkast_beside", "Utkast"),
    beside("kopi_beside", "Kopi av påmelding"),
    beside("eksempel_beside", "Eksempel på utfylling"),
    beside("et_ark_for_hvert_foretak", "NLSH", first="UNN", asked=False),
    beside("to_ark_av_utkast", "Kopi 2", first="Kopi 1", asked=False),
    # Examples
    example("ola_nordmann", person("Ola Nordmann", "Kirurgi Bodø")),
    example("eksempelteam", person("Per Hansen", "Eksempelteam", role="leder")),
    example("eksempel_foran_navnet", person("Eksempel: Per Hansen", "Kirurgi Bodø")),
    example(
        "adresse_som_eksempel", person("Per Hansen", "Kirurgi Bodø", email="fornavn.etternavn@example.no")
    ),
    # Near-duplicates of teams
    near("komma", "Barsel Tromsø", "Barsel, Tromsø"),
    near("bindestrek", "Barsel Tromsø", "Barsel-Tromsø"),
    near("uten_mellomrom", "Sengepost A", "SengepostA"),
    near("uten_norske_bokstaver", "Medisin Vesterålen", "Medisin Vesteralen"),
    near("aa_og_oe", "Medisin Vesterålen Bodø", "Medisin Vesteraalen Bodoe"),
    near("bokstav_borte", "Medisin Mosjøen", "Medsin Mosjøen"),
    near("bokstaver_byttet", "Kirurgi Bodø", "Kriurgi Bodø"),
    near("stedet_lagt_til", "Kirurgi", "Kirurgi Mosjøen"),
    near("stedet_lagt_til_med_i", "Kirurgi", "Kirurgi i Bodø"),
    near("foretaket_lagt_til", "Kirurgi Bodø", "Kirurgi Bodø UNN"),
    near("bestemt_form", "Barselpoliklinikk", "Barselpoliklinikken"),
    near("bestemt_form_et", "Akuttmottak", "Akuttmottaket"),
    near("bestemt_form_a_og_en", "Intensivavdelinga", "Intensivavdelingen"),
    near("bestemt_form_av_to_ord", "Kirurgisk avdeling", "Kirurgisk avdelingen"),
    near("annen_rekkefolge", "Kirurgi - Bodø", "Bodø kirurgi"),
    near("bokstaven_forst", "Sengepost A", "A sengepost"),
    near("forkortet_med_punktum", "Medisinsk avdeling", "Med. avd."),
    near("forkortet_uten_punktum", "Kirurgi Bodø", "Kir Bodø"),
    near("kullet_lagt_til", "Sengepost A", "Sengepost A (kull 3)"),
    near("romertall", "Team 1", "Team I"),
    near("forkortet_men_annen_post", "Med. sengepost A", "Medisinsk sengepost B", asked=()),
    near("klinikk_og_post", "Kvinneklinikk", "Kvinnepost", asked=()),
    near("hjerte_og_hjerne", "Hjertepost", "Hjernepost", asked=()),
    near("infeksjon_og_injeksjon", "Infeksjon", "Injeksjon", asked=()),
    near("valer_og_vale", "DPS Våler", "DPS Våle", asked=()),
    near("vagan_og_vaga", "Ambulanse Vågan", "Ambulanse Vågå", asked=()),
    near("barn_og_mor_barn", "Barn", "Mor-barn", asked=()),
    near("dag_og_dogn_i_bestemt_form", "Dagenheten", "Døgnenheten", asked=()),
    near("post_a_og_b", "Sengepost A", "Sengepost B", asked=()),
    near("team_1_og_2", "Team 1", "Team 2", asked=()),
    near("kirurgi_2", "Kirurgi", "Kirurgi 2", asked=()),
    near("kirurgi_ii", "Kirurgi I", "Kirurgi II", asked=()),
    near("bodo_og_bardu", "Bodø", "Bardu", asked=()),
    near("to_steder", "Kirurgi Moss", "Kirurgi Voss", asked=()),
    near("nyre_og_nerve", "Nefrologi", "Nevrologi", asked=()),
    near("ost_og_vest", "Medisin øst", "Medisin vest", asked=()),
    near("to_poster", "Kirurgi dag", "Kirurgi døgn", asked=()),
    near("arstall", "Sepsis 2025", "Sepsis 2026", asked=()),
    Book(
        name="bare_store_bokstaver",
        meant="samme team; mellomrom og store bokstaver skiller ingen",
        rows=(KARI, person("Ola Vik", "kirurgi  bodø ", role="tillitsvalgt"), LIV, TOR),
        enrolled=BOTH,
    ),
    Book(
        name="ligner_team_i_kullet",
        meant="teamet er i kullet fra før, skrevet annerledes",
        rows=(KARI, OLA, person("Tor Lie", "Barsel, Tromsø")),
        known=STORED,
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("near_team",),
        answer="same",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Tor Lie"},
    ),
    Book(
        name="to_lagrede_team_ligner",
        meant="begge er i kullet fra før: ingenting å spørre om",
        rows=(
            person("Liv Berg", "Barsel Tromsø", role="leder"),
            person("Tor Lie", "Barsel, Tromsø", role="leder"),
        ),
        known=Known(
            teams={
                "barsel tromsø": KnownTeam("Barsel Tromsø", "UNN"),
                "barsel, tromsø": KnownTeam("Barsel, Tromsø", "UNN"),
            }
        ),
        enrolled={"Barsel Tromsø": "Liv Berg", "Barsel, Tromsø": "Tor Lie"},
    ),
    # Organisations
    Book(
        name="foretak_feilskrevet",
        meant="Nordlandssykehuset mangler en s",
        rows=(
            person("Kari Nes", "Kirurgi Bodø", role="leder", trust="Nordlandssykehuset"),
            person("Ola Vik", "Kirurgi Bodø", trust="Nordlandssykehuset"),
            person("Liv Berg", "Barsel", role="leder", trust="Nordlandsykehuset"),
        ),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("near_organisation",),
        answer="same",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel": "Liv Berg"},
    ),
    Book(
        name="foretak_med_sted",
        meant="UNN og UNN Tromsø",
        rows=(KARI, OLA, person("Liv Berg", "Barsel", role="leder", trust="UNN Tromsø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        asked=("near_organisation",),
        answer="different",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel": "Liv Berg"},
    ),
    Book(
        name="to_foretak",
        meant="Helse Bergen og Helse Fonna er to",
        rows=(
            person("Kari Nes", "Kirurgi", role="leder", trust="Helse Bergen"),
            person("Liv Berg", "Barsel", role="leder", trust="Helse Fonna"),
        ),
        enrolled={"Kirurgi": "Kari Nes", "Barsel": "Liv Berg"},
    ),
    # Two teams in a cell
    Book(
        name="to_team_i_en_celle",
        meant="Tor er med i begge",
        rows=(KARI, OLA, LIV, person("Tor Lie", "Kirurgi Bodø / Barsel Tromsø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Liv Berg"},
        asked=("teams_in_cell",),
        answer="several",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik, Tor Lie", "Barsel Tromsø": "Liv Berg, Tor Lie"},
    ),
    Book(
        name="to_team_med_og",
        meant="Tor er med i begge",
        rows=(KARI, OLA, LIV, person("Tor Lie", "Kirurgi Bodø og Barsel Tromsø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Liv Berg"},
        asked=("teams_in_cell",),
        answer="one",
        then={
            "Kirurgi Bodø": "Kari Nes, Ola Vik",
            "Barsel Tromsø": "Liv Berg",
            "Kirurgi Bodø og Barsel Tromsø": "Tor Lie",
        },
    ),
    Book(
        name="to_team_med_linjeskift",
        meant="to linjer i cellen",
        rows=(KARI, OLA, LIV, person("Tor Lie", "Kirurgi Bodø\nBarsel Tromsø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Liv Berg"},
        asked=("teams_in_cell",),
    ),
    Book(
        name="ett_team_med_og",
        meant="«Barsel og føde» er ett team",
        rows=(KARI, OLA, person("Liv Berg", "Barsel og føde", role="leder")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel og føde": "Liv Berg"},
    ),
    # People
    Book(
        name="en_adresse_to_navn",
        meant="noen har kopiert adressen ned",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", email="kari.nes@example.no"), LIV, TOR),
        enrolled={"Kirurgi Bodø": "", "Barsel Tromsø": "Liv Berg, Tor Lie"},
        asked=("address_with_names",),
        answer="Kari Nes",
        then={"Kirurgi Bodø": "Kari Nes, Ola Vik (venter)", "Barsel Tromsø": "Liv Berg, Tor Lie"},
    ),
    Book(
        name="to_navn_i_en_celle",
        meant="to personer i en rad: den ene ville blitt borte",
        rows=(KARI, person("Ola Vik og Per Moe", "Kirurgi Bodø", email="ola.vik@example.no")),
        enrolled={"Kirurgi Bodø": "Kari Nes"},
        asked=("names_in_cell",),
        answer="leave",
        then={"Kirurgi Bodø": "Kari Nes"},
    ),
    Book(
        name="to_etternavn_er_en_person",
        meant="én person",
        rows=(KARI, person("Eva Lie/Moe", "Kirurgi Bodø", email="eva@example.no")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Eva Lie/Moe"},
    ),
    Book(
        name="adressen_i_navnecellen",
        meant="navn og adresse som e-postprogrammet kopierer dem",
        rows=(KARI, ("UNN", 1, "Kirurgi Bodø", "Ola Vik <ola.vik@example.no>", "", "medarbeider")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
    ),
    Book(
        name="maria_og_marie",
        meant="to personer: hver har en adresse som staver navnet",
        rows=(KARI, person("Maria Hansen", "Kirurgi Bodø"), person("Marie Hansen", "Kirurgi Bodø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Maria Hansen, Marie Hansen"},
    ),
    Book(
        name="kristin_og_kristine",
        meant="to personer: hver har en adresse som staver navnet",
        rows=(KARI, person("Kristin Moe", "Kirurgi Bodø"), person("Kristine Moe", "Kirurgi Bodø")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Kristin Moe, Kristine Moe"},
    ),
    Book(
        name="en_adresse_to_skrivemater",
        meant="etternavnet først, mellomnavn og en bokstav fra eller til er samme person",
        rows=(
            person("Kari Nes", "Kirurgi Bodø", role="leder"),
            person("Nes, Kari", "Barsel Tromsø", email="kari.nes@example.no", role="leder"),
            person("Kari Marie Nes", "Alta", email="kari.nes@example.no", role="leder"),
        ),
        enrolled={"Kirurgi Bodø": "Kari Nes", "Barsel Tromsø": "Kari Nes", "Alta": "Kari Nes"},
    ),
    Book(
        name="ett_navn_to_adresser",
        meant="arbeidsadressen og en privat",
        rows=(KARI, person("Kari Nes", "Kirurgi Bodø", email="kari@privat.example.no"), LIV, TOR),
        enrolled={"Kirurgi Bodø": "", "Barsel Tromsø": "Liv Berg, Tor Lie"},
        asked=("name_with_addresses",),
        answer="kari.nes@example.no",
        then={"Kirurgi Bodø": "Kari Nes", "Barsel Tromsø": "Liv Berg, Tor Lie"},
    ),
    Book(
        name="to_som_heter_det_samme",
        meant="to personer med samme navn",
        rows=(KARI, person("Kari Nes", "Kirurgi Bodø", email="kari2@example.no")),
        enrolled={"Kirurgi Bodø": ""},
        asked=("name_with_addresses",),
        answer="different",
        then={"Kirurgi Bodø": "Kari Nes, Kari Nes"},
    ),
    Book(
        name="samme_navn_i_to_team",
        meant="to personer i hvert sitt team: ikke spurt om",
        rows=(KARI, OLA, LIV, person("Kari Nes", "Barsel Tromsø", email="kari2@example.no")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik", "Barsel Tromsø": "Liv Berg, Kari Nes"},
    ),
    Book(
        name="adressen_er_en_annens_i_kullet",
        meant="adressen er Livs fra før",
        rows=(person("Mona Dahl", "Barsel Tromsø", email="liv.berg@example.no"), TOR),
        known=STORED,
        enrolled={"Barsel Tromsø": "Tor Lie"},
        asked=("address_with_names",),
        answer="Liv Berg",
        then={"Barsel Tromsø": "Tor Lie, Mona Dahl (venter)"},
    ),
    Book(
        name="liv_med_ny_adresse",
        meant="Liv er i kullet med en annen adresse",
        rows=(person("Liv Berg", "Barsel Tromsø", email="liv@ny.example.no"), TOR),
        known=STORED,
        enrolled={"Barsel Tromsø": "Tor Lie"},
        asked=("name_with_addresses",),
        answer="liv.berg@example.no",
        then={"Barsel Tromsø": "Liv Berg, Tor Lie"},
    ),
    # Words that are nearly a role
    Book(
        name="kontaktperson_ved_siden_av",
        meant="Ola er medarbeider; kontaktperson gir ingen tilgang av seg selv",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", role="medarbeider og kontaktperson"), LIV, TOR),
        enrolled=BOTH,
        asked=("near_role",),
        answer="none",
        then=BOTH,
    ),
    Book(
        name="bare_kontaktperson",
        meant="Ola har ingen annen rolle, og venter",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", role="Kontaktperson"), LIV, TOR),
        enrolled={"Kirurgi Bodø": "Kari Nes", "Barsel Tromsø": "Liv Berg, Tor Lie"},
        asked=("near_role",),
        answer="staff",
        then=BOTH,
    ),
    Book(
        name="foretakets_kontakt",
        meant="et ord til for det samme",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", role="foretakets kontaktperson")),
        enrolled={"Kirurgi Bodø": "Kari Nes"},
        asked=("near_role",),
        answer="leave",
        then={"Kirurgi Bodø": "Kari Nes"},
    ),
    Book(
        name="foretakskontakt",
        meant="rollen er skrevet ut, og gjelder",
        rows=(KARI, person("Ola Vik", "", role="foretakskontakt")),
        enrolled={"Kirurgi Bodø": "Kari Nes", "": "Ola Vik"},
    ),
    Book(
        name="kontaktperson_som_er_foretakskontakt_fra_for",
        meant="Liv har tilgangen fra før, og beholder den uten spørsmål",
        rows=(person("Liv Berg", "Barsel Tromsø", role="leder, kontaktperson"), TOR),
        known=Known(
            teams={"barsel tromsø": KnownTeam("Barsel Tromsø", "UNN")},
            seats=(
                KnownSeat(
                    "Liv Berg",
                    "liv.berg@example.no",
                    "barsel tromsø",
                    frozenset({"leader", "trust_contact"}),
                ),
            ),
        ),
        enrolled={"Barsel Tromsø": "Liv Berg, Tor Lie"},
    ),
    Book(
        name="nestleder",
        meant="ligner leder, og er ingen rolle",
        rows=(KARI, person("Ola Vik", "Kirurgi Bodø", role="nestleder")),
        enrolled={"Kirurgi Bodø": "Kari Nes, Ola Vik"},
        refused=("unknown_role",),
    ),
)
