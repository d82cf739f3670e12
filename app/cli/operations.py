"""`kull serve`, `sandbox serve`, `demo`, `token` and `doctor`: run the service, try it, examine it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.terminal.arguments import deed
from app.cli.terminal.hints import CHECK_HINTS
from app.cli.terminal.output import Json, write_aside, write_json, write_line
from app.errors import Code, NotFound, Refused

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.audit import Deed
    from jobs import CheckResult

sandbox = typer.Typer(no_args_is_help=True)
EXAMPLE = Path(__file__).parents[2] / "examples" / "torn-kull-3" / "enrolment.xlsx"
NAME, PROGRAMME = "Tørn kull 3", "torn-kull-3"
Port = Annotated[int, typer.Option(help="Porten tjenesten svarer på.")]
Person = Annotated[str, typer.Option("--as", help="E-postadressen til den du vil være i sandkassen.")]
Host = Annotated[
    str, typer.Option(help="Adressen tjenesten lytter på; bare denne maskinen når den bruker sandkassen.")
]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Start tjenesten: sidene, API-et og den som arbeider mot Microsoft 365."""
    import httpx

    from app.cli.terminal.listener import Listener, take_port
    from app.config import settings
    from app.db import migrate
    from app.web import LOOPBACK
    from graph_adapters.errors import TenantError
    from jobs.runner import the_one_runner

    settings().refuse_what_is_not_safe()
    if host not in LOOPBACK and settings().tenant == "sandbox":
        raise Refused(
            Code.sandbox_stays_local,
            f"Med sandkassen kan alle logge inn som hvem som helst. Bruk 127.0.0.1, ikke {host}.",
        )
    address = f"http://{host}:{port}"
    page = f" Sandkassens side er {address}/_sandbox." if settings().tenant == "sandbox" else ""
    says = partial(write_line, f"Tjenesten svarer på {address}.{page} Stopp med Ctrl-C.")
    with the_one_runner(settings(), address=address), take_port(host, port) as taken:
        migrate()  # here, where a refusal is a sentence
        try:
            Listener("app.main:create_app", taken, says).listen()
        except (TenantError, httpx.HTTPError) as error:
            raise Refused(Code.sandbox_away, f"Sandkassen svarer ikke: {error}") from error


@sandbox.command("serve")
def serve_sandbox(port: Port = 8100) -> None:
    """Start sandkassen alene: en Microsoft 365-leietaker på liksom, for utvikling og prøving."""
    from app.config import settings
    from graph_adapters.sandbox.engine.state import State
    from graph_adapters.sandbox.server import serve as serve_tenant

    file = Path(settings().sandbox_file)
    write_line(f"Sandkassen svarer på http://127.0.0.1:{port} og husker i {file}. Stopp med Ctrl-C.")
    serve_tenant(State(file), port=port)


def demo(
    *,
    then_serve: Annotated[bool, typer.Option("--serve", help="Start tjenesten etterpå.")] = False,
    port: Port = 8000,
    as_json: Json = False,
) -> None:
    """Meld på eksempelkullet (Tørn kull 3) fra Excel-arket, og klargjør det i sandkassen."""
    from app.cli.provisioning import provision_now
    from app.cli.runner import progress_bar

    cohort_id = _example_cohort()
    with progress_bar(cohort_id, shown=not as_json) as tell:
        told = provision_now(cohort_id, None, tell)
    if as_json:
        write_json(told)
    else:
        _tell_what_was_made(cohort_id, told)
    if then_serve:
        serve(port=port)


def _example_cohort() -> int:
    """Start the example once: the first year that lies wholly ahead, its dates confirmed and the days off told."""
    from app import cohorts, enrolment, programmes, provisioning
    from app.db import migrate, unit_of_work

    migrate()
    done, definition = deed(), programmes.shipped_one(PROGRAMME)
    with unit_of_work() as session:
        try:
            cohort = cohorts.called(session, NAME)
        except NotFound:
            year = provisioning.first_year_ahead(definition, done.at.date())
            cohort = provisioning.start_cohort(
                session, definition=definition, start_year=year, name=NAME, deed=done
            )
            _confirm_dates(session, cohort.id, done)
        enrolment.enrol(
            session,
            cohort_id=cohort.id,
            data=EXAMPLE.read_bytes(),
            filename=EXAMPLE.name,
            deed=done,
        )
        return cohort.id


