"""The settings: most are this user's own; those that belong to the work are the workspace's."""

import msgspec

from watchfloor.core.setting import Settings
from watchfloor.core.workspace.workspace import Settings as WorkSettings
from watchfloor.services.home.shelf import Kept, Shelf

_OF_THE_WORK = ("map_events",)


class SettingShelf:
    """All of them as one (`services.shelf.Kept`); each is kept in one place alone."""

    def __init__(self, own: Shelf[Settings], work: Kept[WorkSettings]) -> None:
        self._own = own
        self._work = work

    @property
    def value(self) -> Settings:
        work = self._work.value
        shared = {name: getattr(work, name) for name in _OF_THE_WORK}
        return msgspec.structs.replace(self._own.value, **shared).bounded()

    def put(self, value: Settings) -> None:
        shared = {name: getattr(value, name) for name in _OF_THE_WORK}
        usual = {name: getattr(Settings(), name) for name in _OF_THE_WORK}
        self._own.put(msgspec.structs.replace(value, **usual))
        work = msgspec.structs.replace(self._work.value, **shared)
        if work != self._work.value:
            self._work.put(work)
