"""Servers that send each event as a chunk of its own: what merging the chunks of a read gains."""

import time

import h11

from watchfloor.core.stream.chunked import ChunkMerger

EVENTS = 20_000
READ_BYTES = 65_536


def run() -> dict[str, float]:
    event = b"id: 123456\nevent: tick\ndata: " + b"y" * 424 + b"\n\n"
    wire = b"".join(b"%x\r\n%b\r\n" % (len(event), event) for _ in range(EVENTS))
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    reads = [head, *(wire[at : at + READ_BYTES] for at in range(0, len(wire), READ_BYTES))]
    apart_s = min(_seconds(reads, merge=False) for _ in range(3))
    merged_s = min(_seconds(reads, merge=True) for _ in range(3))
    return {
        "events_per_s": round(EVENTS / merged_s),
        "unmerged_events_per_s": round(EVENTS / apart_s),
        "ratio": round(apart_s / merged_s, 2),
    }


def _seconds(reads: list[bytes], *, merge: bool) -> float:
    merger = ChunkMerger()
    connection = h11.Connection(h11.CLIENT)
    connection.send(h11.Request(method="GET", target="/", headers=[("Host", "x")]))
    connection.send(h11.EndOfMessage())
    started_s = time.perf_counter()
    for block in reads:
        connection.receive_data(merger.feed(block) if merge else block)
        while connection.next_event() not in (h11.NEED_DATA, h11.PAUSED):
            pass
    return time.perf_counter() - started_s
