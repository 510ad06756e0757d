"""Feeds by hand: what can be asked about them, and the forms that ask back."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QToolButton

from watchfloor.core.curl.curl_copy import curl_of, tail_of
from watchfloor.core.error import KnownError
from watchfloor.core.offer import offered
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.feed_clerk import FeedClerk
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.credential.vault import Vault
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
        self._clerk = FeedClerk(surround, roster, workspaces, vault)
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
        panel = surround.watcher.panel
        panel.feed_asked.connect(self.ask_for_feed)
        panel.offer_feeds()

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
        tr, menu = self.tr, self.tr("Channel")
        self._window.add_commands(
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
            self._do(self._clerk.change(entry.feed.name, msgspec.structs.replace(entry, feed=feed)))

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
            self._open.kept.connect(lambda entry, secrets: self._do(self._clerk.save("", entry, secrets)))
        else:
            name = before.feed.name
            self._open.kept.connect(lambda entry, secrets: self._do(self._clerk.save(name, entry, secrets)))
        self._auditions = [each for each in self._auditions if each.running] + [self._open.audition]
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self, _result: int) -> None:
        self._open = None

    # -- removing

    def ask_to_remove(self) -> None:
        entry = self._entry
        if entry is None:
            return
        name, alone = entry.feed.name, self._clerk.is_alone(entry)
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Remove the feed"))
        told = [self.tr("“{name}” is disconnected and taken out of the workspace.").format(name=name)]
        told.append(self.tr("What it brought stays in the journal."))
        if alone:
            told.append(self.tr("Its credential is forgotten too."))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(" ".join(told))
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(
            lambda: self._do(self._clerk.remove(name, entry.feed.credential if alone else ""))
        )
        box.open()
