"""Puts the desktop program together: Qt's application, the loop, and the demo's own server."""

import asyncio
import contextlib
import gc
import sys
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from watchfloor.core.error import KnownError
from watchfloor.core.offer import clipped
from watchfloor.gui.demo_play import Stage
from watchfloor.gui.due import Due
from watchfloor.gui.inlet import HAS_INLET, Inlet
from watchfloor.gui.option import Options
from watchfloor.gui.ready import Ready
from watchfloor.gui.screen import chosen_platform
from watchfloor.gui.showing import DEFAULT_SIZE, Showing
from watchfloor.services.home.crash import CrashDesk
from watchfloor.services.home.place import config_folder, state_folder
from watchfloor.services.home.shelf import kept_settings

__all__ = ["Options", "show"]


class Loop(QEventLoop):  # type: ignore[misc]
    """qasync's, which lets Qt have its turn however much there is to do."""

    def __init__(self, application: QApplication) -> None:
        self._queue = Ready()
        self._due = Due(self._queue.add)
        self._inlet = Inlet(self._queue.run) if HAS_INLET else None
        super().__init__(application)

    @property
    def waiting(self) -> int:
        """How many calls are to come later."""
        return self._due.count

    def call_soon(
        self, callback: Callable[..., object], *arguments: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """What each read asks for more than once: qasync looks into every callback before it takes it."""
        handle = asyncio.Handle(callback, arguments, self, context)
        self._queue.add(handle)
        return handle

    def _add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        if delay > 0:
            self._due.add(handle, delay)
        else:
            self._queue.add(handle)
        return handle

    def _add_reader(self, descriptor: int, callback: Callable[..., object], *arguments: Any) -> Any:
        if self._inlet is None:
            return super()._add_reader(descriptor, callback, *arguments)
        self._check_closed()
        handle = asyncio.Handle(callback, arguments, self)
        self._inlet.add(descriptor, handle)
        return handle

    def _remove_reader(self, descriptor: int) -> bool:
        if self._inlet is None:
            return bool(super()._remove_reader(descriptor))
        return not self.is_closed() and self._inlet.remove(descriptor)

    def close(self) -> None:
        super().close()
        self._due.stop()
        self._queue.stop()
        if self._inlet is not None:
            self._inlet.close()


def show(options: Options) -> int:
    """Open the window, and stay until it is closed for good: another workspace is another showing."""
    from watchfloor.gui.shell.message import install_message_handler
    from watchfloor.gui.shell.opening import Application
    from watchfloor.gui.shell.parting import part
    from watchfloor.gui.shell.single import FirstStart, hand_over, server_name
    from watchfloor.gui.shell.translation import install

    install_message_handler()
    with chosen_platform(options.size or DEFAULT_SIZE, for_picture=not options.keeps):
        application = Application(sys.argv[:1])
    application.setApplicationName("watchfloor")
    application.setApplicationDisplayName("Watchfloor")
    application.setDesktopFileName("org.watchfloor.Watchfloor")
    application.setStyle("Fusion")
    # The end is ours to say: what is received is committed first.
    application.setQuitOnLastWindowClosed(False)
    single = options.keeps and options.journal is None  # each recording has a window of its own
    name = server_name(config_folder()) if single else ""
    if single and hand_over(name, _words(options)):
        print("Watchfloor is open already: its window is in front now.")
        return 0
    first = FirstStart(name) if single else None
    if first is not None:
        application.asked.connect(first.asked)
    crash = CrashDesk(state_folder() / "reports" if options.keeps else None)
    crash.watch_faults()
    if options.keeps:
        install(application, kept_settings(config_folder()).language)
    loop = Loop(application)
    asyncio.set_event_loop(loop)
    with loop, contextlib.ExitStack() as stack:
        stack.callback(crash.close)
        if first is not None:
            stack.callback(first.close)
        try:
            return present(options, loop, crash, first)
        except KnownError as error:
            part(str(error))
            raise


def _words(options: Options) -> list[str]:
    """What a first start is to open: its own folder is another one than ours."""
    if options.link:
        return [clipped(options.link)]
    return [] if options.workspace is None else [str(options.workspace.absolute())]


def present(options: Options, loop: Any, crash: CrashDesk, first: Any) -> int:
    """One showing after another, each from its first paint to its last commit."""
    from watchfloor.gui.shell.mishap import Reported

    following: Options | None = options
    handed = None
    while following is not None:
        shown = Showing(following, config_folder() if options.keeps else None, crash, serve_demo, handed)
        connection = None if first is None else first.asked.connect(shown.arrival.take)
        with Reported(shown.surround, loop):
            loop.run_until_complete(shown.run())
        if connection is not None:
            first.asked.disconnect(connection)
        following, handed = shown.following, shown.handed
        shown.let_go()
        del shown, connection
        gc.collect()  # of itself Python would look for it after some dozen windows
    return 0


async def serve_demo(stack: contextlib.AsyncExitStack, seed: int) -> Stage:
    """The demo's own server, which can go wrong on request."""
    from watchfloor.server.embedded import EmbeddedServer
    from watchfloor.server.scenario import paced
    from watchfloor.server.scenario.demo_feed import BEGUN_BY_SCENARIO, STREAMS_BEGUN, demo_feeds, quickened
    from watchfloor.server.setting import Setting

    server = EmbeddedServer(quickened(paced(Setting(scenario="demo", seed=seed, dev=True))))
    stack.push_async_callback(server.stop)  # also of a start that is given up
    await server.start()
    return Stage(server.url, tuple(demo_feeds(server.url)), BEGUN_BY_SCENARIO, STREAMS_BEGUN)
