"""Every kind of question: its sentence, and its answers in words. A row a kind.

Sentences are in bokmål and translated where they are shown; a kind's stored name and its answers never change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from app.web import said

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY_HEX_DIGITS = 16


class AskedOf(StrEnum):
    """The people who may settle a question; a team is asked only for things nobody else can know."""

    unit = "unit"
    mentor = "mentor"
    team = "team"


class QuestionKind(StrEnum):
    """Kinds of doubt, by their stored names."""

    course_participant = "course-participant"
    named_in_text = "named-in-text"
    hidden_sheet = "hidden-sheet"
    hidden_column = "hidden-column"
    hidden_row = "hidden-row"
    filtered_row = "filtered-row"
    struck_row = "struck-row"
    hidden_rows = "hidden-rows"
    filtered_rows = "filtered-rows"
    struck_rows = "struck-rows"
    withdrawn_row = "withdrawn-row"
    withdrawn_rows = "withdrawn-rows"
    example_row = "example-row"
    example_rows = "example-rows"
    other_sheet = "other-sheet"
    team_of_sheet = "team-of-sheet"
    names_in_cell = "names-in-cell"
    near_team = "near-team"
    which_form = "which-form"
    near_organisation = "near-organisation"
    teams_in_cell = "teams-in-cell"
    address_with_names = "address-with-names"
    team_of_trust = "team-of-trust"
    address_of_another = "address-of-another"
    name_with_addresses = "name-with-addresses"
    near_role = "near-role"
    same_account = "same-account"
    unclear_step = "unclear-step"
    thousands_or_decimals = "thousands-or-decimals"
    day_or_month_first = "day-or-month-first"
    week_or_month = "week-or-month"
    share_or_per_cent = "share-or-per-cent"
    several_on_a_day = "several-on-a-day"
    same_measure = "same-measure"
    which_value = "which-value"
    which_measure = "which-measure"
    uncounted_numbers = "uncounted-numbers"


@dataclass(frozen=True, kw_only=True)
class KindInWords:
    """`text` and `answers` hold places for the question's details, written `%(name)s`.

    An answer that is missing from `answers` is its own word: a number, or a name.
    """

    text: str
    answers: Mapping[str, str]


_ROW = {"take": said("Ja, ta den med"), "leave": said("Nei, hopp over den")}
_ROWS = {"take": said("Ja, ta dem med"), "leave": said("Nei, hopp over dem")}

KINDS: dict[QuestionKind, KindInWords] = {
    QuestionKind.course_participant: KindInWords(
        text=said("«%(name)s» (%(address)s) står på kurslisten. Er det %(person)s (%(email)s) i kullet?"),
        answers={"same": said("Ja, sett grunnkurs"), "another": said("Nei, det er en annen")},
    ),
    QuestionKind.named_in_text: KindInWords(
        text=said("Er «%(found)s» i teksten «%(around)s» den samme som skal slettes?"),
        answers={"same": said("Ja, slett navnet her"), "another": said("Nei, det er en annen")},
    ),
    QuestionKind.hidden_sheet: KindInWords(
        text=said("Arket «%(sheet)s» er skjult. Skal radene i det være med? Utfylt: %(rows)s."),
        answers={"take": said("Ja, ta med arket"), "leave": said("Nei, hopp over arket")},
    ),
    QuestionKind.hidden_column: KindInWords(
        text=said("Kolonnen %(column)s i arket «%(sheet)s» er skjult. Skal den leses?"),
        answers={"take": said("Ja, les kolonnen"), "leave": said("Nei, hopp over kolonnen")},
    ),
    QuestionKind.hidden_row: KindInWords(
        text=said("Raden «%(row)s» er skjult. Skal den være med?"), answers=_ROW
    ),
    QuestionKind.filtered_row: KindInWords(
        text=said("Raden «%(row)s» er skjult av et filter. Skal den være med?"), answers=_ROW
    ),
    QuestionKind.struck_row: KindInWords(
        text=said("Raden «%(row)s» er overstrøket. Skal den være med?"), answers=_ROW
    ),
    QuestionKind.hidden_rows: KindInWords(
        text=said("%(count)s rader i arket «%(sheet)s» er skjult. Skal de være med? De første er: %(rows)s."),
        answers=_ROWS,
    ),
    QuestionKind.filtered_rows: KindInWords(
        text=said(
            "%(count)s rader i arket «%(sheet)s» er skjult av et filter. Skal de være med? De første er: %(rows)s."
        ),
        answers=_ROWS,
    ),
    QuestionKind.struck_rows: KindInWords(
        text=said(
            "%(count)s rader i arket «%(sheet)s» er overstrøket. Skal de være med? De første er: %(rows)s."
        ),
        answers=_ROWS,
    ),
    QuestionKind.withdrawn_row: KindInWords(
        text=said("Ved raden «%(row)s» står «%(said)s». Skal den være med?"), answers=_ROW
    ),
    QuestionKind.withdrawn_rows: KindInWords(
        text=said(
            "Ved %(count)s rader i arket «%(sheet)s» står det at de ikke deltar. Skal de være med? "
            "De første er: %(rows)s."
        ),
        answers=_ROWS,
    ),
    QuestionKind.example_row: KindInWords(
        text=said("Raden «%(row)s» ser ut som et eksempel. Skal den være med?"), answers=_ROW
    ),
    QuestionKind.example_rows: KindInWords(
        text=said(
            "%(count)s rader i arket «%(sheet)s» ser ut som eksempler. Skal de være med? De første er: %(rows)s."
        ),
        answers=_ROWS,
    ),
    QuestionKind.other_sheet: KindInWords(
        text=said(
            "Et ark i filen heter «%(sheet)s». Gjelder det denne påmeldingen? Utfylte rader: %(rows)s."
        ),
        answers={"take": said("Ja, ta med arket"), "leave": said("Nei, hopp over arket")},
    ),
    QuestionKind.team_of_sheet: KindInWords(
        text=said(
            "Arket «%(sheet)s» sier at teamet er «%(team)s», og det gjør arket «%(other)s» også. Hvilket team er det?"
        ),
        answers={"sheet": said("Teamet heter «%(sheet)s»"), "written": said("Teamet er «%(team)s»")},
    ),
    QuestionKind.names_in_cell: KindInWords(
        text=said("«%(name)s» står i én rad med én adresse. Er det to personer?"),
        answers={
            "leave": said("Ja, to: hopp over raden, så skriver vi dem i hver sin"),
            "one": said("Nei, én person"),
        },
    ),
    QuestionKind.near_team: KindInWords(
        text=said("Er dette det samme teamet? «%(one)s» (%(one_place)s) og «%(other)s» (%(other_place)s)."),
        answers={"same": said("Ja, samme team: «%(one)s»"), "different": said("Nei, to ulike team")},
    ),
    QuestionKind.which_form: KindInWords(
        text=said("Teamet «%(team)s» søker i flere skjemaer: %(files)s. Hvilket gjelder?"),
        answers={"both": said("De hører sammen. Les dem som ett")},
    ),
    QuestionKind.near_organisation: KindInWords(
        text=said(
            "Er dette det samme foretaket? «%(one)s» (%(one_place)s) og «%(other)s» (%(other_place)s)."
        ),
        answers={"same": said("Ja, samme foretak: «%(one)s»"), "different": said("Nei, to ulike foretak")},
    ),
    QuestionKind.teams_in_cell: KindInWords(
        text=said("Er «%(written)s» flere team (%(teams)s), eller ett team som heter det?"),
        answers={"several": said("Flere team: %(teams)s"), "one": said("Ett team: «%(written)s»")},
    ),
    QuestionKind.address_with_names: KindInWords(
        text=said("Adressen %(email)s står med flere navn: %(names)s. Hvem har adressen?"),
        answers={"same": said("Det er samme person")},
    ),
    QuestionKind.team_of_trust: KindInWords(
        text=said(
            "Teamet «%(team)s» i kullet hører til %(stored)s, og i arket er det ført på %(trust)s. Er det samme team?"
        ),
        answers={
            "another": said("Nei, et annet team: kall det «%(own)s»"),
            "same": said("Ja, samme team, og det hører til %(stored)s"),
            "moved": said("Ja, samme team, og det hører nå til %(trust)s"),
        },
    ),
    QuestionKind.address_of_another: KindInWords(
        text=said(
            "Adressen ser ut til å være en annens i %(count)s rader. Skal de være med som de står? De første er: "
            "%(rows)s."
        ),
        answers={
            "take": said("Ja, adressene er rette"),
            "leave": said("Nei, hopp over dem, så retter vi arket"),
        },
    ),
    QuestionKind.name_with_addresses: KindInWords(
        text=said(
            "%(names)s står med flere adresser i %(team)s: %(emails)s. Er det samme person, med hvilken adresse?"
        ),
        answers={"different": said("Nei, ulike personer")},
    ),
    QuestionKind.near_role: KindInWords(
        text=said(
            "%(name)s er ført som «%(written)s». Er det foretakskontakt, med innsyn i alle foretakets team?"
        ),
        answers={
            "trust_contact": said("Ja, foretakskontakt"),
            "none": said("Nei, det gir ingen rolle"),
            "staff": said("Nei, medarbeider i teamet"),
            "leave": said("Nei, ta ikke med raden"),
        },
    ),
    QuestionKind.same_account: KindInWords(
        text=said(
            "Er dette den samme personen? Disse har én og samme konto i katalogen: %(rows)s. Til det er svart, får de "
            "én plass i Teams og én innkalling til hvert møte. Er en av adressene feil, rett den i påmeldingen."
        ),
        answers={"same": said("Ja, samme person"), "shared": said("Nei, flere personer deler kontoen")},
    ),
    QuestionKind.unclear_step: KindInWords(
        text=said("«%(label)s» er «%(written)s». Hvilket trinn er det?"), answers={}
    ),
    QuestionKind.thousands_or_decimals: KindInWords(
        text=said("I «%(column)s» i arket «%(sheet)s» står «%(written)s». Er det tusen eller desimaler?"),
        answers={
            "thousands": said("Tusen: %(thousands)s"),
            "decimals": said("Desimaler: %(decimals)s"),
            "left-out": said("Ta det ikke med"),
        },
    ),
    QuestionKind.day_or_month_first: KindInWords(
        text=said("I «%(column)s» i arket «%(sheet)s» står «%(written)s». Hva står først i datoene?"),
        answers={
            "day-first": said("Dagen først"),
            "month-first": said("Måneden først"),
            "month-first-in-all": said("Måneden først, også der Excel har gjort dem om til datoer"),
            "left-out": said("Ta det ikke med"),
        },
    ),
    QuestionKind.week_or_month: KindInWords(
        text=said("I «%(column)s» i arket «%(sheet)s» står «%(written)s». Er det uke eller måned?"),
        answers={
            "week": said("Uke"),
            "month": said("Måned"),
            "left-out": said("Ta det ikke med"),
        },
    ),
    QuestionKind.share_or_per_cent: KindInWords(
        text=said("«%(measure)s» har både «%(few)s» og «%(many)s». Hva er det?"),
        answers={
            "shares": said("Andeler: %(few)s er %(few_as_share)s, og %(many)s er %(many_as_share)s"),
            "per-cent": said("Alt er prosent: %(few)s er %(few_as_per_cent)s"),
            "as-written": said("Ingen av dem er andeler: tallene står som de er"),
            "left-out": said("Ta det ikke med"),
        },
    ),
    QuestionKind.several_on_a_day: KindInWords(
        text=said("«%(measure)s» har flere tall for %(day)s: %(values)s. Hva gjelder?"),
        answers={
            "mean": said("Gjennomsnittet: %(mean)s"),
            "sum": said("Summen: %(sum)s"),
            "left-out": said("Ta det ikke med"),
        },
    ),
    QuestionKind.same_measure: KindInWords(
        text=said("Er målingen «%(written)s» den samme som «%(other)s»?"),
        answers={
            "same": said("Ja, det er den samme"),
            "another": said("Nei, det er en annen måling"),
        },
    ),
    QuestionKind.which_value: KindInWords(
        text=said("I arket «%(sheet)s» står det tall i flere kolonner: «%(columns)s». Hvilken er verdien?"),
        answers={"left-out": said("Ta det ikke med")},
    ),
    QuestionKind.which_measure: KindInWords(
        text=said(
            "I arket «%(sheet)s» kan navnet på målingen stå i flere kolonner: «%(columns)s». Hvilken er det?"
        ),
        answers={"left-out": said("Ta det ikke med")},
    ),
    QuestionKind.uncounted_numbers: KindInWords(
        text=said("I arket «%(sheet)s» står det «%(said)s» ved «%(rows)s». Skal tallene telle med?"),
        answers=_ROWS,
    ),
}


def question_key(kind: QuestionKind, *seen: object) -> str:
    """Return the key of a doubt: its kind, and a digest of the thing that was seen."""
    whole = json.dumps([str(one) for one in seen], ensure_ascii=False)
    return f"{kind.value}:{sha256(whole.encode()).hexdigest()[:KEY_HEX_DIGITS]}"
