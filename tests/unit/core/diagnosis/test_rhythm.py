"""Figures that repeat."""

from watchfloor.core.diagnosis.rhythm import regular, well_known


def test_like_values_have_a_rhythm_and_others_have_none() -> None:
    assert regular([60.0, 60.9, 59.4]) is not None
    assert regular([60.0, 12.0, 33.0]) is None


def test_one_that_is_off_among_many_does_not_hide_it() -> None:
    found = regular([30.0, 30.1, 3.0, 29.9, 30.0, 30.2])
    assert found is not None
    assert abs(found - 30.04) < 0.01


def test_few_values_are_no_rhythm() -> None:
    assert regular([60.0]) is None
    assert regular([60.0, 60.0], least=3) is None


def test_usual_settings_are_known_by_name() -> None:
    assert "nginx" in well_known(60.3)
    assert "Cloudflare" in well_known(100.9)
    assert well_known(47.0) == ""
