"""Carries what a stream client sees to the harness, one callback after the other, numbered from 1."""

import asyncio
import sys
from collections import deque
from collections.abc import Iterator
from typing import Any

import httpx

from watchfloor.core.event import Batch, Event
from watchfloor.core.happening import AttemptEnded, Happening, Refused

Message = dict[str, Any]
ROOM = 1_000  # messages that may wait before the stream's socket has to
QUIET_ENDS = ("closed", "complete", "no-content", "stopped")


def messages(batch: Batch) -> Iterator[Message]:
    """What the batch says, in the order of the wire."""
    at = 0
    for place, comment in zip(batch.comment_places, batch.comments, strict=True):
        yield from map(_event, batch.events[at:place])
        yield {"kind": "comment", "comment": comment}
        at = place
    yield from map(_event, batch.events[at:])
    for happening in batch.happenings:
        if error := _error(happening):
            yield {"kind": "error", "comment": error}


def _event(event: Event) -> Message:
    return {"kind": "event", "event": {"type": event.type, "data": event.data, "id": event.id}}


def _error(happening: Happening) -> str:
    """The sentence of a failure; "" where all is well, and where the harness itself ended the attempt."""
    match happening:
        case AttemptEnded() if happening.outcome not in QUIET_ENDS:
            return happening.detail
        case Refused():
            return f"An event of {happening.size_bytes} bytes was refused: {happening.reason}."
        case _:
            return ""


class Courier:
    """A channel's sink. While the harness is slow to listen, `room` holds the stream back."""

    def __init__(self, http: httpx.AsyncClient, callback_url: str) -> None:
        self._http = http
        self._url = callback_url
        self._waiting: deque[Message] = deque()
        self._news = asyncio.Event()
        self._space = asyncio.Event()
        self._space.set()
        self._task = asyncio.create_task(self._carry())

    def accept(self, batch: Batch) -> None:
        self._waiting.extend(messages(batch))
        self._news.set()
        if len(self._waiting) >= ROOM:
            self._space.clear()

    async def room(self) -> None:
        await self._space.wait()

    async def aclose(self) -> None:
        """What the harness has not asked for by now, it does not want any more."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _carry(self) -> None:
        counter = 0
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                counter += 1
                await self._post(counter, self._waiting.popleft())
                if len(self._waiting) < ROOM:
                    self._space.set()

    async def _post(self, counter: int, message: Message) -> None:
        try:
            response = await self._http.post(f"{self._url}/{counter}", json=message)
            response.raise_for_status()
        except httpx.HTTPError as error:
            # The harness closes its callback address before it ends the stream; nobody hears this one.
            print(f"Callback {counter} to {self._url} was not taken: {error}", file=sys.stderr)
