"""The broker for several nodes: Redis Streams keep, Lua numbers, publish/subscribe passes on."""

import asyncio
import itertools
import os
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.server import redis_script
from watchfloor.server.broker import Deliver, UnreachableError
from watchfloor.server.log import Line, log
from watchfloor.server.record import Change, Document, FeedItem, Record
from watchfloor.server.redis_script import PREFIX
from watchfloor.server.task import cancel_all

try:
    import redis.asyncio as redis
    from redis.asyncio.client import PubSub
    from redis.asyncio.retry import Retry
    from redis.backoff import ExponentialBackoff
    from redis.exceptions import RedisError
    from redis.exceptions import TimeoutError as RedisTimeoutError
except ImportError:
    raise KnownError(
        "--database redis://… needs the Redis client, which is not installed: `pipx inject watchfloor redis`."
    ) from None

NEWS = f"{PREFIX}news"
CONNECTIONS = 16
RELINK_S = 0.5
GREETING_S = 5.0  # for the first answer
SILENCE_S = 5.0  # so long without news, and the link is asked whether it lives
_News = list[tuple[str, int, str, str, str]]


class RedisBroker:
    """Nodes meet in one Redis. News lost between them is noticed by its numbers and read again."""

    def __init__(self, address: str) -> None:
        self._place = _place(address)
        _check(address)
        try:
            pool = redis.BlockingConnectionPool.from_url(
                address,
                socket_timeout=5.0,
                socket_connect_timeout=3.0,
                health_check_interval=10,
                max_connections=CONNECTIONS,
                timeout=10,  # for a free one of them
                retry=Retry(ExponentialBackoff(cap=0.2, base=0.02), 3),
            )
        except (ValueError, RedisError) as error:
            raise KnownError(f"--database: {self._place} is no address of a Redis server: {error}.") from None
        self._redis = redis.Redis.from_pool(pool)
        self._scripts = {
            name: self._redis.register_script(getattr(redis_script, name))
            for name in (
                "COMMIT",
                "SEQ_BEFORE",
                "FORGET",
                "ADD_ITEMS",
                "TRIM_ITEMS",
                "LEASE",
                "RELEASE",
                "CENSUS",
            )
        }
        self._token = uuid.uuid4().hex[:12]
        self._numbers = itertools.count(1)
        self._listening: asyncio.Task[None] | None = None
        self._linked = asyncio.Event()
        self._broken = ""  # why the link is

    async def open(self, deliver: Deliver, relinked: Callable[[], None]) -> None:
        await self._greet()
        self._listening = asyncio.create_task(self._listen(deliver, relinked), name="feed server: news")
        try:
            async with asyncio.timeout(GREETING_S):
                await self._linked.wait()
        except TimeoutError:
            raise self._unusable(self._broken or "it lets nobody subscribe") from None

    async def _greet(self) -> None:
        """Whatever is there instead of Redis, and says nothing, is not waited for four times."""
        try:
            async with asyncio.timeout(GREETING_S):
                await self._redis.ping()
        except (RedisError, OSError, TimeoutError) as error:
            raise self._unusable(_reason(error)) from error

    def _unusable(self, why: str) -> KnownError:
        return KnownError(
            f"The feed server cannot use Redis at {self._place}: {why}. "
            "Check that it runs there, and the address after --database; "
            "start the server again when it answers."
        )

    async def close(self) -> None:
        if self._listening is not None:
            await cancel_all([self._listening])
        await self._redis.aclose()

    async def commit(self, change: Change) -> list[Record] | None:
        taken_at = await self._published_at(change.taking)
        body = {
            "drafts": [[d.stream, d.type, d.data.decode(), repr(d.at_s), d.keep] for d in change.drafts],
            "documents": [[d.kind, d.id, d.version, d.active, d.body.decode()] for d in change.documents],
            "taking": change.taking,
            "published_at": repr(taken_at),
        }
        token = f"{self._token}-{next(self._numbers)}"
        answer = await self._run("COMMIT", token, msgspec.msgpack.encode(body))
        if answer is None:
            return None
        numbers = msgspec.json.decode(answer, type=list[int])
        return [
            Record(draft.stream, seq, draft.type, draft.data, draft.at_s)
            for draft, seq in zip(change.drafts, numbers, strict=True)
        ]

    async def head(self, stream: str) -> int:
        return int(await self._ask(self._redis.hget, f"{PREFIX}head", stream) or 0)

    async def after(self, stream: str, seq: int, limit: int) -> list[Record]:
        key = f"{PREFIX}stream:{stream}"
        entries = await self._ask(self._redis.xrange, key, f"({seq}-0", "+", limit)
        return [_record(stream, entry, fields) for entry, fields in entries]

    async def seq_before(self, stream: str, at_s: float) -> int:
        return int(await self._run("SEQ_BEFORE", stream, repr(at_s)))

    async def document(self, kind: str, key: str) -> Document | None:
        found = await self._documents(kind, [key.encode()])
        return found[0] if found else None

    async def documents(self, kind: str, *, active: bool) -> list[Document]:
        name = f"{PREFIX}{'active' if active else 'ended'}:{kind}"
        keys: list[bytes] = await self._ask(self._redis.zrange, name, 0, -1)
        return await self._documents(kind, keys)

    async def forget(self, kind: str, key: str, stream: str, *, for_good: bool) -> None:
        await self._run("FORGET", kind, key, stream, "yes" if for_good else "no")

    async def add_items(self, items: Sequence[FeedItem]) -> int:
        rows: list[str | bytes] = []
        for item in items:
            rows += [item.id, msgspec.json.encode(item), repr(item.published_at)]
        return int(await self._run("ADD_ITEMS", *rows)) if rows else 0

    async def unread_items(self, limit: int) -> list[FeedItem]:
        keys: list[bytes] = await self._ask(self._redis.zrange, f"{PREFIX}unread", 0, limit - 1)
        if not keys:
            return []
        rows: list[bytes | None] = await self._ask(self._redis.hmget, f"{PREFIX}items", keys)
        return [msgspec.json.decode(row, type=FeedItem) for row in rows if row is not None]

    async def trim_items(self, keep: int) -> None:
        await self._run("TRIM_ITEMS", keep)

    async def history_size(self, prefix: str) -> int:
        names: list[bytes] = await self._ask(self._redis.hkeys, f"{PREFIX}head")
        pipeline = self._redis.pipeline(transaction=False)
        for name in names:
            if name.startswith(prefix.encode()):
                pipeline.xlen(f"{PREFIX}stream:{name.decode()}")
        return sum(await self._ask(pipeline.execute))

    async def lease(self, name: str, holder: str, for_s: float) -> bool:
        return bool(await self._run("LEASE", name, holder, round(for_s * 1000)))

    async def release(self, name: str, holder: str) -> None:
        await self._run("RELEASE", name, holder)

    async def census(self, node: str, counts: Mapping[str, int], for_s: float) -> list[dict[str, int]]:
        rows: list[bytes] = await self._run("CENSUS", node, msgspec.json.encode(counts), for_s)
        return [msgspec.json.decode(row, type=dict[str, int]) for row in rows]

    async def _published_at(self, item: str) -> float:
        """So that read items can be forgotten in the order of their time."""
        score = await self._ask(self._redis.zscore, f"{PREFIX}unread", item) if item else None
        return float(score or 0.0)

    async def _documents(self, kind: str, keys: list[bytes]) -> list[Document]:
        if not keys:
            return []
        pipeline = self._redis.pipeline(transaction=True)
        pipeline.hmget(f"{PREFIX}document:{kind}", keys)
        pipeline.hmget(f"{PREFIX}version:{kind}", keys)
        pipeline.zmscore(f"{PREFIX}active:{kind}", [key.decode() for key in keys])
        bodies, versions, scores = await self._ask(pipeline.execute)
        return [
            Document(kind, key.decode(), int(version), score is not None, body)
            for key, body, version, score in zip(keys, bodies, versions, scores, strict=True)
            if body is not None
        ]

    async def _listen(self, deliver: Deliver, relinked: Callable[[], None]) -> None:
        """Hands over news while the node lives; after a broken link, what was missed is read again."""
        while True:
            link = self._redis.pubsub()
            try:
                await link.subscribe(NEWS)
                await _hear(link, deliver, self._tell_linked, relinked)
            except (RedisError, OSError) as error:
                self._tell_broken(_reason(error))
            finally:
                await link.aclose()  # type: ignore[no-untyped-call] # redis-py's
            await asyncio.sleep(RELINK_S)

    def _tell_broken(self, why: str) -> None:
        """Once, however long it lasts."""
        if why != self._broken:
            log.warning(Line("link to the other nodes broken", at=self._place, error=why))
        self._broken = why

    def _tell_linked(self) -> None:
        if self._broken:
            log.info(Line("linked to the other nodes again", at=self._place))
        self._broken = ""
        self._linked.set()

    async def _run(self, name: str, *values: str | bytes | float) -> Any:
        return await self._ask(self._scripts[name], keys=[PREFIX], args=list(values))

    async def _ask(self, call: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """One question to Redis; every way it can fail is the same to those above."""
        try:
            return await call(*values, **named)
        except (RedisError, OSError) as error:
            raise UnreachableError(
                f"The feed server cannot reach Redis at {self._place}: {_reason(error)}."
            ) from error


async def _hear(
    link: PubSub, deliver: Deliver, linked: Callable[[], None], relinked: Callable[[], None]
) -> None:
    while True:
        message = await link.get_message(timeout=SILENCE_S)
        if message is None:
            await link.ping()
        elif message["type"] == "subscribe":
            linked()
            relinked()
        elif message["type"] == "message":
            deliver(_records(message["data"]))


def _records(news: bytes) -> list[Record]:
    """Whoever shares the Redis can publish what is none: then all is read again, and nobody stays deaf."""
    try:
        return [
            Record(stream, seq, type_, data.encode(), float(at))
            for stream, seq, type_, data, at in msgspec.msgpack.decode(news, type=_News)
        ]
    except (msgspec.DecodeError, ValueError) as error:
        raise RedisError("what came is no news of a node") from error


def _record(stream: str, entry: bytes, fields: Mapping[bytes, bytes]) -> Record:
    seq = int(entry.partition(b"-")[0])
    return Record(stream, seq, fields[b"t"].decode(), fields[b"d"], float(fields[b"a"]))


def _reason(error: Exception) -> str:
    """In the system's words, where the library has but their number."""
    words = re.sub(r" script: \w+, on @user_script.*", "", str(error)).rstrip(".")
    number = re.match(r"Error (\d+) connecting to", words)
    if isinstance(error, TimeoutError | RedisTimeoutError):
        return "nothing there answers as Redis does"
    if number:
        return os.strerror(int(number[1])).lower()
    return re.sub(r"^Error -?\d+ connecting to \S+\. ", "", words)


def _check(address: str) -> None:
    """What the library would pass over in silence, and begin another history somewhere else."""
    parts = urlsplit(address)
    if parts.scheme != "unix" and not re.fullmatch(r"/?\d*", parts.path):
        raise KnownError("--database: a Redis address ends with the number of a database, such as /0.")
    try:
        _ = parts.port
    except ValueError:
        raise KnownError("--database: the port of a Redis address is a number from 1 to 65535.") from None


def _place(address: str) -> str:
    """Host and port, and never the password."""
    parts = urlsplit(address)
    host = parts.hostname or parts.path or "localhost"
    try:
        return f"{host}:{parts.port}" if parts.port else host
    except ValueError:
        return host
