"""Where a kept credential may go: asked of a person before it is sent anywhere new."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from watchfloor.core.feed import Feed
from watchfloor.gui.errand import Do
from watchfloor.gui.feed.consent_strip import ConsentStrip
from watchfloor.services.credential.account import Account
from watchfloor.services.credential.place import Place


class Consent(QObject):
    """Shows the places that `account` lacks in the `strip`. Gives `given` once they were agreed to.

    `feed` says which feed would be signed in with it; None: none would be.
    """

    given = Signal()

    def __init__(
        self, account: Account | None, strip: ConsentStrip, do: Do, feed: Callable[[], Feed | None]
    ) -> None:
        super().__init__(strip)
        self._account = account
        self._strip = strip
        self._do = do
        self._feed = feed
        self._gone = False
        strip.agreed.connect(lambda places: do(self._agree(places)))

    def ask(self) -> None:
        """The feed is another one: so may be the places that its credential would be sent to."""
        if self._account is not None:
            self._do(self._show_lacking(self._account))

    def stop(self) -> None:
        """Nothing more is shown: the window is about to go."""
        self._gone = True

    async def _show_lacking(self, account: Account) -> None:
        feed = self._feed()
        places = () if feed is None else await account.lacking(feed)
        known = await account.places() if places else ()
        if not self._gone:
            self._strip.show_places(account.name, known, places)

    async def _agree(self, places: tuple[Place, ...]) -> None:
        if self._account is not None:
            await self._account.agree(places)
        if not self._gone:
            self.given.emit()
