"""What a feed sends before it is kept: how it answers, its first events, and what their fields mean."""

from time import monotonic
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.state import ChannelState, Status, words
from watchfloor.core.text.speech import said
from watchfloor.gui.channel.indicator import Dot
from watchfloor.gui.feed.mapping_form import MappingForm
from watchfloor.gui.style.look import Look
from watchfloor.services.work.audition import Audition

RAW_SHOWN, RAW_CHARACTERS = 6, 2_000


class HearingView(QWidget):
    """Shows an `Audition`."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self._look = look
        self.dot, self.status = Dot(look), plain_label("title")
        self.reason = plain_label("muted")
        self.raw = QPlainTextEdit()
        self.raw.setReadOnly(True)
        self.raw.setFont(look.font(11, mono=True))
        self.raw.setTabChangesFocus(True)
        self.raw.setAccessibleName(tr("What arrives"))
        self.raw.setPlaceholderText(tr("The first events are shown here, as they come."))
        self.mapping = MappingForm(look)
        self._is_wanted = False  # fields are to be chosen
        self._has_fields = False
        self._lay_out()

    def _lay_out(self) -> None:
        column = page_column(self)
        line = QHBoxLayout()
        line.addWidget(self.dot)
        line.addWidget(self.status, 1)
        column.addLayout(line)
        column.addWidget(self.reason)
        column.addWidget(plain_label("heading", self.tr("What arrives").upper()))
        column.addWidget(self.raw, 1)
        self.raw.setMinimumHeight(self._look.px(120))
        self.mapping_heading = plain_label("heading", self.tr("What the fields mean").upper())
        self.mapping_about = plain_label("muted")
        column.addWidget(self.mapping_heading)
        column.addWidget(self.mapping_about)
        column.addWidget(self.mapping)

    def show_mapping(self, *, shown: bool) -> None:
        """Whether fields are to be chosen: only of a stream that no profile knows."""
        self._is_wanted = shown
        self._show_form()

    def _show_form(self) -> None:
        """Its many lines appear once there is something to choose from, or to see."""
        for widget in (self.mapping_heading, self.mapping_about):
            widget.setVisible(self._is_wanted)
        self.mapping.setVisible(self._is_wanted and (self._has_fields or self.mapping.touched))

    def show_events(self, audition: Audition, known: Mapping | None) -> None:
        """What was heard, and what its fields mean; `known` is a preset's own mapping."""
        events = list(audition.events)
        shown = "\n\n".join(_raw(event.type, event.id, event.data) for event in events[-RAW_SHOWN:][::-1])
        if shown != self.raw.toPlainText():
            bar = self.raw.verticalScrollBar()
            place = bar.value()
            self.raw.setPlainText(shown)
            bar.setValue(place)
        body: Any = None
        if not events:
            self._has_fields = known is not None
            self.mapping.show_mapping(known or Mapping())
        else:
            try:
                body = decode(events[-1].data)
            except UnreadableError:
                body = None
            self.mapping.show_mapping(known or audition.guess())
            self.mapping.show_event(events[-1].data, body)
            self._has_fields = self._has_fields or isinstance(body, dict | list)
        self.mapping_about.setText(
            self.tr("Guessed from the first events, and shown on the newest one. Correct what is wrong.")
            if isinstance(body, dict)
            else self.tr("Once JSON arrives, its fields can be chosen here.")
        )
        self._show_form()

    def show_status(self, heard: Audition | None) -> None:
        """How the connection stands; None: nothing is listened to."""
        if heard is None:
            self.dot.show_state(ChannelState.IDLE, "")
            self.status.setText(self.tr("Nothing to listen to yet"))
            self.reason.setText("")
            return
        status = heard.status
        line = words(status, monotonic())
        self.dot.show_state(status.state, line)
        count = (
            self.tr("1 event") if heard.count == 1 else self.tr("{count} events").format(count=heard.count)
        )
        count = count if heard.count else ""
        self.status.setText(" · ".join(part for part in (line, count) if part))
        quiet = status.state is ChannelState.CONNECTED and not heard.count
        waiting = self.tr("Connected. Nothing has come yet; you can add it all the same.") if quiet else ""
        if heard.rubbish:  # which says more than the state's own reason
            told = self.tr("What comes is called an event stream and is none: it begins with {start}.")
            waiting = told.format(start=heard.rubbish)
        reason = heard.problem or ("" if heard.rubbish else _more(status)) or waiting
        self.reason.setText(redact_text(said(reason), heard.secrets))
        self.reason.setVisible(bool(reason))


def _more(status: Status) -> str:
    """What the line above does not say already: of a refusal what the server wrote into it."""
    return status.reason.partition(": ")[2] if status.state is ChannelState.FAILED else status.reason


def _raw(type_: str, id_: str, data: str) -> str:
    head = " · ".join(part for part in (type_, id_) if part)
    return f"{head}\n{data[:RAW_CHARACTERS]}{'…' if len(data) > RAW_CHARACTERS else ''}"


def page_column(page: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(7)
    return column


def plain_label(name: str, words: str = "") -> QLabel:
    """Words that wrap, as plain text; `name` says how the style sheet draws them."""
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
