"""The embedded broker: one SQLite file, one thread, one transaction for all that waits together."""

import asyncio
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw
import msgspec

from watchfloor.core.error import BugError, KnownError
from watchfloor.server.broker import Deliver
from watchfloor.server.record import Change, Document, FeedItem, Record

T = TypeVar("T")

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE stream (name TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
    stream TEXT NOT NULL, seq INTEGER NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL, at_s REAL NOT NULL,
    PRIMARY KEY (stream, seq)
) WITHOUT ROWID;
CREATE TABLE document (
    created INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    active INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (kind, id)
);
CREATE INDEX document_active ON document (kind, active, created);
CREATE TABLE feed_items (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL,
    published_at REAL NOT NULL, tags TEXT NOT NULL, is_read INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX feed_items_unread ON feed_items (is_read, published_at, id);
"""

# No more than this in one transaction, so that the first who waits is not kept by the last.
GROUP = 500


class _ConflictError(Exception):
    pass


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
        connection = await asyncio.to_thread(_connect, self._database)
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
            return await self._run(lambda connection: _commit(connection, change), is_news=True)
        except _ConflictError:
            return None

    async def head(self, stream: str) -> int:
        return await self._run(lambda connection: _head(connection, stream))

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
            return _head(connection, stream) if first is None else int(first) - 1

        return await self._run(work)

    async def document(self, kind: str, key: str) -> Document | None:
        sql = "SELECT kind, id, version, active, body FROM document WHERE kind = ? AND id = ?"
        found = await self._run(lambda connection: connection.execute(sql, (kind, key)).fetchall())
        return _document(found[0]) if found else None

    async def documents(self, kind: str, *, active: bool) -> list[Document]:
        sql = (
            "SELECT kind, id, version, active, body FROM document "
            "WHERE kind = ? AND active = ? ORDER BY created"
        )
        rows = await self._run(lambda connection: connection.execute(sql, (kind, active)).fetchall())
        return [_document(row) for row in rows]

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


def _connect(database: str) -> apsw.Connection:
    folder = Path(database).absolute().parent
    if not folder.is_dir():  # a slip of the pen must not begin an empty history somewhere else
        raise KnownError(
            f"There is no folder {folder} for the feed server's database. Make it, or choose another."
        )
    try:
        connection = apsw.Connection(database)
        version = connection.pragma("user_version")
        if _is_foreign(connection, version):
            connection.close()
            raise KnownError(
                f"{database} holds something else than feeds. Choose another file with --database."
            )
        # Exclusive: a second server on the same file would give numbers that this one never sees.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL"):
            connection.pragma(*pragma.split(" = "))
        with connection:
            if version == 0:
                connection.execute(SCHEMA)
                connection.pragma("user_version", SCHEMA_VERSION)
    except (apsw.BusyError, apsw.LockedError):
        raise KnownError(
            f"Another feed server is using {database}. Stop it, choose another file with --database, "
            "or use --database redis://… to run several nodes."
        ) from None
    except (apsw.Error, OSError) as error:
        raise KnownError(
            f"The feed server cannot use {database} as its database: {error}. Choose another file."
        ) from error
    if version > SCHEMA_VERSION:
        connection.close()
        raise KnownError(f"{database} was written by a newer Watchfloor. Update, or choose another file.")
    return connection


def _is_foreign(connection: apsw.Connection, version: int) -> bool:
    """Whether the file is a journal, or some other program's: nothing of ours is put into it."""
    if connection.pragma("application_id"):
        return True
    return not version and bool(connection.execute("SELECT count(*) FROM sqlite_schema").get)


def _run_group(connection: apsw.Connection, group: list[_Task]) -> None:
    """One transaction for all; each task in a savepoint of its own, so that one refused harms no other."""
    try:
        with connection:
            for task in group:
                try:
                    with connection:
                        task.result = task.work(connection)
                    task.failure = None
                except _ConflictError as conflict:
                    task.failure = conflict
                except (TypeError, ValueError, OverflowError) as error:
                    # A value that SQLite cannot hold: a bug of the asker's, which the others must survive.
                    task.failure = BugError(f"The feed server's store was given what it cannot keep: {error}")
    except apsw.Error as error:
        for task in group:
            task.failure = KnownError(f"The feed server's database failed: {error}. Check its disk.")


def _commit(connection: apsw.Connection, change: Change) -> list[Record]:
    for document in change.documents:
        _store(connection, document)
    if change.taking:
        connection.execute("UPDATE feed_items SET is_read = 1 WHERE id = ? AND is_read = 0", (change.taking,))
        if not connection.changes():
            raise _ConflictError
    records: list[Record] = []
    for draft in change.drafts:
        seq = connection.execute(
            "INSERT INTO stream VALUES (?, 1) "
            "ON CONFLICT (name) DO UPDATE SET head = head + 1 RETURNING head",
            (draft.stream,),
        ).get
        connection.execute(
            "INSERT INTO record VALUES (?, ?, ?, ?, ?)",
            (draft.stream, seq, draft.type, draft.data, draft.at_s),
        )
        connection.execute(
            "DELETE FROM record WHERE stream = ? AND seq <= ?", (draft.stream, seq - draft.keep)
        )
        records.append(Record(draft.stream, seq, draft.type, draft.data, draft.at_s))
    return records


def _store(connection: apsw.Connection, document: Document) -> None:
    if document.version == 0:
        connection.execute(
            "INSERT OR IGNORE INTO document (kind, id, version, active, body) VALUES (?, ?, 1, ?, ?)",
            (document.kind, document.id, document.active, document.body),
        )
    else:
        connection.execute(
            "UPDATE document SET version = version + 1, active = ?, body = ? "
            "WHERE kind = ? AND id = ? AND version = ?",
            (document.active, document.body, document.kind, document.id, document.version),
        )
    if not connection.changes():
        raise _ConflictError


def _head(connection: apsw.Connection, stream: str) -> int:
    return int(connection.execute("SELECT head FROM stream WHERE name = ?", (stream,)).get or 0)


def _document(row: tuple[Any, ...]) -> Document:
    kind, key, version, active, body = row
    return Document(kind, key, version, bool(active), body)
