"""A small recording: a feed that was lost and came back, one that fell silent, and one without states."""

from pathlib import Path

import msgspec

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AttemptEnded, StateChanged
from watchfloor.journal.writer.book import Book

AT_S = 1_763_620_000.0
MAP, PLAIN = "Map", "Plain"


def event(seq: int, after_s: float, channel: str = MAP) -> Event:
    place = {"lat": 30.0 + seq % 7, "lon": 36.0 + seq % 5, "label": f"Place {seq}"}
    body = {"title": f"Strike {seq}", "severity": 1 + seq % 5, "to": place, "value": seq}
    return Event(channel, seq, AT_S + after_s, "map-event", msgspec.json.encode(body).decode(), str(seq))


def state(after_s: float, name: str, **more: object) -> StateChanged:
    return StateChanged(channel=MAP, at_s=AT_S + after_s, state=name, **more)  # type: ignore[arg-type]


def tape(path: Path) -> Path:
    """From second 0 to 41: connected at 1, an event a second from 2 to 21, lost at 22, back at 30, an event a
    second from 31 to 40, stopped at 41; and two events of another channel, at 5 and 15."""
    book = Book(path)
    book.register(MAP, "https://example.org/map", "map_stream")
    book.register(PLAIN, "", "generic")
    seqs = {MAP: 0, PLAIN: 0}

    def write(after_s: float, events: list[Event], *befell: object, channel: str = MAP) -> None:
        seqs[channel] += len(events)
        totals = Totals(seqs[channel], seqs[channel])
        last = str(seqs[channel])
        book.write([Batch(channel, AT_S + after_s, after_s, events, last, totals, list(befell))])  # type: ignore[arg-type]

    write(0, [], state(0, "connecting"))
    write(1, [], state(1, "connected"))
    for second in range(2, 22):
        write(second, [event(seqs[MAP] + 1, second)])
        if second in (5, 15):
            write(second, [event(seqs[PLAIN] + 1, second, PLAIN)], channel=PLAIN)
    lost = AttemptEnded(
        channel=MAP, at_s=AT_S + 22, started_at_s=AT_S + 0.5, lasted_s=21.5, outcome="reset", detail="Reset."
    )
    write(22, [], lost, state(22, "reconnecting", reason="Reset.", attempt=2, retry_at_s=AT_S + 30))
    write(30, [], state(30, "connected"))
    for second in range(31, 41):
        write(second, [event(seqs[MAP] + 1, second)])
    write(41, [], state(41, "idle"))
    book.close()
    return path
