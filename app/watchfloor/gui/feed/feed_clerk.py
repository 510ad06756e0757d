"""What was decided about feeds is done: at work, on disk, and with secrets where they belong."""

from collections.abc import Awaitable, Callable
from functools import partial

import msgspec

from watchfloor.core.curl.curl_copy import variable_of
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.credential.place import Place, places_of
from watchfloor.services.credential.vault import Vault, Where
from watchfloor.services.work.roster import Roster
from watchfloor.services.work.workspace_desk import WorkspaceDesk


class FeedClerk:
    """Each change is at work first, and on disk when the call returns. A feed that is not in the workspace is
    the demo's."""

    def __init__(self, surround: Surround, roster: Roster, workspaces: WorkspaceDesk, vault: Vault) -> None:
        self._surround = surround
        self._window = surround.window
        self._roster = roster
        self._workspaces = workspaces
        self._vault = vault

    async def save(self, name: str, entry: Entry, secrets: tuple[AnySecret, ...]) -> None:
        """What a person said in the form, for the feed of this `name` or for a new one."""
        if secrets:
            entry = msgspec.structs.replace(entry, feed=await self._keep(entry.feed, secrets))
        if name:
            signed_in = bool(secrets) or await self._is_let_go(name, entry.feed)
            await self.change(name, entry, signed_in=signed_in)
        else:
            await self.add(entry)

    async def _is_let_go(self, name: str, feed: Feed) -> bool:
        """Its credential was withheld, and may go where the feed is now."""
        channel = self._roster.channel(name)
        if channel is None or channel.status.code != "withheld":
            return False
        return not await self._vault.lacking(feed.credential, feed)

    async def add(self, entry: Entry) -> None:
        await self._kept(lambda: self._workspaces.add(entry), self._roster.add(entry))
        self._window.refresh_all()
        self._window.channels.select(entry.feed.name)

    async def change(self, name: str, entry: Entry, *, signed_in: bool = False) -> None:
        feed = entry.feed
        own = self._workspaces.workspace.entry(name) is not None
        put = partial(self._workspaces.replace, name, entry) if own else lambda: None
        if feed.name != name:
            renaming = self._kept(put, self._roster.rename(name, entry))
            await self._surround.looks.through(name, feed.name, renaming)
            self._surround.watcher.rename(name, feed.name)
            for pins in self._window.findChildren(PinDesk):
                await pins.open()  # they know their events by the channel's name
        else:
            await self._kept(put, self._roster.change(entry))
        if signed_in and feed.name == name:
            await self._roster.signed_in(name)
        self._window.refresh_all()
        self._window.channels.select(feed.name)

    async def _kept(self, put: Callable[[], None], at_work: Awaitable[object]) -> None:
        await at_work
        try:
            put()
        except KnownError as error:
            words = self._surround.tr("The feed works, and is not saved: {reason}")
            self._surround.notice.tell(words.format(reason=error))

    async def _keep(self, feed: Feed, secrets: tuple[AnySecret, ...]) -> Feed:
        """Its secrets where they belong; the feed names them from now on."""
        name, places = await self._named(feed, secrets)
        try:
            where = await self._vault.keep(name, secrets, places)
        except KnownError as error:
            where = await self._vault.keep(name, secrets, places, lasting=False)
            self._surround.notice.tell(
                self._surround.tr("{reason} The credential is kept for this session only.").format(
                    reason=error
                )
            )
        else:
            if where is Where.SESSION:
                words = self._surround.tr(
                    "This system has no keyring: {name} is signed in until the program ends. To have it the"
                    " next time, put the secret into the environment variable {variable}."
                )
                self._surround.notice.tell(words.format(name=feed.name, variable=variable_of(name)))
        return msgspec.structs.replace(feed, credential=name)

    async def _named(self, feed: Feed, secrets: tuple[AnySecret, ...]) -> tuple[str, tuple[Place, ...]]:
        """The name to keep them under, and what for."""
        name, places = feed.credential, places_of(feed)
        if name and await self._is_of_others(feed):
            if set(secrets) <= set(await self._vault.read(name)):
                places = await self._vault.places(name)  # nothing was typed: it goes no further than before
            name = ""
        return name or await self._free_credential(feed.name), places

    async def _is_of_others(self, feed: Feed) -> bool:
        """The secret of that name is for elsewhere: who uses it there keeps it."""
        try:
            return bool(await self._vault.lacking(feed.credential, feed))
        except KnownError:
            return False  # it cannot be read any more, and is replaced

    async def _free_credential(self, wanted: str) -> str:
        """A name of its own: another workspace's feed may have one that is called the same."""
        name, number = wanted, 2
        while await self._vault.where(name) is not Where.NOWHERE:
            name, number = f"{wanted} ({number})", number + 1
        return name

    # -- removing

    def is_alone(self, entry: Entry) -> bool:
        """No other feed here signs in with the same credential."""
        credential = entry.feed.credential
        users = [each for each in self._roster.entries.values() if each.feed.credential == credential]
        channel = self._roster.channel(entry.feed.name)
        withheld = channel is not None and channel.status.code == "withheld"  # then it is another feed's
        return bool(credential) and len(users) == 1 and not withheld

    async def remove(self, name: str, credential: str) -> None:
        entry = self._roster.entries.get(name)
        if entry is None:
            return
        if self._workspaces.workspace.entry(name) is not None:
            self._workspaces.remove(name)
        await self._roster.remove(name)
        if credential and not await self._vault.lacking(credential, entry.feed):
            await self._vault.forget(credential)
        self._window.refresh_all()
