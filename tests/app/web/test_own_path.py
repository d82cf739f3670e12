"""The page a person was going to: a short path of ours, else the first page."""

from __future__ import annotations

import pytest

from app.web.own_path import path_of_ours, way_in


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/kull/1?vis=alle", "/kull/1?vis=alle"),
        ("/" + "x" * 499, "/" + "x" * 499),
        ("/" + "x" * 500, "/"),
        ("https://evil.no/", "/"),
        ("//evil.no", "/"),
        ("/\\evil.no", "/"),
        ("/a\nb", "/"),
        ("/\u202ekull", "/"),
        ("kull", "/"),
        ("", "/"),
    ],
)
def test_only_a_short_path_of_ours_is_gone_back_to(path: str, kept: str) -> None:
    assert path_of_ours(path) == kept


def test_the_way_in_is_short_however_long_the_address_was() -> None:
    assert [way_in("/kull/1?a=b"), way_in("/" + "å" * 9000)] == [
        "/sign-in?next=%2Fkull%2F1%3Fa%3Db",
        "/sign-in?next=%2F",
    ]
