"""The journal's figures: how fast events are kept, and how fast they are found among many.

`WATCHFLOOR_BENCH_EVENTS=10000000` makes the file of ten million events that the marks are about: 8 GB on
disk and a quarter of an hour. `WATCHFLOOR_BENCH_FILE` names one that is kept, and used again (or added to).
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.pipeline import kept
from watchfloor.core.event import Batch
from watchfloor.core.ledger.ledger import Ledger
from watchfloor.core.profiles.map_stream import MapStreamProfile
from watchfloor.core.query.parser import parse
from watchfloor.core.query.tree import Node
from watchfloor.core.stream.sse import Decoder
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.writer import Writer

EVENTS = int(os.environ.get("WATCHFLOOR_BENCH_EVENTS", "300000"))
FILE = os.environ.get("WATCHFLOOR_BENCH_FILE", "")
BLOCK_BYTES = 65_536
EVENT_BYTES = 457
QUERIES = {
    "filter": "severity:5 type:(statement OR drone)",
    "no match": "severity:5 type:(airstrike OR drone)",
    "near": "near:(33.5,36.3,150km) severity:>=4",
    "field": "source.name:Reuters -type:drone data.value:[2 TO 3]",
    "words": '"port closure" damascus',
    "rare word": "report777",
    "regex without a match": "/blockade of [a-z]+/",
    "alternatives without a match": "/ceasefire|blockade [a-z]+/",
    "repetition without a match": "/x+y/",
    "path without a match": "data.value:>99",
    "words beside what nobody has": '"port closure" source:Nobody',
    "name that nobody has": "nowhere:1",
    "beginning of an id": "id:map-777*",
    "recent": "time:[2025-11-20T06:26:40Z TO 2025-11-20T06:27:40Z]",
}
_TYPES = ("airstrike", "drone", "statement", "clash", "protest")
_PLACES = (
    ("Damascus", 33.51, 36.29),
    ("Aleppo", 36.2, 37.16),
    ("Aden", 12.79, 45.03),
    ("Haifa", 32.8, 34.99),
)


def data(number: int) -> str:
    """A map event's JSON, padded so that the whole event is of the size that is compared."""
    place, lat, lon = _PLACES[number % 4]
    text = json.dumps(
        {
            "id": f"e{number}",
            "type": _TYPES[number % 5],
            "title": f"Report{number} of a port closure near {place}",
            "time": 1_763_620_000 + number // 50,
            "severity": number * 7 % 5 + 1,
            "confidence": 0.8,
            "source": {
                "name": ("Reuters", "AFP", "SANA")[number % 3],
                "url": f"https://example.org/{number}",
            },
            "to": {"lat": lat, "lon": lon, "label": place},
            "value": number % 9 / 2,
            "factions": [],
        }
    )
    return text[:-1] + ', "note": "' + "x" * max(0, EVENT_BYTES - len(text) - 50) + '"}'


def wire(first: int, count: int) -> bytes:
    return "".join(
        f"id: map-{number}\nevent: map-event\ndata: {data(number)}\n\n"
        for number in range(first, first + count)
    ).encode()


def _blocks(raw: bytes) -> Iterator[bytes]:
    return (raw[at : at + BLOCK_BYTES] for at in range(0, len(raw), BLOCK_BYTES))


async def _fill(writer: Writer, decoder: Decoder, ledger: Ledger, raw: bytes, at_s: float) -> None:
    """All that the program does between the socket and the file, in its one loop."""
    for block in _blocks(raw):
        judgement = ledger.judge(decoder.feed(block), at_s)
        batch = Batch(
            "map", at_s, at_s, judgement.events, decoder.last_event_id, ledger.totals, judgement.happenings
        )
        writer.accept(batch)
        await writer.room()


def _rate(folder: Path) -> dict[str, Any]:
    """How fast events are kept while they are indexed; without indexes it is `pipeline` that says."""
    count = min(EVENTS, 100_000)
    raw = wire(1, count)
    read = MapStreamProfile().read
    events, took_s = asyncio.run(kept(list(_blocks(raw)), folder / "rate.watchfloor", read=read, index=True))
    if events != count:
        raise RuntimeError(f"{count - events} events were lost")
    return {"event_bytes": round(len(raw) / count), "kept_while_indexing_per_s": round(count / took_s)}


