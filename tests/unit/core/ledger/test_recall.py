"""What was there before is recognised: by id and content, or by its moment, among any number of others."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.ledger.recall import Archive, Latest, moment_key

SMALL = st.tuples(st.integers(-3, 3), st.integers(-3, 3))


@given(st.lists(SMALL), SMALL)
def test_an_archive_finds_each_content_of_a_key(had: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    archive = Archive(array("q", [key for key, _ in had]), array("q", [content for _, content in had]))
    assert len(archive) == len(had)
    expected = asked in had if any(key == asked[0] for key, _ in had) else None
    assert archive.find(*asked) is expected


def test_the_latest_content_of_a_key_is_what_counts() -> None:
    latest = Latest({1: 10})
    assert (latest.find(1, 10), latest.find(1, 11), latest.find(2, 10)) == (True, False, None)


def test_moments_are_told_apart_by_the_microsecond() -> None:
    assert moment_key(1_763_620_000.123456) == moment_key(1_763_620_000.1234561)
    assert moment_key(1_763_620_000.123456) != moment_key(1_763_620_000.123457)
