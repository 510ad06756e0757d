"""Two clocks."""

from email.utils import formatdate

from tests.unit.core.diagnosis.scene import OPENED_WALL_S, event, heard, listening, steady
from watchfloor.core.diagnosis.clock import clock_skew, date_skew_s
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding


def dated(ahead_s: float, waited_s: float = 0.0, **headers: str) -> Finding | None:
    date = ("Date", formatdate(OPENED_WALL_S + ahead_s, usegmt=True))
    return clock_skew(heard(listening(steady(), headers=[date, *headers.items()], waited_s=waited_s)))


def test_a_date_far_from_ours() -> None:
    behind, ahead = dated(-3600), dated(90)
    assert behind is not None
    assert "60 min behind" in behind.evidence
    assert ahead is not None
    assert "90 s ahead of" in ahead.evidence


def test_a_date_nearby() -> None:
    assert dated(0) is None
    assert dated(-5) is None
    assert dated(4) is None


def test_what_the_answer_took_is_no_skew() -> None:
    assert dated(-12, waited_s=8.0) is None


def test_a_cached_answer_is_as_old_as_it_says() -> None:
    assert dated(-600, Age="600") is None


def test_rubbish_dates_are_nothing() -> None:
    for text in ("", "yesterday", "Mon, 99 Foo 2023 10:00:00 GMT"):
        assert date_skew_s(listening([], headers=[("Date", text)])) is None


def test_all_events_from_the_same_future() -> None:
    moments = [(float(n), event(n, at_s=n + 30.0)) for n in range(5)]
    finding = clock_skew(heard(listening(moments)))
    assert finding is not None
    assert "30 s ahead" in finding.evidence


def test_events_that_announce_something() -> None:
    moments = [(float(n), event(n, at_s=n + 30.0 * n * n)) for n in range(5)]
    assert clock_skew(heard(listening(moments))) is None


def test_old_news() -> None:
    assert clock_skew(heard(listening([(float(n), event(n, at_s=-9000.0)) for n in range(5)]))) is None


def test_what_is_known_of_the_clock_already() -> None:
    assert clock_skew(Evidence(clock_ahead_s=-30.0)) is not None
    assert clock_skew(Evidence(clock_ahead_s=1.0)) is None
