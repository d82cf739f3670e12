"""Write docs/errors.md from the table of codes: `python docs/make_errors.py`."""

from __future__ import annotations

from pathlib import Path

from app.errors import Code

FILE = Path(__file__).parent / "errors.md"
HEAD = """# Errors

A refusal is `application/problem+json` (RFC 9457): `title` and `detail` are for people and may change, `type` is for
programs and stays as it is. `type` is `urn:kull:` with a code below; other members that go with a code are named in
its line. `about:blank` means that the status says it all (an unknown address, a method that is not allowed, an error
of ours).

This page is made from `app/errors.py` by `python docs/make_errors.py`.

| type | status | why |
|---|---|---|
"""


def text() -> str:
    """Return the page as it should be."""
    return HEAD + "".join(f"| `{code.urn}` | {code.status} | {code.meaning} |\n" for code in Code)


if __name__ == "__main__":
    FILE.write_text(text())
