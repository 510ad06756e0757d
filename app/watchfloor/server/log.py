"""Structured log lines: `client connected client=… stream=…` for people, one JSON object for programs."""

import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from watchfloor.server.record import Record

log = logging.getLogger("watchfloor.server")

LOUD_S = 1.0  # a stream's broadcasts are told at most so often


class Line:
    """A message with fields. Handed to the logger as it is, it becomes text only if somebody wants it."""

    def __init__(self, message: str, **fields: Any) -> None:
        self.message = message
        self.fields = fields

    def __str__(self) -> str:
        return " ".join([self.message, *(f"{key}={_shown(value)}" for key, value in self.fields.items())])


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = record.msg if isinstance(record.msg, Line) else Line(record.getMessage())
        whole = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "message": line.message,
            **line.fields,
        }
        if record.exc_info:
            whole["trace"] = self.formatException(record.exc_info)
        return json.dumps(whole, ensure_ascii=False, default=str)


class BroadcastLog:
    """A line for each broadcast at a human pace; in a storm one a second, with the number of events."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._told_at_s: dict[str, float] = {}
        self._counts: dict[str, Counter[str]] = {}

    def add(self, records: Sequence[Record], clients: Callable[[str], int]) -> None:
        if not log.isEnabledFor(logging.INFO):
            return
        for record in records:
            if clients(record.stream):
                self._counts.setdefault(record.stream, Counter())[record.type] += 1
        self.tell(clients)

    def tell(self, clients: Callable[[str], int]) -> None:
        """Says what is due, and forgets streams that were quiet."""
        now_s = self._clock()
        for stream in [name for name in self._counts if now_s - self._told_at_s.get(name, -LOUD_S) >= LOUD_S]:
            for event, count in self._counts.pop(stream).items():
                log.info(Line("broadcast", stream=stream, type=event, events=count, clients=clients(stream)))
            self._told_at_s[stream] = now_s
        if len(self._told_at_s) > 1_000:
            self._told_at_s = {name: at_s for name, at_s in self._told_at_s.items() if now_s - at_s < LOUD_S}


def _shown(value: Any) -> str:
    text = f"{value:.3g}" if isinstance(value, float) else str(value)
    return json.dumps(text, ensure_ascii=False) if not text or set(text) & set(' "=\n\r\t') else text


def set_up(level: str, *, as_json: bool) -> None:
    """On standard error. uvicorn's own lines about starting and ending say nothing that ours do not."""
    handler = logging.StreamHandler()
    text = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)-7s %(message)s", "%Y-%m-%dT%H:%M:%S")
    text.converter = time.gmtime
    handler.setFormatter(JsonFormatter() if as_json else text)
    logging.basicConfig(handlers=[handler], level=level.upper())
    logging.getLogger("uvicorn.error").setLevel(max(logging.WARNING, logging.getLevelName(level.upper())))
