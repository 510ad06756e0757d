"""What events do to runs and documents: heard as they come, and none left out."""

from collections.abc import Iterable

from watchfloor.core.event import Event
from watchfloor.core.profiles.meaning import (
    AnyMeaning,
    Completed,
    Halted,
    Intervened,
    LessonGiven,
    PhaseChanged,
    RunAdvanced,
    RunEnded,
    RunStarted,
    SectionWritten,
    Spoke,
)
from watchfloor.core.session.change import Change
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.document import Library
from watchfloor.core.session.run import RunBook


class Narration:
    """Reads those events whose types carry a meaning, as the channel's profile says."""

    def __init__(self, runs: RunBook, library: Library) -> None:
        self._runs = runs
        self._library = library

    def tell(self, row: ChannelRow, events: Iterable[Event]) -> Change:
        """Take a channel's events; what there is to draw anew of it."""
        changes = Change.NOTHING
        telling = row.profile.telling
        if telling:
            for event in events:
                if event.type in telling:
                    meaning = row.profile.read(event).meaning
                    changes |= self._mean(row.name, meaning, event.received_at_s)
        return changes

    def _mean(self, channel: str, meaning: AnyMeaning | None, at_s: float) -> Change:
        match meaning:
            case RunStarted() | RunAdvanced() | RunEnded() as step:
                self._runs.apply(channel, step, at_s)
                if isinstance(step, RunStarted):
                    self._library.analysis(channel, step.run).title = step.subject
                return Change.RUNS
            case SectionWritten() | LessonGiven() as piece:
                self._library.analysis(channel, piece.run).write(piece, at_s)
                return Change.DOCUMENTS
            case Spoke() | PhaseChanged() | Intervened() | Halted() | Completed() as step:
                self._library.debate(channel).apply(step, at_s)
                return Change.DOCUMENTS
        return Change.NOTHING
