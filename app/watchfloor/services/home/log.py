"""The program's log: one JSON object a line, rotating, without secrets, each channel at its own level."""

import contextlib
import json
import logging
import logging.handlers
import traceback
from collections.abc import Callable, Iterable, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.core.secret.redaction import is_secret_name, redact_text
from watchfloor.journal.file import JournalBusyError
from watchfloor.journal.lock import Lock
from watchfloor.services.home.place import made

MOST_BYTES = 2 * 1024 * 1024
FILES = 5
MOST_PROGRAMS = 9  # at once, each with a file of its own
MOST_CHARACTERS = 20_000  # of one message
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
ROOT = "watchfloor"
CHANNEL = f"{ROOT}.channel"
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "channel", "taskName"}


class ChannelAdapter(logging.LoggerAdapter[logging.Logger]):
    """Names the channel beside whatever else a line tells."""

    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        return msg, {**kwargs, "extra": {**kwargs.get("extra", {}), **(self.extra or {})}}


def log_of(channel: str) -> ChannelAdapter:
    """The log of one channel; its level can be set apart."""
    return ChannelAdapter(logging.getLogger(CHANNEL), {"channel": channel})


class Log:
    """From `begin` to `close` everything that the program logs goes to `path`."""

    def __init__(self, folder: Path, secrets: Callable[[], Iterable[str]] = tuple) -> None:
        self.folder = folder
        self._levels: dict[str, int] = {}
        self._level = logging.INFO
        self._secrets = secrets
        self._lock: Lock | None = None
        self._handler: _Handler | None = None

    @property
    def path(self) -> Path | None:
        return None if self._handler is None else Path(self._handler.baseFilename)

    @property
    def lost(self) -> int:
        """Lines that could not be written, as on a full disk."""
        return 0 if self._handler is None else self._handler.lost

    def begin(self) -> None:
        """`KnownError` where the folder cannot be written to; the program does without then."""
        if self._handler is not None:
            return
        made(self.folder)
        path = self._free_path()
        try:
            handler = _Handler(path, maxBytes=MOST_BYTES, backupCount=FILES - 1, encoding="utf-8")
        except OSError as error:
            self._let_go()
            raise KnownError(f"The log {path} cannot be written: {error.strerror or error}.") from error
        handler.setFormatter(_Lines(self._secrets))
        handler.addFilter(self._wanted)
        logging.getLogger().addHandler(handler)
        self._handler = handler
        self._apply()

    def close(self) -> None:
        if self._handler is not None:
            logging.getLogger().removeHandler(self._handler)
            self._handler.close()
            self._handler = None
            logging.getLogger(ROOT).setLevel(logging.NOTSET)
        self._let_go()

    def set_level(self, level: str, channel: str = "") -> None:
        """From now on, for one channel or for all that have no level of their own."""
        if level not in LEVELS:
            raise KnownError(f"There is no level {level!r}. Choose one of: {', '.join(LEVELS)}.")
        if channel:
            self._levels[channel] = LEVELS[level]
        else:
            self._level = LEVELS[level]
        self._apply()

    def unset_level(self, channel: str) -> None:
        """The channel follows the others again."""
        self._levels.pop(channel, None)
        self._apply()

    def level_of(self, channel: str = "") -> str:
        level = self._levels.get(channel, self._level)
        return next(name for name, number in LEVELS.items() if number == level)

    def _apply(self) -> None:
        """Nothing is made that nobody wants."""
        if self._handler is not None:
            logging.getLogger(ROOT).setLevel(min([self._level, *self._levels.values()]))

    def _wanted(self, record: logging.LogRecord) -> bool:
        return record.levelno >= self._levels.get(getattr(record, "channel", ""), self._level)

    def _free_path(self) -> Path:
        """Two programs must not turn one file over: each has its own."""
        for number in range(1, MOST_PROGRAMS + 1):
            path = self.folder / ("watchfloor.log" if number == 1 else f"watchfloor-{number}.log")
            try:
                self._lock = Lock(path)
            except JournalBusyError:
                continue
            return path
        raise KnownError(f"{MOST_PROGRAMS} programs write logs into {self.folder} already.")

    def _let_go(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class _Handler(logging.handlers.RotatingFileHandler):
    """A line that cannot be written is counted: the log must never stop what it tells of."""

    lost = 0

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802  # logging's own name
        self.lost += 1

    def close(self) -> None:
        """What a full disk did not take is still in hand, and fails once more; the file is closed by then."""
        with contextlib.suppress(OSError):
            super().close()


class _Lines(logging.Formatter):
    def __init__(self, secrets: Callable[[], Iterable[str]]) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        secrets = list(self._secrets())

        def clean(text: str) -> str:
            text = redact_text(text, secrets)
            return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"

        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if channel := getattr(record, "channel", ""):
            line["channel"] = clean(str(channel))
        line["message"] = clean(record.getMessage())
        for name, value in vars(record).items():
            if name in _OWN:
                continue
            if isinstance(value, int | float) and not is_secret_name(name) and str(value) not in secrets:
                line[name] = value
            else:
                # The name goes along: a secret is often known by it alone.
                shown = clean(f"{name}={value}")
                line[name] = shown.removeprefix(f"{name}=")
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = clean("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(line, ensure_ascii=False)
