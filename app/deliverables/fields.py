"""The fields of the forms, the self-evaluation's scale, and the words each field is known by.

The fields are those of the national guide's poster template and self-evaluation ("Til deg som skal arrangere
læringsnettverk"), which the status report must do without a form of its own for (its field list is lost there).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

TAG = "kull:"
PROMPT = "Klikk her og skriv"
CHOOSE = "Velg et trinn"


@dataclass(frozen=True, kw_only=True)
class FormField:
    """`key` names it for programs and, after `kull:`, as a tag; `also` is how others have headed the same."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        return f"{TAG}{self.key}"

    @property
    def prompt(self) -> str:
        return CHOOSE if self.choices else PROMPT


STEPS = (
    "1: Teamet har ikke kommet i gang",
    "2: Aktivitet uten forbedring",
    "3: Enkelte forbedringer har kommet frem",
    "4: Påtagelige forbedringer er målt",
    "5: Påtagelige forbedringer er målt, og forbedringene har fått gjennomslag i systemet",
)
WHAT_A_STEP_MEANS = (
    "Planer og ideer, men ingen aktivitet.",
    "Møter, kartlegging, skjemaer, historiske data og målinger, men ingen endret praksis.",
    "Endret praksis i forhold til tidligere.",
    "Endringene har ført til målbare forbedringer sammenliknet med tidligere praksis.",
    "Endringene er standardisert i systemet og ventes å bestå etter at prosjektet er avsluttet.",
)
SELF_EVALUATION = FormField(
    key="selvevaluering",
    label="Selvevalueringstall (1–5)",
    also=(
        "Selvevaluering",
        "Selvevaluering (1–5)",
        "Trinn",
        "Selvevalueringstallet",
        "Sjølvevaluering",
        "Sjølvevalueringstal",
    ),
    choices=STEPS,
)
LOGO = "Virksomhetens logo"
PRINTED_WORDS = frozenset(
    {
        f"[{LOGO}]",
        *(f"Trinn {step}. {meaning}" for step, meaning in zip(STEPS, WHAT_A_STEP_MEANS, strict=True)),
    }
)
"""The words our forms print outside of their fields."""
POSTER = (
    FormField(
        key="prosjekt",
        label="Navn på prosjekt",
        also=(
            "Prosjektnavn",
            "Prosjekt",
            "Navn på prosjektet",
            "Namn på prosjekt",
            "Namn på prosjektet",
            "Prosjektnamn",
        ),
    ),
    FormField(key="enhet-dato", label="Enhet og dato", also=("Enhet/dato", "Eining og dato", "Eining/dato")),
    FormField(key="avdeling", label="Om avdelingen", also=("Om avdelinga",)),
    FormField(
        key="problem",
        label="Hva er utfordringen eller problemet?",
        also=(
            "Hva er utfordringen/problemet?",
            "Utfordring",
            "Problem",
            "Hva er utfordringen?",
            "Hva er problemet?",
            "Utfordringen",
            "Problemet",
            "Kva er utfordringa eller problemet?",
            "Kva er utfordringa?",
            "Utfordringa",
        ),
    ),
    FormField(
        key="mal",
        label="1. Mål",
        also=(
            "Målsetting",
            "Målsetning",
            "Målet",
            "Måla",
            "Målsettinga",
            "Målsetninga",
            "Målsetjing",
            "Målsetjinga",
        ),
    ),
    FormField(key="malinger", label="2. Målinger", also=("Målingar",)),
    FormField(
        key="tiltak",
        label="3. Hvilke tiltak skal føre til at målet nås?",
        also=(
            "Tiltak",
            "Kva tiltak skal føre til at målet blir nådd?",
            "Kva for tiltak skal føre til at målet blir nådd?",
            "Kva tiltak skal føre til at målet vert nådd?",
            "Tiltaka",
        ),
    ),
    FormField(key="resultater", label="Resultater", also=("Resultat", "Resultatet", "Resultata")),
    FormField(
        key="laering",
        label="Nye læringspunkter: erfaringer så langt",
        also=(
            "Nye læringspunkter",
            "Erfaringer så langt",
            "Nye læringspunkt: erfaringar så langt",
            "Nye læringspunkt",
            "Læringspunkt",
            "Læringspunkter",
            "Erfaringar så langt",
        ),
    ),
    FormField(
        key="neste-steg",
        label="Neste steg: hva skal testes?",
        also=("Neste steg", "Hva skal testes?", "Neste steg: kva skal testast?", "Kva skal testast?"),
    ),
    FormField(
        key="team",
        label="Forbedringsteamet: navn, profesjon og rolle",
        also=("Forbedringsteamet", "Forbetringsteamet: namn, profesjon og rolle", "Forbetringsteamet"),
    ),
    FormField(key="leder", label="Nærmeste leder", also=("Næraste leiar", "Nærmaste leiar")),
    SELF_EVALUATION,
)
PRESENTATION = (
    FormField(
        key="hvem",
        label="Hvem er dere? Navn på teamet og arbeidssted",
        also=("Hvem er dere?", "Kven er de? Namn på teamet og arbeidsstad", "Kven er de?"),
    ),
    FormField(
        key="tema",
        label="Hvilket tema skal dere jobbe med? Hva er problemet, og hva ønsker dere å oppnå?",
        also=("Hvilket forbedringstema skal dere jobbe med?",),
    ),
    FormField(
        key="hvorfor", label="Hvorfor er dette viktig for dere?", also=("Kvifor er dette viktig for dykk?",)
    ),
    FormField(key="med", label="Eventuelt: hvem er med i teamet", also=("Hvem er med i teamet?",)),
    FormField(key="samtykke", label="Alle som er med på filmen, har samtykket (navn)", also=("Samtykke",)),
)


