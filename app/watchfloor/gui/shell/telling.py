"""A value that outlives this start, as widgets change it: where it cannot be kept, that is told."""

from collections.abc import Callable
from typing import Generic, TypeVar

from watchfloor.core.error import KnownError
from watchfloor.core.text.speech import said
from watchfloor.services.home.shelf import Kept

T = TypeVar("T")


class Telling(Generic[T]):
    """`services.shelf.Kept` for those who answer a click: `put` never raises, and changes all or nothing."""

    def __init__(self, kept: Kept[T], tell: Callable[[str], None]) -> None:
        self._kept = kept
        self._tell = tell

    @property
    def value(self) -> T:
        return self._kept.value

    def put(self, value: T) -> None:
        try:
            self._kept.put(value)
        except KnownError as error:
            self._tell(said(str(error)))
