"""`watchfloor record URL… | WORKSPACE -o FILE`: keep streams in a journal."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from watchfloor.command.connection_flag import add_connection_flags, count, feed_of, seconds, url
from watchfloor.command.line import status_line
from watchfloor.command.outage import Outage
from watchfloor.core.error import BugError, KnownError
from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.happening import AttemptEnded, StateChanged
from watchfloor.core.ledger import Past
from watchfloor.core.preset import propose
from watchfloor.core.secret import part
from watchfloor.core.state import ChannelState, Status
from watchfloor.journal.file import open_read
from watchfloor.journal.profile import Profiles
from watchfloor.journal.settings import Settings
from watchfloor.journal.turn import shorten_turns
from watchfloor.journal.writer import Writer
from watchfloor.services.channel import Channel
from watchfloor.services.clock import Clock
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.keyring_store import system_keyring
from watchfloor.services.credential.renewal import Renewal
from watchfloor.services.credential.vault import Vault
from watchfloor.services.hub import Hub
from watchfloor.services.log import Log
from watchfloor.services.place import Place
from watchfloor.services.resume_id import why_poisoned
from watchfloor.services.workspace_file import WorkspaceFile

_ENDED = (ChannelState.IDLE, ChannelState.FAILED)


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor record",
        description="Keep every event of these streams in a journal. "
        "Started again on the same file, it goes on from the last event that is in it.",
        epilog="A stream given by its address is a channel named after its host and path. "
        "The feeds of a workspace keep their names, their policies and the credentials they name.",
    )
    words.add_argument(
        "sources",
        type=_source,
        nargs="+",
        metavar="URL | WORKSPACE.toml",
        help="http:// or https:// addresses, or workspaces",
    )
    words.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the .watchfloor file to write"
    )
    words.add_argument("--count", type=count, metavar="N", help="end when so many more events are kept")
    words.add_argument("--for", dest="for_s", type=seconds, metavar="S", help="end after so many seconds")
    words.add_argument("--durable", action="store_true", help="sync every commit to the disk (slower)")
    add_connection_flags(words)
    return words


def _source(text: str) -> str | Path:
    return Path(text) if text.lower().endswith(".toml") and "://" not in text else url(text)


def run(arguments: argparse.Namespace) -> int:
    shorten_turns()
    return asyncio.run(_record(arguments))


class Keeper:
    """A sink that passes batches on to the journal until enough is kept.

    What the last read brought beyond that is left to the next run: it is neither kept nor counted, and
    the id to resume from is that of the last event kept.
    """

    def __init__(self, writer: Writer, limit: int | None) -> None:
        self.done = asyncio.Event()
        self.kept = 0
        self.failure: KnownError | BugError | None = None
        self._writer = writer
        self._limit = limit
        self._cut: dict[str, tuple[Batch, int]] = {}  # what was kept last, and its last number

    def accept(self, batch: Batch) -> None:
        batch = self._within_limit(batch)
        try:
            self._writer.accept(batch)
        except (KnownError, BugError) as error:
            self._fail(error)
            return
        self.kept += len(batch.events)
        if self._limit is not None and self.kept >= self._limit:
            self.done.set()

    def _within_limit(self, batch: Batch) -> Batch:
        cut = self._cut.get(batch.channel)
        if cut is not None:
            return _without_events(batch, *cut)
        if self._limit is None or self.kept + len(batch.events) <= self._limit:
            return batch
        left = self._limit - self.kept
        last_seq = batch.events[0].seq - 1 + left
        batch = first_events(batch, left, self._writer.resume(batch.channel).last_event_id)
        self._cut[batch.channel] = batch, last_seq
        return batch

    async def room(self) -> None:
        try:
            await self._writer.room()
        except (KnownError, BugError) as error:
            self._fail(error)

    def _fail(self, error: KnownError | BugError) -> None:
        self.failure = self.failure or error
        self.done.set()


def first_events(batch: Batch, limit: int, last_event_id: str) -> Batch:
    """A batch cut after so many events, as if no more had come; before them the id was `last_event_id`."""
    events = batch.events[:limit]
    left_out = len(batch.events) - limit
    last_seq = batch.events[0].seq - 1 + limit
    totals = msgspec.structs.replace(
        batch.totals, received=batch.totals.received - left_out, stored=batch.totals.stored - left_out
    )
    return msgspec.structs.replace(
        batch,
        events=events,
        last_event_id=next(
            (event.id for event in reversed(events) if not why_poisoned(event.id)), last_event_id
        ),
        totals=totals,
        happenings=[happening for happening in batch.happenings if happening.after_seq <= last_seq],
    )


def _without_events(batch: Batch, cut: Batch, last_seq: int) -> Batch:
    """What still befalls a channel whose events are no longer taken: its end."""
    return msgspec.structs.replace(
        batch,
        events=[],
        last_event_id=cut.last_event_id,
        totals=cut.totals,
        happenings=[
            msgspec.structs.replace(happening, after_seq=min(happening.after_seq, last_seq))
            for happening in batch.happenings
            if isinstance(happening, AttemptEnded | StateChanged)
        ],
    )


async def _record(arguments: argparse.Namespace) -> int:
    clock = Clock()
    wanted = feeds(arguments)
    profiles = _profiles(arguments.output)
    writer = Writer.open(
        arguments.output,
        read=profiles.read,
        settings=Settings(durable=arguments.durable),
        on_trouble=lambda sentence: _say(f"watchfloor: {sentence}" if sentence else "Writing goes on."),
    )
    if writer.salvaged is not None:
        _say(f"watchfloor: {writer.salvaged.sentence}")
    keeper = Keeper(writer, arguments.count)
    hub = Hub([keeper], clock=clock)
    vaults: list[Vault] = []
    log = Log(Place.of().logs, lambda: [text for vault in vaults for text in vault.values])
    _begin(log)
    try:
        keyring = await system_keyring() if any(feed.credential for feed in wanted) else None
        vaults.append(Vault(keyring))
        opener = _Opener(hub, writer, profiles, Accounts(vaults[0], clock))
        channels = [await opener.open(feed) for feed in wanted]
        _watch(channels, keeper, clock, with_status=arguments.status)
        _end_on_signals(keeper.done)
        for channel in channels:
            channel.start()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(arguments.for_s):
                await keeper.done.wait()
        statuses = [channel.status for channel in channels]
        for channel in channels:
            channel.standing.listeners.clear()
    finally:
        await hub.close()
        await writer.close()
        log.close()
    _say(f"{keeper.kept:,} events kept in {arguments.output}.")
    return _exit_code(channels, statuses, keeper)


def _begin(log: Log) -> None:
    """Recording does not depend on the log: where that cannot be written, it does without."""
    try:
        log.begin()
    except KnownError as error:
        _say(f"watchfloor: {error}")


def _exit_code(channels: list[Channel], statuses: list[Status], keeper: Keeper) -> int:
    if keeper.failure is not None:
        raise keeper.failure
    failed = False
    for channel, status in zip(channels, statuses, strict=True):
        if status.state is ChannelState.FAILED:
            failed = True
            _say(
                f"watchfloor: {channel.feed.name}: {status.reason}"
                + (f" ({status.advice})" if status.advice else "")
            )
    return 1 if failed else 0


def _profiles(path: Path) -> Profiles:
    """The profiles that read what is in the file already; of a new or damaged one nothing is known."""
    try:
        connection = open_read(path)
    except KnownError:
        return Profiles()
    try:
        return Profiles.of(connection)
    finally:
        connection.close(True)


def feeds(arguments: argparse.Namespace) -> list[Feed]:
    """A feed for each address and all those of the workspaces."""
    addresses = [source for source in arguments.sources if isinstance(source, str)]
    found = list(_feeds_of_addresses(arguments, addresses))
    for source in arguments.sources:
        if isinstance(source, Path):
            read = WorkspaceFile(source).load()
            for note in read.notes:
                _say(f"watchfloor: {source}: {note}")
            found += read.workspace.feeds
    if not found:
        raise KnownError("There is no feed in this workspace. Add one in the window, or give an address.")
    return found


def _feeds_of_addresses(arguments: argparse.Namespace, addresses: list[str]) -> Iterator[Feed]:
    """Named after host and path; the second of a name is "name (2)". An address tells what reads it."""
    named: Counter[str] = Counter()
    for address in addresses:
        parts = urlsplit(address)
        name = (parts.netloc.rpartition("@")[2] + parts.path).rstrip("/")
        named[name] += 1
        number = named[name]
        feed = feed_of(arguments, address, f"{name} ({number})" if number > 1 else name)
        preset = propose(address)
        yield msgspec.structs.replace(feed, profile=preset.profile if preset else feed.profile)


class _Opener:
    """Adds feeds to the hub, each going on where the file ends, with what its credential opens."""

    def __init__(self, hub: Hub, writer: Writer, profiles: Profiles, accounts: Accounts) -> None:
        self._hub = hub
        self._writer = writer
        self._profiles = profiles
        self._accounts = accounts

    async def open(self, feed: Feed) -> Channel:
        past = self._writer.resume(feed.name)
        if not past.last_seq and not past.last_event_id:
            past = Past(last_event_id=feed.last_event_id)
        self._profiles.choose(feed.name, feed.profile)
        await self._writer.register(feed.name, part(feed)[0].url, feed.profile)
        account = self._accounts.of(feed)
        if account is None:
            return self._hub.add(feed, past=past)
        channel = self._hub.add(await account.equip(feed), past=past, credential=account)
        Renewal(channel, account)
        return channel


def _watch(channels: list[Channel], keeper: Keeper, clock: Clock, *, with_status: bool) -> None:
    """Tell of changes if that is wanted; end when every channel has."""

    def listen(channel: Channel) -> None:
        outage = Outage()

        def on_status(status: Status) -> None:
            words = outage.words(status)
            if words and not with_status:
                _say(f"watchfloor: {channel.feed.name}: {words}")
            if with_status:
                line = status_line(channel.feed.name, status, clock.monotonic_s(), clock.wall_s())
                _say(line.decode().rstrip("\n"))
            if all(each.status.state in _ENDED for each in channels):
                keeper.done.set()

        channel.standing.listeners.append(on_status)

    for channel in channels:
        listen(channel)


def _end_on_signals(done: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no signal handlers on its loop; there Ctrl-C ends the run from outside.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, done.set)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
