"""A query as a condition on zones: a few hundred events side by side, of which the ranges are known.

It is met by every zone that holds a match, and spares looking into most of the others.
"""

from collections.abc import Callable

from watchfloor.core.query.clause import join, latitudes
from watchfloor.core.query.matcher import keyword_matcher, text_matcher, time_span_us
from watchfloor.core.query.tree import And, Field, Near, Node, Number, Or, Span, Value, Within

_NUMBERS = ("severity", "value")
_SETS = {"type": "kinds", "source": "sources", "place": "places", "mark": "marks", "channel": "channels"}
_TEXTS = ("source", "place")  # searched for words; the others are compared whole


class Zones:
    """Conditions on `z`, with their `parameters`. `test` gives a test of text the number it is asked by."""

    def __init__(self, now_s: float, test: Callable[[Callable[[str], bool]], int]) -> None:
        self.parameters: list[object] = []
        self._now_s = now_s
        self._test = test

    def condition(self, node: Node) -> str:
        """What must be true of a zone for an event in it to meet this condition; "": nothing is known."""
        match node:
            case Near(lat, _, radius_km):
                low, high = latitudes(lat, radius_km)
                self.parameters += [low, high]
                return "(z.max_lat >= ? AND z.min_lat <= ?)"
            case Within(south, _, north, _):
                self.parameters += [south, north]
                return "(z.max_lat >= ? AND z.min_lat <= ?)"
            case Or(parts):
                kept = len(self.parameters)
                zones = [self.condition(part) for part in parts]
                if all(zones):
                    return join("OR", zones)
                del self.parameters[kept:]
                return ""
            case And(parts):
                zones = [zone for part in parts if (zone := self.condition(part))]
                return join("AND", zones) if zones else ""
            case Field((name,), value) if name in _NUMBERS and isinstance(value, Number | Span):
                return self._numbers(name, value)
            case Field((name,), value) if name in ("time", "received"):
                return self._times(name, value)
            case Field((name,), value) if name in _SETS:
                matcher = text_matcher if name in _TEXTS else keyword_matcher
                return f"any_of({self._test(matcher(value))}, z.{_SETS[name]})"
        return ""

    def _numbers(self, name: str, value: Number | Span) -> str:
        low, high, with_low, with_high = (
            (value.value, value.value, True, True)
            if isinstance(value, Number)
            else (value.low, value.high, value.with_low, value.with_high)
        )
        ends = [f"z.max_{name} IS NOT NULL"]
        if low is not None:
            ends.append(f"z.max_{name} {'>=' if with_low else '>'} ?")
            self.parameters.append(low)
        if high is not None:
            ends.append(f"z.min_{name} {'<=' if with_high else '<'} ?")
            self.parameters.append(high)
        return f"({' AND '.join(ends)})"

    def _times(self, name: str, value: Value) -> str:
        low_us, high_us = time_span_us(value, self._now_s)
        ends = []
        if low_us is not None:
            ends.append(f"z.max_{name}_us >= ?")
            self.parameters.append(low_us)
        if high_us is not None:
            ends.append(f"z.min_{name}_us <= ?")
            self.parameters.append(high_us)
        return f"({' AND '.join(ends)})" if ends else ""
