"""Every policy of a feed: what it is, what it means, its default, and the figure that holds."""

from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from watchfloor.core.feed import PollingPolicy
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import parse
from watchfloor.core.text.speech import said
from watchfloor.core.workspace.policy import BY_KEY, POLICIES, Policy, is_proxy
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.style.control import Choice, Switch
from watchfloor.gui.style.look import Look

_GROUPS = ("backoff", "breaker", "polling", "pace")
_CHOICES = {
    "format": ("auto", "sse", "ndjson"),
    "pace.kind": ("all", "throttle", "debounce", "buffer"),
    "pace.priority": ("normal", "first"),
}
# Whether the certificate is checked stands beside the address, in red.
_SHOWN = tuple(policy for policy in POLICIES if policy.key != "verify_tls")
_WHOLE = ("max_event_bytes", "backoff.tries", "breaker.threshold", "pace.size")


class PolicyForm(QScrollArea):
    """Gives `changed` after each edit. `problem` says what cannot be right; such a field does not count."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._touched: set[str] = set()
        self.fields: dict[str, QWidget] = {}
        self.backoff = Choice(look)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("panel")
        grid = QGridLayout(body)
        grid.setContentsMargins(14, 10, 14, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        self._add_presets(grid)
        for place, policy in enumerate(_SHOWN, 1):
            self._add(grid, policy, place * 3)
        grid.setRowStretch((len(_SHOWN) + 1) * 3, 1)
        self.setWidget(body)

    def _add_presets(self, grid: QGridLayout) -> None:
        words = self.tr("Back-off preset")
        self.backoff.addItem(self.tr("As below"), "")
        for name in BACKOFFS:
            self.backoff.addItem(name, name)
        self.backoff.setAccessibleName(words)
        self.backoff.activated.connect(lambda _place: self._on_preset())
        grid.addWidget(_label(words, "title"), 0, 0)
        about = self.tr("How long to wait between tries, as one of the five systems has it.")
        grid.addWidget(_label(about, "muted"), 1, 0)
        grid.addWidget(self.backoff, 0, 1, 2, 1)
        grid.setRowMinimumHeight(2, 6)

    def _add(self, grid: QGridLayout, policy: Policy, row: int) -> None:
        field = self.fields[policy.key] = self._field(policy)
        words = f"{said(policy.label)} ({policy.unit})" if policy.unit else said(policy.label)
        about = f"{said(policy.meaning)} {self._default(policy)}"
        field.setAccessibleName(words)
        field.setAccessibleDescription(about)
        grid.addWidget(_label(words, "title"), row, 0)
        grid.addWidget(_label(about, "muted"), row + 1, 0)
        grid.addWidget(field, row, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(row + 2, 6)

    def _default(self, policy: Policy) -> str:
        if policy.default is msgspec.NODEFAULT or policy.default in (None, (), ""):
            return ""
        value = policy.default
        words = (self.tr("On") if value else self.tr("Off")) if isinstance(value, bool) else _text(value)
        return self.tr("Default: {value}.").format(value=words)

    def _field(self, policy: Policy) -> QWidget:
        if policy.key in _CHOICES:
            box = Choice(self._look)
            box.addItems(list(_CHOICES[policy.key]))
            box.activated.connect(lambda _place: self._on_edited(policy.key))
            return box
        if isinstance(policy.default, bool):
            switch = Switch(self._look)
            switch.clicked.connect(lambda _on: self._on_edited(policy.key))
            return switch
        line = QLineEdit()
        line.setMinimumWidth(self._look.px(240 if policy.least is None else 150))
        line.setPlaceholderText(self.tr("not set"))
        line.textEdited.connect(lambda _text: self._on_edited(policy.key))
        return line

    # -- from and to an entry

    def show_entry(self, entry: Entry) -> None:
        """What holds for the entry; what the user has edited stays."""
        for policy in _SHOWN:
            if policy.key not in self._touched:
                _put(self.fields[policy.key], _value_of(entry, policy.key))
        preset = next((name for name, kept in BACKOFFS.items() if kept == entry.feed.backoff), "")
        self.backoff.setCurrentIndex(self.backoff.findData(preset))

    def apply(self, entry: Entry) -> Entry:
        """The entry with what the user has edited, as far as it can be right."""
        changes = {key: value for key in self._touched if (value := self._read(key)) is not _WRONG}
        return _changed(entry, changes)

    def fill(self, key: str, words: str) -> None:
        """As if the user had typed it."""
        _put(self.fields[key], words)
        self._on_edited(key)

    @property
    def problem(self) -> str:
        try:
            parse(str(self._read("pace.where")))
        except QueryError as error:
            label = BY_KEY["pace.where"].label
            return f"{said(label)}: {said(error.sentence)}"
        proxy = str(self._read("proxy") or "")
        if proxy and not is_proxy(proxy):
            return self.tr(
                "Proxy: write system, or an address that begins with http://, https:// or socks5://."
            )
        for policy in _SHOWN:
            if policy.key in self._touched and self._read(policy.key) is _WRONG:
                bounds = self.tr("{name} must be a number from {least:g} to {most:g}.")
                return bounds.format(
                    name=said(policy.label), least=policy.least or 0, most=policy.most or float("inf")
                )
        return ""

    def _read(self, key: str) -> Any:
        field, policy = self.fields[key], next(each for each in _SHOWN if each.key == key)
        if isinstance(field, Switch):
            return field.isChecked()
        if isinstance(field, QComboBox):
            return field.currentText()
        text = field.text().strip() if isinstance(field, QLineEdit) else ""
        if key == "ends_on":
            return tuple(word.strip() for word in text.split(",") if word.strip())
        if policy.least is None:
            return None if not text and policy.default is None else text
        return _number(text, policy)

    def _on_edited(self, key: str) -> None:
        self._touched.add(key)
        self.changed.emit()

    def _on_preset(self) -> None:
        policy = BACKOFFS.get(self.backoff.currentData())
        if policy is None:
            return
        for name, value in msgspec.structs.asdict(policy).items():
            _put(self.fields[f"backoff.{name}"], value)
            self._touched.add(f"backoff.{name}")
        self.changed.emit()


_WRONG = object()


def _number(text: str, policy: Policy) -> Any:
    default = policy.default
    if not text:
        return None if default is None else default if default is not msgspec.NODEFAULT else _WRONG
    try:
        value = float(text.replace("_", ""))
    except ValueError:
        return _WRONG
    if not (policy.least or 0) <= value <= (policy.most or float("inf")):
        return _WRONG
    if policy.key in _WHOLE:
        return int(value) if value.is_integer() else _WRONG
    return value


def _value_of(entry: Entry, key: str) -> Any:
    group, _, name = key.rpartition(".")
    if group == "pace":
        return getattr(entry.pace, name)
    found = getattr(entry.feed, group) if group else entry.feed
    return None if found is None else getattr(found, name)


def _changed(entry: Entry, changes: dict[str, Any]) -> Entry:
    feed, pace = entry.feed, entry.pace
    for group in _GROUPS:
        inner = {
            key.partition(".")[2]: value for key, value in changes.items() if key.startswith(f"{group}.")
        }
        if group == "pace":
            pace = msgspec.structs.replace(pace, **inner)
        elif group == "polling" and inner:
            feed = msgspec.structs.replace(feed, polling=_polling(feed.polling, inner))
        elif inner:
            feed = msgspec.structs.replace(
                feed, **{group: msgspec.structs.replace(getattr(feed, group), **inner)}
            )
    plain = {key: value for key, value in changes.items() if "." not in key}
    return msgspec.structs.replace(entry, feed=msgspec.structs.replace(feed, **plain), pace=pace)


def _polling(before: PollingPolicy | None, changes: dict[str, Any]) -> PollingPolicy | None:
    """Without an address there is no polling."""
    url = changes.get("url", before.url if before else "")
    if not url:
        return None
    return msgspec.structs.replace(before or PollingPolicy(url=url), **(changes | {"url": url}))


def _put(field: QWidget, value: Any) -> None:
    if isinstance(field, Switch):
        field.setChecked(bool(value))
    elif isinstance(field, QComboBox):
        field.setCurrentText(str(value))
    elif isinstance(field, QLineEdit):
        field.setText(_text(value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _label(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
