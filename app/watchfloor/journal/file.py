"""Opening a journal's file, and the sentences for what can be wrong with it."""

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import apsw
import msgspec

from watchfloor.core.error import BugError, KnownError
from watchfloor.journal import schema
from watchfloor.journal.salvage.carve import is_journal

_CHECKPOINT_BYTES = 32 << 20  # of WAL
_BUSY_MS = 5_000
_LEAST_BYTES = 512
_LONGEST_NAME_BYTES = 215  # the rest of 255 is for `.damaged-DATE-TIME` and `-wal`
_NO_ROOM_BYTES = 128 << 10
WAITS = "Nothing is lost: receiving waits. "  # as long as somebody is there to wait
_WAL_LIMIT_BYTES = 64 << 20


class JournalFullError(KnownError):
    """The disk has no room for the journal."""


class JournalDamagedError(KnownError):
    """The file holds something that is no longer a database."""


class JournalReadOnlyError(KnownError):
    """The file or its folder cannot be written to."""


class JournalBusyError(KnownError):
    """Another program writes to this file."""


class JournalMissingError(KnownError):
    """There is no such file."""


# What reading may raise: SQLite's errors, and text or JSON that is none any more.
READ_ERRORS = (apsw.Error, UnicodeDecodeError, msgspec.DecodeError)


def known(error: Exception, path: Path) -> KnownError:
    """The sentence for what SQLite says about a file; a `BugError` is raised for what is our own fault."""
    match error:
        case apsw.FullError() | apsw.IOError() if _is_full(error, path):
            return JournalFullError(f"The disk that holds {path} is full. {WAITS}Make room on it.")
        case (
            apsw.CorruptError()
            | apsw.NotADBError()
            | apsw.FormatError()
            | UnicodeDecodeError()
            | msgspec.DecodeError()
            | apsw.SQLError()
            | apsw.IOError()
        ) if _is_damage(error):
            if not is_journal(path):
                return KnownError(f"{path} is not a Watchfloor journal. Choose another file.")
            return JournalDamagedError(
                f"{path} is damaged. Open it for recording (`watchfloor record`, or the window), or use "
                "`watchfloor verify --salvage`: the damaged file is then set aside whole and its intact "
                "events are moved into a new one."
            )
        case apsw.ReadOnlyError() | apsw.PermissionsError() | apsw.AuthError():
            return JournalReadOnlyError(
                f"{path} cannot be written to. Choose a file in a folder of your own."
            )
        case apsw.BusyError() | apsw.LockedError():
            return JournalBusyError(
                f"{path} is in use by another program. Close it there, or try again later."
            )
        case apsw.CantOpenError():
            if not path.exists():
                return JournalMissingError(f"There is no file {path}. Check its name.")
            return JournalReadOnlyError(
                f"{path} cannot be opened. Check that you may read and write its folder."
            )
        case apsw.IOError():
            return KnownError(f"Reading or writing {path} failed ({error}). Check the disk that holds it.")
        case _:
            raise BugError(f"SQLite refused what the journal asked of {path}: {error}") from error


def _is_full(error: Exception, path: Path) -> bool:
    """Where not even SQLite's shared memory finds room, it calls that a failed disk."""
    if isinstance(error, apsw.FullError):
        return True
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM_BYTES
    except OSError:
        return False


# What SQLite says of statements that were tried on every format: then it is not the statement that is wrong.
_OTHER_TABLES = re.compile(
    "no such (table|column)|already exists|file format|malformed|fts5|access to view|is a view"
    "|cannot hold BLOB"
)
_TABLES = ("channel", "event", "segment", "happening", "reading", "zone", "words", "progress")


def _is_damage(error: Exception) -> bool:
    """Whether a file cannot be read as it stands: its tables are not ours any more, or it ends too soon."""
    match error:
        case apsw.SQLError():
            return _OTHER_TABLES.search(str(error)) is not None
        case apsw.IOError():
            return getattr(error, "extendedresult", 0) in (
                apsw.SQLITE_IOERR_SHORT_READ,
                apsw.SQLITE_IOERR_CORRUPTFS,
            )
    return True


def _check_head(connection: apsw.Connection) -> None:
    """A journal that does not call itself one, or that nobody could write, has a damaged first page."""
    wanted = ",".join("?" * len(_TABLES))
    known = f"SELECT count(*) FROM sqlite_schema WHERE name IN ({wanted})"  # noqa: S608 - question marks
    is_ours = connection.execute(known, _TABLES).get == len(_TABLES)
    named = int(connection.pragma("application_id")) == schema.APPLICATION_ID
    if is_ours and not (named and schema.version(connection)):
        raise apsw.CorruptError("unnamed")
    # Through SQLite: to close the file by ourselves would let go of every lock that this program has on it.
    is_there, versions = connection.read("main", 0, 18, 2)
    if named and is_there and any(each not in (1, 2) for each in versions):
        raise apsw.CorruptError("misnamed")


def stands(path: Path) -> bool:
    """Whether there is a file of this name; raises a `KnownError` where what is there can be none.

    SQLite would leave its own files beside a folder or a device.
    """
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return True
        kind = "a folder" if path.is_dir() else "no ordinary file"
        raise JournalMissingError(f"{path} is {kind}. Name a file.")
    except FileNotFoundError:
        if path.is_symlink():
            raise JournalMissingError(f"{path} is a link to a file that is not there.") from None
        return False
    except OSError as error:  # a name that is too long, links in a circle, a folder that is closed to us
        raise JournalMissingError(
            f"{path} cannot be reached: {error.strerror or error}. Check its name, and that you may open"
            " its folder."
        ) from error


