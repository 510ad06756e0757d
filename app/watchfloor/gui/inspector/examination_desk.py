"""*Examine…*: the doctor at work on the chosen channel's own feed, with its own sign-in."""

import asyncio
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from watchfloor.core.diagnosis.report import report
from watchfloor.core.feed import Feed
from watchfloor.gui.errand import Do
from watchfloor.gui.inspector.examination_window import ExaminationWindow
from watchfloor.gui.instant import Instant, date_text, now
from watchfloor.gui.shell.command import Command
from watchfloor.gui.window import MainWindow
from watchfloor.services.diagnosis.doctor import FOR_S, QUIET_S, Doctor, Examination
from watchfloor.services.net.attempt import AttemptError
from watchfloor.services.net.transport import HttpTransport
from watchfloor.services.work.roster import Roster


class ExaminationDesk(QObject):
    """Opens a window for each examination; closing it ends the examination."""

    def __init__(
        self,
        window: MainWindow,
        roster: Roster,
        secrets: Callable[[], Iterable[str]],
        do: Do,
        *,
        clock: Callable[[], Instant] = now,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._roster = roster
        self._secrets = secrets
        self._do = do
        self._clock = clock
        window.inspector.connection_view.examine_asked.connect(self.examine)
        window.add_commands(
            Command(
                "channel.examine", self.tr("Channel"), self.tr("Examine…"), self.examine, enabled=self._is_fed
            )
        )

    def _is_fed(self) -> bool:
        return self._roster.channel(self._window.channel) is not None

    def examine(self) -> None:
        channel = self._roster.channel(self._window.channel)
        if channel is None:
            return
        feed = channel.feed
        shown = ExaminationWindow(feed.name, self._window.look, self._window)
        closed = asyncio.Event()  # by now: it may be closed before anything is examined
        shown.finished.connect(lambda _result: closed.set())
        shown.began.connect(lambda: self._do(self._examine(feed, shown, closed)))
        shown.open()
        if feed.method == "GET":
            shown.begin()
        else:
            words = self.tr("Each connection sends the feed's {method} request once more.")
            shown.wait_for_leave(words.format(method=feed.method))

    async def _examine(self, feed: Feed, shown: ExaminationWindow, closed: asyncio.Event) -> None:
        """Until it is over or its window is closed."""
        if closed.is_set():
            return
        work = asyncio.get_running_loop().create_task(self._ask_doctor(feed, shown), name="examination")
        shown.finished.connect(lambda _result: work.cancel())
        try:
            await asyncio.wait({work})
        except asyncio.CancelledError:
            work.cancel()
            await asyncio.wait({work})
            raise
        if work.cancelled() or closed.is_set():
            return
        error = work.exception()
        if isinstance(error, AttemptError):
            shown.show_problem(error.outcome.detail)
        elif error is not None:
            raise error
        else:
            self._show(work.result(), feed, shown)

    async def _ask_doctor(self, feed: Feed, shown: ExaminationWindow) -> Examination:
        account = self._roster.accounts.of(feed)
        headers = await account.headers() if account else ()
        query = await account.query() if account else ()
        transport = HttpTransport()
        doctor = Doctor(
            transport,
            feed,
            for_s=FOR_S,
            quiet_s=QUIET_S,
            tell=shown.show_step,
            secret_headers=headers,
            secret_query=query,
        )
        try:
            return await doctor.examine()
        finally:
            await transport.aclose()

    def _show(self, examination: Examination, feed: Feed, shown: ExaminationWindow) -> None:
        shown.show_result(examination)
        at = date_text(self._clock().wall_s, utc=True)

        def copy() -> None:
            text = report(
                examination.findings,
                url=feed.url,
                at=at,
                steps=examination.steps,
                secrets=list(self._secrets()),
            )
            QGuiApplication.clipboard().setText(text)
            self._window.tell(self.tr("The report is copied, as Markdown and without secrets."))

        shown.report_asked.connect(copy)
