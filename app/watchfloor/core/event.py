"""What travels from the socket to the pixel, in batches."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias, overload

import msgspec

from watchfloor.core.happening import Happening
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.swath import Swath

ENOUGH = 5  # events: a greeting or two, and ids that had a chance to follow each other


class Totals(msgspec.Struct, frozen=True, gc=False):
    """A channel's ledger at one moment: received = stored + duplicates + sum(refused)."""

    received: int = 0
    stored: int = 0
    duplicates: int = 0
    refused: dict[str, int] = {}
    missing: int | None = None  # None: not provable

    @property
    def balanced(self) -> bool:
        return self.received == self.stored + self.duplicates + sum(self.refused.values())

    @property
    def is_early(self) -> bool:
        """Whether any is missing is not known, and may well be once a few more have come."""
        return self.missing is None and self.received < ENOUGH


class Event(msgspec.Struct, gc=False):
    """One event as received. `data` is the server's text, exactly.

    `id` is the stream's last event id at this event (the standard's `lastEventId`); `own_id` tells
    whether this event brought it. `mark` is "" or, where the ledger has something to say of this
    event, "altered" (a known id with other content), "late" (older than its predecessor).
    """

    channel: str
    seq: int  # 1, 2, 3… for each channel of a journal, going on after a restart
    received_at_s: float  # wall clock, Unix seconds
    type: str
    data: str
    id: str = ""
    own_id: bool = False
    mark: str = ""


class Stretch(msgspec.Struct, gc=False):
    """A sheaf where it stands in its channel: the events from number `first_seq` on."""

    channel: str
    first_seq: int
    received_at_s: float
    sheaf: Sheaf | Swath

    def __len__(self) -> int:
        return len(self.sheaf)

    def event(self, place: int) -> Event:
        type_, data, id_ = self.sheaf.at(place)
        seq = self.first_seq + place
        return Event(self.channel, seq, self.received_at_s, type_, data, id_, self.sheaf.own_ids)

    def events(self) -> list[Event]:
        sheaf, channel, at_s = self.sheaf, self.channel, self.received_at_s
        own_ids, types = sheaf.own_ids, sheaf.types
        names = {type_: type_.decode() for type_ in set(types)}
        ids = sheaf.ids or [sheaf.last_id] * len(sheaf)
        return [
            Event(channel, seq, at_s, names[type_], data.decode(), id_, own_ids)
            for seq, (type_, data, id_) in enumerate(
                zip(types, sheaf.datas, ids, strict=True), self.first_seq
            )
        ]


Part: TypeAlias = list[Event] | Stretch


class Events(Sequence[Event]):
    """Events of one read in their order. Those of a stretch are made when somebody looks at them."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._length = sum(map(len, parts))
        self._made: list[Event] | None = None

    def _all(self) -> list[Event]:
        if self._made is None:
            self._made = list(chain.from_iterable(map(_events_of, self.parts)))
        return self._made

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Event]:
        return iter(self._all())

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> list[Event]: ...
    def __getitem__(self, place: int | slice) -> Event | list[Event]:
        if isinstance(place, slice) or self._made is not None:
            return self._all()[place]
        if place < 0:
            place += self._length
        for part in self.parts:
            if 0 <= place < len(part):
                return part.event(place) if isinstance(part, Stretch) else part[place]
            place -= len(part)
        raise IndexError(place)

    def __eq__(self, other: object) -> bool:
        return self._all() == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as a list has none

    def __repr__(self) -> str:
        return repr(self._all())


def _events_of(part: Part) -> list[Event]:
    return part.events() if isinstance(part, Stretch) else part


class Batch(msgspec.Struct, gc=False):
    """All that one network read brought to one channel, already judged by its ledger.

    The journal commits a batch whole: `last_event_id` is the id to resume from once `events` are
    on disk. `totals` is the ledger after this batch.
    """

    channel: str
    received_at_s: float
    monotonic_s: float
    events: Sequence[Event]
    last_event_id: str
    totals: Totals
    happenings: list[Happening] = []
    comments: list[str] = []
    comment_places: list[int] = []  # for each comment, how many of `events` came before it
