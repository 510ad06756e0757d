"""What a command that listens says beside the events: sentences for people, or objects for programs."""

import sys

from watchfloor.command.line import note_line, status_line
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.text.plain import plain
from watchfloor.services.clock import Clock


class Voice:
    """Speaks on standard error; with `as_objects` every line is a JSON object, and none is anything else."""

    def __init__(self, clock: Clock, *, as_objects: bool) -> None:
        self.as_objects = as_objects
        self._clock = clock

    def change(self, channel: str, status: Status) -> None:
        """A state, for who asked for states."""
        line = status_line(plain(channel), status, self._clock.monotonic_s(), self._clock.wall_s())
        _print(line.decode().rstrip("\n"))

    def tell(self, note: str, channel: str, state: ChannelState = ChannelState.IDLE) -> None:
        """What befell a channel, or the file that its events go to, besides its states."""
        if self.as_objects:
            note = note_line(plain(channel), state, plain(note), self._clock.wall_s()).decode().rstrip("\n")
        _print(note)

    def warn(self, note: str, channel: str, state: ChannelState = ChannelState.IDLE) -> None:
        """The same of what somebody should look into; people see which program says so."""
        self.tell(note if self.as_objects else f"watchfloor: {note}", channel, state)


def _print(words: str) -> None:
    print(plain(words), file=sys.stderr, flush=True)
