"""A recording's cues become what a session knows: states by the recording's clock, and silence as it was."""

from math import isnan

from watchfloor.core.event import Event, Totals
from watchfloor.core.happening import AttemptEnded, GapFound, StateChanged
from watchfloor.core.session.projector import Projector
from watchfloor.core.session.reel import Balance, Cue
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status

AT_S = 1_763_620_000.0
LEDGERS = {"a": Totals(9, 9), "b": Totals(1, 1)}
REST = Status(recorded=True, reason="Recorded")


def state(name: str, after_s: float) -> StateChanged:
    return StateChanged(channel="a", at_s=AT_S + after_s, state=name)


def projector(*, stateless: frozenset[str] = frozenset()) -> tuple[Projector, Session]:
    session = Session()
    for name in ("a", "b"):
        session.add_channel(name, "generic")
    made = Projector(session, ("a", "b"), stateless)
    made.rest = REST
    return made, session


def cue(after_s: float, item: Event | StateChanged | GapFound | AttemptEnded) -> Cue:
    return Cue(AT_S + after_s, 1, item)


def event(seq: int, after_s: float, channel: str = "a") -> Cue:
    return cue(after_s, Event(channel, seq, AT_S + after_s, "message", "{}"))


def test_before_its_first_state_a_channel_was_not_connected_and_cannot_be() -> None:
    made, session = projector(stateless=frozenset({"b"}))
    made.begin(AT_S, {}, LEDGERS)
    assert session.channels["a"].status == Status(recorded=True, since_s=AT_S)
    assert session.channels["a"].words(AT_S) == "Disconnected"
    assert session.channels["b"].status == REST


def test_it_begins_with_the_states_that_held_then() -> None:
    made, session = projector()
    made.begin(AT_S + 50, {"a": state("reconnecting", 20)}, LEDGERS)
    row = session.channels["a"]
    assert (row.status.state, row.status.since_s) == (ChannelState.RECONNECTING, AT_S + 20)
    made.feed([cue(60, state("connected", 60))])
    assert session.log.since(0), "a feed that is back is a row, for it was lost before"


def test_what_befell_a_channel_goes_where_it_goes_when_it_is_live() -> None:
    made, session = projector()
    made.begin(AT_S, {}, LEDGERS)
    ended = AttemptEnded(channel="a", at_s=AT_S + 3, started_at_s=AT_S, outcome="reset")
    gap = GapFound(channel="a", at_s=AT_S + 2, after_seq=1, after="1", before="3", missing=1)
    made.feed([cue(1, state("connected", 1)), event(1, 2), cue(2, gap), cue(3, ended)])
    assert list(session.channels["a"].attempts) == [ended]
    assert session.log.since(0)[-1] == gap
    assert session.channels["a"].totals == Totals(9, 9)


def test_the_ledger_is_what_it_was_then() -> None:
    made, session = projector()
    made.begin(AT_S, {}, {"a": Totals(5, 4, 1)})
    row = session.channels["a"]
    assert (row.totals, session.channels["b"].totals) == (Totals(5, 4, 1), Totals())
    made.feed([event(5, 1), Cue(AT_S + 1, 5, Balance("a", Totals(6, 5, 1))), event(6, 2)])
    assert row.totals == Totals(6, 5, 1)
    made.feed([Cue(AT_S + 2, 6, Balance("a", Totals(9, 6, 1, {"oversize": 2}, 4)))])
    assert row.totals.missing == 4
    made.feed([Cue(AT_S + 2, 6, Balance("stranger", Totals(1, 1)))])


def test_seconds_without_anything_are_told_however_many_passed_at_once() -> None:
    made, session = projector(stateless=frozenset({"b"}))
    made.begin(AT_S, {}, LEDGERS)
    made.feed([cue(10, state("connected", 10))])
    made.pass_to(AT_S + 100)
    _, counts = session.channels["a"].tally.window(AT_S + 100, 100)
    assert [isnan(count) for count in counts[:10]] == [True] * 10
    assert counts[10:99].tolist() == [0] * 89
    _, plain = session.channels["b"].tally.window(AT_S + 100, 100)
    assert plain[:99].tolist() == [0] * 99
    made.pass_to(AT_S + 90)
    assert made.at_s == AT_S + 100


def test_at_its_end_nothing_is_known_of_any_channel() -> None:
    made, session = projector()
    made.begin(AT_S, {}, LEDGERS)
    made.feed([cue(1, state("connected", 1)), event(1, 2)])
    made.end()
    assert [row.status for row in session.channels.values()] == [REST, REST]
    assert session.pending == 0
