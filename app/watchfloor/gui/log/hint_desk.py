"""What a filter could name, from the journal: the box itself knows only the newest rows in memory."""

from PySide6.QtCore import QObject

from watchfloor.gui.errand import Do
from watchfloor.gui.log.filter_box import FilterBox
from watchfloor.journal.reader.reader import Reader


class HintDesk(QObject):
    """Asks for one text at a time: of what is typed meanwhile, only the last is asked for."""

    def __init__(self, box: FilterBox, reader: Reader, do: Do) -> None:
        super().__init__(box)
        self._box = box
        self._reader = reader
        self._do = do
        self._wanted: tuple[str, int] | None = None
        self._asking = False
        box.more_wanted.connect(self._on_wanted)

    def _on_wanted(self, text: str, cursor: int) -> None:
        self._wanted = (text, cursor)
        if not self._asking:
            self._asking = True
            self._do(self._ask())

    async def _ask(self) -> None:
        try:
            while self._wanted is not None:
                (text, cursor), self._wanted = self._wanted, None
                found = await self._reader.suggest(text, cursor)
                self._box.offer_too(text, cursor, [item.insert for item in found])
        finally:
            self._asking = False
