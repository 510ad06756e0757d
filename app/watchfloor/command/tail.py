"""`watchfloor tail URL | WORKSPACE`: print a stream as it comes."""

import argparse
import asyncio
import contextlib
import select
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from io import FileIO

from watchfloor.command.connection_flag import add_connection_flags, count, feed_of, seconds
from watchfloor.command.line import event_line
from watchfloor.command.outage import Outage, why_ended
from watchfloor.command.source import Source, source_of, unchecked
from watchfloor.command.usage import Parser
from watchfloor.command.voice import Voice
from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event
from watchfloor.core.happening import GapFound, Happening, IdPoisoned, Refused, Resumed
from watchfloor.core.secret.redaction import redact_url
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.text.plain import plain_line
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.clock import Clock
from watchfloor.services.credential.account import Accounts, equipped
from watchfloor.services.credential.renewal import Renewal

_ENDED = (ChannelState.IDLE, ChannelState.FAILED)


def parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="watchfloor tail",
        description="Print a stream as it comes.",
        epilog="A feed of a workspace is asked for as the window does: with its credential, its proxy and its"
        " patience.",
    )
    parser.add_argument(
        "source",
        type=source_of,
        metavar="URL | WORKSPACE.toml",
        help="the stream's address, http:// or https://, or a workspace with one feed",
    )
    parser.add_argument(
        "--feed", default="", metavar="NAME", help="of a workspace with several feeds, the one to print"
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line: id, type, data, received_at, seq"
    )
    parser.add_argument("--count", type=count, default=None, metavar="N", help="end after so many events")
    parser.add_argument(
        "--for", dest="for_s", type=seconds, default=None, metavar="S", help="end after so many seconds"
    )
    add_connection_flags(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    clock = Clock()
    voice = Voice(clock, as_objects=arguments.status)
    try:
        return asyncio.run(_tail(arguments, clock, voice))
    except KnownError as error:
        voice.warn(str(error), redact_url(str(arguments.source)))
        return 1


class _WriteInterruptedError(Exception):
    """A signal came while writing waited for the reader."""


class Printer:
    """A sink that prints; it ends the tail when enough was printed or nobody reads any more."""

    def __init__(self, out: FileIO, *, as_json: bool, limit: int | None, tell: Callable[[str], None]) -> None:
        self.done = asyncio.Event()
        self.failure: KnownError | None = None
        self._tell = tell
        self._writing = False
        self._interrupted = False
        self._out = out
        self._as_json = as_json
        self._left = limit

    def accept(self, batch: Batch) -> None:
        if self.done.is_set():
            return
        events = batch.events if self._left is None else batch.events[: self._left]
        if events:
            self._write(b"".join(map(event_line if self._as_json else _plain_line, events)))
        for happening in batch.happenings:
            words = _words(happening)
            if words:
                self._tell(words)
        if self._left is not None:
            self._left -= len(events)
            if self._left <= 0:
                self.done.set()

    async def room(self) -> None:
        """Writing blocks while the reader is slow: that is the back-pressure."""

    def _write(self, lines: bytes) -> None:
        """Straight to the descriptor: what nobody reads must not wait in a buffer when the end comes."""
        rest = memoryview(lines)
        self._writing = True
        try:
            while rest and not self._interrupted:
                written = self._out.write(rest)
                if written is None:  # somebody made our output non-blocking
                    select.select((), (self._out,), ())
                rest = rest[written or 0 :]
        except (BrokenPipeError, _WriteInterruptedError):
            self.done.set()
        except OSError as error:
            self.failure = KnownError(f"Standard output cannot be written: {error.strerror}.")
            self.done.set()
        finally:
            self._writing = False

    def interrupt(self) -> None:
        """For a signal handler: nothing more is written, and a write that waits is given up."""
        self._interrupted = True
        if self._writing:
            raise _WriteInterruptedError


async def _tail(arguments: argparse.Namespace, clock: Clock, voice: Voice) -> int:
    if sys.stdout is None:
        raise KnownError("Standard output is closed: there is nowhere to print to.")
    out = FileIO(sys.stdout.fileno(), "w", closefd=False)
    outage = Outage()

    def tell(words: str) -> None:
        voice.tell(words, channel.feed.name, channel.status.state)

    printer = Printer(out, as_json=arguments.json, limit=arguments.count, tell=tell)
    hub = Hub([printer], clock=clock)
    channel = await _channel(arguments, hub, clock, voice)

    def on_status(status: Status) -> None:
        words = outage.words(status)
        if voice.as_objects:
            voice.change(channel.feed.name, status)
        elif words:
            voice.warn(words, channel.feed.name)
        if status.state in _ENDED:
            printer.done.set()

    channel.standing.listeners.append(on_status)
    with _ending_on_signals(printer):
        channel.start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(arguments.for_s):
                await printer.done.wait()
    status = channel.status
    channel.standing.listeners.clear()
    await hub.close()
    if printer.failure is not None:
        raise printer.failure
    if not voice.as_objects:  # there the last object has said why
        words = why_ended(status)
        if words:
            voice.warn(words, channel.feed.name)
    return 1 if status.state is ChannelState.FAILED else 0


async def _channel(arguments: argparse.Namespace, hub: Hub, clock: Clock, voice: Voice) -> Channel:
    """The channel of the address, named after it, or of the workspace's feed."""
    if isinstance(arguments.source, str):
        feed = feed_of(arguments, arguments.source, redact_url(arguments.source))
        if not feed.verify_tls and feed.url.startswith("https:"):
            voice.warn(unchecked(feed.name), feed.name)
        return hub.add(feed)
    where = str(arguments.source)
    source = Source(arguments, [arguments.source], lambda words: voice.warn(words, where))
    vault = await source.vault()
    feed = await source.feed(arguments.feed, vault)
    account = Accounts(vault, clock).of(feed)
    if account is None:
        return hub.add(feed)
    channel = hub.add(await equipped(account, feed), credential=account)
    Renewal(channel, account)
    return channel


@contextlib.contextmanager
def _ending_on_signals(printer: Printer) -> Iterator[None]:
    """Ctrl-C ends the tail, also while writing waits for a reader that does not read."""
    loop = asyncio.get_running_loop()

    def end(*_: object) -> None:
        loop.call_soon_threadsafe(printer.done.set)
        printer.interrupt()

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _plain_line(event: Event) -> bytes:
    """For people: time, type, id, and the data on one line, without control characters."""
    at = datetime.fromtimestamp(event.received_at_s).astimezone().strftime("%H:%M:%S.%f")[:-3]
    data = " ⏎ ".join(event.data.split("\n"))
    shown = "  ".join(part for part in (at, event.type, event.id if event.own_id else "", data) if part)
    return plain_line(shown).encode("utf-8", "replace") + b"\n"


def _words(happening: Happening) -> str:
    match happening:
        case GapFound():
            return f"Gap: {happening.missing} missing after {happening.after}, before {happening.before}."
        case Refused():
            size = f"{happening.size_bytes} bytes"
            return f"Refused an event ({happening.reason}, {size}): {happening.head[:60]!r}"
        case IdPoisoned():
            return f"The id {happening.id[:60]!r} will not be sent back: {happening.why}."
        case Resumed():
            missing = "not provable" if happening.missing is None else happening.missing
            return (
                f"Resumed from {happening.from_id or 'no id'} after {happening.away_s:.1f} s:"
                f" {happening.replayed} replayed, {happening.duplicates} doubled, {missing} missing."
            )
        case _:
            return ""
