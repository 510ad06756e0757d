"""A resume under way: what the server sends again, and what it cannot send any more."""

from watchfloor.core.happening import Resumed
from watchfloor.core.ledger.memory import content_hash
from watchfloor.core.ledger.recall import Recall, moment_key
from watchfloor.core.ledger.sequence import parse
from watchfloor.core.stream.frame import Frame

LEAST_FRAMES = 1_024  # so many are looked at, however little is remembered


class Resume:
    """Looks for duplicates as long as a replay of all that is `known` would last; told once how it went.

    `earlier` are the hashes of the ids that came before the one asked for.
    """

    def __init__(self, from_id: str, away_s: float, known: Recall, earlier: frozenset[int]) -> None:
        self.missing = 0
        self.told = False
        self._from_id = from_id
        self._away_s = away_s
        self._known = known
        self._earlier = earlier
        self._left = max(LEAST_FRAMES, len(known))
        self._replayed = 0
        self._duplicates = 0
        self._ignored = False

    def passes(self) -> bool:
        """One more frame comes. True: nothing is looked for any more."""
        self._left -= 1
        return self._left < 0 and self.told

    def knows(self, id_: str, content: int) -> bool | None:
        """Whether this content came under this id before; None: nothing did."""
        return self._known.find(hash(id_), content) if id_ else None

    def knows_moment(self, frame: Frame, at_s: float) -> bool:
        """Whether the same content without an id came at that moment before."""
        if not self._known.moments:
            return False
        return bool(self._known.find(moment_key(at_s), content_hash(frame.type, frame.data)))

    def brought(self) -> None:
        """A frame that was new."""
        self._replayed += not self.told

    def repeated(self, id_: str, *, ordered: bool) -> None:
        """A frame that was known."""
        self._duplicates += 1
        self._left = len(self._known)
        if id_ and self._is_before(id_, ordered=ordered):
            self._ignored = True

    def _is_before(self, id_: str, *, ordered: bool) -> bool:
        """Whether the server begins further back than it was asked to.

        Some begin with the very event that was asked for, others send their newest to everybody who comes:
        that event alone blames nobody.
        """
        key, from_key = parse(id_), parse(self._from_id)
        if ordered and key and from_key and key.prefix == from_key.prefix:
            return key.number < from_key.number
        return id_ != self._from_id and hash(id_) in self._earlier

    def tell(self, channel: str, at_s: float, after_seq: int, *, provable: bool) -> Resumed:
        """How it went, as far as one can tell; from here on nothing more counts as replayed."""
        self.told = True
        return Resumed(
            channel=channel,
            at_s=at_s,
            after_seq=after_seq,
            from_id=self._from_id,
            away_s=self._away_s,
            replayed=self._replayed,
            duplicates=self._duplicates,
            missing=self.missing if provable else None,
            ignored=self._ignored,
        )
