"""A feed server on the caller's own loop: asyncio's or qasync's. Takes no signal, leaves no trace."""

import asyncio
import contextlib
import os
import random
import re
import socket
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import uvicorn

from watchfloor.core.error import KnownError
from watchfloor.server import scenario
from watchfloor.server.app import application
from watchfloor.server.broker import UnreachableError
from watchfloor.server.connection import FeedProtocol
from watchfloor.server.house import House
from watchfloor.server.log import Line, log
from watchfloor.server.setting import Setting

GRACE_S = 0.5  # for what waits in buffers; whoever takes longer resumes by id anyway
BACKLOG = 4_096
FILES_OF_OUR_OWN = 40  # the store, the log, the loop


class _Listener(uvicorn.Server):
    """uvicorn without its hold on signals, which ends the streams before it waits for them to end."""

    def __init__(self, config: uvicorn.Config, house: House) -> None:
        super().__init__(config)
        self._house = house
        self.ready = asyncio.Event()
        self.ending = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        """Sleeps until told to end; uvicorn's own would wake the window's loop ten times a second."""
        limit, loop = self._house.setting.limit, asyncio.get_running_loop()
        look_s = min(limit.request_s, limit.stall_s) / 4
        looked_s = loop.time()
        while not self.should_exit:
            await self.on_tick(0)  # brings the Date header up to date
            if loop.time() - looked_s >= look_s:
                looked_s = loop.time()
                for connection in tuple(self.server_state.connections):
                    connection.look(looked_s)  # type: ignore[union-attr] # all are of the class below
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(1.0, look_s)):
                    await self.ending.wait()

    def end(self) -> None:
        self.should_exit = True
        self.ending.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends streams first, then waits for what is under way; who does not take his answer is cut off."""
        for closing in (*self.servers, *(sockets or ())):
            closing.close()
        self._house.node.end_streams()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_S):
                while state.connections or state.tasks:  # noqa: ASYNC110 -- uvicorn signals neither
                    await asyncio.sleep(0.005)
        for connection in list(state.connections):
            connection.transport.abort()
        if state.tasks:  # they end by themselves, now that nobody is there to write to
            await asyncio.wait(state.tasks, timeout=GRACE_S)
        for server in self.servers:
            await server.wait_closed()


class EmbeddedServer:
    """`async with EmbeddedServer(setting) as server: server.url`."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.house = House(setting, now_s=time.time, chance=random.Random())
        self._socket: socket.socket | None = None
        self._listener: _Listener | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        if self._socket is None:
            raise KnownError("The feed server is not running.")
        return int(self._socket.getsockname()[1])

    @property
    def url(self) -> str:
        host = self.setting.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    async def start(self) -> None:
        """Returns when the server answers. `KnownError`: the port or the database is not to be had."""
        what = scenario.scenario_for(self.house)
        self._socket = _bind(self.setting.host, self.setting.port)
        try:
            await self.house.open()
            if what is not None:
                await scenario.prepare(self.house, what)
        except UnreachableError as error:
            await self.stop()
            raise error.at_start from error
        except BaseException:
            await self.stop()
            raise
        self._listener = _Listener(self._config(), self.house)
        self._task = asyncio.create_task(self._listener.serve([self._socket]), name="feed server")
        await self._listener.ready.wait()
        if what is not None:
            self.house.keep_going("scenario", scenario.play(self.house, what))
        log.info(Line("serving", url=self.url, database=_told(self.setting), scenario=self.setting.scenario))

    async def stop(self) -> None:
        """Tells clients to come back, and leaves no task, thread or socket. May be called again."""
        listener, self._listener = self._listener, None
        if listener is not None and self._task is not None:
            log.info(Line("stopping", clients=len(self.house.node.members)))
            listener.end()
            await self._task
        if self._socket is not None:
            self._socket.close()
        await self.house.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _config(self) -> uvicorn.Config:
        return uvicorn.Config(
            application(self.house),
            http=_protocol(self.house),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,  # its lines would hold the query, and with it tokens
            server_header=False,
            timeout_keep_alive=30,
            backlog=BACKLOG,
            h11_max_incomplete_event_size=32_768,
        )


def _protocol(house: House) -> type[FeedProtocol]:
    """uvicorn makes its protocols itself, from a class: so what they must know is the class's."""
    limit = house.setting.limit
    known = {
        "__slots__": (),
        "request_s": limit.request_s,
        "stall_s": limit.stall_s,
        "most": min(limit.connections + limit.idle_connections, _files() - FILES_OF_OUR_OWN),
        "meter": house.node.meter,
    }
    return type("FeedProtocol", (FeedProtocol,), known)


def _files() -> int:
    """How many this process may open: each connection is one."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return 1_000_000
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1_000_000 if soft == resource.RLIM_INFINITY else soft


def _told(setting: Setting) -> str:
    """Where histories are kept, without what stands between `//` and `@`."""
    return re.sub(r"//.*@", "//", setting.database) or "memory"


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only where the protocol is named; without that an answer takes 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise KnownError(
            f"The feed server cannot listen on {host} port {port}: {reason}. "
            "Choose another with --host and --port; port 0 picks a free one."
        ) from None
    return listening
