"""An audience with members on wires that only write down what they are given."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server.audience import WRITE_BYTES, Audience
from watchfloor.server.feed import Feed
from watchfloor.server.member import Member
from watchfloor.server.record import Record
from watchfloor.server.setting import Limit


class Wire:
    def __init__(self) -> None:
        self.writes: list[bytes] = []
        self.is_aborted = False

    def write(self, data: bytes) -> None:
        self.writes.append(data)

    def abort(self) -> None:
        self.is_aborted = True

    def is_closing(self) -> bool:
        return self.is_aborted

    @property
    def text(self) -> str:
        return b"".join(self.writes).decode()

    @property
    def ids(self) -> list[int]:
        return [int(line[4:]) for line in self.text.splitlines() if line.startswith("id: ")]


def audience(*, limit: Limit | None = None, coalesce_s: float = 0.0, final: str = "") -> Audience:
    feed = Feed(system="map", heartbeat_s=3600, final_types=frozenset({final} - {""}))
    made = Audience(
        feed,
        "s",
        limit or Limit(),
        coalesce_s=coalesce_s,
        now_s=lambda: 0.0,
        on_gap=lambda _: pytest.fail("a gap was seen"),
    )
    made.start(0)
    return made


def record(seq: int, *, size: int = 1, type_: str = "tick") -> Record:
    return Record("s", seq, type_, b'"' + b"x" * size + b'"', 0.0)


def member(on: Audience, *, cursor: int = 0, is_chunked: bool = False) -> tuple[Member, Wire]:
    wire = Wire()
    made = Member(wire, "s", cursor=cursor, is_chunked=is_chunked)
    made.on_writable = on.push
    return made, wire


async def turns(count: int = 20) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_what_comes_in_one_turn_goes_out_in_one_write() -> None:
    stage = audience()
    one, wire = member(stage)
    stage.join(one)
    for seq in range(1, 6):
        stage.append(record(seq))
    assert wire.writes == []
    await turns()
    assert (len(wire.writes), wire.ids) == (1, [1, 2, 3, 4, 5])
    stage.close()


async def test_members_at_one_place_share_the_very_same_bytes() -> None:
    stage = audience()
    wires = []
    for _ in range(3):
        one, wire = member(stage, is_chunked=True)
        stage.join(one)
        wires.append(wire)
    stage.append(record(1))
    await turns()
    assert wires[0].writes[0] is wires[1].writes[0] is wires[2].writes[0]
    assert wires[0].writes[0].endswith(b"\r\n")
    stage.close()


async def test_a_member_begins_at_its_place() -> None:
    stage = audience()
    stage.append(record(1))
    stage.append(record(2))
    ahead, ahead_wire = member(stage, cursor=3)
    behind, behind_wire = member(stage, cursor=1)
    stage.join(ahead)
    stage.join(behind)
    stage.append(record(3))
    stage.append(record(4))
    await turns()
    assert (behind_wire.ids, ahead_wire.ids) == ([2, 3, 4], [4])
    stage.close()


async def test_a_blocked_member_waits_and_then_gets_all_at_once() -> None:
    stage = audience()
    one, wire = member(stage)
    stage.join(one)
    one.pause()
    for seq in range(1, 4):
        stage.append(record(seq))
        await turns()
    assert wire.writes == []
    one.resume()
    assert (len(wire.writes), wire.ids) == (1, [1, 2, 3])
    stage.close()


async def test_one_behind_the_ring_is_cut_off_and_others_are_not() -> None:
    stage = audience(limit=Limit(lag_events=10))
    slow, slow_wire = member(stage)
    quick, quick_wire = member(stage)
    stage.join(slow)
    stage.join(quick)
    slow.pause()
    for seq in range(1, 31):
        stage.append(record(seq))
        await turns()
    assert slow_wire.is_aborted
    assert "behind" in slow.cut_reason
    assert not quick_wire.is_aborted
    assert quick_wire.ids == list(range(1, 31))
    stage.close()


async def test_the_ring_is_bounded_in_events_and_bytes() -> None:
    stage = audience(limit=Limit(lag_events=100, lag_bytes=50_000))
    for seq in range(1, 1001):
        stage.append(record(seq))
        assert len(stage._seqs) <= 100
    for seq in range(1001, 1100):
        stage.append(record(seq, size=9_000))
        assert stage._size_bytes <= 50_000
        assert stage._size_bytes == sum(map(len, stage._frames))
    assert stage.floor == stage._seqs[0] - 1
    stage.append(record(1100, size=90_000))
    assert stage._seqs[-1] == 1100, "one event larger than the bound must still be told"
    stage.close()


async def test_the_ring_gives_nothing_up_before_it_is_full() -> None:
    size_bytes = len(audience().encode([record(1)]))
    for limit in (Limit(lag_events=9), Limit(lag_bytes=9 * size_bytes)):
        stage = audience(limit=limit)
        for seq in range(1, 10):
            stage.append(record(seq))
        assert (stage.floor, len(stage._seqs)) == (0, 9), "as many as it may hold, in events or in bytes"
        stage.append(record(10))
        assert stage.floor == 2, "then a tenth at once, and what is new has room"
        assert stage._seqs == list(range(3, 11))
        stage.close()


async def test_a_long_backlog_is_written_in_portions() -> None:
    stage = audience()
    for seq in range(1, 101):
        stage.append(record(seq, size=20_000))
    one, wire = member(stage)
    stage.join(one)
    assert wire.ids == list(range(1, 101))
    assert max(map(len, wire.writes)) < WRITE_BYTES + 30_000
    stage.close()


async def test_a_skipped_number_asks_for_the_rest_and_tells_nothing() -> None:
    gaps: list[Audience] = []
    feed = Feed(system="map", heartbeat_s=3600)
    stage = Audience(feed, "s", Limit(), coalesce_s=0.0, now_s=lambda: 0.0, on_gap=gaps.append)
    stage.append(record(1))  # its place is not known yet
    stage.start(4)
    stage.append(record(4))
    stage.append(record(7))
    assert (stage.head, gaps) == (4, [stage])
    stage.append(record(7), after_gap=True)
    assert stage.head == 7
    stage.close()


async def test_the_last_event_ends_those_who_have_it() -> None:
    stage = audience(final="complete")
    one, wire = member(stage)
    late, _ = member(stage)
    stage.join(one)
    stage.join(late)
    late.pause()
    stage.append(record(1))
    stage.append(record(2, type_="complete"))
    await turns()
    assert one.ended.done()
    assert wire.ids == [1, 2]
    assert not late.ended.done()
    late.resume()
    assert late.ended.done()
    stage.close()


async def test_a_stalled_audience_keeps_everything_for_later() -> None:
    stage = audience()
    one, wire = member(stage)
    stage.join(one)
    stage.is_muted = True
    stage.append(record(1))
    await turns()
    assert wire.writes == []
    stage.is_muted = False
    stage.schedule()
    await turns()
    assert wire.ids == [1]
    stage.close()


async def test_a_heartbeat_never_falls_into_an_event() -> None:
    stage = audience()
    one, wire = member(stage)
    stage.join(one)
    stage.is_dripping = True
    stage.append(record(1, size=100))
    for _ in range(5):
        stage.drip(7)
        stage.broadcast(b":heartbeat\n\n")
    assert ":heartbeat" not in wire.text
    stage.is_dripping = False
    stage.schedule()
    await turns()
    stage.broadcast(b":heartbeat\n\n")
    assert wire.text == f'id: 1\nevent: tick\ndata: "{"x" * 100}"\n\n:heartbeat\n\n'
    stage.close()


async def test_nobody_is_left_waiting_for_more_than_a_turn_can_hold() -> None:
    stage = audience()
    wires = []
    for _ in range(1200):
        one, wire = member(stage)
        stage.join(one)
        wires.append(wire)
    stage.append(record(1))
    await turns()
    assert all(wire.ids == [1] for wire in wires)
    stage.close()


@given(st.lists(st.sampled_from(["news", "pause", "resume", "turn", "beat"]), max_size=60))
def test_whatever_happens_each_event_comes_once_and_in_order(steps: list[str]) -> None:
    async def play() -> None:
        stage = audience(limit=Limit(lag_events=1000))
        one, wire = member(stage)
        stage.join(one)
        seq = 0
        for step in steps:
            if step == "news":
                seq += 1
                stage.append(record(seq))
            elif step == "pause":
                one.pause()
            elif step == "resume":
                one.resume()
            elif step == "beat":
                stage.broadcast(b":heartbeat\n\n")
            else:
                await turns(3)
        one.resume()
        await turns(5)
        assert wire.ids == list(range(1, seq + 1))
        assert one.events_written == seq
        stage.close()

    asyncio.run(play())
