"""Recordings made elsewhere, as batches for a journal: NDJSON, and what `curl -N` wrote."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO

import msgspec

from watchfloor.core.event import Batch, Event
from watchfloor.core.happening import Happening, Resumed
from watchfloor.core.ledger.ledger import Ledger, Past
from watchfloor.core.ledger.recall import Recall
from watchfloor.core.stream.frame import HEAD_BYTES, MAX_EVENT_BYTES, Frame, Item, Refusal
from watchfloor.core.stream.sse import Decoder

_BLOCK_BYTES = 1 << 18
_BATCH_EVENTS = 2_000
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_decode = msgspec.json.Decoder().decode


def format_of(head: bytes) -> str:
    """What a recording is, by its first bytes: "ndjson" or "sse"."""
    return "ndjson" if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else "sse"


class _Pending(msgspec.Struct):
    events: list[Event]
    happenings: list[Happening]


class Intake:
    """Judges what a recording holds by one ledger for each channel, and gives it out in batches.

    `past` tells where a channel stands, `recall` all that it has: that is not taken again.
    """

    def __init__(self, past: Callable[[str], Past], recall: Callable[[str], Recall | None]) -> None:
        self.judged = 0  # whatever was found in the recording, event or not
        self.refused = 0
        self.left_out = 0  # lines of a story: they befell another journal
        self._past = past
        self._recall = recall
        self._ledgers: dict[str, Ledger] = {}
        self._last_ids: dict[str, str] = {}
        self._before: dict[str, int] = {}  # duplicates that the channels had
        self._pending: dict[str, _Pending] = {}

    def take(self, channel: str, items: list[Item], at_s: float) -> None:
        ledger = self._ledgers.get(channel)
        if ledger is None:
            past = self._past(channel)
            ledger = self._ledgers[channel] = Ledger(channel, past)
            self._last_ids[channel] = past.last_event_id
            self._before[channel] = past.totals.duplicates
            if past.last_seq:
                ledger.resume(past.last_event_id, 0.0, self._recall(channel))
        judgement = ledger.judge(items, at_s)
        self.judged += len(items)
        self.refused += sum(isinstance(item, Refusal) for item in items)
        pending = self._pending.setdefault(channel, _Pending([], []))
        pending.events += judgement.events
        pending.happenings += judgement.happenings
        for item in reversed(items):
            if isinstance(item, Frame):
                self._last_ids[channel] = item.id
                break

    @property
    def known(self) -> int:
        """How many events were there before."""
        return sum(
            ledger.totals.duplicates - self._before[channel] for channel, ledger in self._ledgers.items()
        )

    def last_id(self, channel: str) -> str:
        return self._last_ids.get(channel, "")

    def batches(self, *, least: int = 1) -> Iterator[Batch]:
        """What waits, of each channel that has so many events."""
        for channel in list(self._pending):
            pending = self._pending[channel]
            if len(pending.events) < least:
                continue
            del self._pending[channel]
            at_s = pending.events[-1].received_at_s if pending.events else 0.0
            yield self._batch(channel, pending, at_s)

    def rest(self, at_s: float) -> Iterator[Batch]:
        """All that still waits, with what each channel's resume found."""
        for channel, ledger in self._ledgers.items():
            pending = self._pending.pop(channel, _Pending([], []))
            settled = ledger.settle(at_s)
            if isinstance(settled, Resumed):
                settled.ignored = False  # no server was asked for anything
                pending.happenings.append(settled)
            yield self._batch(channel, pending, at_s)

    def _batch(self, channel: str, pending: _Pending, at_s: float) -> Batch:
        return Batch(
            channel=channel,
            received_at_s=at_s,
            monotonic_s=0.0,
            events=pending.events,
            last_event_id=self._last_ids[channel],
            totals=self._ledgers[channel].totals,
            happenings=pending.happenings,
        )


def read_sse(stream: BinaryIO, intake: Intake, channel: str, at_s: float) -> Iterator[Batch]:
    """An event stream as it came over the wire, with or without the answer's headers before it."""
    decoder = Decoder()
    block = _without_headers(stream)
    while block:
        intake.take(channel, decoder.feed(block), at_s)
        yield from intake.batches(least=_BATCH_EVENTS)
        block = stream.read(_BLOCK_BYTES)
    intake.take(channel, decoder.close(), at_s)
    yield from intake.rest(at_s)


def _without_headers(stream: BinaryIO) -> bytes:
    """The first block, without what `curl -i` writes before the body (once for each redirect)."""
    block = stream.read(_BLOCK_BYTES)
    while block.startswith(b"HTTP/"):
        end = _HEADER_END.search(block)
        block = block[end.end() :] if end else b""
    return block


def read_ndjson(stream: BinaryIO, intake: Intake, channel: str, at_s: float) -> Iterator[Batch]:
    """Lines of JSON: those that `tail --json` and `export` write keep their time, type, id and channel;
    of any other the whole line is an event's data."""
    while line := stream.readline(2 * MAX_EVENT_BYTES):
        text = line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
        if text:
            _take_line(text, intake, channel, at_s)
            yield from intake.batches(least=_BATCH_EVENTS)
    yield from intake.rest(at_s)


def _take_line(text: bytes, intake: Intake, channel: str, at_s: float) -> None:
    try:
        row: Any = _decode(text) if len(text) <= MAX_EVENT_BYTES else None
        whole = text.decode()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        intake.take(channel, [_refusal("unreadable", text)], at_s)
        return
    if row is None and len(text) > MAX_EVENT_BYTES:
        intake.take(channel, [_refusal("oversize", text)], at_s)
        return
    if _is_story(row):
        intake.left_out += 1
        return
    if not _is_ours(row):
        intake.take(channel, [Frame("message", whole, intake.last_id(channel), own_id=False)], at_s)
        return
    name = row.get("channel") or channel
    id_ = row.get("id") or ""
    frame = Frame(row["type"], row["data"], id_, own_id=bool(id_) and id_ != intake.last_id(name))
    intake.take(name, [frame], _received_s(row["received_at"], at_s))


def _refusal(reason: str, text: bytes) -> Refusal:
    return Refusal(reason, len(text), text[:HEAD_BYTES].decode("utf-8", "replace"), "")


def _is_ours(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and all(isinstance(row.get(name), str) for name in ("type", "data", "received_at"))
        and all(isinstance(row.get(name, ""), str) for name in ("id", "channel"))
    )


def _is_story(row: Any) -> bool:
    """Whether `export --rows both` wrote it between the events."""
    return isinstance(row, dict) and list(row)[:5] == ["kind", "channel", "at", "after_seq", "text"]


def _received_s(text: str, otherwise_s: float) -> float:
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return otherwise_s
