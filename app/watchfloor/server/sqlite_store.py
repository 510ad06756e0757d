"""What the embedded broker's one file holds: its tables, how it is opened, and a change made in it."""

from pathlib import Path
from typing import Any

import apsw

from watchfloor.core.error import KnownError
from watchfloor.server.record import Change, Document, Record

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


class ConflictError(Exception):
    """Somebody else was first: a version has moved on, or an item is read."""


def connect(database: str) -> apsw.Connection:
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


def commit(connection: apsw.Connection, change: Change) -> list[Record]:
    for document in change.documents:
        _store(connection, document)
    if change.taking:
        connection.execute("UPDATE feed_items SET is_read = 1 WHERE id = ? AND is_read = 0", (change.taking,))
        if not connection.changes():
            raise ConflictError
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
        raise ConflictError


def head(connection: apsw.Connection, stream: str) -> int:
    return int(connection.execute("SELECT head FROM stream WHERE name = ?", (stream,)).get or 0)


def document(row: tuple[Any, ...]) -> Document:
    kind, key, version, active, body = row
    return Document(kind, key, version, bool(active), body)
