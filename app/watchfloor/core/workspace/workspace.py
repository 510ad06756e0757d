"""What a workspace holds. `extra` is what another version wrote: kept as it is, and written again."""

from typing import Any, Literal

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.profiles.mapping import Mapping

Path = tuple[str | int, ...]
# The log's columns; besides them, any path into the JSON with `data.` before it.
COLUMNS = ("time", "channel", "type", "severity", "summary", "source", "confidence")
CurveKind = Literal["rate", "latency", "errors", "reconnections", "metric", "field"]
HEAD = "A workspace of Watchfloor, without secrets. It can be shared, reviewed, and kept in git."


class Comment(msgspec.Struct, frozen=True):
    """A person's own words in the file: the lines above something, and the one beside it."""

    above: tuple[str, ...] = ()
    beside: str = ""


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How often whoever listens hears of a feed, as its views do. The journal keeps every event.

    `all`: everything as it comes. `throttle`: the newest event, at most once in `delay_s`.
    `debounce`: the newest event once nothing came for `delay_s`. `buffer`: the last `size` events.
    `priority`: whose events come first where map and graphs have no time for all.
    """

    kind: Literal["all", "throttle", "debounce", "buffer"] = "all"
    delay_s: float = 0.1
    size: int = 100
    where: str = ""  # a query: of what it does not find, nothing is heard
    priority: Literal["normal", "first"] = "normal"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One feed, and what belongs to it."""

    feed: Feed
    mapping: Mapping | None = None
    pace: Pace = Pace()
    colour: str = ""
    extra: dict[str, Any] = {}


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A saved query. No feeds means all of them; no columns, those that are shown."""

    query: str = ""
    feeds: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    colour: str = ""
    extra: dict[str, Any] = {}


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What one wants to be told of: an event that a query finds, or a feed that is silent or down."""

    kind: Literal["event", "silent", "down"] = "event"
    query: str = ""
    feed: str = ""
    after_s: float = 60.0
    enabled: bool = True
    extra: dict[str, Any] = {}


class Highlight(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the log that a query finds, and the colour that they are marked with."""

    query: str
    colour: str
    extra: dict[str, Any] = {}


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """The rate of a feed (none: of all), the latency (`metric`: p50, p95, p99), the share of attempts that
    failed, the reconnections, a metric that a feed sends, or a field of its JSON."""

    kind: CurveKind = "metric"
    feed: str = ""
    metric: str = ""
    colour: str = ""


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """One plot: its first curve, and those beside it."""

    kind: CurveKind = "metric"
    title: str = ""
    feed: str = ""
    metric: str = ""
    colour: str = ""
    threshold: float | None = None
    beside: tuple[Curve, ...] = ()
    extra: dict[str, Any] = {}

    @property
    def curves(self) -> tuple[Curve, ...]:
        return Curve(kind=self.kind, feed=self.feed, metric=self.metric, colour=self.colour), *self.beside


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Where the panels are: those of each side in words (`core.workspace.place`), which are `hidden`, and
    which float where: x, y, width and height on the screen. Where the window is, is its machine's.

    `state` is Qt's own word for all that, in base64: what earlier versions kept.
    """

    left: str = ""
    right: str = ""
    top: str = ""
    bottom: str = ""
    hidden: tuple[str, ...] = ()
    floating: dict[str, tuple[int, int, int, int]] = {}
    state: str = ""
    extra: dict[str, Any] = {}


class LogLook(msgspec.Struct, frozen=True, kw_only=True):
    """How the log is shown. `columns` in their order, a path into the JSON with `data.` before it; none: the
    usual ones. `widths` are those that a person has set, at the usual size of text."""

    filter: str = ""
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = {}


class MapLook(msgspec.Struct, frozen=True, kw_only=True):
    """How the map is shown: a region by its name, or the `box` that a person has moved to.

    `span_s`: how far back; infinite: all times. `linked`: the log's filter holds for the map too.
    """

    region: str = "Global"
    box: tuple[float, float, float, float] | None = None  # south, west, north, east, as in `within:`
    span_s: float = 3_600.0
    arcs: bool = True
    heat: bool = False
    linked: bool = True


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the window looked like when it was last kept, but for the graphs.

    `graphs_linked`: the log's filter holds for them too.
    """

    log: LogLook = LogLook()
    map: MapLook = MapLook()
    panels: Layout = Layout()
    graphs_linked: bool = True


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
    rules: dict[str, Rule] = {}
    highlights: tuple[Highlight, ...] = ()
    look: Look = Look()
    graphs: tuple[Graph, ...] = ()
    layouts: dict[str, Layout] = {}
    extra: dict[str, Any] = {}
    comments: dict[Path, Comment] = {}

    @property
    def feeds(self) -> list[Feed]:
        return [entry.feed for entry in self.entries]

    def entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.feed.name == name), None)