def build(path: Path, events: int) -> dict[str, Any]:
    """A journal of so many events, with its indexes; what it cost in memory and on disk."""

    async def run() -> dict[str, Any]:
        writer = Writer.open(path, read=MapStreamProfile().read)
        past = writer.resume("map")
        have = past.last_seq
        decoder, ledger = Decoder(last_event_id=past.last_event_id), Ledger("map", past)
        before_kb, raw_bytes, began_s = 0, 0, time.perf_counter()
        for first in range(have + 1, events + 1, 20_000):
            if before_kb == 0 and first > have + events // 5:
                before_kb = _rss_kb()  # its buffers have reached their bounds
            raw = wire(first, min(20_000, events + 1 - first))
            raw_bytes += len(raw)
            await _fill(writer, decoder, ledger, raw, 1_763_620_000.0 + first // 50)
        await writer.flush()
        grown_kb = _rss_kb() - (before_kb or _rss_kb())
        written_s = time.perf_counter()
        await writer.indexed()
        indexed_s = time.perf_counter() - written_s
        await writer.close()
        size = path.stat().st_size
        return {
            "added": events - have,
            "grown_mb": round(grown_kb / 1024, 1),
            "rss_mb": round(_rss_kb() / 1024),
            "write_s": round(written_s - began_s, 1),
            "index_rest_s": round(indexed_s, 1),
            "file_bytes_per_raw_byte": round(size / raw_bytes, 2) if raw_bytes and not have else None,
        }

    return asyncio.run(run())


def _rss_kb() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def find(path: Path) -> dict[str, Any]:
    """What a window that opens the file waits for, in a process of its own."""

    async def run() -> dict[str, Any]:
        figures: dict[str, Any] = {"cold": _forget(path)}
        began_s = time.perf_counter()
        writer = Writer.open(path, read=MapStreamProfile().read, settings=Settings(index=False))
        writer.resume("map")
        reader = Reader.open(path, read=MapStreamProfile().read)
        page = await reader.page()
        figures["open_and_first_page_ms"] = _ms(began_s)
        figures["events"] = await reader.count()
        for name, text in QUERIES.items():
            began_s = time.perf_counter()
            found = await reader.page(parse(text))
            figures[f"{name}_page_ms"] = _ms(began_s)
            figures[f"{name}_found"] = len(found.rows)
        figures["stopped_after_ms"] = await _stop(reader, parse(QUERIES["regex without a match"]))
        began_s = time.perf_counter()
        position = await reader.at(1_763_620_000.0 + figures["events"] // 100)
        await reader.around(position or 1)
        figures["jump_to_time_ms"] = _ms(began_s)
        began_s = time.perf_counter()
        for _ in range(20):
            page = await reader.page(before=page.rows[0].position)
        figures["scroll_page_ms"] = round(_ms(began_s) / 20, 2)
        figures["rss_mb"] = round(_rss_kb() / 1024)
        await reader.close()
        await writer.close()
        return figures

    return asyncio.run(run())


def _forget(path: Path) -> bool:
    """Have the system let go of what it holds of the file, so that it is read from the disk."""
    if not hasattr(os, "posix_fadvise"):
        return False
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
    return True


async def _stop(reader: Reader, query: Node) -> float:
    """How long a search through all of the file goes on after it is given up."""
    search = asyncio.ensure_future(reader.page(query))
    await asyncio.wait([search], timeout=0.2)  # it is under way, or has ended among few events
    began_s = time.perf_counter()
    search.cancel()
    await asyncio.wait([search])
    await reader.row(1)  # the thread has its next question answered
    return _ms(began_s)


def _ms(began_s: float) -> float:
    return round((time.perf_counter() - began_s) * 1000, 1)


def _apart(command: str, *arguments: str) -> dict[str, Any]:
    """In a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.journal", command, *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def run() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(FILE) if FILE else folder / "many.watchfloor"
        built = _apart("build", str(path), str(EVENTS))
        return {"rate": _rate(folder), "build": built, "find": _apart("find", str(path))}


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build", where, number]:
            print(json.dumps(build(Path(where), int(number))))
        case ["find", where]:
            print(json.dumps(find(Path(where))))
        case _:
            print(json.dumps(run(), indent=2))
