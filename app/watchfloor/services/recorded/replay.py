"""A recording where the transport was: what was received comes again, and no view can tell."""

import asyncio
from collections import deque
from collections.abc import Callable
from math import inf

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.projector import Projector
from watchfloor.core.session.reel import Balance, Cue, in_order
from watchfloor.core.session.session import Session
from watchfloor.core.state import Status
from watchfloor.services.clock import Clock
from watchfloor.services.recorded.recording import Mark, Past, Recording, Spot

SPEEDS = (1.0, 2.0, 10.0, 60.0, inf)
TURN_S, HURRIED_S = 0.033, 0.005
LONGEST_TURN_S = 0.25  # after the program stood still, a replay goes on and does not jump
ENOUGH = 1_000  # cues in memory


class Replay:
    """Plays a recording into a `Session`, from any moment at any speed, and never writes.

    `at_s` is the recording's own time. What is asked (`play`, `seek`, `step`…) is done by `run`, one after
    the other: of several places asked for at once, the last. It calls `on_cleared` with the `Past` that
    the session is going to be filled with once it is empty, `on_moved` whenever
    something about it changed, `on_stepped` with the event that a step led to, and `on_trouble` with words.
    """

    def __init__(self, recording: Recording, session: Session, *, clock: Clock | None = None) -> None:
        self._recording = recording
        self._projector = Projector(session, recording.channels, recording.stateless)
        self._clock = clock or Clock()
        self._asked = asyncio.Event()
        self._target: Spot | None = None
        self._steps = 0
        self._turned_s = 0.0
        self._ahead: deque[Cue] = deque()
        self._read_to: Mark | None = None  # None: to the end
        self._position = 0
        self.speed = 1.0
        self.playing = False
        self.looping = False
        self.on_cleared: Callable[[Past], None] = lambda _past: None
        self.on_moved: Callable[[], None] = lambda: None
        self.on_stepped: Callable[[Event], None] = lambda _event: None
        self.on_trouble: Callable[[str], None] = lambda _words: None

    @property
    def at_s(self) -> float:
        return self._projector.at_s

    @property
    def over(self) -> bool:
        """All of it has come."""
        return self.at_s >= self._recording.end_s and not self._ahead and self._read_to is None

    def rest_as(self, status: Status) -> None:
        """How every channel stands once the recording is over."""
        self._projector.rest = status

    # -- what is asked

    def play(self) -> None:
        """From where it stands; at its end, from its beginning."""
        if self.over and self._target is None:
            self._target = Spot(self._recording.begin_s)
        self._turned_s = self._clock.monotonic_s()
        self.playing = True
        self._asked.set()
        self.on_moved()

    def pause(self) -> None:
        self.playing = False
        self._projector.settle()
        self.on_moved()

    def hurry(self, speed: float) -> None:
        """So many of its seconds in one of ours; infinity for as quickly as can be shown."""
        self.speed = speed
        self.on_moved()

    def loop(self, *, looping: bool) -> None:
        """At its end, begin anew."""
        self.looping = looping
        self.on_moved()

    def seek(self, at_s: float) -> None:
        """Go to a moment; before its beginning and after its end there is nothing."""
        recording = self._recording
        self._target = Spot(min(recording.end_s, max(recording.begin_s, at_s)))
        self._steps = 0
        self._asked.set()

    def step(self, count: int) -> None:
        """So many events on, or back; it pauses for that."""
        self.playing = False
        self._steps += count
        self._asked.set()

    # -- what is done

    async def show(self, at_s: float) -> None:
        """Show a moment before anything else is asked."""
        self.seek(at_s)
        await self._turn()

    async def run(self) -> None:
        """Do what is asked until cancelled. What cannot be read is told, and then it stands still."""
        while True:
            self._asked.clear()
            try:
                await self._turn()
            except KnownError as error:
                self._target, self._steps, self.playing = None, 0, False
                self.on_trouble(str(error))
                self.on_moved()

    async def _turn(self) -> None:
        if self._target is not None:
            await self._go_to(self._target)
        elif self._steps:
            count, self._steps = self._steps, 0
            await (self._step_on(count) if count > 0 else self._step_back(-count))
        elif self.playing:
            await self._advance()
        else:
            await self._asked.wait()

    async def _go_to(self, target: Spot) -> bool:
        """Show the recording as it was then. False: another place was asked for meanwhile."""
        past = await self._recording.past(target)
        if self._target is not target:
            return False
        self._target = None
        self._ahead.clear()
        self._position = past.position
        self._read_to = Mark(past.position, past.at_s)
        began_s = past.cues[0].at_s if past.cues else past.at_s
        self._projector.begin(began_s, past.standings, past.ledgers)
        self.on_cleared(past)
        self._projector.feed(past.cues)
        self._projector.pass_to(past.at_s)
        self._projector.settle()
        self._turned_s = self._clock.monotonic_s()
        if past.at_s >= self._recording.end_s:
            await self._read_ahead(inf)
            self._play_to(past.at_s)
        self.on_moved()
        return True

    async def _advance(self) -> None:
        """One turn: what has come since the last one."""
        now_s = self._clock.monotonic_s()
        passed_s, self._turned_s = min(now_s - self._turned_s, LONGEST_TURN_S), now_s
        hurried = self.speed == inf
        goal_s = self._recording.end_s if hurried else self.at_s + passed_s * self.speed
        goal_s = min(self._recording.end_s, goal_s)
        await self._read_ahead(goal_s)
        if self.playing and self._target is None:
            self._play_to(goal_s)
            self.on_moved()
            await asyncio.sleep(HURRIED_S if hurried else TURN_S)

    async def _read_ahead(self, goal_s: float) -> None:
        """Have what is due in memory; a turn shows no more than one reading brings."""
        while self._read_to is not None and len(self._ahead) < ENOUGH:
            if self._ahead and self._ahead[-1].at_s > goal_s:
                return
            found, read_to = await self._recording.piece(self._read_to)
            if self._target is not None:
                return
            self._ahead.extend(in_order(found, self._ahead[-1].at_s if self._ahead else self.at_s))
            self._read_to = read_to

    def _play_to(self, goal_s: float) -> None:
        due: list[Cue] = []
        while self._ahead and self._ahead[0].at_s <= goal_s and len(due) < READ_A_FRAME:
            due.append(self._ahead.popleft())
        self._feed(due)
        # What has not been shown yet holds the clock: nothing is ever skipped.
        late = self._ahead[0].at_s <= goal_s if self._ahead else self._read_to is not None
        if not late:
            self._projector.pass_to(goal_s)
        if self.over:
            self._end()

    def _feed(self, due: list[Cue]) -> None:
        self._projector.feed(due)
        came = [cue.position for cue in due if isinstance(cue.item, Event)]
        if came:
            self._position = came[-1]

    def _end(self) -> None:
        """All has come: the channels stand as a recording's do, or it begins anew."""
        if self.playing and self.looping and self._recording.end_s > self._recording.begin_s:
            self._projector.settle()
            self._target = Spot(self._recording.begin_s)
        else:
            self.playing = False
            self._projector.end()

    async def _step_on(self, count: int) -> None:
        last: Event | None = None
        for _ in range(count):
            await self._read_ahead(inf)
            if self._target is not None:
                return
            last = self._show_next() or last
        self._projector.settle()
        self.on_moved()
        if last is not None:
            self.on_stepped(last)

    def _show_next(self) -> Event | None:
        """The next event, with what befell the channels before it; without another one, the end."""
        taken: list[Cue] = []
        while self._ahead:
            taken.append(self._ahead.popleft())
            if isinstance(taken[-1].item, Event):
                break
        event = taken[-1].item if taken else None
        while self._ahead and isinstance(self._ahead[0].item, Balance):
            taken.append(self._ahead.popleft())  # what the event made of the ledger
        self._feed(taken)
        self._projector.pass_to(taken[-1].at_s if taken else self._recording.end_s)
        if self.over:
            self._end()
        return event if isinstance(event, Event) else None

    async def _step_back(self, count: int) -> None:
        """To the event before the last one that came."""
        row = await self._recording.before(self._position, count)
        if row is None or self._target is not None:
            return
        recording, at_s = self._recording, row.event.received_at_s
        self._target = Spot(min(recording.end_s, max(recording.begin_s, at_s)), row.position + 1)
        if await self._go_to(self._target):
            self.on_stepped(row.event)
