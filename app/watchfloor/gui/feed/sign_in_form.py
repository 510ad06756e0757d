"""Signing in to a feed: which kind of secret, and the secret itself."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from watchfloor.core.secret.secret import (
    NOUNS,
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    OAuthClient,
    OAuthDevice,
    SecretHeader,
    SecretQuery,
)
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.device_panel import DevicePanel, device_of
from watchfloor.gui.style.control import Choice
from watchfloor.gui.style.look import Look
from watchfloor.services.credential.token import Way


class SignInForm(QWidget):
    """Gives `changed` after each edit; `secret` is None until enough is filled in."""

    changed = Signal()

    def __init__(self, look: Look, do: Do, way: Callable[[], Way], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.device = DevicePanel(look, do, way)
        self.device.signed_in.connect(self.changed)
        self.kind = Choice(look)
        for key, words in (
            ("bearer", tr("Bearer token")),
            ("basic", tr("User and password")),
            ("header", tr("Header")),
            ("query", tr("Query parameter")),
            ("cookie", tr("Cookies")),
            ("certificate", tr("Client certificate")),
            ("oauth", tr("OAuth 2: client credentials")),
            ("device", tr("OAuth 2: sign in on another screen")),
        ):
            self.kind.addItem(words, key)
        self.kind.setAccessibleName(tr("How to sign in"))
        self.kind.activated.connect(lambda _place: self._on_kind())
        self.fields = {name: QLineEdit() for name in ("device", "url", "name", "file", "secret", "scope")}
        self.fields["secret"].setEchoMode(QLineEdit.EchoMode.Password)
        self._labels = {name: QLabel() for name in self.fields}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("Sign in with"), self.kind)
        for name, field in self.fields.items():
            form.addRow(self._labels[name], field)
            field.textEdited.connect(lambda _text: self._on_edited())
        form.addRow(self.device)
        self._form = form
        self._shown: tuple[str, ...] = ()
        self._show_kind()

    @property
    def _state(self) -> tuple[str, ...]:
        """What is chosen and filled in."""
        return (str(self.kind.currentData()), *(field.text() for field in self.fields.values()))

    @property
    def secret(self) -> AnySecret | None:
        if self._state == self._shown and self.device.secret is None:
            return None  # what the feed has, as it was shown: without its secrets it is no new one
        said = {name: field.text().strip() for name, field in self.fields.items()}
        value = self.fields["secret"].text()
        match self.kind.currentData():
            case "bearer" if said["secret"]:
                return Bearer(token=said["secret"].removeprefix("Bearer ").strip())
            case "basic" if said["name"]:
                return Basic(user=said["name"], password=value)
            case "header" if said["name"] and value:
                return SecretHeader(name=said["name"], value=value)
            case "query" if said["name"] and value:
                return SecretQuery(name=said["name"], value=value)
            case "cookie" if "=" in value:
                return Cookie(value=said["secret"])
            case "certificate" if said["file"]:
                return ClientCertificate(
                    cert_file=said["file"], key_file=said["name"] or None, password=value
                )
            case "oauth" if said["url"] and said["name"]:
                return OAuthClient(
                    token_url=said["url"], client_id=said["name"], client_secret=value, scope=said["scope"]
                )
            case "device":
                return self.device.secret
            case _:
                return None

    @property
    def begun(self) -> bool:
        """Something is filled in: the form stays in sight."""
        return self.secret is not None or any(field.text() for field in self.fields.values())

    def show_secret(self, secret: AnySecret) -> None:
        """Which kind a feed has; where it is got anew, everything but what is secret."""
        match secret:
            case OAuthDevice():
                self._choose("device")
                self._fill(device=secret.device_url, url=secret.token_url, name=secret.client_id)
                self._fill(secret=secret.client_secret, scope=secret.scope)
            case OAuthClient():
                self._choose("oauth")
                self._fill(url=secret.token_url, name=secret.client_id, scope=secret.scope)
            case Basic():
                self._choose("basic")
                self._fill(name=secret.user)
            case SecretHeader():
                self._choose("header")
                self._fill(name=secret.name)
            case SecretQuery():
                self._choose("query")
                self._fill(name=secret.name)
            case Cookie():
                self._choose("cookie")
            case ClientCertificate():
                self._choose("certificate")
                self._fill(file=secret.cert_file, name=secret.key_file or "")
            case _:
                self._choose("bearer")
        self._shown = self._state

    def _choose(self, kind: str) -> None:
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._show_kind()

    def _fill(self, **texts: str) -> None:
        for name, text in texts.items():
            self.fields[name].setText(text)
        self._offer_device()

    def stop(self) -> None:
        """Nothing is asked for any more."""
        self.device.stop()

    def clear(self) -> None:
        for field in self.fields.values():
            field.clear()

    def _on_kind(self) -> None:
        self._show_kind()
        self.changed.emit()

    def _on_edited(self) -> None:
        self._offer_device()
        self.changed.emit()

    def _offer_device(self) -> None:
        said = {name: field.text().strip() for name, field in self.fields.items()}
        self.device.offer(device_of(said, self.fields["secret"].text()))

    def _show_kind(self) -> None:
        tr = self.tr
        shown = {
            "bearer": {"secret": tr("Token")},
            "basic": {"name": tr("User"), "secret": tr("Password")},
            "header": {"name": tr("Name"), "secret": tr("Value")},
            "query": {"name": tr("Name"), "secret": tr("Value")},
            "cookie": {"secret": tr("Cookies")},
            "certificate": {
                "file": tr("Certificate (PEM file)"),
                "name": tr("Key (PEM file, if apart)"),
                "secret": tr("Password of the key"),
            },
            "oauth": {
                "url": tr("Token address"),
                "name": tr("Client id"),
                "secret": tr("Client secret"),
                "scope": tr("Scope (optional)"),
            },
            "device": {
                "device": tr("Address for codes"),
                "url": tr("Token address"),
                "name": tr("Client id"),
                "secret": tr("Client secret (optional)"),
                "scope": tr("Scope (optional)"),
            },
        }[self.kind.currentData()]
        self._form.setRowVisible(self.device, self.kind.currentData() == "device")
        self._offer_device()
        for name, field in self.fields.items():
            self._form.setRowVisible(field, name in shown)
            self._labels[name].setText(shown.get(name, ""))
            field.setAccessibleName(shown.get(name, ""))


def nouns(secrets: tuple[AnySecret, ...]) -> str:
    """What kinds of secret there are, never the secrets."""
    return ", ".join(dict.fromkeys(NOUNS[type(secret)] for secret in secrets))
