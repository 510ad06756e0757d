"""A server for benchmarks: the same map events as fast as each client takes them, and a page that counts.

`python -m tests.benchmarks.flood` prints its address. `/stream` floods (`?rate=N` paces it, and every third
event travels), `/heart` sends a heartbeat every 15 s, `/page/KIND` is one of page.py, `/begun` tells whether
somebody has opened a stream, `/report` takes what the page measured and `/result` hands it out.
"""

import asyncio
import itertools
import json
import time
from urllib.parse import parse_qs, urlsplit

from tests.benchmarks.page import page

EVENT_BYTES = 457
LOT_EVENTS = 100  # so many ids share all but their last two digits
HEART_S = 15.0
FIRST_LOT = 1_000_000
_LOT, _SENT = b"#######", b"@" * 16
HEAD = b"HTTP/1.1 200 OK\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: "


def event(id_: str, number: int, sent: str, *, travels: bool = False) -> bytes:
    """A map event of 457 bytes, with the wall clock's microseconds where `sent` is; some are journeys."""
    lat, lon = number * 7 % 120 - 50, number * 13 % 340 - 170
    begun = f'"from":{{"lat":{-lat},"lon":{lon // 2},"label":"Port {number % 9}"}},' if travels else ""
    head = (
        f'id: {id_}\nevent: map-event\ndata: {{"id":"{id_}","type":"drone","severity":{number % 5 + 1},'
        f'"confidence":0.8,{begun}"to":{{"lat":{lat},"lon":{lon},"label":"Place {number % 40}"}},'
        f'"sent":{sent},"title":"'
    )
    return (head + "x" * (EVENT_BYTES - len(head) - 4) + '"}\n\n').encode()


def _sent() -> str:
    return f"{time.time_ns() // 1000:016d}"


class Flood:
    def __init__(self, span_ms: int) -> None:
        self._span_ms = span_ms
        self._report = b""
        self._begun = False
        # Made beforehand: the server must not be what is measured. Ids go on for ever, without a gap.
        self._lots = [
            b"".join(
                event(f"{_LOT.decode()}{number:02d}", lot * LOT_EVENTS + number, _SENT.decode())
                for number in range(LOT_EVENTS)
            )
            for lot in range(20)
        ]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = urlsplit(head.split(b" ", 2)[1].decode())
            if path.path == "/stream":
                self._begun = True
                await self._stream(writer, float(parse_qs(path.query).get("rate", ["0"])[0]))
            elif path.path == "/heart":
                await self._beat(writer)
            elif path.path == "/begun":
                writer.write(HEAD + b"application/json\r\n\r\n" + json.dumps(self._begun).encode())
                self._begun = False
            elif path.path == "/report":
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                self._report = await reader.readexactly(length)
                writer.write(HEAD + b"text/plain\r\n\r\nok")
            elif path.path == "/result":
                writer.write(HEAD + b"application/json\r\n\r\n" + (self._report or b"{}"))
                self._report = b""
            else:
                kind = path.path.removeprefix("/page/")
                writer.write(HEAD + b"text/html\r\n\r\n" + page(kind, self._span_ms).encode())
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has seen enough
        finally:
            writer.close()

    async def _stream(self, writer: asyncio.StreamWriter, rate_per_s: float) -> None:
        writer.write(HEAD + b"text/event-stream\r\n\r\n")
        if rate_per_s:
            await self._paced(writer, rate_per_s)
        for number in itertools.count(FIRST_LOT):
            lot = self._lots[number % len(self._lots)]
            writer.write(lot.replace(_LOT, b"%d" % number).replace(_SENT, _sent().encode()))
            await writer.drain()

    async def _beat(self, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"text/event-stream\r\n\r\n")
        while True:
            writer.write(b": heartbeat\n\n")
            await writer.drain()
            await asyncio.sleep(HEART_S)

    async def _paced(self, writer: asyncio.StreamWriter, rate_per_s: float) -> None:
        began_s, sent = time.monotonic(), 0
        while True:
            due = int((time.monotonic() - began_s) * rate_per_s)
            if due > sent:
                made = (
                    event(str(number), number, _sent(), travels=number % 3 == 0)
                    for number in range(sent + 1, due + 1)
                )
                writer.write(b"".join(made))
                await writer.drain()
                sent = due
            await asyncio.sleep(0.002)


async def main(span_ms: int = 6000) -> None:
    flood = Flood(span_ms)
    server = await asyncio.start_server(flood.serve, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
