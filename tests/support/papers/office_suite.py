"""Reports that LibreOffice itself has written, from pages and texts as people make them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOFFICE = shutil.which("soffice")

_HTML = '<!DOCTYPE html><html lang="nb"><meta charset="utf-8"><body>{}</body></html>'
TABLE = _HTML.format(
    "<h1>Statusrapport 1</h1><table border=1>"
    "<tr><td>1. Mål</td><td>Halvere ventetiden</td></tr>"
    "<tr><td>Resultater</td><td><p>Fra 12 til 8 dager</p><p>Færre purringer</p></td></tr>"
    "<tr><td>Selvevalueringstall (1–5)</td><td>3</td></tr></table>"
)
HEADINGS = _HTML.format(
    "<h1>Statusrapport 1</h1><h2>Mål</h2><p>Halvere ventetiden</p>"
    "<h2>Resultater</h2><ul><li>Fra 12 til 8 dager</li><li>Færre purringer</li></ul>"
    "<h2>Vedlegg</h2><p>Se egen fil</p><h2>Selvevaluering</h2><p>Trinn 4</p>"
)
INLINE = _HTML.format(
    "<p><b>Mål:</b> Halvere ventetiden</p><p><b>Resultater:</b> Fra 12 til 8 dager</p><p>Selvevaluering: 3,5</p>"
)
TRACKED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>Kari</dc:creator><dc:date>2026-11-20T10:00:00</dc:date></office:change-info>
<text:p>Firedoble</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info>
<dc:creator>Kari</dc:creator><dc:date>2026-11-20T10:00:00</dc:date></office:change-info>
</text:insertion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="2">Mål</text:h>
<text:p><text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>Halvere<text:change-end
 text:change-id="c2"/> ventetiden</text:p>
<text:h text:outline-level="2">Selvevaluering</text:h><text:p>3</text:p>
</office:text></office:body></office:document>
"""


def written(folder: Path, ours: bytes) -> dict[str, bytes]:
    """Return what LibreOffice makes of each, and of our own form opened, saved as its own format and back."""
    for name, text in {"table.html": TABLE, "headings.html": HEADINGS, "inline.html": INLINE}.items():
        (folder / name).write_text(text)
    (folder / "tracked.fodt").write_text(TRACKED)
    (folder / "ours.docx").write_bytes(ours)
    _convert(folder, "odt", "ours.docx")
    (folder / "ours.docx").unlink()
    _convert(folder, "docx:MS Word 2007 XML", "table.html", "headings.html", "inline.html")
    _convert(folder, "docx:MS Word 2007 XML", "tracked.fodt", "ours.odt")
    return {path.stem: path.read_bytes() for path in folder.glob("*.docx")}


def _convert(folder: Path, to: str, *names: str) -> None:
    assert SOFFICE
    home = f"-env:UserInstallation=file://{folder}/home"
    reads = ["--infilter=HTML (StarWriter)"] if names[0].endswith("html") else []
    command = [SOFFICE, home, "--headless", *reads, "--convert-to", to, "--outdir", str(folder)]
    subprocess.run(  # noqa: S603 - our own words
        [*command, *(str(folder / name) for name in names)], check=True, capture_output=True, timeout=100
    )
