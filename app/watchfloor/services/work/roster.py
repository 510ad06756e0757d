"""The feeds at work: each with its channel, its credential, and its place in journal and session."""

import asyncio
import time
from collections.abc import Callable

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.profiles.catalogue import described
from watchfloor.core.secret.parting import part
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.workspace.workspace import Entry, Pace
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.reading_sink import Readers, profile_of
from watchfloor.services.credential.account import Accounts, equipped
from watchfloor.services.credential.renewal import Renewal


class Roster:
    """Adds, changes and removes feeds while everything runs.

    `pace` is told how the views are to hear of each; `flags` has the last word on each feed.
    """

    def __init__(
        self,
        hub: Hub,
        writer: Writer,
        readers: Readers,
        accounts: Accounts,
        session: Session,
        pace: Callable[[str, Pace | None], None] = lambda _name, _pace: None,
        flags: Callable[[Feed], Feed] = lambda feed: feed,
    ) -> None:
        self.hub = hub
        self.entries: dict[str, Entry] = {}
        self.accounts = accounts
        self._writer = writer
        self._readers = readers
        self._session = session
        self._pace = pace
        self._flags = flags
        self._renewals: dict[str, Renewal] = {}
        self._worn: dict[str, Feed] = {}  # as the flags had it when its channel was made

    def channel(self, name: str) -> Channel | None:
        return self.hub.channels.get(name)

    async def add(self, entry: Entry, *, start: bool = True) -> Channel:
        """The feed at work from now on, going on where the journal ends."""
        name = entry.feed.name
        if name in self.entries:
            raise KnownError(f"There is already a feed named {name!r}. Give this one its own name.")
        self.entries[name] = entry
        self._session.add_channel(name, entry.feed.profile, entry.feed.url, entry.feed.method)
        self._describe(entry)
        try:
            channel = await self._open(entry, is_new=True)
        except BaseException:
            if self.entries.get(name) is entry:
                del self.entries[name]
                self._pace(name, None)
                self._session.remove_channel(name)
            raise
        if channel is None:
            raise KnownError(f"The feed {name!r} was removed or changed while it was being added.")
        if start:
            channel.start()
        return channel

    async def change(self, entry: Entry) -> None:
        """The feed of this name as the entry has it: it goes on from its last id, unless it is elsewhere."""
        name = entry.feed.name
        before = self.entries[name]
        self.entries[name] = entry
        self._describe(entry)
        self._readers.add(entry)
        if before.feed != entry.feed:
            await self._reopen(entry, moved=before.feed.url != entry.feed.url)
        elif before.mapping != entry.mapping:
            await self._writer.register(
                name, part(entry.feed)[0].url, described(entry.feed.profile, entry.mapping)
            )
            await self._writer.read_again()

    async def rename(self, name: str, entry: Entry) -> None:
        """The feed of this name as the entry has it, under the entry's name: its log, its ledger and its
        place in the stream go on."""
        after = entry.feed.name
        if after in self.entries:
            raise KnownError(f"There is already a feed named {after!r}. Give this one its own name.")
        before = self.entries[name]
        self.entries = {after if key == name else key: each for key, each in self.entries.items()}
        self.entries[after] = entry
        self._worn.pop(name, None)
        at_work = _at_work(self.channel(name))
        channel = self._close(name)
        if channel is not None:
            await channel.closed()
        self._pace(name, None)
        await self._writer.rename(name, after)
        self._readers.remove(name)
        self._session.rename_channel(name, after)
        self._describe(entry)
        opened = await self._open(entry, moved=before.feed.url != entry.feed.url)
        if before.mapping != entry.mapping:
            await self._writer.read_again()
        if at_work and opened is not None:
            opened.start()

    async def remove(self, name: str) -> None:
        """Stop it and show it no more. What it brought stays in the journal."""
        del self.entries[name]
        self._worn.pop(name, None)
        self._pace(name, None)
        self._session.remove_channel(name)
        channel = self._close(name)
        if channel is not None:
            await channel.closed()

    async def refit(self) -> None:
        """Every feed anew as the flags have it now; those that they leave alone go on."""
        for name, entry in list(self.entries.items()):
            if self.channel(name) is not None and self._worn.get(name) != self._flags(entry.feed):
                await self._reopen(entry)

    async def signed_in(self, name: str) -> None:
        """The feed's credential is another one now: it goes on with that from its last id."""
        await self._reopen(self.entries[name], start=True)

    def close(self) -> None:
        for renewal in self._renewals.values():
            renewal.close()
        self._renewals.clear()

    # -- one channel

    def _describe(self, entry: Entry) -> None:
        """What the views know of the feed besides what it sends."""
        row = self._session.channels[entry.feed.name]
        row.profile = profile_of(entry)
        row.url, row.method = entry.feed.url, entry.feed.method
        row.insecure = not entry.feed.verify_tls
        row.colour = entry.colour
        self._pace(entry.feed.name, entry.pace)

    async def _reopen(self, entry: Entry, *, moved: bool = False, start: bool = False) -> None:
        name = entry.feed.name
        at_work = _at_work(self.channel(name))
        channel = self._close(name)
        if channel is not None:
            await channel.closed()
        await self._writer.flush()
        if self.entries.get(name) is not entry or self.channel(name) is not None:
            return  # another change was quicker
        opened = await self._open(entry, moved=moved)
        if opened is not None and (at_work or start):
            opened.start()

    async def _open(self, entry: Entry, *, moved: bool = False, is_new: bool = False) -> Channel | None:
        """`is_new`: whatever had its name before may have been elsewhere, and ids are a server's own.

        None: it was removed or changed meanwhile, and whoever did that has the last word.
        """
        feed = self._worn[entry.feed.name] = self._flags(entry.feed)
        name = feed.name
        self._readers.add(entry)
        url = part(feed)[0].url
        before = await self._writer.register(name, url, described(feed.profile, entry.mapping))
        account = self.accounts.of(feed)
        worn = feed if account is None else await equipped(account, feed)
        # Beside the window: where that finds the journal damaged, it is mended first.
        past = await asyncio.to_thread(self._writer.resume, name)
        if self.entries.get(name) is not entry or self.channel(name) is not None:
            return None
        if is_new and before not in ("", url):
            past = msgspec.structs.replace(past, last_event_id=feed.last_event_id)
        elif moved:
            past = msgspec.structs.replace(past, last_event_id="")
        elif not past.last_seq and not past.last_event_id:
            past = Past(last_event_id=feed.last_event_id)
        channel = self.hub.add(worn, past=past, credential=account)
        if account is not None and name not in self._renewals:
            self._renewals[name] = Renewal(channel, account)
        channel.standing.listeners.append(lambda status: self._observe(name, status))
        self._observe(name, channel.status)
        return channel

    def _close(self, name: str) -> Channel | None:
        channel = self.channel(name)
        renewal = self._renewals.pop(name, None)
        if renewal is not None:
            renewal.close()
        if channel is not None:
            self.hub.remove(name)
        return channel

    def _observe(self, name: str, status: Status) -> None:
        self._session.observe(name, status, time.time())


def _at_work(channel: Channel | None) -> bool:
    """It runs, or was refused: nobody stopped it, and as it is now it may be taken."""
    return channel is not None and (channel.running or channel.status.state is ChannelState.FAILED)
