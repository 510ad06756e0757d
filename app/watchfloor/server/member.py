"""One client of a stream: its place, and whether it can take more."""

import asyncio
from collections.abc import Callable
from typing import Protocol


class Wire(Protocol):
    """The part of a transport that a member uses."""

    def write(self, data: bytes) -> None: ...
    def abort(self) -> None: ...
    def is_closing(self) -> bool: ...


class Member:
    """Written to directly, without a task or a queue. `ended` resolves when the stream is over for it."""

    __slots__ = (
        "_told", "blocked_at_s", "bytes_written",
        "cursor", "cut_reason", "ended", "events_written", "is_blocked",
        "is_chunked", "is_gone", "on_writable", "stream", "tail", "wire",
    )  # fmt: skip

    def __init__(self, wire: Wire, stream: str, *, cursor: int, is_chunked: bool) -> None:
        self.wire = wire
        self.stream = stream
        self.cursor = cursor
        self.is_chunked = is_chunked
        self.is_blocked = False
        self.is_gone = False
        self.blocked_at_s = 0.0
        self.cut_reason = ""
        self.events_written = 0
        self.bytes_written = 0
        self._told = (0, 0)
        self.tail = b""  # the rest of a body that is written bit by bit
        self.on_writable: Callable[[Member], None] | None = None
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def write(self, body: bytes, events: int) -> None:
        if self.is_gone or self.ended.done():
            return
        self.events_written += events
        self.bytes_written += len(body)
        self.wire.write(body)

    async def writable(self) -> None:
        """Returns when more can be written, or the client has gone."""
        if self.is_blocked and not self.is_gone:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.on_writable = lambda _: None if future.done() else future.set_result(None)
            await future

    def pause(self) -> None:
        """The transport's buffer is full."""
        self.is_blocked = True
        self.blocked_at_s = asyncio.get_running_loop().time()

    def resume(self) -> None:
        self.is_blocked = False
        if self.on_writable is not None:
            self.on_writable(self)

    def lose(self) -> None:
        """The connection is closed."""
        self.is_gone = True
        self.end()
        if self.on_writable is not None:
            self.on_writable(self)

    def take_account(self) -> tuple[int, int]:
        """Events and bytes written since the last time."""
        events, size_bytes = self.events_written - self._told[0], self.bytes_written - self._told[1]
        self._told = (self.events_written, self.bytes_written)
        return events, size_bytes

    def end(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)

    def drop(self) -> None:
        """Breaks the connection as a failing network would. `lose` follows when the transport is closed."""
        if not self.is_gone:
            self.is_gone = True
            self.wire.abort()

    def cut_off(self, reason: str) -> None:
        """Drops the connection at once, with what waits in its buffer: only `abort` frees a stalled one."""
        if not self.is_gone:
            self.cut_reason = reason
            self.drop()
