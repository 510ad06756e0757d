"""What a stream's decoder hands out: frames, comments, refusals, and sheaves of frames."""

from collections.abc import Iterable

import msgspec

from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.swath import Swath

MAX_EVENT_BYTES = 16 * 1024 * 1024
HEAD_BYTES = 200


class Frame(msgspec.Struct, gc=False):
    """One dispatched event. `id` is the stream's last event id; `own_id`: this event set it."""

    type: str
    data: str
    id: str
    own_id: bool


class Comment(msgspec.Struct, gc=False):
    """A comment line without its colon, as soon as the line is complete."""

    text: str


class Refusal(msgspec.Struct, gc=False):
    """An event over the bound: its size and first bytes are all that was kept of it."""

    reason: str
    size_bytes: int
    head: str
    id: str


Item = Frame | Comment | Refusal
Gathered = Item | Sheaf | Swath


def frames_of(sheaf: Sheaf | Swath) -> list[Frame]:
    """Each frame of a sheaf as an object of its own."""
    ids = sheaf.ids or [sheaf.last_id] * len(sheaf)
    return [
        Frame(type_.decode(), data.decode(), id_, sheaf.own_ids)
        for type_, data, id_ in zip(sheaf.types, sheaf.datas, ids, strict=True)
    ]


def scattered(gathered: Iterable[Gathered]) -> list[Item]:
    """The same without sheaves."""
    items: list[Item] = []
    for item in gathered:
        if isinstance(item, Sheaf | Swath):
            items += frames_of(item)
        else:
            items.append(item)
    return items
