"""What a user's own feeds brought while the demo ran comes into their journal, when that is opened next."""

from collections.abc import Callable
from pathlib import Path

from watchfloor.core.error import KnownError
from watchfloor.core.text.numeral import grouped
from watchfloor.gui.shell.surround import Surround
from watchfloor.journal.writer.carriage import Carried
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.work.demo_folder import DemoFolder, waiting_for


class Delivery:
    """Of what waits for `journal`. `lasts`: that is what is written here, so that nothing need wait any more.

    `again` is called where the user wants it to be tried once more.
    """

    def __init__(self, surround: Surround, journal: Path, *, lasts: bool, again: Callable[[], None]) -> None:
        self._surround = surround
        self._journal = journal
        self._lasts = lasts
        self._again = again

    async def bring(self, writer: Writer) -> bool:
        """Before any feed is at work, so that each goes on behind what it has brought.

        False: it failed, which the user is told, and all of it waits on.
        """
        events = 0
        try:
            for folder in waiting_for(self._journal):
                carried = await writer.take_over(folder.journal, folder.is_own)
                events += carried.events
                self._tell(carried)
                if self._lasts:
                    self._settle(folder, carried)
        except KnownError as error:
            self._tell_failure(error)
            return False
        if events:
            words = self._surround.tr("{count} events that came while the demo ran are here.")
            self._surround.window.tell(words.format(count=grouped(events)))
        return True

    def _settle(self, folder: DemoFolder, carried: Carried) -> None:
        if not carried.left:
            folder.remove()
            return
        aside = folder.set_aside(self._journal)
        words = self._surround.tr(
            "{count} pinned events of the time with the demo have no place in this journal: what was around"
            " them has been dropped. They are in {path}."
        )
        self._surround.notice.tell(words.format(count=grouped(carried.left), path=aside))

    def _tell(self, carried: Carried) -> None:
        words = self._surround.tr(
            "This journal had other events of {before}. They are kept, and are called {after} from now on."
        )
        for before, after in carried.renamed:
            self._surround.notice.tell(words.format(before=before, after=after))

    def _tell_failure(self, error: KnownError) -> None:
        words = self._surround.tr(
            "What your feeds brought while the demo ran could not be brought here, and is kept until it can."
            " They are not connected meanwhile. {reason}"
        )
        self._surround.notice.tell(words.format(reason=error), self._surround.tr("Try again"), self._again)
