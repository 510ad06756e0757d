"""A feed is added or changed: pasted or filled in, heard at once, understood, named, kept."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.preset.preset import Preset
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import AnySecret, ProxyLogin, beside
from watchfloor.core.text.speech import said
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.feed.feed_draft import FeedDraft
from watchfloor.gui.feed.feed_page import AUTO, GENERIC, FeedPage
from watchfloor.gui.feed.hearing import Hearing
from watchfloor.gui.feed.hearing_view import HearingView, plain_label
from watchfloor.gui.feed.policy_form import PolicyForm
from watchfloor.gui.feed.sign_in_form import SignInForm
from watchfloor.gui.feed.work import Do
from watchfloor.gui.style.look import Look
from watchfloor.services.credential.account import Account
from watchfloor.services.credential.token import Way


class FeedWindow(QDialog):
    """Opened with `open()`: nothing waits for it. Gives `kept` with an entry and the new secrets.

    `names` are taken; `vault_words` say where secrets go. With `before` it changes that feed, whose
    `known` secrets it has; it is heard with its own `account`. An `offered` address is filled in, and heard
    only once the user agrees.
    """

    kept = Signal(object, object)

    def __init__(
        self,
        look: Look,
        do: Do,
        *,
        names: set[str],
        vault_words: str,
        before: Entry | None = None,
        known: tuple[AnySecret, ...] = (),
        account: Account | None = None,
        sign_in: bool = False,
        offered: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._do = do
        self._names = names
        self._known = known
        self._account = account
        self._vault_words = vault_words
        self._signing_in = sign_in
        self._chosen = self._named = False  # by the user
        self._held = bool(offered)
        self.draft = FeedDraft(before)
        self.heard = Hearing(do, self)
        self.audition = self.heard.audition
        self.setWindowTitle(self.tr("Add a feed") if before is None else self.tr("Edit the feed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_fields()
        self._lay_out()
        self._connect()
        if before is not None:
            self._fill(before)
        if offered:
            self.paste.setPlainText(offered)
            self.draft.paste(offered)
        self._update()
        self._show_status()
        (self.sign_in.fields["secret"] if sign_in else self.paste).setFocus()

    # -- what it consists of

    def _make_fields(self) -> None:
        look = self._look
        page = self.page = FeedPage(look, SignInForm(look, self._do, self._way), self._vault_words)
        self.paste, self.offer, self.kind, self.form = page.paste, page.offer, page.kind, page.form
        self.sign_in, self.insecure, self.name = page.sign_in, page.insecure, page.name
        self.understood, self.error, self.pointer = page.understood, page.error, page.pointer
        self.sign_in_about = page.sign_in_about
        self.offer.setVisible(self._held)
        self.hearing = HearingView(look)
        self.status, self.raw, self.mapping = self.hearing.status, self.hearing.raw, self.hearing.mapping
        self.policy = PolicyForm(look)
        self.problem = plain_label("muted")

    def _lay_out(self) -> None:
        look, tr = self._look, self.tr
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._first_page(), tr("Feed"))
        self.tabs.addTab(self.policy, tr("Patience and limits"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        words = tr("Add") if self.draft.before is None else tr("Save")
        self.keep = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
        self.keep.setObjectName("primary")
        self.keep.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(1_040), room.width() - 40), min(look.px(720), room.height() - 80))

    def _first_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("panel")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        area, device = _scrolled(self.page), self.sign_in.device
        device.prompted.connect(lambda: area.ensureWidgetVisible(device, 0, self._look.px(8)))
        row.addWidget(area, 1)
        row.addWidget(_scrolled(self.hearing), 1)
        return page

    def _connect(self) -> None:
        self.heard.changed.connect(self._show_heard)
        self.heard.ticked.connect(self._show_status)
        self.heard.due.connect(self._listen)
        self.paste.settled.connect(self._on_pasted)
        self.offer.agreed.connect(self._on_agreed)
        self.kind.activated.connect(lambda _place: self._on_kind())
        self.form.changed.connect(self._on_edited)
        self.sign_in.changed.connect(self._on_edited)
        self.page.ask_sign_in.clicked.connect(self._on_sign_in_asked)
        self.insecure.toggled.connect(lambda _on: self._on_edited())
        self.name.textEdited.connect(self._on_named)
        self.mapping.changed.connect(self._update)
        self.policy.changed.connect(self._update)
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self._on_accepted)
        self.finished.connect(self._on_finished)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._on_accepted)

    def _fill(self, before: Entry) -> None:
        self.paste.setPlainText(before.feed.url)
        self.name.setText(before.feed.name)
        self._named = True
        self.insecure.setChecked(not before.feed.verify_tls)
        self.page.show_colour(before.colour)
        if self._known:
            self.sign_in.show_secret(self._known[0])
        if before.mapping is not None:
            self.mapping.show_mapping(before.mapping, own=True)
        self._listen()

    # -- what the draft says

    @property
    def preset(self) -> Preset | None:
        """The kind that is chosen, or that the address and the first events betray."""
        chosen = self.kind.currentData()
        if chosen != AUTO:
            return PRESETS.get(chosen)
        before = self.draft.before
        if before is not None:
            return _of_profile(before.feed.profile)
        return self.audition.proposal()

    @property
    def _filling_in(self) -> bool:
        """The preset's own form is what says where the feed is."""
        return self.preset is not None and not self.paste.toPlainText().strip()

    def _feed(self) -> Feed | None:
        feed = self.form.feed() if self._filling_in else self.draft.adopt(self.preset)
        return (
            None if feed is None else msgspec.structs.replace(feed, verify_tls=not self.insecure.isChecked())
        )

    @property
    def secrets(self) -> tuple[AnySecret, ...]:
        """What was pasted and typed; a typed one stands in the place of its kind."""
        typed = self.sign_in.secret if not self.sign_in.isHidden() else None
        if typed is None:
            return self.draft.secrets
        others = tuple(each for each in self.draft.secrets if type(each) is not type(typed))
        return (*others, typed)

    def entry(self) -> Entry | None:
        """What would be kept now; None and a sentence in `problem` where it cannot be."""
        feed = self._feed()
        if feed is None:
            return None
        before = self.draft.before
        entry = Entry(feed=feed) if before is None else msgspec.structs.replace(before, feed=feed)
        preset = self.preset
        mapping = None
        if feed.profile == GENERIC:
            own = self.mapping.mapping
            mapping = own if own != Mapping() else None
            if not self.mapping.touched and preset is not None and preset.mapping is not None:
                mapping = preset.mapping
        name = self.name.text().strip() or feed.name
        entry = msgspec.structs.replace(
            entry,
            feed=msgspec.structs.replace(entry.feed, name=name),
            mapping=mapping,
            colour=self.page.colour.currentData(),
        )
        return self.policy.apply(entry)

    def _wrong(self) -> str:
        """Why it cannot be kept, or nothing."""
        if self.draft.error is not None:
            return self.tr("The command cannot be read yet.")
        feed = self._feed()
        if feed is None:
            return (
                self.form.problem if self._filling_in else self.tr("Paste an address, or choose what it is.")
            )
        name = self.name.text().strip()
        if not name:
            return self.tr("Give it a name.")
        own = self.draft.before.feed.name if self.draft.before is not None else ""
        if name != own and name in self._names:
            return self.tr("Another feed has this name.")
        return self.policy.problem or self._wrong_path()

    def _wrong_path(self) -> str:
        feed = self._feed()
        return self.mapping.problem if feed is not None and feed.profile == GENERIC else ""

    # -- what the user does

    def _on_pasted(self, text: str) -> None:
        self.draft.paste(text)
        feed = self.draft.feed
        self.insecure.setChecked(feed is not None and not feed.verify_tls)
        self._listen()
        self._update()

    def _on_agreed(self) -> None:
        self._held = False
        self.offer.hide()
        self._listen()

    def _on_kind(self) -> None:
        self._chosen = True
        self._on_edited()

    def _on_edited(self) -> None:
        self._update()
        self.heard.settle()

    def _on_named(self, _text: str) -> None:
        self._named = True
        self._update()

    def _listen(self) -> None:
        """Hear the feed as it is now, unless that is what is heard, or nobody agreed to it."""
        if not self._held:
            self.heard.listen(self._feed(), self.secrets, self._account)

    def _on_accepted(self) -> None:
        entry = self.entry()
        if entry is None or self._wrong():
            return
        bare, typed = part(entry.feed)  # as a proxy's login, which is a secret like any other
        secrets = (*self.audition.renewed(self.secrets), *typed)
        known = self._known_for(bare)
        if not self.draft.secrets:  # a command that was pasted says all of it
            secrets = beside(known, secrets) or (known if known != self._known else ())
        if known != self._known and not secrets:
            bare = msgspec.structs.replace(bare, credential="")
        self.kept.emit(msgspec.structs.replace(entry, feed=bare), secrets)
        self.accept()

    def _known_for(self, feed: Feed) -> tuple[AnySecret, ...]:
        """What the feed had, but for a login to a proxy that is another one now."""
        before = self.draft.before
        if before is None or before.feed.proxy == feed.proxy:
            return self._known
        return tuple(secret for secret in self._known if not isinstance(secret, ProxyLogin))

    def _on_finished(self, _result: int) -> None:
        self.paste.stop()
        self.sign_in.stop()
        self.heard.stop()

    # -- what is shown

    def _update(self) -> None:
        """Everything that follows from the draft."""
        self.page.show_error(self.draft.error)
        preset, feed = self.preset, self._feed()
        if preset is not None and self._filling_in:
            self.form.show_preset(preset)
            feed = self._feed()
        self.form.setVisible(self._filling_in)
        self._show_proposal(preset)
        self.page.show_understood(feed, self.draft.told, self.secrets)
        self._show_sign_in(preset)
        self.page.show_insecure(self._feed())
        if feed is not None and not self._named:
            self.name.setText(_free(feed.name, self._names))
        generic = feed is not None and feed.profile == GENERIC
        self.hearing.show_mapping(shown=generic)
        entry = self.entry()
        if entry is not None:
            self.policy.show_entry(entry)
        wrong = self._wrong()
        self.problem.setText(said(wrong))
        self.keep.setEnabled(not wrong)

    def _show_proposal(self, preset: Preset | None) -> None:
        known = None
        if self.kind.currentData() == AUTO and self._feed() is not None:
            known = said(preset.title) if preset is not None else ""
        self.page.show_proposal(known)

    def _show_sign_in(self, preset: Preset | None) -> None:
        refused = self.audition.wants_sign_in
        asks = preset is not None and preset.signs_in and not self.secrets and not self._known
        wanted = refused or asks or self._signing_in or self.sign_in.begun
        self.page.show_sign_in(wanted=wanted, refused=refused)

    def _on_sign_in_asked(self) -> None:
        self._signing_in = True
        self._update()
        self.sign_in.kind.setFocus()

    def _way(self) -> Way:
        """How a token server is reached: as the feed."""
        return Way.of(self._feed() or Feed(name="", url=""))

    def _show_heard(self) -> None:
        self._show_status()
        preset = self.preset
        self.hearing.show_events(self.audition, None if preset is None else preset.mapping)
        self._update()

    def _show_status(self) -> None:
        self.hearing.show_status(self.audition if self.heard.is_on else None)


def _of_profile(name: str) -> Preset | None:
    if name == GENERIC:
        return None
    return next((each for each in PRESETS.values() if each.profile == name), None)


def _free(wanted: str, names: set[str]) -> str:
    name, number = wanted, 2
    while name in names:
        name, number = f"{wanted} ({number})", number + 1
    return name


def _scrolled(body: QWidget) -> QScrollArea:
    body.setObjectName("panel")
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields take the keyboard, and scroll it
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area
