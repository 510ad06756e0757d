"""What a channel does with its bytes, headless: decode, judge, and keep, beside httpx-sse alone decoding.

Both get what reads of 64 KiB would bring, and neither holds on to the events. Ours goes through decoder and
ledger in one turn, and once more with a journal on disk that has committed every event before the clock stops
(checkpoints and their syncs included: the stream is several times as long as the WAL may grow); theirs only
decodes, by what it offers to a program with a loop, as ours is one, and by what it offers to one without. On
a machine that is busy otherwise the processor's time is what can be compared.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import httpx_sse

from tests.benchmarks.decode import EVENT_BYTES, HEADERS, SHAPES, stream_of
from watchfloor.core.feed import Feed
from watchfloor.journal.index import Read
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.turn import shorten_turns
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.intake import Intake
from watchfloor.services.clock import Clock

EVENTS = 300_000
ROUNDS = 3
FEED = Feed(name="bench", url="http://bench.example/")


def judged(blocks: list[bytes]) -> int:
    """Events that came through decoder and ledger."""
    intake = Intake(FEED, Clock(), None)
    intake.begin(ndjson=False)
    events = 0
    for block in blocks:
        batch = intake.feed(block)
        events += len(batch.events) if batch else 0
    assert intake.ledger.totals.balanced
    return events


async def kept(
    blocks: list[bytes], file: Path, *, read: Read | None = None, index: bool = False
) -> tuple[int, float]:
    """The same, and committed to a journal that is open already; with the seconds until it all was."""
    writer = Writer.open(file, read=read, settings=Settings(index=index))
    started_s = time.perf_counter()
    intake = Intake(FEED, Clock(), None)
    intake.begin(ndjson=False)
    events = 0
    for block in blocks:
        batch = intake.feed(block)
        if batch is not None:
            events += len(batch.events)
            writer.accept(batch)
            await writer.room()
    await writer.flush()
    took_s = time.perf_counter() - started_s
    await writer.close()
    return events, took_s


def decoded_without_loop(blocks: list[bytes]) -> int:
    response = httpx.Response(200, headers=HEADERS, content=iter(blocks))
    return sum(1 for _ in httpx_sse.EventSource(response).iter_sse())


def decoded_by_httpx_sse(blocks: list[bytes]) -> int:
    async def count() -> int:
        response = httpx.Response(200, headers=HEADERS, content=_reads(blocks))
        events = 0
        async for _ in httpx_sse.EventSource(response).aiter_sse():
            events += 1
        return events

    return asyncio.run(count())


async def _reads(blocks: list[bytes]) -> AsyncIterator[bytes]:
    for block in blocks:
        yield block


def _kept(blocks: list[bytes]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        _, took_s = asyncio.run(kept(blocks, Path(folder) / "bench.watchfloor"))
        return took_s


def _timed(run: Callable[[list[bytes]], float], blocks: list[bytes]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor. What takes its own time says so."""
    gc.collect()
    began_s, began_cpu_s = time.perf_counter(), time.process_time()
    own_s = run(blocks)
    cpu_s = time.process_time() - began_cpu_s
    return own_s if run is _kept else time.perf_counter() - began_s, cpu_s


def run(events: int = EVENTS, rounds: int = ROUNDS) -> dict[str, object]:
    shorten_turns()  # as the program does
    blocks = stream_of(SHAPES["usual"], events)
    if judged(blocks) != events or decoded_by_httpx_sse(blocks) != events:
        raise AssertionError("the pipeline lost events")
    runs = (judged, _kept, decoded_by_httpx_sse, decoded_without_loop)
    turns = [[_timed(each, blocks) for each in runs] for _ in range(rounds)]
    best = [
        (min(s for s, _ in column), min(cpu_s for _, cpu_s in column)) for column in zip(*turns, strict=True)
    ]
    (judged_s, _), (kept_s, kept_cpu_s), (theirs_s, theirs_cpu_s), without_loop = best
    return {
        "event_bytes": EVENT_BYTES,
        "events": events,
        "decode_and_ledger_per_s": round(events / judged_s),
        "decode_ledger_and_journal_per_s": round(events / kept_s),
        "httpx_sse_decode_alone_per_s": round(events / theirs_s),
        "ratio_without_journal": round(theirs_s / judged_s, 2),
        "ratio": round(theirs_s / kept_s, 2),
        "reached": theirs_s > kept_s,
        "httpx_sse_without_loop_per_s": round(events / without_loop[0]),
        "ratio_to_httpx_sse_without_loop": round(without_loop[0] / kept_s, 2),
        "cpu_us_an_event": round(kept_cpu_s / events * 1e6, 2),
        "httpx_sse_cpu_us_an_event": round(theirs_cpu_s / events * 1e6, 2),
        "httpx_sse_without_loop_cpu_us_an_event": round(without_loop[1] / events * 1e6, 2),
    }
