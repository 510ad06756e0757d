"""What a channel does with its bytes, headless: decode, judge, and keep, beside httpx-sse alone decoding.

Both get what reads of 64 KiB would bring. Ours goes through decoder and ledger in one turn, and once more
with a journal on disk that has committed every event before the clock stops; theirs only decodes.
"""

import asyncio
import gc
import tempfile
import time
from pathlib import Path

from tests.benchmarks.decode import EVENT_BYTES, SHAPES, stream_of, theirs
from watchfloor.core.feed import Feed
from watchfloor.journal.writer import Writer
from watchfloor.services.clock import Clock
from watchfloor.services.intake import Intake

EVENTS = 100_000
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


async def kept(blocks: list[bytes], file: Path) -> tuple[int, float]:
    """The same, and committed to a journal that is open already; with the seconds until it all was."""
    writer = Writer.open(file)
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


def _seconds_judged(blocks: list[bytes]) -> float:
    gc.collect()
    started_s = time.perf_counter()
    judged(blocks)
    return time.perf_counter() - started_s


def _seconds_kept(blocks: list[bytes]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        gc.collect()
        _, took_s = asyncio.run(kept(blocks, Path(folder) / "bench.watchfloor"))
        return took_s


def _seconds_theirs(blocks: list[bytes]) -> float:
    gc.collect()
    started_s = time.perf_counter()
    theirs(blocks)
    return time.perf_counter() - started_s


def run(events: int = EVENTS, rounds: int = ROUNDS) -> dict[str, object]:
    blocks = stream_of(SHAPES["usual"], events)
    if judged(blocks) != events:
        raise AssertionError("the pipeline lost events")
    turns = [(_seconds_judged(blocks), _seconds_kept(blocks), _seconds_theirs(blocks)) for _ in range(rounds)]
    judged_s, kept_s, theirs_s = (min(column) for column in zip(*turns, strict=True))
    return {
        "event_bytes": EVENT_BYTES,
        "events": events,
        "decode_and_ledger_per_s": round(events / judged_s),
        "decode_ledger_and_journal_per_s": round(events / kept_s),
        "httpx_sse_decode_alone_per_s": round(events / theirs_s),
        "ratio_without_journal": round(theirs_s / judged_s, 2),
        "ratio": round(theirs_s / kept_s, 2),
        "reached": theirs_s > kept_s,
    }
