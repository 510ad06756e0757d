"""A server that writes its own log of what it sent, on a network that fails at random."""

import asyncio
import contextlib
import hashlib
import random
from collections import Counter
from pathlib import Path
from typing import Self

import apsw
import msgspec

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TEXTS = ("plain", "два слова", "北京", "line\nline", '{"a": "b"}', "\u2028", "x" * 700, "", " leading", "\\")


class Account(msgspec.Struct, frozen=True):
    """The oracle's verdict."""

    sent: int
    kept: int
    lost: int
    doubled: int
    altered: int
    invented: int

    @property
    def line(self) -> str:
        return (
            f"oracle: {self.sent:,} sent, {self.kept:,} kept: {self.lost} lost, {self.doubled} doubled, "
            f"{self.altered} altered, {self.invented} invented"
        )


class Oracle:
    """Sends numbered events for as long as it is asked to, each of them logged before it leaves."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._events: list[bytes] = []
        self._hashes: dict[str, str] = {}
        self._live = True
        self._progress = asyncio.Condition()
        self._sent = 0
        self.caught_up = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/feed"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    def end(self) -> None:
        """No new events, and no more mishaps: whoever asks gets all there is."""
        self._live = False

    async def sent(self, count: int) -> None:
        """Wait until so many more events have left."""
        goal = self._sent + count
        async with self._progress:
            await self._progress.wait_for(lambda: self._sent >= goal)

    def _event(self, number: int) -> bytes:
        while len(self._events) < number:
            id_ = f"n-{len(self._events) + 1}"
            data = " ".join(self._chance.choice(_TEXTS) for _ in range(self._chance.randrange(1, 4))) + id_
            type_ = self._chance.choice(("message", "map-event", "ü"))
            self._hashes[id_] = digest(type_, data)
            lines = "".join(f"data: {line}\n" for line in data.split("\n"))
            self._events.append(f"id: {id_}\nevent: {type_}\n{lines}\n".encode())
        return self._events[number - 1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await reader.readuntil(b"\r\n\r\n")
            await self._answer(_last_number(request), writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, last: int, writer: asyncio.StreamWriter) -> None:
        if not self._live:
            if last >= len(self._events):
                self.caught_up.set()
            writer.write(_HEAD + b"".join(self._events[last:]))
            await writer.drain()
            return
        mishap = self._chance.choice(("none", "none", "busy", "cut", "reset", "end"))
        if mishap == "busy":
            writer.write(_BUSY)
            return
        writer.write(_HEAD)
        for number in range(last + 1, last + self._chance.randrange(5, 400)):
            if writer.is_closing():
                return
            writer.write(self._event(number))
            self._sent += 1
            if number % self._chance.randrange(1, 20) == 0:
                await writer.drain()
                async with self._progress:
                    self._progress.notify_all()
                await asyncio.sleep(0)
        await writer.drain()
        if mishap == "cut":
            upcoming = self._event(min(last + 401, len(self._events)))
            writer.write(upcoming[: self._chance.randrange(1, len(upcoming) - 1)])
        elif mishap == "reset":
            writer.transport.abort()

    def account(self, path: Path) -> Account:
        """What the journal holds against what was sent."""
        connection = apsw.Connection(str(path))
        kept = connection.execute("SELECT event_id, type, data FROM event").fetchall()
        connection.close()
        counted = Counter(id_ for id_, _, _ in kept)
        return Account(
            sent=len(self._events),
            kept=len(kept),
            lost=len(self._hashes.keys() - counted.keys()),
            doubled=sum(count - 1 for count in counted.values()),
            altered=sum(
                self._hashes[str(id_)] != digest(str(type_), str(data))
                for id_, type_, data in kept
                if id_ in self._hashes
            ),
            invented=len(counted.keys() - self._hashes.keys()),
        )


def digest(type_: str, data: str) -> str:
    return hashlib.sha256(f"{type_}\n{data}".encode()).hexdigest()


def _last_number(request: bytes) -> int:
    for line in request.decode().split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "last-event-id":
            return int(value.strip().removeprefix("n-"))
    return 0
