"""All five systems on one node, and the tasks that keep them going."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.server.broker import Broker
from watchfloor.server.cockpit import Cockpit
from watchfloor.server.conductor import Conductor
from watchfloor.server.debate import Debate
from watchfloor.server.log import Line, log
from watchfloor.server.map_stream import MapStream
from watchfloor.server.node import Node
from watchfloor.server.setting import Setting
from watchfloor.server.sqlite_broker import SqliteBroker
from watchfloor.server.strategist import Strategist
from watchfloor.server.strategy import Strategy
from watchfloor.server.task import cancel_all


class House:
    """Opened and closed on one loop; leaves no task behind."""

    def __init__(self, setting: Setting, *, now_s: Callable[[], float], chance: random.Random) -> None:
        self.setting = setting
        self.node = Node(setting, broker_for(setting.database), now_s=now_s, chance=chance)
        self.strategist = Strategist(self.node)
        self.strategy = Strategy(self.node)
        self.map = MapStream(self.node)
        self.cockpit = Cockpit(self.node)
        self.debate = Debate(self.node)
        self._conductor = Conductor(self.node, (self.strategist, self.strategy, self.debate))
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        await self.node.open()
        self.keep_going("conductor", self._conductor.run())
        self.keep_going("map poll", self.map.run())
        self.keep_going("client watch", self.node.watch())
        self.keep_going("census", self.node.census())

    async def close(self) -> None:
        self.node.end_streams()
        await cancel_all(self._tasks)
        self._tasks.clear()
        await self.node.close()

    def keep_going(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """A background task that ends with the house."""
        task = asyncio.create_task(work, name=f"feed server: {name}")
        task.add_done_callback(_tell_failure)
        self._tasks.append(task)


def _tell_failure(task: asyncio.Task[None]) -> None:
    """A background task ends when it is told to. One that ends by itself is a bug, and must be heard of."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error(Line("background task failed", task=task.get_name()), exc_info=error)


def broker_for(database: str) -> Broker:
    """SQLite, unless the address is one of Redis."""
    if "://" not in database:
        return SqliteBroker(database)
    if not database.startswith(("redis://", "rediss://", "unix://")):
        raise KnownError(f"--database takes a file or a redis:// address, not {database.split('://')[0]}://.")
    from watchfloor.server.redis_broker import RedisBroker  # an optional extra

    return RedisBroker(database)
