"""What a workspace holds. `extra` is what another version wrote: kept as it is, and written again."""

from typing import Any, Literal

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.profiles.mapping import Mapping

Path = tuple[str | int, ...]
HEAD = "A workspace of Watchfloor, without secrets. It can be shared, reviewed, and kept in git."


class Comment(msgspec.Struct, frozen=True):
    """A person's own words in the file: the lines above something, and the one beside it."""

    above: tuple[str, ...] = ()
    beside: str = ""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How often the views hear of a feed. The journal keeps every event whatever the pace."""

    kind: Literal["all", "throttle", "debounce", "buffer"] = "all"
    delay_s: float = 0.1
    size: int = 100


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One feed, and what belongs to it."""

    feed: Feed
    mapping: Mapping | None = None
    pace: Pace = Pace()
    colour: str = ""
    extra: dict[str, Any] = {}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A saved query. No feeds means all of them; no columns, the usual ones."""

    query: str = ""
    feeds: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    colour: str = ""
    extra: dict[str, Any] = {}


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """One plot: the rate or latency of a feed or of all, or a metric that a feed sends."""

    kind: Literal["rate", "latency", "metric"] = "metric"
    title: str = ""
    feed: str = ""
    metric: str = ""
    colour: str = ""
    threshold: float | None = None
    extra: dict[str, Any] = {}


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Where the window and its docks are, as Qt says it, in base64."""

    geometry: str = ""
    state: str = ""
    theme: str = ""
    extra: dict[str, Any] = {}


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """For the whole workspace."""

    map_events: int = 300
    log_rows: int = 50_000
    graph_span_s: float = 300.0


class Workspace(msgspec.Struct, frozen=True, kw_only=True):
    name: str = ""
    about: str = ""
    settings: Settings = Settings()
    entries: tuple[Entry, ...] = ()
    views: dict[str, View] = {}
    columns: dict[str, tuple[str, ...]] = {}
    colours: dict[str, str] = {}
    graphs: tuple[Graph, ...] = ()
    layouts: dict[str, Layout] = {}
    extra: dict[str, Any] = {}
    comments: dict[Path, Comment] = {}

    @property
    def feeds(self) -> list[Feed]:
        return [entry.feed for entry in self.entries]

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.feed.name == name), None)
