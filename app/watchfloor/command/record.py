"""`watchfloor record URL… | WORKSPACE -o FILE`: keep streams in a journal."""

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Callable

import msgspec

from watchfloor.command.connection_flag import add_connection_flags, count, seconds
from watchfloor.command.keeper import Keeper
from watchfloor.command.outage import Outage, why_ended
from watchfloor.command.source import Source, source_of
from watchfloor.command.target import journal_file
from watchfloor.command.usage import Parser
from watchfloor.command.voice import Voice
from watchfloor.core.error import KnownError
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.profiles.catalogue import described
from watchfloor.core.secret.parting import part
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.workspace.workspace import Entry
from watchfloor.journal.profile import Profiles
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.turn import shorten_turns
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.clock import Clock
from watchfloor.services.credential.account import Accounts, equipped
from watchfloor.services.credential.renewal import Renewal
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.log import Log
from watchfloor.services.home.place import Place

_ENDED = (ChannelState.IDLE, ChannelState.FAILED)


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor record",
        description="Keep every event of these streams in a journal. "
        "Started again on the same file, it goes on from the last event that is in it.",
        epilog="A stream given by its address is a channel named after its host and path. "
        "The feeds of a workspace keep their names, their policies and the credentials they name.",
    )
    words.add_argument(
        "sources",
        type=source_of,
        nargs="+",
        metavar="URL | WORKSPACE.toml",
        help="http:// or https:// addresses, or workspaces",
    )
    words.add_argument(
        "-o",
        "--output",
        type=journal_file,
        required=True,
        metavar="FILE",
        help="the .watchfloor file to write",
    )
    words.add_argument("--count", type=count, metavar="N", help="end when so many more events are kept")
    words.add_argument("--for", dest="for_s", type=seconds, metavar="S", help="end after so many seconds")
    words.add_argument("--durable", action="store_true", help="sync every commit to the disk (slower)")
    add_connection_flags(words)
    return words


def run(arguments: argparse.Namespace) -> int:
    shorten_turns()
    clock = Clock()
    voice = Voice(clock, as_objects=arguments.status)
    try:
        return asyncio.run(_record(arguments, clock, voice))
    except KnownError as error:
        voice.warn(str(error), str(arguments.output))
        return 1


async def _record(arguments: argparse.Namespace, clock: Clock, voice: Voice) -> int:
    file = str(arguments.output)
    source = Source(arguments, arguments.sources, tell=lambda words: voice.warn(words, file))
    profiles = Profiles.in_file(arguments.output)
    writer = _writer(arguments, profiles, voice)
    keeper = Keeper(writer, arguments.count)
    hub = Hub([keeper], clock=clock, why_held=lambda: writer.trouble)
    vaults: list[Vault] = []
    log = _log(vaults, file, voice)
    try:
        vaults.append(vault := await source.vault())
        opener = _Opener(hub, writer, profiles, Accounts(vault, clock), voice.warn)
        channels = [await opener.open(entry) for entry in await source.entries(vault)]
        _watch(channels, keeper, voice)
        _end_on_signals(keeper.done)
        statuses = await _keep(channels, keeper, arguments.for_s)
    finally:
        await hub.close()
        await writer.close()
        if log is not None:
            log.close()
    voice.tell(f"{keeper.kept:,} events kept in {file}.", file)
    if keeper.failure is not None:
        raise keeper.failure
    if not voice.as_objects:  # there each channel's last object has said why
        _say_why_they_ended(channels, statuses, voice)
    return 1 if any(status.state is ChannelState.FAILED for status in statuses) else 0


def _writer(arguments: argparse.Namespace, profiles: Profiles, voice: Voice) -> Writer:
    """The journal to write, mended if it was damaged; what troubles it is told."""
    file = str(arguments.output)
    writer = Writer.open(
        arguments.output,
        read=profiles.read,
        settings=Settings(durable=arguments.durable),
        on_trouble=lambda sentence: (
            voice.warn(sentence, file) if sentence else voice.tell("Writing goes on.", file)
        ),
    )
    if writer.salvaged is not None:
        voice.warn(writer.salvaged.sentence, file)
    return writer


async def _keep(channels: list[Channel], keeper: Keeper, for_s: float | None) -> list[Status]:
    """Listen until enough is kept or the time is over; how each channel stood then."""
    for channel in channels:
        channel.start()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(for_s):
            await keeper.done.wait()
    statuses = [channel.status for channel in channels]
    for channel in channels:
        channel.standing.listeners.clear()
    return statuses


def _log(vaults: list[Vault], file: str, voice: Voice) -> Log | None:
    """Recording does not depend on the log: where that cannot be written, it does without."""
    try:
        log = Log(Place.of().logs, lambda: [text for vault in vaults for text in vault.values])
        log.begin()
    except KnownError as error:
        voice.warn(str(error), file)
        return None
    return log


def _say_why_they_ended(channels: list[Channel], statuses: list[Status], voice: Voice) -> None:
    for channel, status in zip(channels, statuses, strict=True):
        words = why_ended(status)
        if words:
            voice.warn(f"{channel.feed.name}: {words}", channel.feed.name)


class _Opener:
    """Adds feeds to the hub, each going on where the file ends, with what its credential opens."""

    def __init__(
        self,
        hub: Hub,
        writer: Writer,
        profiles: Profiles,
        accounts: Accounts,
        warn: Callable[[str, str], object],
    ) -> None:
        self._warn = warn
        self._hub = hub
        self._writer = writer
        self._profiles = profiles
        self._accounts = accounts

    async def open(self, entry: Entry) -> Channel:
        feed = entry.feed
        url, profile = part(feed)[0].url, described(feed.profile, entry.mapping)
        self._profiles.choose(feed.name, profile)
        before = await self._writer.register(feed.name, url, profile)
        past = self._writer.resume(feed.name)
        if before not in ("", url):  # ids are a server's own
            past = msgspec.structs.replace(past, last_event_id=feed.last_event_id)
            self._warn(f"{feed.name}: It came from another address before, and begins anew here.", feed.name)
        elif not past.last_seq and not past.last_event_id:
            past = Past(last_event_id=feed.last_event_id)
        account = self._accounts.of(feed)
        if account is None:
            return self._hub.add(feed, past=past)
        channel = self._hub.add(await equipped(account, feed), past=past, credential=account)
        Renewal(channel, account)
        return channel


def _watch(channels: list[Channel], keeper: Keeper, voice: Voice) -> None:
    """Tell of changes if that is wanted; end when every channel has."""

    def listen(channel: Channel) -> None:
        outage = Outage()
        name = channel.feed.name

        def on_status(status: Status) -> None:
            words = outage.words(status)
            if voice.as_objects:
                voice.change(name, status)
            elif words:
                voice.warn(f"{name}: {words}", name)
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