def check_folder(path: Path) -> None:
    """Raises a `KnownError` where the folder that a file is to be made in is missing or closed to us."""
    try:
        if stat.S_ISDIR(path.parent.stat().st_mode):
            return
    except FileNotFoundError:
        pass
    except OSError as error:
        raise JournalMissingError(
            f"{path.parent} cannot be reached: {error.strerror or error}. Choose another folder."
        ) from error
    raise JournalMissingError(f"There is no folder {path.parent}. Make it, or choose another one.")


def true_path(path: Path) -> Path:
    """Where a file to write to is: by whichever link it is named, it has one lock and one log beside it.

    Raises a `KnownError` where there can be no such file.
    """
    path = path.absolute()
    check_folder(path)
    if len(os.fsencode(path.name)) > _LONGEST_NAME_BYTES:
        raise JournalMissingError(
            f"{path.name} is too long a name: there must be room for more beside it. Choose a shorter one."
        )
    return path.resolve() if stands(path) and path.is_symlink() else path


def open_write(path: Path, *, durable: bool = False) -> apsw.Connection:
    """A connection that may write; makes the file if there is none, and upgrades an older one."""
    check_folder(path)
    if stands(path) and 0 < path.stat().st_size < _LEAST_BYTES:
        # SQLite takes so small a file for an empty one, and would write over it.
        raise known(apsw.NotADBError("too small"), path)
    with _told(path):
        connection = apsw.Connection(str(path))
    with _told(path), _closed_on_failure(connection):
        connection.set_busy_timeout(_BUSY_MS)
        connection.pragma("temp_store", "memory")  # at once: TMPDIR may be full, or not there
        _trust_tables_alone(connection)
        _check_head(connection)
        schema.upgrade(connection, str(path))
        if connection.readonly("main"):
            raise JournalReadOnlyError(f"{path} cannot be written to. Choose a file in a folder of your own.")
        connection.pragma("synchronous", "full" if durable else "normal")
        connection.pragma("wal_autocheckpoint", _CHECKPOINT_BYTES // int(connection.pragma("page_size")))
        connection.pragma("journal_size_limit", _WAL_LIMIT_BYTES)
        connection.pragma("cache_size", -16_000)
    return connection


def open_read(path: Path) -> apsw.Connection:
    """A connection that cannot write, also while another one does or where the folder is read-only."""
    if not stands(path):
        raise JournalMissingError(f"There is no file {path}. Check its name.")
    with _told(path):
        connection = _connect(path)
    with _told(path), _closed_on_failure(connection):
        _check_head(connection)
        found = schema.check(connection, str(path))
        connection.pragma("temp_store", "memory")
        for step in schema.STEPS[found:]:
            # Who reads an older file may not upgrade it, and sees later tables as they would begin.
            connection.execute(step.replace("CREATE TABLE", "CREATE TEMP TABLE"))
        connection.pragma("query_only", True)
        connection.pragma("cache_size", -16_000)
    return connection


def open_beside(path: Path) -> apsw.Connection:
    """A second connection beside one that writes, in the same process. What SQLite raises is not mapped."""
    return _opened(f"{path.absolute().as_uri()}?mode=rw", apsw.SQLITE_OPEN_READWRITE)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite says about the file is said in a sentence."""
    try:
        yield
    except apsw.Error as error:
        raise known(error, path) from error


@contextlib.contextmanager
def _closed_on_failure(connection: apsw.Connection) -> Iterator[None]:
    try:
        yield
    except (apsw.Error, KnownError):
        connection.close(True)
        raise


def _connect(path: Path) -> apsw.Connection:
    """Open with the right to write where there is one: the last to close then leaves no files beside it.

    Where the folder is read-only, the -shm file that a WAL needs cannot be made; but then nobody can be
    writing either, and the file is read as it stands.
    """
    try:
        return _opened(f"{path.absolute().as_uri()}?mode=rw", apsw.SQLITE_OPEN_READWRITE)
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        wal = Path(f"{path}-wal")
        if wal.exists() and wal.stat().st_size:
            return _opened_with_log(path, wal)
        return _opened(f"{path.absolute().as_uri()}?immutable=1", apsw.SQLITE_OPEN_READONLY)


def _opened_with_log(path: Path, wal: Path) -> apsw.Connection:
    """A file that was never closed: its last events are in the log, for which SQLite needs room beside it."""
    try:
        return _opened(f"{path.absolute().as_uri()}?mode=ro", apsw.SQLITE_OPEN_READONLY)
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError) as error:
        raise JournalReadOnlyError(
            f"{path} was not closed, and its folder cannot be written to. Copy it, together with {wal.name},"
            " into a folder of your own, and open it there."
        ) from error


def _trust_tables_alone(connection: apsw.Connection) -> None:
    """No journal has a trigger or a view: one that somebody put into the file does nothing here."""
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)


def _opened(uri: str, flag: int) -> apsw.Connection:
    connection = apsw.Connection(uri, flags=flag | apsw.SQLITE_OPEN_URI)
    with _closed_on_failure(connection):
        connection.set_busy_timeout(_BUSY_MS)
        _trust_tables_alone(connection)
        connection.pragma("schema_version")
    return connection
