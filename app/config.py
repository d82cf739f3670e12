"""Settings: the only reader of the environment. Each has a help text; docs/settings.md is made from them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    pace: Literal["documented", "off"] = Field(
        "documented", description="Keep to Microsoft's documented limits; off is for the sandbox only."
    )
    entra_tenant_id: str = Field("", description="The tenant's id in Entra.")
    graph_client_id: str = Field("", description="The app registration's client id.")
    organiser: str = Field(
        "laeringsnettverk@example.no",
        description="The mailbox that all invitations are sent from.",
    )
    owners: str = Field(
        "",
        description="Owners of each Microsoft Team we make: addresses with commas. Empty: the organiser.",
    )
    language: Literal["nb", "nn", "en"] = Field("nb", description="The language of pages and mails.")
    now: datetime | None = Field(
        None, description="A fixed time for demonstrations and tests; refused in live mode."
    )

    def clock(self) -> datetime:
        """Return the time, aware and in UTC."""
        return self.now.astimezone(UTC) if self.now else datetime.now(UTC)


@lru_cache
def settings() -> Settings:
    return Settings()
