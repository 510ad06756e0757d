"""Pins: events that a person keeps, with a note to each. The journal holds them; the log marks them."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QPushButton

from watchfloor.core.event import Event
from watchfloor.core.text.numeral import grouped
from watchfloor.gui.errand import Do
from watchfloor.gui.log.note_window import NoteWindow
from watchfloor.gui.log.pin_line import PinLine
from watchfloor.gui.log.row_sheet import PinKey
from watchfloor.gui.shell.command import Command
from watchfloor.gui.window import MainWindow
from watchfloor.journal.reader.chronicle import MOST_PINS, Pinned
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer


class PinDesk(QObject):
    """Without a `writer` pins are shown and not changed. `do` runs what takes a while beside the window."""

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        do: Do,
        writer: Writer | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._writer = writer
        self._do = do
        self._clock = clock
        self.pins: dict[PinKey, Pinned] = {}
        self.chip = QPushButton()
        self.chip.setObjectName("flat")
        self.chip.setCheckable(True)
        self.chip.clicked.connect(lambda checked: self.show_only(only=checked))
        window.log.heading.add_first(self.chip)
        self.line = PinLine(changes=writer is not None)
        self._connect()

    def _connect(self) -> None:
        window, line = self._window, self.line
        line.pin_asked.connect(self.toggle)
        line.note_asked.connect(self.ask_for_note)
        layout = window.inspector.event_view.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(2, line)
        window.log.item_chosen.connect(lambda _serial: self._show_line())
        window.log.all_wanted.connect(lambda: self.show_only(only=False))
        window.add_commands(*self._commands())
        self._refresh()

    def _commands(self) -> list[Command]:
        menu = self.tr("Log")

        def chosen() -> bool:
            return self._event is not None

        return [
            Command("log.pin", menu, self.tr("Pin, or take the pin off"), self.toggle, "Ctrl+D",
                    enabled=chosen, checked=lambda: self._note is not None),
            Command("log.note", menu, self.tr("Pin with a note…"), self.ask_for_note, "Ctrl+Shift+D",
                    enabled=chosen),
            Command("log.pinned", menu, self.tr("Show pinned rows only"), self._toggle_only, "Ctrl+Shift+P",
                    checked=lambda: self._window.log.window_of_rows.choosing),
        ]  # fmt: skip

    # -- what is pinned

    async def open(self) -> None:
        """Read the pins that the journal holds."""
        self._show(await self._reader.pins())

    def _show(self, pins: list[Pinned]) -> None:
        self.pins = {(pin.event.channel, pin.event.seq): pin for pin in pins}
        self._refresh()

    def _refresh(self) -> None:
        log = self._window.log
        log.table.show_pins({key: pin.note for key, pin in self.pins.items()})
        if log.window_of_rows.choosing:
            log.choose(self._rows())
        self.chip.setText(self.tr("Pinned · {count}").format(count=len(self.pins)))
        self.chip.setToolTip(self.tr("Show pinned rows only (Ctrl+Shift+P)"))
        self.chip.setChecked(log.window_of_rows.choosing)
        self.chip.setVisible(bool(self.pins) or log.window_of_rows.choosing)
        self._show_line()

    def _rows(self) -> list[tuple[int, Event]]:
        newest = sorted(self.pins.values(), key=lambda pin: pin.position, reverse=True)
        return [(-pin.position, pin.event) for pin in newest]

    @property
    def _event(self) -> Event | None:
        """The current row, if it is an event."""
        serial = self._window.log.table.current
        item = None if serial is None else self._window.log.window_of_rows.item(serial)
        return item if isinstance(item, Event) else None

    @property
    def _note(self) -> str | None:
        event = self._event
        pin = None if event is None else self.pins.get((event.channel, event.seq))
        return None if pin is None else pin.note

    def _show_line(self) -> None:
        if self._event is None:
            self.line.hide()
        else:
            self.line.show_pin(self._note)

    # -- what the user does

    def show_only(self, *, only: bool) -> None:
        self._window.log.choose(self._rows() if only else None)
        self._refresh()

    def _toggle_only(self) -> None:
        self.show_only(only=not self._window.log.window_of_rows.choosing)

    def toggle(self) -> None:
        event = self._event
        if event is None:
            self._window.tell(self.tr("Choose an event of the log first."))
        elif self._may_change():
            pin = self.pins.get((event.channel, event.seq))
            self._do(self._pin(event, "") if pin is None else self._unpin(pin))

    def ask_for_note(self) -> None:
        event = self._event
        if event is None or not self._may_change():
            return
        window = NoteWindow(self._note or "", self._window.look, self._window)
        window.kept.connect(lambda note: self._do(self._pin(event, note)))
        window.open()

    def _may_change(self) -> bool:
        if self._writer is None:
            self._window.tell(self.tr("This is a recording: its pins stay as they are."))
        return self._writer is not None

    async def _pin(self, event: Event, note: str) -> None:
        if self._writer is None:
            return
        known = (event.channel, event.seq) in self.pins
        if not known and len(self.pins) >= MOST_PINS:
            words = self.tr("There are {count} pins, which is all that can be. Take some off first.")
            self._window.tell(words.format(count=grouped(MOST_PINS)))
            return
        await self._writer.flush()
        position = await self._reader.position(event.channel, event.seq)
        if position is None:
            self._window.tell(self.tr("This event is no longer in the journal, so it cannot be pinned."))
            return
        at_s = self._clock()
        await self._writer.pin(position, note, at_s)
        self.pins[event.channel, event.seq] = Pinned(position, at_s, note, event)
        self._refresh()

    async def _unpin(self, pin: Pinned) -> None:
        if self._writer is not None:
            await self._writer.unpin(pin.position)
            self.pins.pop((pin.event.channel, pin.event.seq), None)
            self._refresh()
