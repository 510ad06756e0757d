"""What a channel remembers of the events it had: sixteen bytes each, so that a replay is recognised."""

from array import array
from collections import deque
from collections.abc import Iterable

from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.swath import Swath

MEMORY_EVENTS = 4096
LEAST_EVENTS = 100  # fewer are remembered at once: most channels bring no more at a time
MOST_BYTES = 4 << 20


def content_hash(type_: str, data: str) -> int:
    """64 bits of an event's content. Valid in this process only: it is never stored."""
    return hash((type_.encode(errors="surrogatepass"), data.encode(errors="surrogatepass")))


def content_hashes(types: Iterable[bytes], datas: Iterable[bytes]) -> Iterable[int]:
    """The same for many, as they came over the wire."""
    return map(hash, zip(types, datas, strict=True))


class Memory:
    """The last `bound` to 2 × `bound` events by id. Cheap to fill, and made into a table when asked.

    In a flood `bound` events come within 10 ms, and none is asked for: the last large sheaves are held as
    they are, up to `MOST_BYTES`, and only what was not overtaken is looked at (0.25 us an event less).
    """

    def __init__(self, bound: int = MEMORY_EVENTS) -> None:
        self._bound = bound
        self._ids = array("q")
        self._contents = array("q")
        self._held: deque[Sheaf | Swath] = deque()  # what came after these
        self._held_events = self.held_bytes = 0

    def __len__(self) -> int:
        return len(self._ids) + self._held_events

    def keep_sheaf(self, sheaf: Sheaf | Swath) -> None:
        """Remember events that nobody has looked at; each has brought its id."""
        self._held.append(sheaf)
        self._held_events += len(sheaf)
        self.held_bytes += sheaf.size_bytes
        while self._held_events - len(self._held[0]) >= self._bound:
            self._ids, self._contents = array("q"), array("q")
            self._let_go()
        if len(sheaf) < LEAST_EVENTS or self.held_bytes > MOST_BYTES:
            self._look()

    def _let_go(self) -> Sheaf | Swath:
        sheaf = self._held.popleft()
        self._held_events -= len(sheaf)
        self.held_bytes -= sheaf.size_bytes
        return sheaf

    def _look(self) -> None:
        while self._held:
            sheaf = self._let_go()
            self._add(sheaf.ids, content_hashes(sheaf.types, sheaf.datas))

    def keep(self, ids: Iterable[str], contents: Iterable[int]) -> None:
        self._look()
        self._add(ids, contents)

    def _add(self, ids: Iterable[str], contents: Iterable[int]) -> None:
        self._ids.extend(map(hash, ids))
        self._contents.extend(contents)
        if len(self._ids) > 2 * self._bound:
            del self._ids[: -self._bound]
            del self._contents[: -self._bound]

    def table(self) -> dict[int, int]:
        """Hash of id to hash of content; an id that came more than once has its last content."""
        self._look()
        return dict(zip(self._ids, self._contents, strict=True))

    def before(self, id_: str) -> frozenset[int]:
        """Hashes of the ids that came before this one last did; all, where it is not remembered."""
        self._look()
        wanted = hash(id_)
        for place in range(len(self._ids) - 1, -1, -1):
            if self._ids[place] == wanted:
                return frozenset(self._ids[:place])
        return frozenset(self._ids)
