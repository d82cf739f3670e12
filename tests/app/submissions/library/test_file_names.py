"""Whatever a file is called, it gets a name that SharePoint takes, its own, and the same when it has one already."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.submissions.library.file_names import free_name, legal_name

REFUSED = re.compile(
    r'["*:<>?/\\|\x00-\x1f\x7f-\x9f\ud800-\udfff]|_vti_|^~\$|^[\s.]|[\s.]$'
    r"|^(con|prn|aux|nul|com[0-9]|lpt[0-9])\s*(\..*)?$|^desktop\.ini$",
    re.IGNORECASE | re.DOTALL,
)
NAMES = st.text(max_size=300) | st.sampled_from(
    [
        *(
            "CON",
            "con.mp4",
            "nul .tar.gz",
            "COM0",
            "lpt9.txt",
            ".lock",
            ".LOCK",
            "Desktop.ini",
            "_vti_",
            "a_VTI_b.docx",
        ),
        *(
            "~$Status.docx",
            "~$~$a",
            "~$ .a",
            "...",
            ". .",
            " film.mp4 ",
            "film.mp4.",
            "????.mp4",
            ".mp4",
            "",
            "\u3000a",
        ),
        *(
            "😀" * 150 + ".mp4",
            "Å" * 300,
            "a" * 190 + "." + "b" * 40,
            "a/b/c.mp4",
            "C:\\film.mp4",
            "com٣",
            "a\ud800.mp4",
        ),
    ]
)


def _is_taken_by_sharepoint(name: str) -> bool:
    return bool(name) and not REFUSED.search(name) and len(name.encode("utf-16-le", "surrogatepass")) <= 400


@given(NAMES)
def test_any_text_becomes_a_name_that_sharepoint_takes(text: str) -> None:
    assert _is_taken_by_sharepoint(legal_name(text)), legal_name(text)


@given(NAMES)
def test_a_name_that_sharepoint_takes_is_left_as_it_is(text: str) -> None:
    if _is_taken_by_sharepoint(text):
        assert legal_name(text) == text
    assert legal_name(legal_name(text)) == legal_name(text)


@given(st.lists(NAMES, unique=True, max_size=8))
def test_different_files_of_a_folder_have_different_names_that_sharepoint_takes(texts: list[str]) -> None:
    taken: list[str] = []
    for text in texts:
        taken.append(free_name(legal_name(text), taken))
    assert len({name.casefold() for name in taken}) == len(texts)
    assert all(map(_is_taken_by_sharepoint, taken))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Film.mp4", "Film.mp4"),
        ("Uke 4/5: hvem er vi?.mp4", "Uke 4 5 hvem er vi.mp4"),
        ("«Ventetid» 50 % & mer #2.mp4", "«Ventetid» 50 % & mer #2.mp4"),
        ('"Vi".docx', "Vi.docx"),
        ("???.mp4", "fil.mp4"),
        (".mp4", "fil.mp4"),
        ("~$Status.docx", "Status.docx"),
        ("CON.mp4", "CON fil.mp4"),
        ("desktop.ini", "desktop fil.ini"),
        (".lock", "fil.lock"),
        (" Poster .pdf. ", "Poster.pdf"),
        ("a_vti_b.pptx", "a b.pptx"),
        ("Å" * 300 + ".mp4", "Å" * 196 + ".mp4"),
    ],
)
def test_a_name_is_mended_so_that_people_know_it_again(given: str, name: str) -> None:
    assert legal_name(given) == name


def test_a_twin_gets_a_number_before_its_ending() -> None:
    assert free_name("a b.mp4", ["A b.mp4", "a b (2).mp4"]) == "a b (3).mp4"


@pytest.mark.parametrize("name", ["Møte 12.03.2026", "Rapport v2.1", "Uke 4. Hvem er vi"])
def test_a_date_or_a_version_is_no_ending(name: str) -> None:
    assert free_name(name, [name]) == f"{name} (2)"
