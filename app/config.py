"""Settings: the only reader of the environment. Each has a help text; docs/settings.md is made from them."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from importlib.metadata import version
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal, cast, get_args

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import Code, Refused

Capability = Literal[
    "team", "channels", "members", "guests", "planner", "calendar", "mail", "attendance", "webhooks"
]
Mode = Literal["service", "by_hand", "off"]
MIN_SECRET_LETTERS = 16
EXAMPLES = {"your-client-secret", "replace-with-your-secret", "0123456789abcdef"}
STAND_IN = re.compile(r"https://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?", re.ASCII)
_STARTED = time.monotonic()


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="KULL_")

    database_url: str = Field(
        "sqlite:///kull.db",
        description="Where our rows live. SQLite on one machine, PostgreSQL on several.",
    )
    tenant: Literal["sandbox", "live"] = Field(
        "sandbox",
        description="The tenant we work in: our own sandbox, or a live Microsoft 365 tenant.",
    )
    sandbox_url: str = Field("", description="Address of a running sandbox; empty runs it in this process.")
    sandbox_file: str = Field(
        ".kull/sandbox.jsonl",
        description="Where the embedded sandbox keeps its memory between runs.",
    )
    public_url: str = Field(
        "", description="The address people reach this service at; empty when there is none."
    )
    trusted_proxies: str = Field(
        "",
        description=(
            "The proxies before us, whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks "
            "(10.0.0.0/8) with commas. Empty: those headers are ignored, from this machine too."
        ),
    )
    pace: Literal["documented", "off"] = Field(
        "documented", description="Keep to Microsoft's documented limits; off is for the sandbox only."
    )
    entra_tenant_id: str = Field("", description="The tenant's id in Entra.")
    authority_host: str = Field(
        "",
        description=(
            "For rehearsals alone: a sandbox on this machine that stands in for Entra and Graph "
            "(https://localhost:PORT). Another machine is refused."
        ),
    )
    authority_ca: Path | None = Field(
        None, description="The certificate authority of that sandbox; nothing else is trusted there."
    )
    graph_client_id: str = Field("", description="The app registration's client id.")
    graph_secret_file: Path | None = Field(
        None, description="A mounted file with that registration's secret, when there is no certificate."
    )
    graph_certificate_file: Path | None = Field(
        None,
        description="A mounted PEM with its certificate and private key. Neither file: the machine's managed identity.",
    )
    graph_secret_ends: date | None = Field(
        None,
        description="The day Entra says that secret ends; doctor warns before. A certificate tells it itself.",
    )
    sign_in_client_id: str = Field(
        "", description="The client id of the app registration people sign in to; it publishes our API too."
    )
    sign_in_secret: SecretStr = Field(SecretStr(""), description="That registration's secret.")
    sign_in_secret_file: Path | None = Field(
        None, description="A mounted file with the secret, instead of the secret itself."
    )
    sign_in_certificate_file: Path | None = Field(
        None, description="A mounted PEM with certificate and private key, instead of a secret."
    )
    sign_in_secret_ends: date | None = Field(
        None, description="The day Entra says that secret ends; doctor warns before."
    )
    metrics_port: int = Field(0, description="An inner port for /metrics; 0 leaves it closed.")
    metrics_host: str = Field("127.0.0.1", description="The address the inner port is open on.")
    organiser: str = Field(
        "laeringsnettverk@example.no",
        description="The mailbox that all invitations are sent from.",
    )
    mailbox: str = Field(
        "",
        description="The unit's mailbox that teams may send files to; empty: none is read. Needs Mail.Read there.",
    )
    upload_folder: Path = Field(
        Path(".kull/uploads"),
        description=(
            "Where an uploaded file lies until it has been laid in its team's folder. "
            "Several workers or machines share one folder."
        ),
    )
    audit_key_file: Path = Field(
        Path(".kull/audit.key"),
        description="The key that signs the audit's head (Ed25519, PEM). Made at first use, for its owner alone.",
    )
    audit_anchors: Path = Field(
        Path(".kull/audit-anchors.jsonl"),
        description="Where signed heads of the audit are appended; best on a disk the database's owner cannot write.",
    )
    backup_folder: str = Field(
        "",
        description=(
            "A folder on another disk that the SQLite database is copied to every few minutes; it must be there. "
            "Empty: no copies are taken. PostgreSQL takes its own."
        ),
    )
    backup_minutes: int = Field(
        5, ge=1, description="Minutes between those copies; none is taken while nothing is written."
    )
    backup_keep: int = Field(48, ge=1, description="How many of those copies are kept, the newest.")
    backup_days: int = Field(
        30, ge=1, description="The days after which a copy is deleted, for people's names lie in it."
    )
    owners: str = Field(
        "",
        description="Owners of each Microsoft Team we make: addresses with commas. Empty: the organiser.",
    )
    own_domains: str = Field(
        "",
        description=(
            "The house's own mail domains, with commas. An address there that the directory does not know is told as a "
            "misspelling or a deleted account, and is never invited as a guest. Empty: no domain is known as ours."
        ),
    )
    capabilities: str = Field(
        "",
        description=(
            "What the tenant does not let us do ourselves: `planner=off,guests=by_hand`. "
            "Of team, channels (with folders, files and tabs), members, guests, planner, calendar, mail, "
            "attendance and webhooks; each is service, by_hand or off."
        ),
    )
    workflow_hosts: str = Field(
        ".logic.azure.com,.environment.api.powerplatform.com",
        description=(
            "Where the addresses may lie that the channels' own workflows in Teams take cards at: hosts with commas; "
            "one that begins with a dot stands for every host below it. Empty: no card is posted."
        ),
    )
    language: Literal["nb", "nn", "en"] = Field(
        "nb", description="The language of pages, until a reader chooses another, and of mails."
    )
    accessibility_statement: str = Field(
        "", description="The address of your accessibility statement (uustatus.no), linked from every page."
    )
    privacy_url: str = Field(
        "",
        description=(
            "The address of your information about privacy, which the first letter and every page lead to. "
            "Empty: the service's own page, /personvern."
        ),
    )
    now: datetime | None = Field(
        None, description="The time it is when a command starts, for demonstrations and tests; sandbox only."
    )

    @field_validator("capabilities")
    @classmethod
    def _each_is_known(cls, text: str) -> str:
        """Raise Refused, which is a sentence for people, for a word that is not ours."""
        for chosen in filter(None, map(str.strip, text.split(","))):
            name, _, mode = (word.strip() for word in chosen.partition("="))
            if name not in get_args(Capability):
                known = ", ".join(get_args(Capability))
                raise Refused(
                    Code.setting_unknown,
                    f"KULL_CAPABILITIES: «{name}» er ikke noe vi gjør. Velg blant {known}.",
                )
            if mode not in get_args(Mode):
                raise Refused(
                    Code.setting_unknown,
                    f"KULL_CAPABILITIES: {name} må være service, by_hand eller off, ikke «{mode}».",
                )
        return text

    @field_validator("trusted_proxies")
    @classmethod
    def _each_is_a_network(cls, text: str) -> str:
        """Raise Refused for what is neither an address nor a network: a proxy by name could be anybody."""
        for written in _listed(text):
            try:
                ip_network(written)
            except ValueError:
                raise Refused(
                    Code.setting_unknown,
                    f"KULL_TRUSTED_PROXIES: «{written}» er verken en adresse eller et nett (10.0.0.0/8).",
                ) from None
        return text

    @property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(ip_network(written) for written in _listed(self.trusted_proxies))

    @property
    def modes(self) -> dict[Capability, Mode]:
        """Return the mode of each capability; `service` where none is set."""
        said = [chosen.partition("=") for chosen in self.capabilities.split(",") if chosen.strip()]
        chosen = {name.strip(): mode.strip() for name, _, mode in said}
        return {name: cast("Mode", chosen.get(name, "service")) for name in get_args(Capability)}

    def clock(self) -> datetime:
        """Return the time, aware and in UTC. A time that is set goes on from there, so that waits still end."""
        if self.now is None:
            return datetime.now(UTC)
        return self.now.astimezone(UTC) + timedelta(seconds=time.monotonic() - _STARTED)

    @property
    def privacy_address(self) -> str:
        """Return where the information about privacy is read; empty when there is no address to lead to."""
        own = f"{self.public_url.rstrip('/')}/personvern" if self.public_url else ""
        return self.privacy_url or own

    @property
    def owner_addresses(self) -> tuple[str, ...]:
        listed = [address.strip().lower() for address in self.owners.split(",") if address.strip()]
        return tuple(listed or [self.organiser.lower()])

    @property
    def own_domain_names(self) -> frozenset[str]:
        listed = (domain.strip().lower().removeprefix("@") for domain in self.own_domains.split(","))
        return frozenset(domain for domain in listed if domain)

    @property
    def workflow_host_names(self) -> tuple[str, ...]:
        return tuple(host.strip().lower() for host in self.workflow_hosts.split(",") if host.strip())

    @property
    def sign_in_credential(self) -> str | dict[str, str]:
        """Return our credential for the sign-in service: a secret, or a certificate as msal takes it."""
        if self.sign_in_certificate_file:
            pem = self.sign_in_certificate_file.read_text()
            return {"private_key": pem, "public_certificate": pem}
        if self.sign_in_secret_file:
            return self.sign_in_secret_file.read_text().strip()
        return self.sign_in_secret.get_secret_value() or ("sandbox" if self.tenant == "sandbox" else "")

    @property
    def lock_file(self) -> Path:
        """Return the file that whoever writes the sandbox's memory holds locked."""
        return Path(self.sandbox_file).parent / "runner.lock"

    def refuse_what_is_not_safe(self) -> None:
        """Raise Refused, with every unsafe setting, before the service meets a live tenant."""
        if problems := self.unsafe():
            raise Refused(
                Code.settings_unsafe,
                "Tjenesten starter ikke mot et ekte Microsoft 365: " + " ".join(problems),
            )

    def unsafe(self) -> list[str]:
        """Name each unsafe setting in a sentence. The sandbox takes any."""
        if self.tenant == "sandbox":
            return []
        needed = {
            "KULL_ENTRA_TENANT_ID": self.entra_tenant_id,
            "KULL_GRAPH_CLIENT_ID": self.graph_client_id,
            "KULL_SIGN_IN_CLIENT_ID": self.sign_in_client_id,
        }
        problems = [f"{name} mangler." for name, value in needed.items() if not value]
        if not self.public_url.startswith("https://"):
            problems.append("KULL_PUBLIC_URL må begynne med https://.")
        if self.pace == "off":
            problems.append("KULL_PACE kan ikke være off.")
        if self.now is not None:
            problems.append("KULL_NOW kan ikke settes.")
        if not all(host.startswith(".") for host in self.workflow_host_names):
            problems.append("KULL_WORKFLOW_HOSTS må være endelser som begynner med punktum.")
        return problems + self._unsafe_stand_in() + self._unsafe_secrets()

    def _unsafe_stand_in(self) -> list[str]:
        """Refuse every stand-in for Entra that is not on this machine, over TLS by an authority of its own."""
        if self.authority_host and not STAND_IN.fullmatch(self.authority_host):
            return ["KULL_AUTHORITY_HOST må være https på denne maskinen: https://localhost:PORT."]
        if bool(self.authority_host) != bool(self.authority_ca):
            return ["KULL_AUTHORITY_HOST og KULL_AUTHORITY_CA settes sammen, eller ikke i det hele tatt."]
        return []

    def _unsafe_secrets(self) -> list[str]:
        credential = self.sign_in_credential
        if isinstance(credential, dict):
            return []
        if not credential:
            return [
                "Innlogging trenger KULL_SIGN_IN_SECRET_FILE, KULL_SIGN_IN_CERTIFICATE_FILE eller KULL_SIGN_IN_SECRET."
            ]
        is_example = len(credential) < MIN_SECRET_LETTERS or credential.casefold() in EXAMPLES
        return ["Hemmeligheten for innlogging er et eksempel. Hent en ny hos Entra."] if is_example else []


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


@cache
def program_version() -> str:
    """Return the version of the program that runs."""
    return version("kull")


@lru_cache
def settings() -> Settings:
    """Read the environment, and then files of a mounted folder, as platforms mount secrets."""
    return Settings(_secrets_dir=os.environ.get("KULL_SECRETS_DIR"))
