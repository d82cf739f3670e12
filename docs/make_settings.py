"""Write docs/settings.md from the settings themselves: `python docs/make_settings.py`."""

from __future__ import annotations

from pathlib import Path

from app.config import Settings

FILE = Path(__file__).parent / "settings.md"
HEAD = """# Settings

Read once from the environment. `KULL_SECRETS_DIR` may name a mounted folder besides (Key Vault by the platform's own
driver): each file in it is called as a setting, `KULL_DATABASE_URL`, and holds its value. The environment wins.

This page is made from `app/config.py` by `python docs/make_settings.py`.

| setting | default | what it does |
|---|---|---|
"""


def text() -> str:
    """Return the page as it should be."""
    return HEAD + "".join(
        f"| `KULL_{name.upper()}` | `{field.default if field.default is not None else ''}` | {field.description} |\n"
        for name, field in sorted(Settings.model_fields.items())
    )


if __name__ == "__main__":
    FILE.write_text(text())
