"""A day at the window in miniature: the demo with everything on, and a restless user. Prints what it holds.

`python -m tests.gui.soaked MINUTES` goes round and round: half a minute of commands, filters, panels, windows
and practised faults, then rest; after each round one line of JSON says what there is of everything.
"""

import asyncio
import gc
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from watchfloor.core.state import ChannelState
from watchfloor.desktop import Loop, serve_demo
from watchfloor.gui.shell.message import install_message_handler
from watchfloor.gui.showing import Options, Showing
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.place import config_folder

ROUND_S, STEP_S, REST_S, MOST_S = 30.0, 0.35, 4.0, 60.0
COMMANDS = """
palette analysis.start channel.disconnect channel.connect channel.pause channel.resume channel.retry
channel.reset channel.log log.follow log.filter log.find log.find-older log.highlight log.unclear log.pinned
log.pin map.Global map.Europe map.Africa map.in map.out map.arcs map.heat map.box map.link map.clear
graph.1|min graph.5|min graph.60|min graph.All graph.link pane.next pane.previous panel.channels panel.log
panel.inspector panel.graphs layout.reset theme.next text.larger text.smaller time.utc help.keys settings
help.guide help.about alerts.rules alerts.seen feed.add channel.detail channel.examine channel.clear
channel.curl float.graphs float.inspector
"""
FAULTS = ("drop", "stall", "503", "429", "malformed", "silent", "slow")
FILTERS = ("", "severity:>=3", "type:progress", '"port"', "channel:Cockpit*", "near:(34,36,500km)", "nothing")
COMING = (
    ChannelState.CONNECTING, ChannelState.RECONNECTING, ChannelState.BLOCKED, ChannelState.POLLING,
)  # fmt: skip
BACK = ("connect", "resume", "reset", "retry")
REST = ("fault.end", "log.unfilter", "layout.reset", "theme.dark", "text.normal", "map.Global")


class User:
    """Does one thing after another; which, chance says."""

    def __init__(self, shown: Showing, chance: random.Random) -> None:
        self._shown = shown
        self._window = shown.window
        self._chance = chance

    def act(self) -> None:
        self._chance.choice((self._command, self._command, self._filter, self._look, self._choose))()

    def _command(self) -> None:
        self._window.commands.run(self._chance.choice(COMMANDS.split()).replace("|", " "))

    def fault(self) -> None:
        self._window.commands.run(f"fault.{self._chance.choice(FAULTS)}")

    def _filter(self) -> None:
        self._window.filter_box.setText(self._chance.choice(FILTERS))
        self._window.filter_box.apply()

    def _look(self) -> None:
        self._window.inspector.setCurrentIndex(self._chance.randrange(3))
        self._window.grab()

    def _choose(self) -> None:
        names = list(self._shown.session.channels)
        self._window.channels.select(self._chance.choice(names))
        rows = self._window.log.window_of_rows
        if rows.count:
            self._window.log.table.select(rows.serial_at(self._chance.randrange(min(rows.count, 40))))

    def rest(self) -> None:
        """As it was at the beginning: one window, every feed connected, nothing filtered."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        for widget in application.topLevelWidgets():
            if widget is not self._window and widget.isVisible():
                widget.close()
        for command in REST:
            self._window.commands.run(command)
        for name in self._shown.session.channels:
            self._window.channels.select(name)
            for command in BACK:
                self._window.commands.run(f"channel.{command}")
        self._window.log.table.select(None)


def holdings(loop: Any, began_s: float) -> dict[str, float]:
    """What the program has of everything."""
    gc.collect()
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    objects = [each for top in application.topLevelWidgets() for each in top.findChildren(QObject)]
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "minute": round((time.monotonic() - began_s) / 60, 1),
        "memory_mb": round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1),
        "descriptors": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
        "threads": len(os.listdir("/proc/self/task")),  # noqa: PTH208
        "windows": len(application.topLevelWidgets()),
        "widgets": len(application.allWidgets()),
        "qt_objects": len(objects),
        "timers": sum(isinstance(each, QTimer) and each.isActive() for each in objects),
        "waiting_calls": loop.waiting,
        "tasks": len(asyncio.all_tasks()),
        "python_objects": len(gc.get_objects()),
    }


async def _pause(until_s: float, step: Callable[[], None] | None = None) -> None:
    while time.monotonic() < until_s:
        await asyncio.sleep(STEP_S)
        if step is not None:
            step()


async def _connected(shown: Showing) -> None:
    """A feed that is down has no descriptors: what there is of them is compared while none comes back."""
    until_s = time.monotonic() + MOST_S
    rows = shown.session.channels.values()
    while any(row.status.state in COMING for row in rows) and time.monotonic() < until_s:
        await _pause(time.monotonic() + STEP_S)


async def soak(loop: Any, minutes: float, home: Path) -> None:
    os.environ["WATCHFLOOR_HOME"] = str(home)
    shown = Showing(Options(size=(1_440, 900)), config_folder(), CrashDesk(None), serve_demo)
    running = asyncio.create_task(shown.run())
    user = User(shown, random.Random(7))
    while not any(command.id == "fault.end" for command in shown.window.commands):
        await _pause(time.monotonic() + STEP_S)  # until the demo plays
    began_s = time.monotonic()
    while time.monotonic() - began_s < minutes * 60:
        user.fault()
        await _pause(time.monotonic() + ROUND_S, user.act)
        user.rest()
        await _connected(shown)
        await _pause(time.monotonic() + REST_S)
        print(json.dumps(holdings(loop, began_s)), flush=True)
    shown.window.close()
    await running


def main() -> None:
    install_message_handler()
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, loop:
        loop.run_until_complete(soak(loop, float(sys.argv[1]), Path(home)))


if __name__ == "__main__":
    main()
