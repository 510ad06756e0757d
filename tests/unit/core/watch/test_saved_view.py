"""What came while nobody was looking, as a count and as a query that finds it."""

from watchfloor.core.event import Event
from watchfloor.core.query.parser import parse
from watchfloor.core.query.predicate import Subject, predicate
from watchfloor.core.watch.saved_view import AWAY_S, FIRST_VIEWS, Absence, SavedView

NOW_S = 1_772_281_805.5


def test_the_shipped_views_can_be_read() -> None:
    for view in FIRST_VIEWS:
        parse(view.query)


def test_what_came_while_away_is_counted_and_found() -> None:
    absence = Absence()
    assert absence.count(NOW_S, 10) == 0
    absence.leave(NOW_S, 10)
    assert absence.count(NOW_S + AWAY_S, 15) == 5
    absence.come_back(NOW_S + 60, 20)
    assert absence.count(NOW_S + 600, 99) == 10
    assert absence.query() == "received:>=2026-02-28T12:30:05Z received:<2026-02-28T12:31:06Z"
    parse(absence.query())


def test_a_glance_elsewhere_forgets_nothing() -> None:
    absence = Absence()
    absence.leave(NOW_S, 10)
    absence.come_back(NOW_S + 60, 20)
    absence.leave(NOW_S + 100, 30)
    assert absence.count(NOW_S + 101, 31) == 10
    absence.come_back(NOW_S + 105, 35)
    assert absence.count(NOW_S + 106, 36) == 10


def test_one_who_was_never_away_has_missed_nothing() -> None:
    absence = Absence()
    absence.leave(NOW_S, 10)
    assert absence.count(NOW_S + 1, 15) == 0
    absence.come_back(NOW_S + 2, 20)
    assert (absence.count(NOW_S + 3, 25), absence.query()) == (0, "")


def test_a_view_of_some_feeds_asks_for_them() -> None:
    assert SavedView(name="v", query="severity:>=3").asked == "severity:>=3"
    assert SavedView(name="v", query="", feeds=("a b",)).asked == 'channel:"a b"'
    several = SavedView(name="v", query="x OR y", feeds=("a", 'say "b"'))
    assert several.asked == r'(channel:"a" OR channel:"say \"b\"") (x OR y)'
    test = predicate(parse(several.asked), lambda: 0.0)

    def holds(channel: str, data: str) -> bool:
        event = Event(channel, 1, 0.0, "message", data)
        return test(Subject(event, lambda _event: None))

    assert holds('say "b"', '"x"')
    assert not holds("c", '"x"')
    assert not holds("a", '"z"')
