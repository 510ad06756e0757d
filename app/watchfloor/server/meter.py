"""Counters and gauges, in Prometheus' text format. No label ever holds a company or an address."""

from collections import Counter
from collections.abc import Iterable, Sequence

from watchfloor.server.record import Record

HELP = {
    "watchfloor_connections": ("gauge", "Open streams."),
    "watchfloor_connections_total": ("counter", "Streams opened since the start."),
    "watchfloor_connection_seconds_total": ("counter", "Time that ended streams were open."),
    "watchfloor_published_total": ("counter", "Events published by this node."),
    "watchfloor_delivered_total": ("counter", "Events written to clients."),
    "watchfloor_written_bytes_total": ("counter", "Bytes written to clients."),
    "watchfloor_cut_off_total": ("counter", "Clients cut off because they did not keep up."),
    "watchfloor_refused_total": ("counter", "Requests refused, by code."),
    "watchfloor_feed_items_total": ("counter", "Feed items read, by what became of them."),
    "watchfloor_polls_total": ("counter", "Polling requests answered."),
    "watchfloor_audiences": ("gauge", "Streams that somebody listens to."),
}


class Meter:
    def __init__(self) -> None:
        self._values: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        self._values[(name, tuple(labels.items()))] += amount  # type: ignore[assignment] # seconds are not whole

    def value(self, name: str, **labels: str) -> float:
        return self._values[(name, tuple(labels.items()))]

    def published(self, records: Sequence[Record]) -> None:
        for record in records:
            self.add("watchfloor_published_total", system=record.stream.partition(":")[0])

    def text(self, gauges: Iterable[tuple[str, float]] = ()) -> str:
        lines: list[str] = []
        values: dict[tuple[str, tuple[tuple[str, str], ...]], float] = dict(self._values)
        values |= {(name, ()): value for name, value in gauges}
        for name, (kind, meaning) in HELP.items():
            lines += [f"# HELP {name} {meaning}", f"# TYPE {name} {kind}"]
            for (found, labels), value in sorted(values.items()):
                if found == name:
                    inner = ",".join(f'{key}="{word}"' for key, word in labels)
                    lines.append(f"{name}{{{inner}}} {value:g}" if inner else f"{name} {value:g}")
        return "\n".join(lines) + "\n"
