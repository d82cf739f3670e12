"""The information participants are given about themselves (GDPR articles 13 and 14), in plain bokmål.

The page /personvern and docs/privacy/informasjon.md are both made of it; the periods are the register's.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


INTRODUCTION = (
    "Du er med i et læringsnettverk. Her står hva tjenesten vet om deg, hva det brukes til, hvem som ser det, og hva "
    "du kan kreve."
)
SECTIONS = (
    Section(
        heading="Hvem er ansvarlig?",
        paragraphs=(
            (
                "Det regionale helseforetaket som holder læringsnettverket, er behandlingsansvarlig. "
                "Helseforetaket eller kommunen du arbeider i, er ansvarlig for at du ble meldt på. "
                "Spørsmål til personvernombudet går den samme veien som andre spørsmål; adressen står "
                "nederst."
            ),
        ),
    ),
    Section(
        heading="Hva vet vi om deg, og hvor kommer det fra?",
        paragraphs=(
            (
                "Navn, e-postadresse, yrke, arbeidssted, team og rolle. Det kommer fra påmeldingen "
                "arbeidsgiveren din sendte, ikke fra deg selv."
            ),
            (
                "Hvilke møter du er kalt inn til, hva du svarte, og om du var med. Svarene kommer fra "
                "kalenderen; oppmøtet fra listen ved døra eller fra rapporten til Microsoft Teams. Når du"
                " kom og gikk, lagres ikke."
            ),
            "Det teamet leverer, og hvem som leverte det. Hva du gjør i tjenesten når du er innlogget.",
            "Vi har ikke fødselsnummeret, telefonnummeret eller hjemmeadressen din. Skriv aldri om pasienter.",
        ),
    ),
    Section(
        heading="Hva brukes det til, og med hvilken rett?",
        paragraphs=(
            (
                "Til å holde læringsnettverket: gi deg tilgang til det felles området i Teams, kalle inn "
                "til møter, ta imot det teamet leverer, og hjelpe team som faller fra. Det brukes ikke "
                "til å vurdere deg som ansatt."
            ),
            (
                "Grunnlaget er en oppgave i allmennhetens interesse (personvernforordningen artikkel 6 "
                "nr. 1 bokstav e). For å vise deg på film er grunnlaget samtykke (bokstav a)."
            ),
        ),
    ),
    Section(
        heading="Hvem ser det?",
        paragraphs=(
            (
                "De andre i kullet ser navnet ditt i det felles området i Teams. Forbedringsenheten ser "
                "det du er meldt på med, og hva du svarte på innkallinger."
            ),
            (
                "Om du var på et møte, ser forbedringsenheten, teamet ditt og veilederen med navn. "
                "Nærmeste leder, foretakskontakten og andre ser bare tall for teamet. Øverste leder kan "
                "se hvilke ledere som var med, men først når det er avtalt. Ingen brev som sier at du er "
                "borte eller har meldt forfall, sendes før et menneske i forbedringsenheten har lest det "
                "og sagt ja."
            ),
            "At noen er tillitsvalgt, ser bare forbedringsenheten, teamet selv og veilederen.",
            "Microsoft lagrer det for virksomheten i Microsoft 365. Tjenesten selv sender ingenting ut av EØS.",
        ),
    ),
    Section(
        heading="Må du være med på film?",
        paragraphs=(
            (
                "Nei. Du blir spurt én gang. Svarer du ikke, blir du ikke vist. Du kan ta et ja tilbake "
                "når som helst, og trenger ikke si hvorfor. Teamet kan levere et bilde eller en tekst i "
                "stedet, og det teller som levert."
            ),
        ),
    ),
    Section(
        heading="Hvor lenge lagres det?",
        paragraphs=(
            (
                "Til et år etter at kullet er avsluttet, om ikke programmet sier noe annet. Brev vi har "
                "sendt, slettes et halvt år etter at de ble sendt. Loggen over hvem som gjorde hva, "
                "beholdes; slettes du, står du der med et tilfeldig navn. Det teamet har levert, beholdes"
                " som teamets arbeid."
            ),
        ),
    ),
    Section(
        heading="Hva kan du kreve?",
        paragraphs=(
            (
                "Du kan be om å få se alt vi har om deg, få det rettet eller slettet, eller få "
                "behandlingen begrenset, og du kan protestere mot den. Du kan klage til Datatilsynet "
                "(datatilsynet.no). Ingen avgjørelser om deg tas av en maskin alene."
            ),
        ),
    ),
)
CONTACT = "Spørsmål, innsyn, retting og sletting: skriv til %s."


def as_markdown() -> str:
    """Return the page docs/privacy/informasjon.md; the hospital fills in what stands in brackets."""
    sections = "".join(f"\n## {one.heading}\n\n" + "\n\n".join(one.paragraphs) + "\n" for one in SECTIONS)
    return (
        "# Informasjon til deltakerne (artikkel 13 og 14)\n\n"
        "Laget av `app/privacy/information.py` med `python docs/make_privacy.py`. Det er den samme teksten tjenesten "
        "viser på `/personvern`, uten innlogging. Lenken står i det første brevet og nederst på hver side. Har "
        "virksomheten sin egen tekst, settes adressen til den i `KULL_PRIVACY_URL`.\n\n"
        f"{INTRODUCTION}\n{sections}\n{CONTACT % '[adressen til forbedringsenheten]'}\n"
    )