_COLUMNS_ALSO = {
    "Tiltak": ("Tiltaket", "Tiltaka", "Aktivitet", "Oppgave", "Oppgåve"),
    "Ansvarlig": ("Ansvarleg", "Ansvarlig person", "Ansvar"),
    "Start": ("Startdato", "Oppstart", "Oppstartsdato"),
    "Ferdig": ("Frist", "Tidsfrist", "Sluttdato", "Slutt", "Ferdigdato", "Ferdig dato"),
    "Måling": ("Målinger", "Målingar", "Indikator"),
    "Type": ("Type måling", "Målingstype", "Måletype"),
    "Kilde": ("Kjelde", "Datakilde", "Datakjelde"),
    "Hvor ofte": ("Kor ofte", "Frekvens", "Hyppighet"),
}


def _columns(*labels: str) -> tuple[FormField, ...]:
    return tuple(
        FormField(key=label.lower().replace(" ", "-"), label=label, also=_COLUMNS_ALSO.get(label, ()))
        for label in labels
    )


ACTIONS = _columns("Tiltak", "Ansvarlig", "Start", "Ferdig", "Status")
MEASUREMENT_PLAN = _columns("Måling", "Type", "Kilde", "Ansvarlig", "Hvor ofte")
MEASURED = _columns("Måling", "Dato", "Verdi", "Merknad")
MEASURED_SHEET = "Tall"

FORMS: dict[str, tuple[FormField, ...]] = {
    "statusrapport": POSTER,
    "sluttrapport": POSTER,
    "poster": POSTER,
    "teampresentasjon": PRESENTATION,
}
PLANS: dict[str, tuple[FormField, ...]] = {
    "fremdriftsplan-tiltak": ACTIONS,
    "fremdriftsplan-malinger": MEASUREMENT_PLAN,
}
PLAN_ROWS = 10


def in_row(field: FormField, number: int) -> FormField:
    """Return a plan's column as the field of one row; rows count from 1."""
    return replace(field, key=f"{field.key}.{number}")
