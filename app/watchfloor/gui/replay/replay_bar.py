"""A replay's controls: play and pause, steps, the line of time, the speed, and the recording's own clock."""

from functools import partial
from math import inf

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from watchfloor.core.text.numeral import numeral
from watchfloor.gui.instant import clock_text, date_text
from watchfloor.gui.replay.scrubber import Scrubber
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.icon import icon
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import mixed
from watchfloor.services.recorded.replay import SPEEDS

NARROW = 900


class ReplayBar(QWidget):
    """Shows a replay that others drive.

    Gives what the user asks for: `play_toggled`, `stepped` with a number of events, `hurried` with a speed,
    `loop_toggled`, and its scrubber's `sought`.
    """

    play_toggled = Signal()
    stepped = Signal(int)
    hurried = Signal(float)
    loop_toggled = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[float, bool, float, bool] | None = None
        self._end_s = 0.0
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = _label("recording", self.tr("RECORDING"))
        self.play = self._button(self.tr("Play"))
        self.play.clicked.connect(self.play_toggled)
        self.back = self._button(self.tr("Previous event"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on = self._button(self.tr("Next event"))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.scrubber = Scrubber(look)
        self._time, self._end = _label("title", ""), _label("muted", "")
        self.speed = self._named(MenuButton(look), self.tr("Speed"))
        self.speed.setMenu(self._speeds())
        self.loop = self._button(self.tr("Again from the beginning"))
        self.loop.setCheckable(True)
        self.loop.clicked.connect(self.loop_toggled)
        self._lay_out()
        look.changed.connect(self._restyle)
        self._restyle()

    def _button(self, words: str) -> QToolButton:
        return self._named(QToolButton(), words)

    @staticmethod
    def _named(button: QToolButton, words: str) -> QToolButton:
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _speeds(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        for speed in SPEEDS:
            action = menu.addAction(self.speed_words(speed))
            action.setCheckable(True)
            action.setData(speed)
            action.triggered.connect(partial(self.hurried.emit, speed))
            group.addAction(action)
        return menu

    def speed_words(self, speed: float) -> str:
        return self.tr("As fast as it goes") if speed == inf else numeral(f"{speed:g}×")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(8)
        for widget in (self._sign, self.back, self.play, self.on):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.scrubber, 1)
        for widget in (self._time, self._end, self.speed, self.loop):
            row.addWidget(widget)

    # -- what is shown

    def show_span(self, begin_s: float, end_s: float) -> None:
        self.scrubber.show_span(begin_s, end_s)
        self._end_s = end_s
        self._shown = None

    def show_state(self, at_s: float, *, playing: bool, speed: float, looping: bool) -> None:
        """Where the recording stands, and how it goes on."""
        self.scrubber.show_at(at_s)
        shown = (at_s, playing, speed, looping)
        before, self._shown = self._shown, shown
        if before == shown:
            return
        self._tell_time(at_s)
        if before is None or before[1:] != shown[1:]:
            self._tell_how(playing=playing, speed=speed, looping=looping)

    def _tell_time(self, at_s: float) -> None:
        utc = self._look.utc
        self._time.setText(clock_text(at_s, utc=utc))
        self._end.setText(f"/ {clock_text(self._end_s, utc=utc)}" + (" UTC" if utc else ""))
        words = self.tr("The recording's own time: {now}").format(now=date_text(at_s, utc=utc))
        self._time.setToolTip(words)
        self._end.setToolTip(words)

    def _tell_how(self, *, playing: bool, speed: float, looping: bool) -> None:
        look = self._look
        self.play.setIcon(icon("pause" if playing else "play", look.color("text"), look.px(16)))
        words = self.tr("Pause the replay") if playing else self.tr("Play the recording")
        self.play.setToolTip(words + " (Ctrl+P)")
        self.play.setAccessibleName(words)
        self.speed.setText("max" if speed == inf else numeral(f"{speed:g}×"))
        self.speed.setAccessibleDescription(self.speed_words(speed))
        for action in self.speed.menu().actions():
            action.setChecked(action.data() == speed)
        self.loop.setChecked(looping)

    # -- how it looks

    def _restyle(self) -> None:
        look, theme = self._look, self._look.theme
        for button, name in ((self.back, "skip-back"), (self.on, "skip-forward"), (self.loop, "repeat")):
            button.setIcon(icon(name, look.color("text"), look.px(16)))
        for button in (self.back, self.play, self.on, self.loop):
            button.setIconSize(QSize(look.px(16), look.px(16)))
        self._sign.setStyleSheet(
            f"color: {theme.accent}; background: {mixed(theme.accent, theme.panel, 0.14)};"
            f" border: 1px solid {mixed(theme.accent, theme.panel, 0.5)}; border-radius: 4px;"
            f" font-weight: 700; font-size: {look.px(11)}px; padding: 2px {look.px(8)}px;"
        )
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_state(shown[0], playing=shown[1], speed=shown[2], looping=shown[3])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._end.setVisible(self.width() >= self._look.px(NARROW))


def _label(name: str, words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
