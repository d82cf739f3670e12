"""Other people's clients meet what Microsoft documents."""

from collections import Counter

from support.parity.strangers import answers, requests

LEAST_ROWS_OF_A_POINT = 3


def test_requests_in_strangers_shape_are_answered_as_documented() -> None:
    assert {one.says: one.given for one in answers() if one.given != one.documented} == {}


def test_every_point_has_its_rows() -> None:
    rows = Counter(row["point"] for row in requests())
    assert {point: number for point, number in rows.items() if number < LEAST_ROWS_OF_A_POINT} == {}
    assert rows.keys() == {"1", "2", "3", "4", "5", "6", "7", "7b", "7c", "8", "9", "10", "10b"}
