"""A feed is heard while it is filled in: from when, how often that is shown, and until when."""

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import AnySecret
from watchfloor.gui.errand import Do
from watchfloor.services.credential.account import Account
from watchfloor.services.work.audition import Audition

_PLAIN = Feed(name="", url="")
SHOW_MS, SECOND_MS, SETTLE_MS = 120, 1_000, 400


class Hearing(QObject):
    """Gives `changed` soon after something was heard, `ticked` each second while it listens, and `due` once
    what is typed has settled."""

    changed = Signal()
    ticked = Signal()
    due = Signal()

    def __init__(self, do: Do, parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._heard: tuple[Feed, tuple[AnySecret, ...]] | None = None
        self.audition = Audition(self._on_heard)
        self._soon = self._timer(SHOW_MS, self.changed, once=True)
        self._second = self._timer(SECOND_MS, self.ticked, once=False)
        self._again = self._timer(SETTLE_MS, self.due, once=True)

    def _timer(self, every_ms: int, signal: object, *, once: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.setSingleShot(once)
        timer.timeout.connect(signal)
        return timer

    @property
    def is_on(self) -> bool:
        """There is something to listen to."""
        return self._heard is not None

    @property
    def settling(self) -> bool:
        return self._again.isActive()

    def settle(self) -> None:
        """Something was typed: it is tried once it has not changed for a moment."""
        self._again.start()

    def listen(
        self, feed: Feed | None, secrets: tuple[AnySecret, ...], account: Account | None = None
    ) -> None:
        """Hear this feed, unless that is what is heard; None: nothing. Without secrets of its own it is
        signed in with the `account`."""
        self._again.stop()
        if feed is None:
            self.audition.end()
            self._heard = None
            self.changed.emit()
            return
        # What it is changes with what is heard; how it is asked for does not.
        asked = msgspec.structs.replace(
            feed, profile="generic", polling=None, credential="", name="?", ends_on=(), heartbeat_s=None,
            sse_enabled=True, silence_s=None, backoff=_PLAIN.backoff, breaker=_PLAIN.breaker,
        )  # fmt: skip
        if self._heard != (asked, secrets):
            self._heard = (asked, secrets)
            self.audition.begin(asked, secrets, None if secrets else account)
            self._second.start()

    def again(self) -> None:
        """What is heard may be answered otherwise now: it is asked for anew."""
        self._heard = None
        self._again.start()

    def stop(self) -> None:
        """Nothing more is heard, and nobody told: the window is about to go."""
        for timer in (self._soon, self._second, self._again):
            timer.stop()
        self.audition.hush()
        self._do(self.audition.close())

    def _on_heard(self) -> None:
        if not self._soon.isActive():
            self._soon.start()
