"""Signing in on another screen: the code, where to type it, and how it stands."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from watchfloor.core.error import KnownError
from watchfloor.core.secret.secret import AnySecret, Bearer, OAuthDevice
from watchfloor.core.text.speech import said
from watchfloor.gui.errand import Do
from watchfloor.gui.style.look import Look
from watchfloor.services.clock import Clock
from watchfloor.services.credential.device import DeviceSignIn, Prompt
from watchfloor.services.credential.token import TokenServer, Way

SECOND_MS = 1_000


class DevicePanel(QWidget):
    """Gives `prompted` when there is a code, `signed_in` once a person has; `secret` is what to keep of it.

    `way` says how the server is reached. Whatever is asked meanwhile ends with `stop`.
    """

    prompted = Signal()
    signed_in = Signal()

    def __init__(self, look: Look, do: Do, way: Callable[[], Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._do = do
        self._way = way
        self._oauth: OAuthDevice | None = None
        self._prompt: Prompt | None = None
        self._turn = 0
        self._task: asyncio.Task[None] | None = None
        self.secret: AnySecret | None = None
        self.ask = QPushButton(self.tr("Get a code"))
        self.ask.setAutoDefault(False)
        self.ask.setEnabled(False)
        self.ask.clicked.connect(self._on_asked)
        self.code, self.where, self.status = _label("code"), _label("plain"), _label("muted")
        self.code.setFont(look.font(22, 600, mono=True))
        for label in (self.code, self.where):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.browse = self._button(self.tr("Open in the browser"), self._on_browse)
        self.copy = self._button(self.tr("Copy the code"), self._on_copy)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._show_left)
        self._lay_out()
        self._show_prompt(None)

    def _button(self, words: str, on_clicked: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(on_clicked)
        return button

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        for button in (self.ask, self.browse, self.copy):
            keys.addWidget(button)
        keys.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for label in (self.where, self.code, self.status):
            column.addWidget(label)
        column.addLayout(keys)

    # -- what it signs in to

    def offer(self, oauth: OAuthDevice | None) -> None:
        """What has been filled in; another server or client begins anew. None: not enough yet."""
        if oauth == self._oauth:
            return
        self._oauth = oauth
        self.stop()
        self.ask.setEnabled(oauth is not None)

    def stop(self) -> None:
        """Give up what is asked for now."""
        self._turn += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.secret = None
        self._show_prompt(None)
        self.status.setText("")

    # -- asking

    def _on_asked(self) -> None:
        oauth = self._oauth
        if oauth is not None:
            self.stop()
            self.status.setText(self.tr("Asking for a code…"))
            self._do(self._sign_in(oauth, self._turn))

    async def _sign_in(self, oauth: OAuthDevice, turn: int) -> None:
        if turn != self._turn:
            return  # given up before it began
        self._task, clock = asyncio.current_task(), Clock()
        flow = DeviceSignIn(oauth, TokenServer(self._way(), clock), clock)
        try:
            self._show_prompt(await flow.begin())
            kept, token = await flow.finish()
        except KnownError as error:
            self._show_prompt(None)
            self.status.setText(said(str(error)))
            self._color("alarm")
        else:
            # Without a refresh token nothing but this one token can be kept.
            secret = kept if kept.refresh_token else Bearer(token=token.text)
            self._take(secret, lasts=bool(kept.refresh_token))
        self._task = None

    def _take(self, secret: AnySecret, *, lasts: bool) -> None:
        self._show_prompt(None)
        self.secret = secret
        words = self.tr("Signed in.")
        if not lasts:
            words = self.tr("Signed in, until the token ends: this server gives none to renew it with.")
        self.status.setText(words)
        self._color("good")
        self.signed_in.emit()

    # -- what is shown

    def _show_prompt(self, prompt: Prompt | None) -> None:
        self._prompt = prompt
        waiting = prompt is not None
        for widget in (self.where, self.code, self.browse, self.copy):
            widget.setVisible(waiting)
        self.ask.setVisible(not waiting)
        self._color("muted")
        if prompt is None:
            self._second.stop()
            return
        self.where.setText(self.tr("Open {address} on any screen and type:").format(address=prompt.address))
        self.code.setText(prompt.user_code)
        self.code.setAccessibleName(self.tr("Code: {code}").format(code=" ".join(prompt.user_code)))
        self._second.start()
        self._show_left()
        # Once it is laid out, so that it can be brought into sight.
        QTimer.singleShot(0, self, self.prompted.emit)

    def _show_left(self) -> None:
        if self._prompt is not None:
            left_s = max(0, round(self._prompt.expires_at_s - time.time()))
            words = self.tr("Waiting for you to sign in. The code is good for {minutes}:{seconds:02d}.")
            self.status.setText(words.format(minutes=left_s // 60, seconds=left_s % 60))

    def _color(self, meaning: str) -> None:
        self.status.setStyleSheet(f"color: {self._look.color(meaning).name()};")

    def _on_browse(self) -> None:
        """Only because the user asked, and only an http(s) address: `DeviceSignIn` gives no other."""
        prompt = self._prompt
        if prompt is not None:
            QDesktopServices.openUrl(QUrl(prompt.whole_address or prompt.address))

    def _on_copy(self) -> None:
        if self._prompt is not None:
            QGuiApplication.clipboard().setText(self._prompt.user_code)


def device_of(said_: dict[str, str], secret: str) -> OAuthDevice | None:
    """What is filled in, once it is enough."""
    if not (said_["device"] and said_["url"] and said_["name"]):
        return None
    return OAuthDevice(
        device_url=said_["device"],
        token_url=said_["url"],
        client_id=said_["name"],
        client_secret=secret,
        scope=said_["scope"],
    )


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