def _confirm_dates(session: Session, cohort_id: int, done: Deed) -> None:
    """Confirm the example's dates as a person would. Aside: standard output is the programme's answer."""
    from app.cli.cohorts import left_in_words
    from app.provisioning import confirm_dates, left_one_by_one

    confirmed = confirm_dates(session, cohort_id, meeting_key=None, deed=done)
    for sentence in (
        f"{len(confirmed)} datoer er bekreftet.",
        *left_in_words(left_one_by_one(session, cohort_id), NAME),
    ):
        write_aside(sentence)


def _tell_what_was_made(cohort_id: int, told: dict[str, object]) -> None:
    from app.cli.runner import how_far
    from app.provisioning import KINDS, counted

    by_kind = how_far(cohort_id).by_kind
    made = ", ".join(counted(kind, by_kind[kind][0]) for kind in KINDS if kind in by_kind)
    write_line(f"{NAME} er klargjort: {made}.")
    write_line(
        f"Denne gangen: {told['placed']} lagt på plass, {told['unchanged']} var det fra før, {told['waiting']} venter, "
        f"{told['graph_requests']} forespørsler på {told['seconds']} s."
    )


def token(person: Person = "forbedringsenheten@example.no") -> None:
    """Skriv ut et token for API-et. Bare i sandkassen; tjenesten må svare."""
    from app.config import settings
    from app.sign_in import SANDBOX_CLIENT
    from jobs import bearer_token, embedded_sandbox_address

    if settings().tenant == "live":
        raise Refused(Code.not_in_live, "Mot et ekte Microsoft 365 henter du token hos Entra, ikke her.")
    address = settings().sandbox_url.rstrip("/") or embedded_sandbox_address(settings())
    if not address:
        raise Refused(
            Code.sandbox_away, "Ingen sandkasse svarer. Start tjenesten med kull serve, og prøv igjen."
        )
    client_id = settings().sign_in_client_id or SANDBOX_CLIENT
    write_line(bearer_token(address, email=person, client_id=client_id))


def doctor(
    *,
    record: Annotated[
        Path | None,
        typer.Option(
            help="Skriv hvordan Microsoft 365 svarer, til denne filen: bare navn på felter, aldri det som står i dem."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Se etter at innstillinger, database, logg og innlogging er som de skal."""
    from dataclasses import asdict

    from jobs import CHECKS

    found = [check() for check in CHECKS]
    ok = all(one.ok for one in found)
    if record is not None:
        _record(record)
    if as_json:
        write_json({"ok": ok, "checks": [asdict(one) for one in found]})
    else:
        for one in found:
            write_line(_check_in_words(one))
    if not ok:
        raise Refused(
            Code.checks_failed, f"Ikke i orden: {', '.join(one.name for one in found if not one.ok)}."
        )


def _record(file: Path) -> None:
    from app.cli.terminal.output import write_aside
    from graph_adapters.errors import TenantError
    from jobs import record_tenant

    try:
        rows = record_tenant(file)
    except TenantError as error:
        raise Refused(
            Code.checks_failed, f"Opptaket ble ikke skrevet: Microsoft 365 svarte ikke ({error})."
        ) from error
    write_aside(f"{rows} svar er skrevet til {file}: navn på felter, og ikke noe av det som står i dem.")


def _check_in_words(check: CheckResult) -> str:
    hint = "" if check.ok else CHECK_HINTS.get(check.name, "")
    words = " ".join(filter(None, (check.detail, check.fix, hint)))
    return f"{'OK  ' if check.ok else 'FEIL'}  {check.name}: {words}"
