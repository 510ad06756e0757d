"""The one interface behind which histories, documents and feed items live."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from watchfloor.core.error import KnownError
from watchfloor.server.record import Change, Document, FeedItem, Record

Deliver = Callable[[Sequence[Record]], None]


class UnreachableError(KnownError):
    """The store does not answer as it should: what runs goes on when it does, what was starting has ended."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Check that it runs; all goes on when it answers.")
        self.what = what

    @property
    def at_start(self) -> KnownError:
        """The same, for whoever started a server with it."""
        return KnownError(f"{self.what} Check that it runs, and start the server again when it answers.")


class Broker(Protocol):
    """Keeps, numbers and passes on. Each method may raise `KnownError` when the store is unreachable."""

    async def open(self, deliver: Deliver, relinked: Callable[[], None]) -> None:
        """From now on, every record committed on any node is handed to `deliver`, in order of its stream.

        `relinked` is called when records of other nodes may have been missed.
        """

    async def close(self) -> None: ...

    async def commit(self, change: Change) -> list[Record] | None:
        """All of the change at once, durable when this returns. None: somebody else was first; read again."""

    async def head(self, stream: str) -> int:
        """The last number given in a stream; 0 before the first."""

    async def after(self, stream: str, seq: int, limit: int) -> list[Record]:
        """Retained records behind `seq`, oldest first."""

    async def seq_before(self, stream: str, at_s: float) -> int:
        """The number behind which all retained records that are later than `at_s` lie."""

    async def document(self, kind: str, key: str) -> Document | None: ...

    async def documents(self, kind: str, *, active: bool) -> list[Document]:
        """Oldest first; `active=False` means the ended ones."""

    async def forget(self, kind: str, key: str, stream: str, *, for_good: bool) -> None:
        """Removes an ended document and what its stream retains.

        Unless it is for good, the stream's count stays: whatever comes under the same name goes on counting,
        and an id that a client still has never means another event.
        """

    async def add_items(self, items: Sequence[FeedItem]) -> int:
        """Adds those whose id is new, and says how many that were."""

    async def unread_items(self, limit: int) -> list[FeedItem]:
        """Earliest published first."""

    async def trim_items(self, keep: int) -> None:
        """Forgets read items beyond the newest `keep`."""

    async def history_size(self, prefix: str) -> int:
        """How many records the streams with this prefix retain together."""

    async def lease(self, name: str, holder: str, for_s: float) -> bool:
        """True while `holder` alone may do what `name` stands for; to be asked again within `for_s`."""

    async def release(self, name: str, holder: str) -> None: ...

    async def census(self, node: str, counts: Mapping[str, int], for_s: float) -> list[dict[str, int]]:
        """Tells this node's connections by company, and returns what the others told within `for_s`."""
