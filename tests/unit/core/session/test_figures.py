"""Figures: metrics and watched fields, each a bounded line of its own."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.session import figures as figures_module
from watchfloor.core.session.figures import MOST_FIELDS, Figures


def level(value: float, channel: str = "channel") -> Event:
    return event("message", {"level": value}, channel=channel)


def take(figures: Figures, value: float, channel: str = "channel", metric: str = "level") -> None:
    figures.take(level(value, channel), Reading(metric=metric, value=value))


def values(figures: Figures, channel: str, name: str) -> list[float]:
    return [float(value) for value in figures.tracks[channel, name].points[1]]


def test_one_metric_is_one_line_with_all_its_values() -> None:
    figures = Figures()
    take(figures, 1.0)
    take(figures, 2.0)
    take(figures, 9.0, "other")
    assert values(figures, "channel", "level") == [1.0, 2.0]
    assert values(figures, "other", "level") == [9.0]
    assert figures.added == 3


def test_a_value_stands_where_it_happened_by_its_own_clock_and_never_later_than_it_came() -> None:
    figures = Figures()
    for said_s in (900.0, 2_000.0, None):
        figures.take(level(1.0), Reading(metric="level", value=1.0, time_s=said_s))
    assert list(map(float, figures.tracks["channel", "level"].points[0])) == [900.0, 1_000.0, 1_000.0]


def test_a_line_too_many_is_not_begun_and_its_values_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "MOST_TRACKS", 2)
    figures = Figures()
    for name in ("a", "b", "c", "c", "a"):
        take(figures, 1.0, metric=name)
    assert [name for _, name in figures.tracks] == ["a", "b"]
    assert (figures.added, figures.passed_over) == (3, 2)


def test_a_watched_field_has_what_is_known_and_what_comes() -> None:
    figures = Figures()
    figures.watch("channel", "level", [level(1.0), level(2.0)])
    figures.take(level(3.0), Reading())
    figures.take(level(4.0, "other"), Reading())
    figures.take(event("message", {"level": "high"}), Reading())
    assert values(figures, "channel", "level") == [1.0, 2.0, 3.0]
    assert figures.watches("channel", "level")
    assert not figures.watches("other", "level")


def test_a_field_is_watched_once_and_only_so_many_are() -> None:
    figures = Figures()
    for _ in range(2):
        figures.watch("channel", "level", [level(1.0)])
    assert values(figures, "channel", "level") == [1.0]
    for number in range(MOST_FIELDS - 1):
        figures.watch("channel", f"n{number}", [])
    with pytest.raises(KnownError, match=f"{MOST_FIELDS} fields of one feed"):
        figures.watch("channel", "more", [])
    assert not figures.watches("channel", "more")
    figures.watch("channel", "more", [], is_spare=lambda path: path == "level")
    assert figures.watches("channel", "more")
    assert not figures.watches("channel", "level")
    assert ("channel", "level") not in figures.tracks


def test_a_path_that_is_none_is_told_and_not_watched() -> None:
    figures = Figures()
    with pytest.raises(KnownError):
        figures.watch("channel", "a[", [])
    assert not figures.watches("channel", "a[")


def test_cutting_setting_aside_and_renaming_touch_one_channel() -> None:
    figures = Figures()
    figures.watch("a", "field", [])
    for channel in ("a", "b"):
        take(figures, 1.0, channel)
    figures.cut("a", 1_001.0)
    assert len(figures.tracks["a", "level"]) == 2
    assert len(figures.tracks["b", "level"]) == 1
    figures.rename("a", "c")
    assert set(figures.tracks) == {("c", "level"), ("b", "level")}
    assert (figures.watches("a", "field"), figures.watches("c", "field")) == (False, True)
    figures.set_aside("c")
    assert set(figures.tracks) == {("b", "level")}
    assert figures.watches("c", "field")
    figures.clear()
    figures.bring_back()
    assert figures.tracks == {}
    assert figures.watches("c", "field")


def test_what_is_set_aside_comes_back_before_what_came_since() -> None:
    figures = Figures()
    for number, moment_s in enumerate((1_000.0, 1_010.0, 1_020.0, 1_030.0)):
        value = float(number)
        figures.take(level(value), Reading(metric="level", value=value, time_s=moment_s - 100))
        if number in (0, 2):
            figures.set_aside("channel")
    assert values(figures, "channel", "level") == [3.0]
    figures.rename("channel", "other")
    figures.bring_back()
    assert values(figures, "other", "level") == [0.0, 1.0, 2.0, 3.0]
    figures.bring_back()
    assert values(figures, "other", "level") == [0.0, 1.0, 2.0, 3.0]
