"""A recording played: complete, in its order, by its own clock, from any moment, and never written."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from math import inf, isnan
from pathlib import Path

import pytest

from tests.unit.services.tape import AT_S, MAP, PLAIN, event, state, tape
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.clock import Clock
from watchfloor.services.recorded.recording import Recording
from watchfloor.services.recorded.replay import LONGEST_TURN_S, Replay

REST = Status(recorded=True, reason="Recorded")


class Player:
    """A replay at work, on a clock that the test moves."""

    def __init__(self, recording: Recording, session: Session) -> None:
        self.session = session
        self.recording = recording
        self.now_s = 0.0
        self.replay = Replay(recording, session, clock=Clock(monotonic_s=lambda: self.now_s))
        self.replay.rest_as(REST)
        self.replay.on_moved = self._on_moved
        self.replay.on_cleared = lambda _past: self.clearings.append(self.replay.at_s)
        self.replay.on_stepped = lambda event: self.stepped.append(event.seq)
        self.clearings: list[float] = []
        self.stepped: list[int] = []
        self.troubles: list[str] = []
        self.replay.on_trouble = self.troubles.append
        self.passing = False  # each turn takes a turn's time
        self._moved = asyncio.Event()

    def _on_moved(self) -> None:
        self._moved.set()
        if self.passing:
            self.now_s += LONGEST_TURN_S

    async def until(self, holds: Callable[[], object]) -> None:
        while not holds():
            self._moved.clear()
            await asyncio.wait_for(self._moved.wait(), 60)

    async def seek(self, after_s: float) -> None:
        count = len(self.clearings)
        self.replay.seek(AT_S + after_s)
        await self.until(lambda: len(self.clearings) > count and self.second == after_s)

    @property
    def second(self) -> float:
        return self.replay.at_s - AT_S

    @property
    def seqs(self) -> list[int]:
        items = self.session.log.since(0)
        return [item.seq for item in items if isinstance(item, Event) and item.channel == MAP]


@pytest.fixture
async def player(tmp_path: Path) -> AsyncIterator[Player]:
    async with playing(tape(tmp_path / "a.watchfloor")) as player:
        yield player


@contextlib.asynccontextmanager
async def playing(path: Path) -> AsyncIterator[Player]:
    reader = Reader.open(path)
    session = Session()
    for channel in await reader.channels():
        session.add_channel(channel.name, channel.profile)
    recording = Recording(reader)
    await recording.open()
    player = Player(recording, session)
    task = asyncio.create_task(player.replay.run())
    try:
        yield player
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await reader.close()


async def test_a_recording_knows_from_when_to_when_it_goes(player: Player) -> None:
    recording = player.recording
    assert (recording.begin_s - AT_S, recording.end_s - AT_S) == (0, 41)
    assert recording.stateless == {PLAIN}
    assert await recording.density(41) == [0, 0, *[1] * 3, 2, *[1] * 9, 2, *[1] * 6, *[0] * 9, *[1] * 10]


async def test_what_is_written_meanwhile_does_not_belong_to_it(tmp_path: Path) -> None:
    """A journal that goes on while it is replayed: the log went beyond the end that the bar shows."""
    path = tape(tmp_path / "a.watchfloor")
    async with playing(path) as player:
        density = await player.recording.density(41)
        writer = Writer.open(path)
        last = writer.resume(MAP).last_seq
        late = [event(last + 1, 50), event(last + 2, 51)]
        totals = Totals(received=last + 2, stored=last + 2)
        broken: list[Happening] = [state(52, "reconnecting")]
        await writer.put(Batch(MAP, AT_S + 52, 52.0, late, "", totals, broken))
        await writer.close()
        await player.seek(41)
        assert player.seqs[-1] == last
        await player.seek(40)
        player.passing = True
        player.replay.play()
        await player.until(lambda: player.replay.over)
        assert player.seqs[-1] == last
        assert player.second == 41
        assert player.session.channels[MAP].totals.stored == last
        assert await player.recording.density(41) == density
        assert all(at_s <= AT_S + 41 for at_s in await player.recording.troubles())


async def test_a_moment_shows_what_had_come_by_then(player: Player) -> None:
    await player.seek(10)
    assert player.seqs == list(range(1, 10))
    assert len(player.session.places) == 10
    row = player.session.channels[MAP]
    assert (row.status.state, row.status.recorded, row.status.since_s - AT_S) == (
        ChannelState.CONNECTED,
        True,
        1,
    )
    await player.seek(25)
    row = player.session.channels[MAP]
    assert row.words(AT_S + 25) == "Reconnecting in 5 s · attempt 2"
    assert [attempt.outcome for attempt in row.attempts] == ["reset"]


async def test_nothing_of_a_later_moment_is_left_after_going_back(player: Player) -> None:
    await player.seek(41)
    assert len(player.seqs) == 30
    await player.seek(3)
    assert player.seqs == [1, 2]
    assert len(player.session.places) == 2
    assert not player.session.channels[MAP].attempts
    assert player.session.channels[MAP].events == 2


async def test_the_ledger_goes_on_with_what_comes_and_is_whole_at_every_step(player: Player) -> None:
    rows = player.session.channels

    def stored() -> tuple[int, int]:
        return rows[MAP].totals.stored, rows[PLAIN].totals.stored

    await player.seek(10)
    assert stored() == (9, 1)
    await player.seek(0)
    assert stored() == (0, 0)
    for count in (1, 2, 3):
        player.stepped.clear()
        player.replay.step(1)
        await player.until(lambda: player.stepped)
        assert stored() == (count, 0)
    player.passing = True
    player.replay.hurry(60)
    player.replay.play()
    await player.until(lambda: not player.replay.playing)
    assert stored() == (30, 2)
    assert rows[MAP].totals.balanced


async def test_playing_brings_everything_once_and_ends(player: Player) -> None:
    await player.seek(0)
    assert player.seqs == []
    player.passing = True
    player.replay.hurry(10)
    player.replay.play()
    await player.until(lambda: not player.replay.playing)
    assert player.seqs == list(range(1, 31))
    assert player.replay.over
    assert player.second == 41
    assert all(row.status == REST for row in player.session.channels.values())
    assert player.clearings == [AT_S]


async def test_the_recordings_clock_goes_at_the_chosen_speed(player: Player) -> None:
    await player.seek(2)
    player.replay.hurry(2)
    player.replay.play()
    await player.until(lambda: player.replay.playing)
    player.now_s += 0.2
    await player.until(lambda: player.second > 2)
    assert player.second == pytest.approx(2.4)
    player.now_s += 3_600  # the machine slept
    await player.until(lambda: player.second > 2.5)
    assert player.second == pytest.approx(2.4 + 2 * LONGEST_TURN_S)
    player.replay.pause()


async def flood(path: Path, count: int) -> Path:
    """A recording of a thousand events a second."""
    writer = Writer.open(path)
    await writer.register(MAP, "", "map_stream")
    for first in range(1, count + 1, 1_000):
        events = [event(seq, seq / 1_000) for seq in range(first, first + 1_000)]
        await writer.put(Batch(MAP, AT_S, 0.0, events, "", Totals(first + 999, first + 999)))
    await writer.close()
    return path


async def test_as_quickly_as_can_be_shown_nothing_is_left_out(tmp_path: Path) -> None:
    path = await flood(tmp_path / "flood.watchfloor", 6_000)
    async with playing(path) as player:
        player.replay.hurry(inf)
        player.replay.seek(0)
        player.replay.play()
        await player.until(lambda: player.replay.over and not player.replay.playing)
        assert player.seqs == list(range(1, 6_001))
        assert player.session.unread_for_views == 0


async def test_silence_is_zero_where_somebody_listened_and_a_gap_where_not(player: Player) -> None:
    await player.seek(36)
    times, counts = player.session.channels[MAP].tally.window(AT_S + 36, 36)
    told = dict(zip((times - AT_S).astype(int).tolist(), counts.tolist(), strict=True))
    assert told[1] == 0
    assert told[10] == 1
    assert isnan(told[25])
    assert told[30] == 0
    assert told[32] == 1
    _, plain = player.session.channels[PLAIN].tally.window(AT_S + 36, 30)
    assert sum(plain) == 1


async def test_steps_lead_from_event_to_event(player: Player) -> None:
    await player.seek(20)
    player.replay.step(1)
    await player.until(lambda: player.stepped)
    assert (player.stepped, player.second, player.seqs[-1]) == ([20], 21, 20)
    player.replay.step(1)
    await player.until(lambda: len(player.stepped) == 2)
    assert (player.stepped[-1], player.second) == (21, 31)
    assert player.session.channels[MAP].status.state is ChannelState.CONNECTED
    player.replay.step(-1)
    await player.until(lambda: len(player.stepped) == 3)
    assert (player.stepped[-1], player.second, player.seqs[-1]) == (20, 21, 20)
    assert not player.replay.playing


async def test_a_step_beyond_the_last_event_is_the_end(player: Player) -> None:
    await player.seek(40)
    player.replay.step(1)
    await player.until(lambda: player.replay.over)
    assert player.session.channels[MAP].status == REST
    assert player.stepped == []


async def test_at_its_end_it_plays_from_its_beginning_and_in_a_loop_again_and_again(player: Player) -> None:
    await player.seek(41)
    player.passing = True
    player.replay.hurry(60)
    player.replay.loop(looping=True)
    player.replay.play()
    await player.until(lambda: len(player.clearings) >= 4)
    assert player.replay.playing
    player.replay.loop(looping=False)
    await player.until(lambda: not player.replay.playing)
    assert player.seqs == list(range(1, 31))


async def test_of_several_places_asked_for_at_once_the_last_is_shown(player: Player) -> None:
    for after_s in (5, 15, 35, 9):
        player.replay.seek(AT_S + after_s)
    await player.until(lambda: player.clearings)
    assert player.second == 9
    assert len(player.clearings) == 1
    player.replay.seek(0)
    await player.until(lambda: player.second == 0)
    player.replay.seek(AT_S * 2)
    await player.until(lambda: player.second == 41)


async def test_what_befell_a_quiet_channel_late_does_not_hold_up_the_end(tmp_path: Path) -> None:
    """It stands after that channel's last event, before those of others that came earlier than it."""
    path = tmp_path / "late.watchfloor"
    book = Book(path)
    book.register(PLAIN, "", "generic")
    book.register(MAP, "", "map_stream")
    quiet = event(1, 1, PLAIN)
    late = state(60, "connected", after_seq=1)
    late.channel = PLAIN
    book.write([Batch(PLAIN, AT_S + 1, 1.0, [quiet], "1", Totals(1, 1))])
    others = [event(seq, 1 + seq) for seq in range(1, 6)]
    book.write(
        [
            Batch(PLAIN, AT_S + 60, 60.0, [], "1", Totals(1, 1), [late]),
            Batch(MAP, AT_S + 6, 6.0, others, "5", Totals(5, 5)),
        ]
    )
    book.close()
    async with playing(path) as player:
        assert player.recording.end_s == AT_S + 60
        player.replay.hurry(inf)
        player.replay.seek(AT_S + 1)
        player.replay.play()
        await player.until(lambda: player.replay.over and not player.replay.playing)
        assert player.seqs == [1, 2, 3, 4, 5]


