"""Single values: every way feeds write them, and nonsense."""

import pytest

from watchfloor.core.profiles import value


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2026-02-28T12:30:00Z", 1772281800.0),
        ("2026-02-28T13:30:00+01:00", 1772281800.0),
        ("2026-02-28T12:30:00", 1772281800.0),
        (1772281800, 1772281800.0),
        (1772281800_000, 1772281800.0),
        (1772281800_000_000, 1772281800.0),
        (1772281800_000_000_000, 1772281800.0),
        ("1772281800", 1772281800.0),
    ],
)
def test_an_instant_is_read_however_it_is_written(written: object, seconds: float) -> None:
    assert value.instant_s(written) == pytest.approx(seconds)


@pytest.mark.parametrize("written", ["", "soon", None, True, [], {}, -1, 0, float("nan"), float("inf")])
def test_no_instant_is_made_up(written: object) -> None:
    assert value.instant_s(written) is None


@pytest.mark.parametrize("written", ["north", None, True, 91, -90.1, float("nan"), [1]])
def test_no_latitude_is_made_up(written: object) -> None:
    assert value.latitude(written) is None


def test_longitudes_beyond_the_line_come_back() -> None:
    assert value.longitude(190) == -170
    assert value.longitude(-190) == 170
    assert value.longitude(180) == 180
    assert value.longitude(500) is None


def test_severity_is_clamped_and_confidence_takes_percentages() -> None:
    assert value.severity(9) == 5
    assert value.severity("3") == 3
    assert value.severity("high") is None
    assert value.confidence(85) == 0.85
    assert value.confidence(0.5) == 0.5
    assert value.confidence(101) is None
