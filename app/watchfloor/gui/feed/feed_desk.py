"""Feeds by hand: added, edited, signed in, copied, removed; each change is at work and on disk at once."""

from collections.abc import Awaitable, Callable
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QToolButton

from watchfloor.core.curl.curl_copy import curl_of, tail_of, variable_of
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.offer import offered
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.feed.work import Do
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault, Where
from watchfloor.services.work.audition import Audition
from watchfloor.services.work.roster import Roster
from watchfloor.services.work.workspace_desk import WorkspaceDesk

Copy = Callable[..., str]


class FeedDesk(QObject):
    """Stands between one window and its `Roster`. Feeds that are not in the workspace are the demo's."""

    def __init__(
        self, surround: Surround, roster: Roster, workspaces: WorkspaceDesk, vault: Vault, do: Do
    ) -> None:
        super().__init__(surround.window)
        self._surround = surround
        self._window = surround.window
        self._roster = roster
        self._workspaces = workspaces
        self._vault = vault
        self._do = do
        self._open: FeedWindow | None = None
        self._auditions: list[Audition] = []
        self._fill_commands()
        button = QToolButton()
        button.setObjectName("plus")
        button.setText("+")
        words = self.tr("Add a feed (Ctrl+N)")
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(self.ask_for_feed)
        self._window.channel_heading.add(button)

    @property
    def heard_secrets(self) -> list[str]:
        """Secrets of a feed that is heard and not kept yet."""
        return [] if self._open is None else self._open.audition.secrets

    async def close(self) -> None:
        """Whatever is still heard is heard no more."""
        if self._open is not None:
            self._open.reject()
        for audition in self._auditions:
            await audition.close()

    # -- commands

    def _fill_commands(self) -> None:
        window, tr = self._window, self.tr
        table, menu = window.commands, tr("Channel")
        table.add(
            Command("feed.add", menu, tr("Add a feed…"), self.ask_for_feed, "Ctrl+N"),
            Command("feed.edit", menu, tr("Edit…"), self._edit, "Ctrl+E", enabled=self._is_own),
            Command("feed.sign-in", menu, tr("Sign in…"), partial(self._edit, True), enabled=self._is_own),
            Command(
                "feed.poll",
                menu,
                tr("Poll only"),
                self._toggle_polling,
                enabled=self._can_poll,
                checked=self._polls_only,
            ),
            Command(
                "channel.curl", menu, tr("Copy as cURL"), partial(self._copy, curl_of), enabled=self._is_fed
            ),
            Command(
                "channel.tail",
                menu,
                tr("Copy as watchfloor tail"),
                partial(self._copy, tail_of),
                enabled=self._is_fed,
            ),
            Command("feed.remove", menu, tr("Remove…"), self.ask_to_remove, enabled=self._is_fed),
        )
        table.install(window)
        window.title_bar.fill_menu()

    @property
    def _entry(self) -> Entry | None:
        return self._roster.entries.get(self._window.channel)

    def _is_fed(self) -> bool:
        return self._entry is not None

    def _is_own(self) -> bool:
        """In the workspace: the demo's feeds are as they are."""
        return self._workspaces.workspace.entry(self._window.channel) is not None

    def _can_poll(self) -> bool:
        return self._entry is not None and self._entry.feed.polling is not None

    def _polls_only(self) -> bool:
        return self._entry is not None and not self._entry.feed.sse_enabled

    def _copy(self, form: Copy) -> None:
        entry = self._entry
        if entry is None:
            return

        async def copy() -> None:
            feed = entry.feed
            secrets = await self._vault.read(feed.credential) if feed.credential else ()
            QGuiApplication.clipboard().setText(form(feed, secrets))
            self._window.tell(self.tr("Copied. No secret is in it: put in your own where it names one."))

        self._do(copy())

    def _toggle_polling(self) -> None:
        entry = self._entry
        if entry is not None:
            feed = msgspec.structs.replace(entry.feed, sse_enabled=not entry.feed.sse_enabled)
            self._do(self._change(entry.feed.name, msgspec.structs.replace(entry, feed=feed)))

    # -- adding and editing

    def ask_for_feed(self) -> None:
        self._show(None, (), sign_in=False)

    def offer(self, link: str) -> None:
        """A link asks to add a feed: its address is filled in, and nothing is asked of it yet."""
        try:
            url = offered(link)
        except KnownError as error:
            self._window.tell(str(error))  # at once: another notice may stand before this one
            self._surround.notice.tell(str(error))
            return
        if self._open is None:
            self._show(None, (), sign_in=False, url=url)
            return
        words = self.tr("A link offers a feed. Finish the one that is open first.")
        self._surround.notice.tell(words, self.tr("Show it"), partial(self.offer, link))

    def _edit(self, sign_in: bool = False) -> None:
        entry = self._entry
        if entry is None:
            return

        async def show() -> None:
            name = entry.feed.credential
            try:
                # Of one that may not go there nothing is taken over: not the rest of it either.
                withheld = await self._vault.lacking(name, entry.feed)
                known = await self._vault.read(name) if name and not withheld else ()
            except KnownError as error:
                self._window.tell(str(error))
                known = ()
            self._show(entry, known, sign_in=sign_in)

        self._do(show())

    def _show(
        self, before: Entry | None, known: tuple[AnySecret, ...], *, sign_in: bool, url: str = ""
    ) -> None:
        if self._open is not None:
            self._open.raise_()
            self._open.activateWindow()
            return
        self._open = FeedWindow(
            self._window.look,
            self._do,
            names=set(self._roster.entries),
            vault_words=self._vault.words,
            before=before,
            known=known,
            account=None if before is None else self._roster.accounts.of(before.feed),
            sign_in=sign_in,
            offered=url,
            parent=self._window,
        )
        if before is None:
            self._open.kept.connect(lambda entry, secrets: self._do(self._save("", entry, secrets)))
        else:
            name = before.feed.name
            self._open.kept.connect(lambda entry, secrets: self._do(self._save(name, entry, secrets)))
        self._auditions = [each for each in self._auditions if each.running] + [self._open.audition]
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self, _result: int) -> None:
        self._open = None

    async def _save(self, name: str, entry: Entry, secrets: tuple[AnySecret, ...]) -> None:
        """What a person said in the form, for the feed of this `name` or for a new one."""
        if secrets:
            entry = msgspec.structs.replace(entry, feed=await self._keep(entry.feed, secrets))
        if name:
            signed_in = bool(secrets) or await self._is_let_go(name, entry.feed)
            await self._change(name, entry, signed_in=signed_in)
        else:
            await self._add(entry)

    async def _is_let_go(self, name: str, feed: Feed) -> bool:
        """Its credential was withheld, and may go where the feed is now."""
        channel = self._roster.channel(name)
        if channel is None or channel.status.code != "withheld":
            return False
        return not await self._vault.lacking(feed.credential, feed)

    async def _add(self, entry: Entry) -> None:
        await self._kept(lambda: self._workspaces.add(entry), self._roster.add(entry))
        self._window.refresh_all()
        self._window.channels.select(entry.feed.name)

    async def _change(self, name: str, entry: Entry, *, signed_in: bool = False) -> None:
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
            words = self.tr("The feed works, and is not saved: {reason}")
            self._surround.notice.tell(words.format(reason=error))

    async def _keep(self, feed: Feed, secrets: tuple[AnySecret, ...]) -> Feed:
        """Its secrets where they belong; the feed names them from now on."""
        name, places = feed.credential, places_of(feed)
        if not name or await self._is_of_others(feed):
            name = await self._free_credential(feed.name)
        try:
            where = await self._vault.keep(name, secrets, places)
        except KnownError as error:
            where = await self._vault.keep(name, secrets, places, lasting=False)
            self._surround.notice.tell(
                self.tr("{reason} The credential is kept for this session only.").format(reason=error)
            )
        else:
            if where is Where.SESSION:
                words = self.tr(
                    "This system has no keyring: {name} is signed in until the program ends. To have it the"
                    " next time, put the secret into the environment variable {variable}."
                )
                self._surround.notice.tell(words.format(name=feed.name, variable=variable_of(name)))
        return msgspec.structs.replace(feed, credential=name)

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

    def ask_to_remove(self) -> None:
        entry = self._entry
        if entry is None:
            return
        name, alone = entry.feed.name, self._is_alone(entry)
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Remove the feed"))
        told = [self.tr("“{name}” is disconnected and taken out of the workspace.").format(name=name)]
        told.append(self.tr("What it brought stays in the journal."))
        if alone:
            told.append(self.tr("Its credential is forgotten too."))
        box.setText(" ".join(told))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(lambda: self._do(self._remove(name, entry.feed.credential if alone else "")))
        box.open()

    def _is_alone(self, entry: Entry) -> bool:
        """No other feed here signs in with the same credential."""
        credential = entry.feed.credential
        users = [each for each in self._roster.entries.values() if each.feed.credential == credential]
        channel = self._roster.channel(entry.feed.name)
        withheld = channel is not None and channel.status.code == "withheld"  # then it is another feed's
        return bool(credential) and len(users) == 1 and not withheld

    async def _remove(self, name: str, credential: str) -> None:
        entry = self._roster.entries.get(name)
        if entry is None:
            return
        if self._workspaces.workspace.entry(name) is not None:
            self._workspaces.remove(name)
        await self._roster.remove(name)
        if credential and not await self._vault.lacking(credential, entry.feed):
            await self._vault.forget(credential)
        self._window.refresh_all()
