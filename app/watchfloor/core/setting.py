"""What a person may set for the whole program, each with its default and its meaning."""

from typing import Any, Literal

import msgspec

from watchfloor.core.session.place import DEFAULT_CAPACITY, MOST
from watchfloor.core.text.numeral import numeral

TEXT_PERCENT = (80, 200)
MAP_EVENTS = (DEFAULT_CAPACITY, MOST)
STRATEGIST_ENDPOINT = "/api/v1/strategist/feed"


class Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """As kept in a file. `keep_days` and `keep_megabytes` None: without end."""

    theme: Literal["system", "dark", "light", "contrast"] = "system"
    density: Literal["comfortable", "compact"] = "comfortable"
    utc: bool = True
    text_percent: int = 100
    language: str = "system"
    notices: bool = True
    updates: bool = False
    map_events: int = DEFAULT_CAPACITY
    sse: bool = True
    breaker: bool = True
    progress: bool = True
    endpoint: str = STRATEGIST_ENDPOINT
    keep_days: int | None = None
    keep_megabytes: int | None = None

    def bounded(self) -> "Settings":
        """The same, with every figure within its bounds: a file may have been edited by hand."""
        return msgspec.structs.replace(
            self,
            text_percent=_within(self.text_percent, TEXT_PERCENT),
            map_events=_within(self.map_events, MAP_EVENTS),
            keep_days=None if not self.keep_days else _within(self.keep_days, (1, 3_650)),
            keep_megabytes=None if not self.keep_megabytes else _within(self.keep_megabytes, (10, 1_000_000)),
        )

    def having(self, name: str, value: Any) -> "Settings":
        """The same with one other value."""
        return msgspec.structs.replace(self, **{name: value}).bounded()


class Meaning(msgspec.Struct, frozen=True):
    """A setting in words. `choices` are (value, words); a figure has `least` and `most` instead."""

    name: str
    group: str
    title: str
    about: str
    choices: tuple[tuple[Any, str], ...] = ()
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""

    @property
    def default(self) -> Any:
        return getattr(Settings(), self.name)

    @property
    def default_words(self) -> str:
        value = self.default
        chosen = dict(self.choices).get(value)
        if chosen is not None:
            return str(chosen)
        if isinstance(value, bool):
            return "on" if value else "off"
        return numeral(f"{value:,}") + self.unit if isinstance(value, int) else str(value)


LOOK, FEEDS, JOURNAL, PROGRAM = "Look", "Feeds", "Journal", "Program"
MEANINGS: tuple[Meaning, ...] = (
    Meaning(
        "theme",
        LOOK,
        "Colours",
        "System follows your desktop by day and night.",
        (("system", "System"), ("dark", "Dark"), ("light", "Light"), ("contrast", "High contrast")),
    ),
    Meaning(
        "density",
        LOOK,
        "Density",
        "Compact puts a fifth more rows on the screen.",
        (("comfortable", "Comfortable"), ("compact", "Compact")),
    ),
    Meaning(
        "text_percent",
        LOOK,
        "Text size",
        "Everything grows with the text, lines and buttons too.",
        least=TEXT_PERCENT[0],
        most=TEXT_PERCENT[1],
        step=10,
        unit=" %",
    ),
    Meaning(
        "utc",
        LOOK,
        "Times",
        "UTC is the same for every desk; local time is this machine's.",
        ((True, "UTC"), (False, "Local time")),
    ),
    Meaning("language", LOOK, "Language", "Takes effect at the next start.", (("system", "System"),)),
    Meaning(
        "notices",
        LOOK,
        "Desktop notices",
        "Tell of an alert outside the window too, where the desktop can.",
    ),
    Meaning(
        "map_events",
        FEEDS,
        "Events on the map",
        "The newest so many; older ones stay in the log.",
        least=MAP_EVENTS[0],
        most=MAP_EVENTS[1],
        step=100,
    ),
    Meaning("sse", FEEDS, "Streaming", "Off: feeds are polled where they can be, and otherwise rest."),
    Meaning("breaker", FEEDS, "Circuit breaker", "Spares a server that fails again and again."),
    Meaning("progress", FEEDS, "Progress of runs", "The strip at the top with the stages of an analysis."),
    Meaning(
        "endpoint",
        FEEDS,
        "Strategist endpoint",
        "Where the strategist's feed is: a path on its server, or a whole address.",
    ),
    Meaning(
        "keep_days",
        JOURNAL,
        "Keep events for",
        "Older ones are dropped and counted; pinned ones stay.",
        ((None, "For ever"), (1, "1 day"), (7, "7 days"), (30, "30 days"), (90, "90 days"), (365, "1 year")),
    ),
    Meaning(
        "keep_megabytes",
        JOURNAL,
        "Size of the journal",
        "Over this the oldest are dropped and counted; pinned ones stay.",
        ((None, "No limit"), (100, "100 MB"), (1_000, "1 GB"), (10_000, "10 GB"), (100_000, "100 GB")),
    ),
    Meaning(
        "updates",
        PROGRAM,
        "Newer versions",
        "Asks the makers once a day whether there is one, and tells you. Nothing is installed.",
    ),
)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return min(max(value, bounds[0]), bounds[1])
