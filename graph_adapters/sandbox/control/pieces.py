"""Pieces of a page: text is escaped unless it is a piece itself."""

from collections.abc import Iterable
from html import escape

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1a1a1a; }
a { color: #004b87; } table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #b3b3b3; }
form { display: inline-flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: .25rem 0; }
label { display: block; } input, select, button { font: inherit; padding: .25rem .5rem; min-height: 2rem; }
:focus-visible { outline: 3px solid #004b87; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; }
[role=alert] { border-left: .4rem solid #a61c1c; padding: .5rem 1rem; }
"""


HEAD = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – sandkassen</title><link rel="stylesheet" href="/_sandbox/style.css"></head>"""


class Piece(str):
    """HTML that is finished."""

    __slots__ = ()


Cell = str | int | float | None


def text(value: Cell) -> Piece:
    return value if isinstance(value, Piece) else Piece(escape("" if value is None else str(value)))


def joined_pieces(pieces: Iterable[Cell], between: str = "\n") -> Piece:
    return Piece(between.join(map(text, pieces)))


def tag(name: str, /, *inside: Cell, **attributes: Cell) -> Piece:
    """Make an element; `for_` and `class_` are written with a line below, and None is left out."""
    given = {
        key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None
    }
    written = "".join(f' {key}="{escape(str(value))}"' for key, value in given.items())
    return Piece(f"<{name}{written}>{joined_pieces(inside, '')}</{name}>")


def table(caption: str, heads: list[str], rows: list[list[Cell]]) -> Piece:
    if not rows:
        return tag("p", f"{caption}: ingen.")
    head = tag("tr", *(tag("th", name, scope="col") for name in heads))
    body = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows]
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))


def link(words: str, to: str) -> Piece:
    return tag("a", words, href=to)


def form(to: str, button: str, *fields: Piece, about: str = "", **hidden: str) -> Piece:
    """Make a form with a single button; `about` tells apart buttons with the same words."""
    kept = [
        Piece(f'<input type="hidden" name="{name}" value="{escape(value)}">')
        for name, value in hidden.items()
    ]
    kind = "multipart/form-data" if any('type="file"' in one for one in fields) else None
    label = f"{button}: {about}" if about else None
    submit = tag("button", button, type="submit", aria_label=label)
    return tag("form", *kept, *fields, submit, method="post", action=to, enctype=kind)


def field(label: str, name: str, kind: str = "text", value: str = "") -> Piece:
    given = f' value="{escape(value)}"' if value else ""
    return tag("label", label, Piece(f'<br><input type="{kind}" name="{name}"{given} required>'))


def choice(label: str, name: str, options: list[tuple[str, str]]) -> Piece:
    inside = [tag("option", words, value=value) for value, words in options]
    return tag("label", label, Piece("<br>"), tag("select", *inside, name=name))


def page(title: str, *parts: Cell) -> bytes:
    head = HEAD.format(title=escape(title))
    skip = tag("a", "Hopp til innholdet", href="#innhold", class_="skip")
    places = [("Oversikt", "/_sandbox"), ("Personer og postkasser", "/_sandbox/page/people")]
    nav = tag("nav", *(tag("span", link(*place), " ") for place in places), aria_label="Hovedmeny")
    main = tag("main", tag("h1", title), *parts, id="innhold")
    return f"{head}<body>{skip}{tag('header', nav)}{main}</body></html>".encode()
