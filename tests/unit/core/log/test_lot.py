"""Rows that came in lots of every kind read like one list; of a flood only those that are seen are made."""

import random

import pytest

from watchfloor.core.event import Event, Events
from watchfloor.core.happening import Warned
from watchfloor.core.log.log import FEW, Item, LogTail

CAPACITY = 300


def event(seq: int, channel: str = "a") -> Event:
    return Event(channel, seq, 1.0, "message", str(seq))


def warned(after_seq: int) -> Warned:
    return Warned(channel="a", at_s=1.0, after_seq=after_seq, code="x", message="y")


def lots(chance: random.Random) -> list[list[Item] | Events]:
    """Single events, small batches with what befell between them, and large reads."""
    made: list[list[Item] | Events] = []
    seq = 0
    for _ in range(60):
        size = chance.choice((1, 1, 3, FEW, 150))
        events: list[Item] = [event(seq + place) for place in range(size)]
        seq += size
        made.append(chance.choice((events, [*events, warned(seq)], Events([events]))))  # type: ignore[list-item]
    return made


@pytest.mark.parametrize("seed", range(8))
def test_however_they_came_rows_read_like_one_list(seed: int) -> None:
    tail, plain = LogTail(CAPACITY), list[Item]()
    for lot in lots(random.Random(seed)):
        tail.extend(lot, len(lot) if isinstance(lot, Events) else None)
        plain += lot
        here = plain[tail.first :]
        assert (tail.end, len(tail)) == (len(plain), len(here))
        assert tail.since(0) == here
        assert tail.since(tail.end - 7) == plain[-7:]
        assert [tail.get(serial) for serial in (tail.first, tail.end - 1)] == [here[0], here[-1]]
        assert [tail.get(serial) for serial in (tail.first - 1, tail.end)] == [None, None]
        assert tail.events_gone == sum(isinstance(item, Event) for item in plain[: tail.first])
        assert tail.stories_gone == tail.first - tail.events_gone
        assert (tail.events, tail.stories) == (
            sum(isinstance(item, Event) for item in plain),
            sum(isinstance(item, Warned) for item in plain),
        )
    assert CAPACITY <= len(tail) < CAPACITY * 1.1 + 1
    newest = next(item for item in reversed(plain) if isinstance(item, Event))
    serial = tail.find("a", newest.seq)
    assert serial is not None
    assert tail.get(serial) == newest
    assert tail.find("a", 0) is None  # gone
    tail.rename("a", "b")
    assert {item.channel for item in tail.since(0)} == {"b"}


def test_of_a_flood_only_what_is_looked_at_is_made() -> None:
    tail = LogTail(CAPACITY)
    reads = [Events([[event(seq + place) for place in range(200)]]) for seq in range(0, 2_000, 200)]
    for read in reads:
        tail.extend(read, len(read))
    assert tail.get(tail.end - 1) == event(1_999)
    assert not any(read._made for read in reads)
