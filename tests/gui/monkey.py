"""Somebody who presses anything at all: keys, buttons, menus, dialogs, in an order that only chance knows.

`python -m tests.gui.monkey SECONDS SEED` does so in the demo; what fails, and what is logged as a warning, is
printed with what was done last. It ends with 1 where there was anything.
"""

import asyncio
import logging
import os
import random
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from watchfloor.desktop import Loop, serve_demo
from watchfloor.gui.shell.message import install_message_handler
from watchfloor.gui.shell.mishap import Reported
from watchfloor.gui.showing import Options, Showing
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.place import config_folder

STEP_MS = 20
REMEMBERED = 25
LEFT_OUT = ("quit", "log.open")  # the end, and another program
NOT_PRESSED = ("Quit", "Open logs")
# What the demo's own server has to say of faults that are practised is none of the window.
EXPECTED = ("ASGI callable returned without completing response",)
TEXTS = (
    "", "severity:>=3", "type:(a OR", '"', "channel:Cockpit*", "near:(34,36,500km)", "within:(1,2,3,4)", "-",
    "time:[now-1h TO now]", "/a+/", "x:[1 TO", "\u202e\u2066abc", "nan", "1e999", "-1", "0", "日本", "\\",
    "a" * 3_000, "https://127.0.0.1:1/x", "curl -H 'A: b' http://127.0.0.1:1/", "<b>R&D</b>", "value:>1e308",
    "NOT NOT x", "*",
)  # fmt: skip
FILES = ("a", "a.toml", "a.csv", "a.watchfloor", "b.toml")
KEYS = (
    *map(Qt.Key, range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)),
    *map(Qt.Key, range(Qt.Key.Key_F1, Qt.Key.Key_F12 + 1)),
    *map(Qt.Key, range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)),
    *[Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp] * 3,
    *[Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Escape] * 3,
    *[Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace] * 3,
    Qt.Key.Key_Menu, Qt.Key.Key_Question, Qt.Key.Key_Slash, Qt.Key.Key_Plus, Qt.Key.Key_Minus,
)  # fmt: skip
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MODIFIERS = (NONE, NONE, NONE, CTRL, SHIFT, CTRL | SHIFT)
SIZES = ((1_440, 900), (1_024, 700), (640, 480), (2_560, 1_440), (300, 200))
WEIGHTS = (6, 8, 8, 2, 2, 1, 2, 1)
IN_DIALOG = ("reject", "press", "pick", "type", "click", "key")


