"""What one fills in of a feed: its address or command, what it is, how to sign in, and its name."""

from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from watchfloor.core.curl.word import CommandError
from watchfloor.core.feed import Feed
from watchfloor.core.log.highlight import PALETTE
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.text.speech import said
from watchfloor.gui.feed.consent_strip import ConsentStrip
from watchfloor.gui.feed.hearing_view import page_column, plain_label
from watchfloor.gui.feed.offer_strip import OfferStrip
from watchfloor.gui.feed.paste_box import PasteBox
from watchfloor.gui.feed.preset_form import PresetForm
from watchfloor.gui.feed.sign_in_form import SignInForm, nouns
from watchfloor.gui.style.control import Choice, Switch
from watchfloor.gui.style.hue import hue
from watchfloor.gui.style.look import Look

AUTO, GENERIC = "auto", "generic"


class FeedPage(QWidget):
    """Its fields, and words about what is in them. `vault_words` say where secrets go."""

    def __init__(self, look: Look, sign_in: SignInForm, vault_words: str) -> None:
        super().__init__()
        self._look = look
        self._vault_words = vault_words
        tr = self.tr
        self.paste = PasteBox(look)
        self.paste.setAccessibleName(tr("Address or cURL command"))
        self.paste.setPlaceholderText(tr("https://…   or   curl 'https://…' -H 'Authorization: …'"))
        self.offer = OfferStrip(look)
        self.understood, self.told = plain_label("plain"), plain_label("muted")
        self.error, self.pointer = plain_label("plain"), plain_label("plain")
        self.pointer.setFont(look.font(12, mono=True))
        self.pointer.setWordWrap(False)
        self.kind = self._kinds()
        self.form = PresetForm(look)
        self.consent = ConsentStrip(look)
        self.sign_in = sign_in
        self.sign_in_about = plain_label("plain")
        self.ask_sign_in = QPushButton(tr("Sign in…"))
        self.ask_sign_in.setObjectName("flat")
        self.ask_sign_in.setAutoDefault(False)
        self.insecure = Switch(look)
        self.insecure.setAccessibleName(tr("Do not check the certificate"))
        self.insecure_about = plain_label("plain")
        self.authority = QPushButton()
        self.authority.setObjectName("flat")
        self.authority.setAutoDefault(False)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.name.setMaxLength(200)
        self.colour = self._colours()
        self._lay_out()

    def _colours(self) -> Choice:
        """Named, for nobody has to tell colours apart."""
        names = (
            self.tr("blue"), self.tr("violet"), self.tr("teal"),
            self.tr("yellow"), self.tr("orange"), self.tr("pink"),
        )  # fmt: skip
        colour = Choice(self._look)
        colour.setAccessibleName(self.tr("Colour"))
        colour.addItem(self.tr("Colour: by itself"), "")
        for name, value in zip(names, PALETTE, strict=True):
            swatch = QPixmap(12, 12)
            swatch.fill(self._look.color(hue(value, self._look.theme)))
            colour.addItem(QIcon(swatch), self.tr("Colour: {name}").format(name=name), value)
        return colour

    def show_colour(self, value: str) -> None:
        """One that is not of the palette is kept, and named as it is."""
        if self.colour.findData(value) < 0:
            self.colour.addItem(self.tr("Colour: {name}").format(name=value), value)
        self.colour.setCurrentIndex(self.colour.findData(value))

    def _kinds(self) -> Choice:
        kind = Choice(self._look)
        kind.setAccessibleName(self.tr("What it is"))
        kind.addItem(self.tr("What it seems to be"), AUTO)
        kind.addItem(self.tr("Any stream of events (generic)"), GENERIC)
        for preset in PRESETS.values():
            kind.addItem(said(preset.title), preset.id)
        return kind

    def _lay_out(self) -> None:
        tr = self.tr
        column = page_column(self)
        for widget in (
            plain_label("heading", tr("Address or cURL command").upper()),
            self.paste,
            self.offer,
            self.error,
            self.pointer,
            self.understood,
            self.told,
            plain_label("heading", tr("What it is").upper()),
            self.kind,
            self.form,
            self.consent,
            self.sign_in_about,
            self.sign_in,
        ):
            column.addWidget(widget)
        column.addWidget(self.ask_sign_in, alignment=Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.addWidget(self.insecure_about, 1)
        line.addWidget(self.insecure)
        column.addLayout(line)
        column.addWidget(self.authority, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(plain_label("heading", tr("Name").upper()))
        last = QHBoxLayout()
        last.addWidget(self.name, 1)
        last.addWidget(self.colour)
        column.addLayout(last)
        column.addStretch()

    # -- words about what is in the fields

    def show_error(self, error: CommandError | None) -> None:
        """Where a command goes wrong, with the place marked."""
        self.paste.mark(None if error is None else error.position)
        for label in (self.error, self.pointer):
            label.setVisible(error is not None)
        if error is not None:
            self.error.setText(said(str(error)))
            self.error.setStyleSheet(f"color: {self._look.color('alarm').name()};")
            near = _near(error.text, error.position)
            # Where a secret is taken out, the caret would stand under something else.
            self.pointer.setText(near)
            self.pointer.setVisible(redact_text(near) == near)

    def show_proposal(self, known: str | None) -> None:
        """What it seems to be; None: there is nothing to tell by yet."""
        words = self.tr("What it seems to be")
        if known is not None:
            words = self.tr("It seems to be: {kind}").format(kind=known or self.tr("any stream of events"))
        self.kind.setItemText(0, words)

    def show_understood(
        self, feed: Feed | None, told: tuple[str, ...], secrets: tuple[AnySecret, ...]
    ) -> None:
        """What was made of what was pasted; never a secret."""
        self.understood.setVisible(feed is not None)
        self.told.setVisible(bool(told))
        self.told.setText("\n".join(f"· {said(sentence)}" for sentence in told))
        if feed is None:
            return
        parts = [f"{feed.method} {feed.url}"]
        if feed.headers:
            parts.append(", ".join(name for name, _ in feed.headers))
        if feed.proxy:
            parts.append(self.tr("through the proxy {proxy}").format(proxy=feed.proxy))
        if secrets:
            kept = self.tr("Kept apart: {kinds}.").format(kinds=nouns(secrets))
            parts.append(f"{kept} {self._vault_words}")
        self.understood.setText("\n".join(redact_text(part) for part in parts))

    def show_sign_in(self, *, wanted: bool, refused: bool) -> None:
        self.sign_in.setVisible(wanted)
        self.sign_in_about.setVisible(wanted)
        self.ask_sign_in.setVisible(not wanted)
        if refused:
            words = self.tr("The server asks who you are. Sign in; the secret is kept apart from the feed.")
        else:
            words = self.tr("Sign in, if the server asks for it. The secret is kept apart from the feed.")
        self.sign_in_about.setText(f"{words} {self._vault_words}")

    def show_trust(self, feed: Feed | None, *, doubted: bool) -> None:
        """Who vouches for the server, or that nobody is asked; `doubted` where nobody known does."""
        chosen = feed.ca_file if feed is not None else None
        self.authority.setVisible(bool(chosen) or (doubted and not self.insecure.isChecked()))
        words = self.tr("Vouched for by {name}…") if chosen else self.tr("Choose its own authority…")
        self.authority.setText(words.format(name=PurePath(chosen or "").name))
        self.authority.setToolTip(chosen or "")
        self._show_insecure(feed)

    def _show_insecure(self, feed: Feed | None) -> None:
        off = self.insecure.isChecked()
        for widget in (self.insecure, self.insecure_about):
            widget.setVisible(off or (feed is not None and feed.url.startswith("https:")))
        if off:
            words = self.tr(
                "The certificate is not checked: anyone on the way can read and change this feed."
            )
        else:
            words = self.tr("Do not check the certificate. Only where you know why it cannot be right.")
        self.insecure_about.setText(words)
        self.insecure_about.setStyleSheet(f"color: {self._look.color('alarm').name()};" if off else "")


def _near(text: str, position: int, around: int = 28) -> str:
    """The part of the line around a place, and a caret under it."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)]
    place = position - start
    left = max(0, place - around)
    before = "…" if left else ""
    return f"{before}{line[left : place + around]}\n{' ' * (place - left + len(before))}^"
