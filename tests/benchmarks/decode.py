"""Our decoder against httpx-sse's, on the same bytes, by turns in one run.

Both get what reads of 64 KiB would bring: httpx-sse as an `httpx.Response` behind its `EventSource`,
ours as the blocks themselves. Before anything is timed, both have to say the same events.
"""

import gc
import time
from collections.abc import Callable

import httpx
import httpx_sse

from watchfloor.core.stream.frame import Frame
from watchfloor.core.stream.sse import Decoder

EVENT_BYTES = 457
EVENTS = 20_000
ROUNDS = 5
READ_BYTES = 65_536
MARK = 1.5
HEADERS = {"Content-Type": "text/event-stream"}

# {} is the number; ~ is filled up to the size of the event.
SHAPES = {
    "usual": "id: {}\nevent: map-event\ndata: ~\n\n",
    "data_only": "data: {} ~\n\n",
    "crlf": "id: {}\r\nevent: map-event\r\ndata: ~\r\n\r\n",
    "data_first": "data: ~\nid: {}\nevent: map-event\n\n",
    "two_data_lines": "id: {}\ndata: ~\ndata: }}\n\n",
    "retry_in_each": "id: {}\nretry: 1000\nevent: map-event\ndata: ~\n\n",
    "not_ascii": "id: {}\nevent: map-event\ndata: Łódź, مرحبا, 豆腐 ~\n\n",
}
JSON = '{"type": "signal", "severity": 3, "confidence": 0.82, "to": {"lat": 48.2, "lon": 16.37}, "title": "'


def stream_of(shape: str, events: int) -> list[bytes]:
    """So many events of one size, cut as reads would cut them."""
    octets = b"".join(_event(shape, number) for number in range(1_000_000, 1_000_000 + events))
    return [octets[at : at + READ_BYTES] for at in range(0, len(octets), READ_BYTES)]


def _event(shape: str, number: int) -> bytes:
    frame = shape.format(number)
    room_bytes = EVENT_BYTES - len(frame.encode()) + 1 - len(JSON) - 2
    return frame.replace("~", JSON + "x" * room_bytes + '"}').encode()


def ours(blocks: list[bytes]) -> list[Frame]:
    decoder = Decoder()
    return [item for block in blocks for item in decoder.feed(block) if isinstance(item, Frame)]


def theirs(blocks: list[bytes]) -> list[httpx_sse.ServerSentEvent]:
    response = httpx.Response(200, headers=HEADERS, content=iter(blocks))
    return list(httpx_sse.EventSource(response).iter_sse())


def same(blocks: list[bytes]) -> bool:
    mine = [(frame.type, frame.data, frame.id) for frame in ours(blocks)]
    return mine == [(event.event, event.data, event.id) for event in theirs(blocks)]


def _seconds(decode: Callable[[list[bytes]], object], blocks: list[bytes]) -> float:
    gc.collect()
    started_s = time.perf_counter()
    decode(blocks)
    return time.perf_counter() - started_s


def compare(shape: str, events: int, rounds: int) -> dict[str, float]:
    """Events a second, best of each, and how many times theirs ours is."""
    blocks = stream_of(shape, events)
    if not same(blocks):
        raise AssertionError(f"the two decoders disagree about {shape!r}")
    timed = [(_seconds(ours, blocks), _seconds(theirs, blocks)) for _ in range(rounds)]
    ours_s, theirs_s = (min(column) for column in zip(*timed, strict=True))
    return {
        "events_per_s": round(events / ours_s),
        "httpx_sse_events_per_s": round(events / theirs_s),
        "ratio": round(theirs_s / ours_s, 2),
    }


def run(events: int = EVENTS, rounds: int = ROUNDS) -> dict[str, object]:
    shapes = {name: compare(shape, events, rounds) for name, shape in SHAPES.items()}
    return {
        "event_bytes": EVENT_BYTES,
        "events": events,
        **shapes["usual"],
        "mark": MARK,
        "reached": shapes["usual"]["ratio"] >= MARK,
        "by_shape": shapes,
    }
