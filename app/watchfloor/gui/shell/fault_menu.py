"""Practice on the demo: its server goes wrong on request, to show operators what each fault looks like."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from watchfloor.gui.errand import Do
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.theme import mixed
from watchfloor.services.work.order import Order

LASTS_S = 20.0
SILENCE_S = 45.0  # a silence is told from a pause by several heartbeats
TICK_MS = 500
PREFIX = "fault."


class FaultMenu(QObject):
    """Adds the menu, and a line above the work for as long as a fault is active."""

    def __init__(
        self, surround: Surround, order: Order, do: Do, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(surround.window)
        self._window = surround.window
        self._order = order
        self._do = do
        self._clock = clock
        self._active: dict[str, float] = {}  # until when, by title
        self.strip = QWidget()
        self.strip.setObjectName("fault-strip")
        self.strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.end = QPushButton(self.tr("End it now"))
        self.end.clicked.connect(self.end_all)
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(14, 5, 14, 5)
        row.addWidget(self._words, 1)
        row.addWidget(self.end)
        self.strip.hide()
        self._window.add_strip(self.strip)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show)
        self._window.closed.connect(self._tick.stop)
        self._window.look.changed.connect(self._show)
        self._fill_commands()

    @property
    def words(self) -> str:
        return "" if self.strip.isHidden() else self._words.text()

    def _fill_commands(self) -> None:
        tr = self.tr
        faults: tuple[tuple[str, str, str, dict[str, float]], ...] = (
            ("drop", tr("Drop all connections"), "drop", {}),
            ("stall", tr("Stall: nothing comes"), "stall", {}),
            ("503", tr("Refuse with 503"), "refuse", {"status": 503}),
            (
                "429",
                tr("Refuse with 429, try again after 10 s"),
                "refuse",
                {"status": 429, "retry_after_s": 10},
            ),
            ("malformed", tr("Malformed JSON"), "malformed", {}),
            ("silent", tr("Silent heartbeat"), "silent", {}),
            ("slow", tr("Slow bytes"), "slow", {}),
        )
        menu = tr("Faults")
        self._window.add_commands(
            *(
                Command(f"{PREFIX}{key}", menu, title, partial(self.begin, title, kind, **more))
                for key, title, kind, more in faults
            ),
            Command(
                f"{PREFIX}end", menu, tr("End all faults"), self.end_all, enabled=lambda: bool(self._active)
            ),
        )

    def begin(self, title: str, kind: str, **more: float) -> None:
        for_s = SILENCE_S if kind in ("stall", "silent") else LASTS_S

        async def begin() -> None:
            await self._order.begin_fault(kind, for_s, **more)
            self._active[title] = self._clock() + for_s
            self._tick.start()
            self._show()

        self._do(begin())

    def end_all(self) -> None:
        async def end() -> None:
            await self._order.end_faults()
            self._active.clear()
            self._show()

        self._do(end())

    def _show(self) -> None:
        now_s = self._clock()
        self._active = {title: until_s for title, until_s in self._active.items() if until_s > now_s}
        self.strip.setVisible(bool(self._active))
        if not self._active:
            self._tick.stop()
            return
        told = [
            self.tr("{fault} ({left} s)").format(fault=title, left=max(1, round(until_s - now_s)))
            for title, until_s in self._active.items()
        ]
        words = self.tr("Practice: {faults}. The demo's own server does this on request.")
        self._words.setText(words.format(faults=", ".join(told)))
        self.strip.setAccessibleName(self._words.text())
        theme = self._window.look.theme
        self.strip.setStyleSheet(
            f"#fault-strip {{ background: {mixed(theme.broken, theme.panel, 0.14)}; border: none;"
            f" border-bottom: 1px solid {mixed(theme.broken, theme.panel, 0.5)}; }}"
        )
