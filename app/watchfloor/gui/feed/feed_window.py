"""A feed is added or changed: pasted or filled in, heard at once, understood, named, kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.feed import Feed
from watchfloor.core.preset.preset import Preset
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.text.name import free_name
from watchfloor.core.text.speech import said
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.consent import Consent
from watchfloor.gui.feed.feed_answer import FeedAnswer
from watchfloor.gui.feed.feed_draft import FeedDraft
from watchfloor.gui.feed.feed_page import AUTO, GENERIC, FeedPage
from watchfloor.gui.feed.hearing import Hearing
from watchfloor.gui.feed.hearing_view import HearingView, plain_label
from watchfloor.gui.feed.policy_form import PolicyForm
from watchfloor.gui.feed.sign_in_form import SignInForm
from watchfloor.gui.style.file_dialog import file_dialog
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.scroll import scrolled
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
        self._named = False  # by the user
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
        self.answer = FeedAnswer(
            self.draft, self.audition, page, self.mapping, self.policy, names=self._names, known=self._known
        )
        self.consent = Consent(self._account, page.consent, self._do, self._signed_in)

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
        fit(self, look, 1_040, 720)

    def _first_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("panel")
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        area, device = scrolled(self.page), self.sign_in.device
        device.prompted.connect(lambda: area.ensureWidgetVisible(device, 0, self._look.px(8)))
        row.addWidget(area, 1)
        row.addWidget(scrolled(self.hearing), 1)
        return page

    def _connect(self) -> None:
        self.heard.changed.connect(self._show_heard)
        self.heard.ticked.connect(self._show_status)
        self.heard.due.connect(self._listen)
        self.paste.settled.connect(self._on_pasted)
        self.offer.agreed.connect(self._on_agreed)
        self.consent.given.connect(self.heard.again)
        self.kind.activated.connect(lambda _place: self._on_edited())
        self.form.changed.connect(self._on_edited)
        self.sign_in.changed.connect(self._on_edited)
        self.page.ask_sign_in.clicked.connect(self._on_sign_in_asked)
        self.insecure.toggled.connect(lambda _on: self._on_edited())
        self.name.textEdited.connect(self._on_named)
        self.mapping.changed.connect(self._update)
        self.policy.changed.connect(self._on_edited)
        self.page.authority.clicked.connect(self._on_authority_asked)
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

    def _on_edited(self) -> None:
        self._update()
        self.heard.settle()

    def _on_named(self, _text: str) -> None:
        self._named = True
        self._update()

    def _listen(self) -> None:
        """Hear the feed as it is now, unless that is what is heard, or nobody agreed to it."""
        if not self._held:
            self.heard.listen(self.answer.asked(), self.answer.secrets, self._account)
            self.consent.ask()

    def _signed_in(self) -> Feed | None:
        """The feed that would be signed in with what is kept; None where it has secrets of its own."""
        entry = self.answer.entry()
        return None if entry is None or self.answer.secrets else entry.feed

    def _on_accepted(self) -> None:
        kept = self.answer.kept()
        if kept is not None:
            self.kept.emit(*kept)
            self.accept()

    def _on_finished(self, _result: int) -> None:
        self.consent.stop()
        self.paste.stop()
        self.sign_in.stop()
        self.heard.stop()

    # -- what is shown

    def _update(self) -> None:
        """Everything that follows from the fields."""
        answer = self.answer
        self.page.show_error(self.draft.error)
        preset = answer.preset
        if preset is not None and answer.filling_in:
            self.form.show_preset(preset)
        feed = answer.feed()
        self.form.setVisible(answer.filling_in)
        self._show_proposal(preset)
        self.page.show_understood(feed, self.draft.told, answer.secrets)
        self._show_sign_in(preset)
        self.page.show_trust(answer.asked(), doubted=self.audition.is_doubted)
        if feed is not None and not self._named:
            self.name.setText(free_name(feed.name, self._names))
        self.hearing.show_mapping(shown=feed is not None and feed.profile == GENERIC)
        entry = answer.entry()
        if entry is not None:
            self.policy.show_entry(entry)
        wrong = answer.wrong()
        self.problem.setText(said(wrong))
        self.keep.setEnabled(not wrong)

    def _show_proposal(self, preset: Preset | None) -> None:
        known = None
        if self.kind.currentData() == AUTO and self.answer.feed() is not None:
            known = said(preset.title) if preset is not None else ""
        self.page.show_proposal(known)

    def _show_sign_in(self, preset: Preset | None) -> None:
        refused = self.audition.wants_sign_in
        asks = preset is not None and preset.signs_in and not self.answer.secrets and not self._known
        wanted = refused or asks or self._signing_in or self.sign_in.begun
        self.page.show_sign_in(wanted=wanted, refused=refused)

    def _on_sign_in_asked(self) -> None:
        self._signing_in = True
        self._update()
        self.sign_in.kind.setFocus()

    def _on_authority_asked(self) -> None:
        dialog = file_dialog(self, self.tr("Who vouches for this server"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        pem, every = self.tr("Certificates (*.pem *.crt *.cer)"), self.tr("All files (*)")
        dialog.setNameFilters([pem, every])
        dialog.fileSelected.connect(lambda name: self.policy.fill("ca_file", name))
        dialog.open()

    def _way(self) -> Way:
        """How a token server is reached: as the feed."""
        return Way.of(self.answer.feed() or Feed(name="", url=""))

    def _show_heard(self) -> None:
        self._show_status()
        preset = self.answer.preset
        self.hearing.show_events(self.audition, None if preset is None else preset.mapping)
        self._update()

    def _show_status(self) -> None:
        self.hearing.show_status(self.audition if self.heard.is_on else None)
