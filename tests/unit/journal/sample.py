"""Events and batches for tests, made by the real ledger."""

import json
from collections.abc import Iterable
from pathlib import Path

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import Happening
from watchfloor.core.profiles.map_stream import MapStreamProfile
from watchfloor.journal.writer.book import Book

read = MapStreamProfile().read
AT_S = 1_763_620_000.0


def map_data(number: int) -> str:
    """What a map stream sends, different for every number."""
    return json.dumps(
        {
            "id": f"evt-{number}",
            "type": ("airstrike", "drone", "statement")[number % 3],
            "title": f"Report {number}: port closure near Damascus",
            "time": AT_S + number,
            "severity": number % 5 + 1,
            "confidence": 0.8,
            "source": {"name": ("Reuters", "AFP")[number % 2], "url": f"https://example.org/{number}"},
            "to": {"lat": 33.5 + number % 10, "lon": 36.3, "label": "Damascus"},
            "value": number % 7 / 2,
        }
    )


def event(seq: int, channel: str = "map", data: str | None = None, **more: object) -> Event:
    fields: dict[str, object] = {"type": "map-event", "id": f"map-{seq}", "own_id": True} | more
    return Event(
        channel=channel,
        seq=seq,
        received_at_s=AT_S + seq,
        data=map_data(seq) if data is None else data,
        **fields,  # type: ignore[arg-type]
    )


def batch(events: Iterable[Event], happenings: Iterable[Happening] = (), channel: str = "map") -> Batch:
    """A batch whose ledger says that all there ever was is stored."""
    kept = list(events)
    last = kept[-1] if kept else None
    stored = last.seq if last else 0
    return Batch(
        channel=last.channel if last else channel,
        received_at_s=AT_S,
        monotonic_s=1.5,
        events=kept,
        last_event_id=last.id if last else "",
        totals=Totals(received=stored, stored=stored),
        happenings=list(happenings),
    )


def events(first: int, last: int, channel: str = "map") -> list[Event]:
    return [event(seq, channel) for seq in range(first, last + 1)]


def journal(path: Path, count: int = 100, each: int = 10, channels: Iterable[str] = ("map",)) -> Path:
    """A file with so many events of each channel, committed by `each`."""
    book = Book(path)
    for first in range(1, count + 1, each):
        last = min(first + each - 1, count)
        book.write([batch(events(first, last, channel)) for channel in channels])
    book.close()
    return path
