"""A recording read from any moment on: each thing once, before that moment or after it."""

from pathlib import Path

from tests.unit.journal.sample import AT_S, batch, event
from watchfloor.core.event import Event
from watchfloor.core.happening import Warned
from watchfloor.core.session.reel import Cue
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.book import Book
from watchfloor.services.recorded.recording import Mark, Recording, Spot


def warned(code: str, after_s: float) -> Warned:
    """Each stands after the first event, and came by its own time."""
    return Warned(channel="map", at_s=AT_S + after_s, after_seq=1, code=code, message=code)


def named(cues: list[Cue]) -> list[str]:
    return [
        cue.item.id if isinstance(cue.item, Event) else cue.item.code
        for cue in cues
        if isinstance(cue.item, Event | Warned)
    ]


async def test_what_befell_between_two_events_comes_before_a_moment_or_after_it_and_never_twice(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch([event(1)], [warned("early", 1.2), warned("at", 1.5), warned("late", 1.8)])])
    book.write([batch([event(2), event(3)])])
    book.close()
    reader = Reader.open(path)
    recording = Recording(reader)
    await recording.open()
    past = await recording.past(Spot(AT_S + 1.5))
    assert named(past.cues) == ["map-1", "early", "at"]
    rest, end = await recording.piece(Mark(past.position, past.at_s))
    assert named(rest) == ["late", "map-2", "map-3"]
    assert end is None
    await reader.close()
