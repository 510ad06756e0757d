"""A real OAuth 2 server, and a stream behind its tokens, on a port of its own."""

import asyncio
import base64
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, unquote

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

CLIENT = ("desk", "cl1ent s3cret/ä")


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The test's signals are its own."""
        yield


@contextlib.asynccontextmanager
async def running(app: Starlette, certificate: Path | None = None) -> AsyncIterator[str]:
    """The application on a port of its own; its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = _Server(uvicorn.Config(app, log_level="warning", lifespan="off", ssl_certfile=certificate))
    task = asyncio.create_task(server.serve([listener]))
    yield f"http{'s' if certificate else ''}://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task


class TokenServer:
    """Gives out token-1, token-2, …; `valid` holds those that open the stream."""

    def __init__(self, certificate: Path | None = None) -> None:
        self._certificate = certificate
        self.valid: set[str] = set()
        self.forms: list[dict[str, str]] = []
        self.logins: list[str] = []
        self.resumed: list[str | None] = []
        self.refusals = 0  # answers of 401 by the stream
        self.answers: list[Response] = []  # played before the usual ones
        self.life_s: float | None = 3600
        self.refresh_token = "refresh-1"
        self.rotates = False  # each refresh token is taken once
        self.device_life_s = 600.0
        self.url = ""
        self._count = 0
        self._ended = asyncio.Event()
        self._latest = 0

    async def __aenter__(self) -> Self:
        routes = [
            Route("/token", self._token, methods=["POST"]),
            Route("/device", self._device, methods=["POST"]),
            Route("/sse", self._sse),
        ]
        self._stack = contextlib.AsyncExitStack()
        self.url = await self._stack.enter_async_context(running(Starlette(routes=routes), self._certificate))
        return self

    async def __aexit__(self, *_: object) -> None:
        self.revoke()
        await self._stack.aclose()

    def revoke(self) -> None:
        """No token is valid any more, and every open stream ends."""
        self.valid.clear()
        self._ended.set()
        self._ended = asyncio.Event()

    async def _token(self, request: Request) -> Response:
        self.forms.append(await _form(request))
        self.logins.append(_login(request.headers.get("authorization", "")))
        if self.answers:
            return self.answers.pop(0)
        used = self.forms[-1].get("refresh_token")
        if self.rotates and used is not None and used != self.refresh_token:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return self.granted()

    def granted(self) -> Response:
        self._count += 1
        if self.rotates:
            self.refresh_token = f"refresh-{self._count}"
        token = f"token-{self._count}"
        self.valid.add(token)
        answer: dict[str, Any] = {"access_token": token, "token_type": "Bearer"}
        if self.life_s is not None:
            answer["expires_in"] = self.life_s
        if self.refresh_token:
            answer["refresh_token"] = self.refresh_token
        return JSONResponse(answer)

    async def _device(self, request: Request) -> Response:
        self.forms.append(await _form(request))
        if self.answers:
            return self.answers.pop(0)
        return JSONResponse(
            {
                "device_code": "device-code-1",
                "user_code": "WDJB-MJHT",
                "verification_uri": "https://login.example.org/device",
                "verification_uri_complete": "https://login.example.org/device?code=WDJB-MJHT",
                "expires_in": self.device_life_s,
                "interval": 2,
            }
        )

    async def _sse(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.valid:
            self.refusals += 1
            return JSONResponse({"error": "TOKEN_EXPIRED"}, 401)
        self.resumed.append(request.headers.get("last-event-id"))
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        ended = self._ended
        for _ in range(2):
            self._latest += 1
            yield f"id: {self._latest}\ndata: {self._latest}\n\n"
        await ended.wait()


async def _form(request: Request) -> dict[str, str]:
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))


def _login(authorization: str) -> str:
    scheme, _, value = authorization.partition(" ")
    return unquote(base64.b64decode(value).decode()) if scheme == "Basic" else ""
