"""A connection that goes on, by what its channel has felt of it and what is in memory of its events."""

from collections.abc import Iterable

import pytest

from tests.unit.core.diagnosis.test_history import URL, closed, ids
from watchfloor.core.diagnosis.history import History, diagnose
from watchfloor.core.diagnosis.impression import Impressions
from watchfloor.core.diagnosis.live import Live, listening_of
from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.core.event import Event

OPENED_S = 1_700_000_000.0


class Stream:
    """A connection by hand: what came when, as a channel feels it."""

    def __init__(self) -> None:
        self.pulse = Pulse()
        self.events: list[Event] = []
        self.beats_s: list[float] = []
        self.stalls_s: list[float] = []

    def say(self, at_s: float, *stamps_s: float | None) -> None:
        """One read with an event for each of these times."""
        wall_s = OPENED_S + at_s
        for stamp_s in stamps_s:
            data = "{}" if stamp_s is None else f'{{"time": {OPENED_S + stamp_s}}}'
            number = len(self.events) + 1
            self.events.append(Event("a", number, wall_s, "message", data, str(number), own_id=True))
        self.pulse.take(at_s, b"x" * 49 + b"\n", len(stamps_s), 0, wall_s)

    def beat(self, at_s: float) -> None:
        self.pulse.take(at_s, b":\n\n", 0, 1, OPENED_S + at_s)
        self.beats_s.append(at_s)

    def live(self, age_s: float, headers: Iterable[tuple[str, str]] = ()) -> Live:
        return Live(
            headers=list(headers),
            opened_wall_s=OPENED_S,
            age_s=age_s,
            pulse=self.pulse,
            beats_s=self.beats_s,
            stalls_s=self.stalls_s,
        )

    def found(self, age_s: float, headers: Iterable[tuple[str, str]] = (), *, kept: int = 1000) -> list[str]:
        live = self.live(age_s, headers)
        return ids([], open_for_s=age_s, live=live, recent=self.events[-kept:])


def clumps(count: int, *, held: bool = True, every_s: float = 5.0) -> Stream:
    """Five events at once, every five seconds; made one by one, or just then."""
    stream = Stream()
    for turn in range(1, count + 1):
        at_s = turn * every_s
        stream.say(at_s, *(at_s - (every_s * (4 - n) / 5 if held else 0.0) for n in range(5)))
    return stream


def test_a_buffer_shows_while_the_stream_runs() -> None:
    assert clumps(3).found(16.0) == ["buffered"]
    assert clumps(2).found(11.0) == [], "it goes on, so there is time for a third"


def test_what_was_made_together_is_honest() -> None:
    assert clumps(6, held=False).found(31.0) == []


def test_a_pause_of_our_own_is_not_the_server_s() -> None:
    stream = clumps(3)
    stream.stalls_s = [5.0, 10.0, 15.0]
    assert stream.found(16.0) == []


def test_only_surges_whose_events_are_all_in_memory_are_judged() -> None:
    stream = clumps(5)
    assert stream.found(26.0, kept=15) == ["buffered"]
    assert stream.found(26.0, kept=14) == []
    listening = listening_of(stream.live(26.0), stream.events[-14:], Impressions())
    assert [surge.first_s for surge in listening.pulse.surges] == [20.0, 25.0]
    assert len(listening.heard) == 10
    assert listening.events == 25, "all are counted"


def test_events_that_never_came_on_this_connection_are_no_evidence() -> None:
    stream = clumps(3)
    others = [Event("a", n, OPENED_S - 100, "message", "{}", str(n), own_id=True) for n in range(1, 21)]
    assert listening_of(stream.live(16.0), others, Impressions()).heard == []


def test_large_clumps_alone_are_no_cause_to_speak_unasked() -> None:
    stream = Stream()
    for turn in range(1, 8):
        stream.say(turn * 2.0, *[None] * 6)
    assert stream.found(15.0) == []
    assert stream.found(15.0, [("Via", "1.1 proxy")]) == ["buffered"]


def test_silence_without_a_heartbeat_is_told_once_it_is_long() -> None:
    stream = Stream()
    stream.say(1.0, 1.0)
    stream.say(2.0, 2.0)
    assert stream.found(46.0) == []
    assert stream.found(48.0) == ["no-heartbeat"]
    stream.beat(30.0)
    stream.beat(60.0)
    assert stream.found(110.0) == []


def test_nothing_at_all_is_told_once_it_lasts() -> None:
    stream = Stream()
    assert stream.found(44.0) == []
    assert stream.found(46.0) == ["silent"]
    assert stream.found(44.0, [("Content-Encoding", "gzip")]) == []
    assert stream.found(46.0, [("Content-Encoding", "gzip")]) == ["buffered"]


def test_a_silence_that_is_survived_refutes_an_idle_timeout() -> None:
    before = [closed(400.0, 60.2), closed(75.0, 60.0), closed(3000.0, 60.1)]
    stream = Stream()
    stream.beats_s = [1.0]
    stream.say(1.0, 1.0)
    assert ids(before, open_for_s=30.0, live=stream.live(30.0), recent=stream.events) == ["idle-timeout"]
    stream.say(91.0, 91.0)
    now = ids(before, open_for_s=92.0, live=stream.live(92.0), recent=stream.events)
    assert "idle-timeout" not in now


@pytest.mark.parametrize("open_for_s", [None, 46.0])
def test_a_connection_that_is_over_says_nothing_of_now(open_for_s: float | None) -> None:
    history = History(name="a", url=URL, happenings=[], open_for_s=open_for_s, live=Stream().live(46.0))
    assert [each.id for each in diagnose(history)] == ([] if open_for_s is None else ["silent"])
