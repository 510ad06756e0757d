"""Retry-After in every form: nothing in it may break a channel."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.services.net.answer import retry_after_s

NOW = "Fri, 20 Nov 2026 08:00:00 GMT"


def asked_s(value: str, **headers: str) -> float | None:
    pairs = [
        (b"Retry-After", value.encode()),
        *((name.encode(), each.encode()) for name, each in headers.items()),
    ]
    return retry_after_s(httpx.Response(503, headers=pairs))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 120 ", 120),
        ("9" * 40, 9_999_999_999),
        ("Fri, 20 Nov 2026 08:01:00 GMT", 60),
        ("Fri, 20 Nov 2026 10:01:00 +0200", 60),
        ("Fri, 20 Nov 2026 07:00:00 GMT", 0),
        ("Friday, 20-Nov-26 08:01:00 GMT", 60),
        ("Fri, 20 Nov 2026 08:01:00 -0000", None),
        ("-5", None),
        ("1.5", None),
        ("1e3", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        ("Fri, 99 Nov 2026 08:01:00 GMT", None),
        ("Fri, 20 Nov 99999 08:01:00 GMT", None),
    ],
)
def test_what_is_asked(value: str, seconds: float | None) -> None:
    assert asked_s(value, Date=NOW) == seconds


def test_a_date_of_its_own_that_is_rubbish() -> None:
    assert asked_s("Fri, 20 Nov 2026 08:01:00 GMT", Date="rubbish") is None


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=40))
def test_anything_is_a_wait_or_nothing(value: str) -> None:
    seconds = asked_s(value, Date=NOW)
    assert seconds is None or seconds >= 0


PARTS = st.sampled_from(
    [
        "Fri,",
        "20",
        "Nov",
        "2026",
        "08:01:00",
        "GMT",
        "-0000",
        "+9999",
        "99:99:99",
        "0",
        "-1",
        "()",
        ",",
        "24:00",
    ]
)


@given(st.lists(PARTS, max_size=7).map(" ".join))
def test_almost_a_date_is_a_wait_or_nothing(value: str) -> None:
    seconds = asked_s(value, Date=NOW)
    assert seconds is None or seconds >= 0