async def test_an_empty_recording_has_nothing_to_play(tmp_path: Path) -> None:
    path = tmp_path / "empty.watchfloor"
    await Writer.open(path).close()
    async with playing(path) as player:
        player.replay.seek(0)
        await player.until(lambda: player.replay.over)
        player.replay.play()
        await player.until(lambda: not player.replay.playing)
        assert await player.recording.density(10) == [0] * 10


async def test_what_cannot_be_read_is_told_and_playing_stops(tmp_path: Path) -> None:
    path = await flood(tmp_path / "flood.watchfloor", 30_000)
    size_bytes = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size_bytes * 7 // 10)
        file.write(b"\x55" * (size_bytes // 8))
    async with playing(path) as player:
        await player.seek(1)
        player.replay.hurry(inf)
        player.replay.play()
        await player.until(lambda: player.troubles)
        assert "damaged" in player.troubles[0]
        assert not player.replay.playing
        await player.seek(2)  # what is intact can still be seen


async def test_the_file_is_not_touched(tmp_path: Path) -> None:
    path = tape(tmp_path / "a.watchfloor")
    before, files = path.read_bytes(), {each.name for each in tmp_path.iterdir()}
    async with playing(path) as player:
        await player.seek(30)
    assert path.read_bytes() == before
    assert {each.name for each in tmp_path.iterdir()} == files
