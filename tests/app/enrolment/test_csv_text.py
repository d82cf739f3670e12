"""CSV is read as Norwegian Excel writes it: UTF-8 or cp1252, with semicolon, comma or tab."""

from __future__ import annotations

import csv
import tracemalloc
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.enrolment.csv_text import read_csv
from app.enrolment.problems import Unreadable


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row] for row in read_csv(data, "a.csv").rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_the_ways_excel_writes_it(encoding: str, separator: str) -> None:
    text = f"navn{separator}rolle\r\nMáret Čuđŋšŧž{separator}leder\r\n"
    assert texts(text.encode(encoding)) == [["navn", "rolle"], ["Máret Čuđŋšŧž", "leder"]]


def test_csv_from_an_older_excel_keeps_norwegian_letters() -> None:
    assert texts("navn;mål\nÅse Bjørnæs;færre\n".encode("cp1252")) == [
        ["navn", "mål"],
        ["Åse Bjørnæs", "færre"],
    ]


def test_excels_own_line_about_the_separator_is_no_row() -> None:
    assert texts(b"sep=;\r\nnavn;rolle\r\n") == [["navn", "rolle"]]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    assert texts(b'navn;enhet\n"Kari\nNes";"A;B"\n')[1] == ["Kari Nes", "A;B"]


@pytest.mark.parametrize("data", [b"\x81\x8d\x8f", b"navn\0;rolle\n", "navn".encode("utf-16-le")])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_csv(data, "a.csv")
    assert refused.value.reason == "not_text"


def test_a_file_beyond_the_last_row_or_column_is_refused() -> None:
    for data in (b"a\n" * 5_001, b";" * 60):
        with pytest.raises(Unreadable) as refused:
            read_csv(data, "a.csv")
        assert refused.value.reason == "too_large"


@pytest.mark.parametrize(
    "data", [b";" * 1_000_000, b"\n" * 1_000_000, b"\r" * 1_000_000, b"a;" * 500_000, b"a\n" * 500_000]
)
def test_a_text_of_nothing_but_fields_takes_no_more_than_a_few_times_its_size(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused:
        read_csv(data, "a.csv")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refused.value.reason, peak < 10 * len(data)) == ("too_large", True)


WORDS = some.text(some.sampled_from('abæøåšŧž ";,.-@0'), min_size=1, max_size=12)


@given(some.lists(some.tuples(WORDS, WORDS), min_size=1, max_size=5), some.sampled_from(";\t"))
def test_whatever_a_program_writes_as_csv_is_read_back(rows: list[tuple[str, str]], separator: str) -> None:
    written = StringIO()
    csv.writer(written, delimiter=separator).writerows([("navn", "rolle"), *rows])
    tidy = [[" ".join(text.split()) for text in row] for row in rows]
    assert texts(f"sep={separator}\r\n{written.getvalue()}".encode()) == [["navn", "rolle"], *tidy]
