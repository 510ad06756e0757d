"""What a broker keeps: events with their place in a stream, documents, and feed items."""

import msgspec


class Draft(msgspec.Struct, frozen=True):
    """An event to be published. `data` is JSON; `keep` the number of events its stream retains."""

    stream: str
    type: str
    data: bytes
    at_s: float
    keep: int


class Record(msgspec.Struct, frozen=True):
    """A published event: `seq` counts 1, 2, 3… in its stream, without holes, on all nodes."""

    stream: str
    seq: int
    type: str
    data: bytes
    at_s: float


class Document(msgspec.Struct, frozen=True):
    """A run, a strategy or a debate. `version` is the one that was read; 0: not stored yet."""

    kind: str
    id: str
    version: int
    active: bool
    body: bytes


class FeedItem(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `feed_items`: news as it came in, before anything was read from it."""

    id: str
    title: str
    summary: str = ""
    source: str = ""
    url: str = ""
    published_at: float = 0.0
    tags: str = "[]"  # a JSON list, as the seed's table has it


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to happen as one: all of it, or, if a version has moved on or the item is taken, nothing."""

    drafts: tuple[Draft, ...] = ()
    documents: tuple[Document, ...] = ()
    taking: str = ""  # id of a feed item that is herewith read