class Monkey:
    """Does one thing after another in whatever of a window is there, until it is to `stop`.

    `done` is what it did last, in words; `folder` is where its files go.
    """

    def __init__(self, window: MainWindow, chance: random.Random, folder: Path) -> None:
        self._window = window
        self._chance = chance
        self._folder = folder
        self.done: deque[str] = deque(maxlen=REMEMBERED)
        self.acts = 0
        self._stopped = False

    def stop(self) -> None:
        self._stopped = True

    def go_on(self) -> None:
        """As Qt hands on what a person does: outside of every task, also while a menu waits within itself."""
        if not self._stopped:
            QTimer.singleShot(STEP_MS, self._turn)

    def _turn(self) -> None:
        self.go_on()
        if not self._stopped:
            self.acts += 1
            self._act()

    def _act(self) -> None:
        popup = QApplication.activePopupWidget()
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
        dialogs = [each for each in dialogs if each.isVisible()]
        if isinstance(popup, QMenu):
            self._in_menu(popup)
        elif dialogs and self._chance.random() < 0.8:
            self._in_dialog(dialogs[-1])
        else:
            self._anything()

    def _anything(self) -> None:
        acts: tuple[Callable[[], None], ...] = (
            self._command, self._key, self._click, self._wheel, self._filter, self._resize, self._choose,
            self._type,
        )  # fmt: skip
        self._chance.choices(acts, WEIGHTS)[0]()

    def act_at_once(self) -> None:
        """Something that opens no menu which waits within itself."""
        acts = (self._command, self._command, self._wheel, self._filter, self._resize, self._choose)
        self._chance.choice(acts)()

    def _command(self) -> None:
        keys = [command.id for command in self._window.commands if command.id not in LEFT_OUT]
        key = self._chance.choice(keys)
        self.done.append(f"command {key}")
        self._window.commands.run(key)

    def _key(self) -> None:
        key, held = self._chance.choice(KEYS), self._chance.choice(MODIFIERS)
        if key == Qt.Key.Key_Q and held & CTRL:
            return
        at = QApplication.focusWidget() or self._window
        self.done.append(f"key {key.name} with {held} in {type(at).__name__}")
        QTest.keyClick(at, key, held)

    def _click(self, ground: QWidget | None = None) -> None:
        ground = ground or self._window
        found = [each for each in ground.findChildren(QWidget) if each.isVisible()]
        found = [each for each in found if each.window() is ground.window()]
        if not found:
            return
        at, chance = self._chance.choice(found), self._chance
        place = QPoint(chance.randrange(max(1, at.width())), chance.randrange(max(1, at.height())))
        button = chance.choice([Qt.MouseButton.LeftButton] * 4 + [Qt.MouseButton.RightButton])
        self.done.append(f"{button.name} on {type(at).__name__} {at.accessibleName()} at {place.toTuple()}")
        press = QTest.mouseDClick if chance.random() < 0.15 else QTest.mouseClick
        press(at, button, chance.choice((NONE, NONE, SHIFT, CTRL)), place)

    def _wheel(self) -> None:
        window = self._window
        view = self._chance.choice((window.map, window.log.table.viewport(), window.graphs))
        place = QPointF(view.width() / 2, view.height() / 2)
        turn = QPoint(0, self._chance.choice((-1_200, -120, 120, 1_200)))
        self.done.append(f"wheel {turn.y()} on {type(view).__name__}")
        event = QWheelEvent(
            place, QPointF(view.mapToGlobal(place.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton,
            self._chance.choice((NONE, CTRL)), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)

    def _filter(self) -> None:
        text = self._chance.choice(TEXTS)
        self.done.append(f"filter {text[:40]!r}")
        self._window.filter_box.setText(text)
        self._window.filter_box.apply()

    def _type(self, ground: QWidget | None = None) -> None:
        fields = [each for each in (ground or self._window).findChildren(QLineEdit) if each.isVisible()]
        if fields:
            field, text = self._chance.choice(fields), self._chance.choice(TEXTS)
            self.done.append(f"type {text[:40]!r} in {field.accessibleName()}")
            field.setText(text)
            field.textEdited.emit(text)

    def _resize(self) -> None:
        size = self._chance.choice(SIZES)
        self.done.append(f"resize to {size}")
        self._window.resize(*size)

    def _choose(self) -> None:
        names = list(self._window.session.channels)
        if names:
            self._window.channels.select(self._chance.choice(names))
        rows = self._window.log.window_of_rows
        if rows.count:
            row = self._chance.randrange(min(rows.count, 400))
            self.done.append(f"choose row {row}")
            self._window.log.table.select(rows.serial_at(row))

    def _in_menu(self, menu: QMenu) -> None:
        actions = [each for each in menu.actions() if each.isEnabled() and each.text()]
        actions = [each for each in actions if each.menu() is None and each.text() not in NOT_PRESSED]
        menu.close()
        if actions and self._chance.random() < 0.75:
            action = self._chance.choice(actions)
            self.done.append(f"menu {action.text()!r}")
            action.trigger()

    def _in_dialog(self, dialog: QDialog) -> None:
        name = type(dialog).__name__
        if isinstance(dialog, QFileDialog):
            self.done.append("file dialog")
            if self._chance.random() < 0.5:
                dialog.fileSelected.emit(str(self._folder / self._chance.choice(FILES)))
            dialog.reject()
            return
        what = self._chance.choices(IN_DIALOG, (5, 5, 2, 4, 2, 2))[0]
        self.done.append(f"{what} in {name}")
        acts = {"type": self._type, "click": self._click, "press": self._press, "pick": self._pick}
        if what == "reject":
            dialog.reject()
        elif what == "key":
            self._key()
        else:
            acts[what](dialog)

    def _press(self, ground: QWidget) -> None:
        buttons = [each for each in ground.findChildren(QAbstractButton) if each.isVisible()]
        buttons = [each for each in buttons if each.isEnabled()]
        if buttons:
            button = self._chance.choice(buttons)
            self.done.append(f"press {button.text()!r}")
            button.click()

    def _pick(self, ground: QWidget) -> None:
        boxes = [each for each in ground.findChildren(QComboBox) if each.isVisible() and each.count()]
        if boxes:
            box = self._chance.choice(boxes)
            box.setCurrentIndex(self._chance.randrange(box.count()))
            self.done.append(f"pick {box.currentText()!r}")


class Trouble(logging.Handler):
    """All that was not to happen: warnings in the log, and what the window would make a report of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0
        self.monkey: Monkey | None = None

    def emit(self, record: logging.LogRecord) -> None:
        words = self.format(record)
        if not any(each in words for each in EXPECTED):
            self.tell(words)

    def tell(self, words: str) -> None:
        self.count += 1
        done = self.monkey.done if self.monkey is not None else ()
        print(f"{words}\nafter:", *done, sep="\n  ", flush=True)

    def watch(self, shown: Showing) -> None:
        inner = shown.surround.on_exception

        def on_exception(error: BaseException) -> None:
            self.tell("".join(traceback.format_exception(error)))
            inner(error)

        shown.surround.on_exception = on_exception  # type: ignore[method-assign]
        shown.surround.shelter.failed.connect(
            lambda error, name: self.tell(f"{name}: {''.join(traceback.format_exception(error))}")
        )

    def check(self, window: MainWindow) -> None:
        """What holds whatever was done."""
        for row in window.session.channels.values():
            if not row.totals.balanced:
                self.tell(f"{row.name} does not balance: {row.totals}")
        window.grab()


async def play(loop: Any, seconds: float, seed: int, folder: Path, trouble: Trouble) -> int:
    """Until the time is over; another workspace is another window. How many things were done."""
    chance, until_s, acts = random.Random(seed), time.monotonic() + seconds, 0
    following = Options(size=(1_440, 900))
    while time.monotonic() < until_s:
        shown = Showing(following, config_folder(), CrashDesk(None), serve_demo)
        shown._recordings._start = lambda *_words: False  # no other program is started
        trouble.watch(shown)
        monkey = trouble.monkey = Monkey(shown.window, chance, folder)
        with Reported(shown.surround, loop):
            running = asyncio.create_task(shown.run())
            shown.window.closed.connect(monkey.stop)
            monkey.go_on()
            await asyncio.wait({running}, timeout=until_s - time.monotonic())
            monkey.stop()
            trouble.check(shown.window)
            shown.window.close()
            await running
        acts += monkey.acts
        following = shown.following or following
    return acts


def main() -> int:
    install_message_handler()
    trouble = Trouble()
    logging.getLogger().addHandler(trouble)
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, loop:
        os.environ["WATCHFLOOR_HOME"] = str(Path(folder) / "home")
        os.chdir(folder)
        work = play(loop, float(sys.argv[1]), int(sys.argv[2]), Path(folder), trouble)
        acts = loop.run_until_complete(work)
        os.chdir("/")
    print(f"{acts} things done, {trouble.count} troubles")
    return 1 if trouble.count else 0


if __name__ == "__main__":
    sys.exit(main())
