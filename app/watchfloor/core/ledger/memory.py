"""What a channel remembers of the events it had: sixteen bytes each, so that a replay is recognised."""

from array import array
from collections.abc import Iterable

MEMORY_EVENTS = 4096


def content_hash(type_: str, data: str) -> int:
    """64 bits of an event's content. Valid in this process only: it is never stored."""
    return hash((type_.encode(errors="surrogatepass"), data.encode(errors="surrogatepass")))


def content_hashes(types: Iterable[bytes], datas: Iterable[bytes]) -> Iterable[int]:
    """The same for many, as they came over the wire."""
    return map(hash, zip(types, datas, strict=True))


class Memory:
    """The last `bound` to 2 × `bound` events by id. Cheap to fill, and made into a table when asked."""

    def __init__(self, bound: int = MEMORY_EVENTS) -> None:
        self._bound = bound
        self._ids = array("q")
        self._contents = array("q")

    def __len__(self) -> int:
        return len(self._ids)

    def keep(self, ids: Iterable[str], contents: Iterable[int]) -> None:
        self._ids.extend(map(hash, ids))
        self._contents.extend(contents)
        if len(self._ids) > 2 * self._bound:
            del self._ids[: -self._bound]
            del self._contents[: -self._bound]

    def table(self) -> dict[int, int]:
        """Hash of id to hash of content; an id that came more than once has its last content."""
        return dict(zip(self._ids, self._contents, strict=True))

    def before(self, id_: str) -> frozenset[int]:
        """Hashes of the ids that came before this one last did; all, where it is not remembered."""
        wanted = hash(id_)
        for place in range(len(self._ids) - 1, -1, -1):
            if self._ids[place] == wanted:
                return frozenset(self._ids[:place])
        return frozenset(self._ids)
