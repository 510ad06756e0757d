"""Figures as people read them."""

import pytest

from watchfloor.core.diagnosis.word import many, quoted, size, span


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 ms"),
        (0.0004, "under 1 ms"),
        (0.041, "41 ms"),
        (0.1, "0.1 s"),
        (1.04, "1.0 s"),
        (9.96, "10 s"),
        (60.2, "60 s"),
        (230.0, "4 min"),
        (7200.0, "2.0 h"),
        (864_000.0, "10 days"),
    ],
)
def test_a_span_is_as_exact_as_it_matters(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_one_is_singular() -> None:
    assert (many(1, "event"), many(2, "event"), many(0, "event")) == ("1 event", "2 events", "0 events")
    assert many(2, "connection was", "connections were") == "2 connections were"


def test_sizes() -> None:
    assert [size(n) for n in (1, 1023, 1536, 16 * 2**20)] == ["1 byte", "1,023 bytes", "1.5 KiB", "16.0 MiB"]


def test_foreign_text_stays_short_and_on_its_line() -> None:
    assert quoted("a\nb\x1b[31m") == "“a b [31m”"
    assert quoted("x" * 100, 10) == "“xxxxxxxxx…”"
    assert quoted("x" * 10, 10) == "“xxxxxxxxxx”"
