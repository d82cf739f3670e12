"""A secret may lie in a mounted file instead of the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_a_mounted_file_gives_a_setting_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "KULL_DATABASE_URL").write_text("postgresql://from-the-file/kull\n")
    (tmp_path / "KULL_SIGN_IN_SECRET").write_text("hush\n")
    monkeypatch.setenv("KULL_SECRETS_DIR", str(tmp_path))
    assert settings().database_url == "postgresql://from-the-file/kull"
    assert settings().sign_in_secret.get_secret_value() == "hush"
    assert "hush" not in repr(settings())

    monkeypatch.setenv("KULL_DATABASE_URL", "sqlite:///from-the-environment.db")
    settings.cache_clear()
    assert settings().database_url == "sqlite:///from-the-environment.db"
