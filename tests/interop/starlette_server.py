"""Plays the script of the interop tests with sse-starlette: GET /stream, and POST /offer?upto=N."""

import asyncio
import sys
from collections.abc import AsyncIterator

import uvicorn
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.interop.script import data_of, type_of


class Script:
    def __init__(self) -> None:
        self._upto = 0
        self._more = asyncio.Condition()
        self.app = Starlette(
            routes=[
                Route("/stream", self._stream),
                Route("/offer", self._offer, methods=["POST"]),
            ]
        )

    async def _offer(self, request: Request) -> Response:
        async with self._more:
            self._upto = int(request.query_params["upto"])
            self._more.notify_all()
        return Response(status_code=204)

    async def _stream(self, request: Request) -> EventSourceResponse:
        last = int(request.headers.get("last-event-id", "0"))
        return EventSourceResponse(self._events(last), ping=1)

    async def _events(self, n: int) -> AsyncIterator[ServerSentEvent]:
        while True:
            n += 1
            async with self._more:
                await self._more.wait_for(lambda: n <= self._upto)  # noqa: B023  # awaited at once
            yield ServerSentEvent(data=data_of(n), event=type_of(n), id=str(n))


if __name__ == "__main__":
    uvicorn.run(Script().app, port=int(sys.argv[1]), log_level="warning")
