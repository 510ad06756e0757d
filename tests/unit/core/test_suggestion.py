"""What the filter offers, from what the newest rows are made of."""

from typing import Any

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Batch, Totals
from watchfloor.core.session.session import Session
from watchfloor.core.suggestion import LARGEST, LOOKED_INTO, paths, values


def session_of(*bodies: dict[str, Any]) -> Session:
    session = Session()
    session.add_channel("channel", "generic")
    events = [event("reading", body, seq=seq) for seq, body in enumerate(bodies, 1)]
    session.apply(Batch("channel", 1_000.0, 1_000.0, events, "", Totals()))
    return session


def test_paths_into_the_json_are_offered_the_most_frequent_first() -> None:
    session = session_of({"sensor": {"name": "north"}, "t": 1.5}, {"t": 2}, {"two words": 1})
    assert paths(session) == ["t", "sensor.name"]


def test_values_of_a_path_are_counted_with_and_without_the_roots_name() -> None:
    session = session_of(*({"sensor": {"name": name}} for name in ("north", "south", "north")))
    assert values(session, "sensor.name") == [("north", 2), ("south", 1)]
    assert values(session, "data.sensor.name") == values(session, "sensor.name")
    assert values(session, "sensor") == []


def test_known_fields_keep_their_meaning_whatever_the_json_calls_so() -> None:
    session = session_of({"channel": "another"})
    assert values(session, "channel") == [("channel", 1)]


def test_only_the_newest_are_looked_into() -> None:
    session = session_of({"old": 1}, *({"new": 1} for _ in range(LOOKED_INTO)))
    assert paths(session) == ["new"]
    assert values(session, "old") == []


def test_what_is_too_large_to_be_read_at_each_key_is_left_out() -> None:
    session = session_of({"small": 1}, {"large": "x" * LARGEST})
    assert paths(session) == ["small"]


def test_what_is_no_json_offers_nothing() -> None:
    session = Session()
    session.add_channel("channel", "generic")
    session.apply(Batch("channel", 1.0, 1.0, [event("m", "{", seq=1)], "", Totals()))
    assert (paths(session), values(session, "x")) == ([], [])
