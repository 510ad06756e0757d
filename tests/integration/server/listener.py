"""A plain SSE client on a real socket, apart from the product's own: neither excuses the other."""

import asyncio
import contextlib
import json
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

import h11


class Heard(NamedTuple):
    type: str
    data: str
    id: str | None  # None: the event brought none

    @property
    def json(self) -> Any:
        return json.loads(self.data)


class Listener:
    """One connection. Events and comments come in the order of the wire; `ended` tells how it ended."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT)
        self._text = ""
        self._ready: list[Heard] = []
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = ""
        self.comments: list[str] = []
        self.retries: list[int] = []
        self.last_id = ""
        self.ended = ""  # "clean", or "broken"

    @classmethod
    async def open(cls, url: str, headers: dict[str, str] | None = None) -> Self:
        parts = urlsplit(url)
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=2**20)
        listener = cls(reader, writer)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        sent = {"Host": parts.netloc, "Accept": "text/event-stream", **(headers or {})}
        writer.write(
            listener._http.send(h11.Request(method="GET", target=target, headers=list(sent.items())))
        )
        writer.write(listener._http.send(h11.EndOfMessage()))
        await listener._answer()
        return listener

    async def event(self, type: str = "", timeout_s: float = 20.0) -> Heard:  # noqa: A002
        """The next event, or the next of a type; fails if the stream ends before."""
        async with asyncio.timeout(timeout_s):
            while True:
                while self._ready:
                    heard = self._ready.pop(0)
                    if not type or heard.type == type:
                        return heard
                assert await self._read(), f"the stream ended ({self.ended}) before an event {type}"

    async def events(self, count: int, type: str = "") -> list[Heard]:  # noqa: A002
        return [await self.event(type) for _ in range(count)]

    async def rest(self, timeout_s: float = 20.0) -> list[Heard]:
        """All events up to the end of the stream."""
        async with asyncio.timeout(timeout_s):
            while await self._read():
                pass
        rest, self._ready = self._ready, []
        return rest

    async def comment(self, timeout_s: float = 20.0) -> str:
        async with asyncio.timeout(timeout_s):
            while not self.comments:
                assert await self._read(), "the stream ended before a comment"
        return self.comments.pop(0)

    async def close(self) -> None:
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _answer(self) -> None:
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                self._http.receive_data(await self._reader.read(65_536))
            elif isinstance(event, h11.Response):
                self.status = event.status_code
                self.headers = {key.decode(): value.decode() for key, value in event.headers}
                break
        if self.headers.get("content-type", "").startswith("text/event-stream"):
            return
        while await self._read():
            pass
        self.body = self._text

    async def _read(self) -> bool:
        """False at the end."""
        while not self.ended:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                await self._receive()
            elif isinstance(event, h11.Data):
                self._text += bytes(event.data).decode()
                self._dispatch()
                return True
            elif isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
                self.ended = "clean"
        return False

    async def _receive(self) -> None:
        try:
            data = await self._reader.read(65_536)
        except OSError:
            data = b""
        if data:
            self._http.receive_data(data)
        else:
            self.ended = "broken"

    def _dispatch(self) -> None:
        while "\n\n" in self._text:
            block, _, self._text = self._text.partition("\n\n")
            self._block(block)

    def _block(self, block: str) -> None:
        type_, data, own_id = "message", [], None
        for line in block.split("\n"):
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "":
                self.comments.append(value)
            elif field == "event":
                type_ = value
            elif field == "data":
                data.append(value)
            elif field == "id":
                own_id = self.last_id = value
            elif field == "retry":
                self.retries.append(int(value))
        if data:
            self._ready.append(Heard(type_, "\n".join(data), own_id))
