"""MediaInfo is given the blocks that were fetched, and says which it wants next."""

from __future__ import annotations

from app.submissions.reading.film.mediainfo import BLOCK_BYTES, Added, added_up


def _known(content: bytes, numbers: list[int]) -> Added:
    blocks = b"".join(content[number * BLOCK_BYTES :][:BLOCK_BYTES] for number in numbers)
    return added_up(blocks, numbers=" ".join(map(str, numbers)), size=str(len(content)))


def test_a_block_that_was_not_fetched_is_wanted(corpus: dict[str, bytes]) -> None:
    assert _known(corpus["fragments of a second"], []) == Added(wanted=0)


def test_with_every_block_fetched_the_film_is_told_as_it_is_shown(corpus: dict[str, bytes]) -> None:
    content = corpus["fragments, turned 90"]
    told = _known(content, list(range(-(-len(content) // BLOCK_BYTES)))).video
    assert told is not None
    assert (round(told.seconds), told.width, told.height) == (20, 180, 320)


def test_a_file_without_a_picture_is_no_film_and_nothing_more_is_wanted() -> None:
    assert _known(b"Halvere ventetiden", [0]) == Added()
