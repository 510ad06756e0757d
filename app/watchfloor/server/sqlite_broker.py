"""The embedded broker: one SQLite file, one thread, one transaction for all that waits together."""

import asyncio
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import apsw
import msgspec

from watchfloor.core.error import BugError, KnownError
from watchfloor.server import sqlite_store
from watchfloor.server.broker import Deliver
from watchfloor.server.record import Change, Document, FeedItem, Record
from watchfloor.server.sqlite_store import ConflictError

T = TypeVar("T")

# No more than this in one transaction, so that the first who waits is not kept by the last.
GROUP = 500


class _Task:
    """`work` runs in the thread; what it returns comes back on the loop, and, if it is news, is delivered."""

    __slots__ = ("failure", "future", "is_news", "result", "work")

    def __init__(self, work: Callable[[apsw.Connection], object], *, is_news: bool) -> None:
        self.work = work
        self.is_news = is_news
        self.future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.result: Any = None
        self.failure: Exception | None = BugError("The feed server's store broke off its work.")


class SqliteBroker:
    """Survives `kill -9`: what was acknowledged is in the file. The file belongs to one process at a time."""

    def __init__(self, database: str) -> None:
        self._database = database or ":memory:"
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._deliver: Deliver | None = None

    async def open(self, deliver: Deliver, relinked: Callable[[], None]) -> None:  # noqa: ARG002 -- no other nodes
        connection = await asyncio.to_thread(sqlite_store.connect, self._database)
        self._deliver = deliver
        loop = asyncio.get_running_loop()
        self._thread = threading.Thread(
            target=self._work, args=(connection, loop), name="feed-store", daemon=True
        )
        self._thread.start()

    async def close(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self._tasks.put(None)
            await asyncio.to_thread(thread.join)

    async def commit(self, change: Change) -> list[Record] | None:
        try:
            return await self._run(lambda connection: sqlite_store.commit(connection, change), is_news=True)
        except ConflictError:
            return None

    async def head(self, stream: str) -> int:
        return await self._run(lambda connection: sqlite_store.head(connection, stream))

    async def after(self, stream: str, seq: int, limit: int) -> list[Record]:
        sql = (
            "SELECT stream, seq, type, data, at_s FROM record "
            "WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?"
        )
        return await self._run(
            lambda connection: [Record(*row) for row in connection.execute(sql, (stream, seq, limit))]
        )

    async def seq_before(self, stream: str, at_s: float) -> int:
        sql = "SELECT min(seq) FROM record WHERE stream = ? AND at_s > ?"

        def work(connection: apsw.Connection) -> int:
            first = connection.execute(sql, (stream, at_s)).get
            return sqlite_store.head(connection, stream) if first is None else int(first) - 1

        return await self._run(work)

    async def document(self, kind: str, key: str) -> Document | None:
        sql = "SELECT kind, id, version, active, body FROM document WHERE kind = ? AND id = ?"
        found = await self._run(lambda connection: connection.execute(sql, (kind, key)).fetchall())
        return sqlite_store.document(found[0]) if found else None

    async def documents(self, kind: str, *, active: bool) -> list[Document]:
        sql = (
            "SELECT kind, id, version, active, body FROM document "
            "WHERE kind = ? AND active = ? ORDER BY created"
        )
        rows = await self._run(lambda connection: connection.execute(sql, (kind, active)).fetchall())
        return [sqlite_store.document(row) for row in rows]

    async def forget(self, kind: str, key: str, stream: str, *, for_good: bool) -> None:
        def work(connection: apsw.Connection) -> None:
            connection.execute("DELETE FROM document WHERE kind = ? AND id = ? AND NOT active", (kind, key))
            if connection.changes():
                connection.execute("DELETE FROM record WHERE stream = ?", (stream,))
                if for_good:
                    connection.execute("DELETE FROM stream WHERE name = ?", (stream,))

        await self._run(work)

    async def add_items(self, items: Sequence[FeedItem]) -> int:
        sql = (
            "INSERT OR IGNORE INTO feed_items (id, title, summary, source, url, published_at, tags) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        rows = [(i.id, i.title, i.summary, i.source, i.url, i.published_at, i.tags) for i in items]

        def work(connection: apsw.Connection) -> int:
            before = connection.total_changes()
            connection.executemany(sql, rows)
            return connection.total_changes() - before

        return await self._run(work)

    async def unread_items(self, limit: int) -> list[FeedItem]:
        sql = (
            "SELECT id, title, summary, source, url, published_at, tags FROM feed_items "
            "WHERE is_read = 0 ORDER BY published_at ASC, id LIMIT ?"
        )
        rows = await self._run(lambda connection: connection.execute(sql, (limit,)).fetchall())
        fields = FeedItem.__struct_fields__
        return [msgspec.convert(dict(zip(fields, row, strict=True)), FeedItem) for row in rows]

    async def trim_items(self, keep: int) -> None:
        sql = (
            "DELETE FROM feed_items WHERE is_read = 1 AND id IN (SELECT id FROM feed_items "
            "WHERE is_read = 1 ORDER BY published_at DESC, id DESC LIMIT -1 OFFSET ?)"
        )
        await self._run(lambda connection: connection.execute(sql, (keep,)).fetchall())

    async def history_size(self, prefix: str) -> int:
        sql = "SELECT count(*) FROM record WHERE stream >= ? AND stream < ?"
        bounds = (prefix, prefix + "\U0010ffff")
        return await self._run(lambda connection: int(connection.execute(sql, bounds).get))

    async def lease(self, name: str, holder: str, for_s: float) -> bool:  # noqa: ARG002 -- one process owns the file
        return True

    async def release(self, name: str, holder: str) -> None:
        pass

    async def census(self, node: str, counts: Mapping[str, int], for_s: float) -> list[dict[str, int]]:  # noqa: ARG002
        return []

    async def _run(self, work: Callable[[apsw.Connection], T], *, is_news: bool = False) -> T:
        if self._thread is None:
            raise KnownError("The feed server's store is closed.")
        task = _Task(work, is_news=is_news)
        self._tasks.put(task)
        result: T = await task.future
        return result

    def _work(self, connection: apsw.Connection, loop: asyncio.AbstractEventLoop) -> None:
        going = True
        while going:
            group, going = self._next_group()
            try:
                _run_group(connection, group)
            finally:
                loop.call_soon_threadsafe(self._settle, group)
        connection.close()

    def _next_group(self) -> tuple[list[_Task], bool]:
        """All that waits, at least one; False: it is the last."""
        task = self._tasks.get()
        group: list[_Task] = []
        while task is not None:
            group.append(task)
            try:
                task = self._tasks.get_nowait() if len(group) < GROUP else None
            except queue.Empty:
                return group, True
            if task is None and len(group) >= GROUP:
                return group, True
        return group, False

    def _settle(self, group: list[_Task]) -> None:
        """On the loop. News is delivered before its publisher learns of it, and even if he has gone."""
        for task in group:
            if task.failure is None and task.is_news and self._deliver is not None:
                self._deliver(task.result)
            if task.future.done():
                continue
            if task.failure is not None:
                task.future.set_exception(task.failure)
            else:
                task.future.set_result(task.result)


def _run_group(connection: apsw.Connection, group: list[_Task]) -> None:
    """One transaction for all; each task in a savepoint of its own, so that one refused harms no other."""
    try:
        with connection:
            for task in group:
                try:
                    with connection:
                        task.result = task.work(connection)
                    task.failure = None
                except ConflictError as conflict:
                    task.failure = conflict
                except (TypeError, ValueError, OverflowError) as error:
                    # A value that SQLite cannot hold: a bug of the asker's, which the others must survive.
                    task.failure = BugError(f"The feed server's store was given what it cannot keep: {error}")
    except apsw.Error as error:
        for task in group:
            task.failure = KnownError(f"The feed server's database failed: {error}. Check its disk.")
