"""What can stand after a field's name: words, numbers, times, ranges, expressions, places."""

import math
import re

from watchfloor.core.query.field import ALIASES, Kind, known
from watchfloor.core.query.moment import moment
from watchfloor.core.query.scanner import DOT, Scanner
from watchfloor.core.query.tree import Bound, Exists, Field, Moment, Near, Node, Number, Span, Value, Within
from watchfloor.core.query.wording import ANY, ONE, words_of

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COMPARISON = re.compile(r">=|<=|>|<")
_RADIUS = re.compile(r"(\d+(?:\.\d*)?|\.\d+)\s*(km|mi|m)?", re.IGNORECASE)
_KM = {"": 1.0, "km": 1.0, "m": 0.001, "mi": 1.609344}
HALFWAY_ROUND_KM = 20_100.0  # and a little more: no place is further away
_A_TIME = "a time such as now-1h, 2026-11-20 or 2026-11-20T06:39Z"


class ValueScanner(Scanner):
    """Takes what a field is compared with."""

    def _path(self, name: str, at: int) -> tuple[str, ...]:
        parts = tuple(part.replace(DOT, ".") for part in ALIASES.get(name, name).split("."))
        if not all(parts):
            raise self._fail("A part of this field's name is empty", "a name such as source.name", at)
        return parts

    def _field_value(self, path: tuple[str, ...]) -> Node:
        self._no_gap(path)
        return Field(path, self._value(path))

    def _grouped_value(self, path: tuple[str, ...]) -> Node:
        """One of several in brackets: before it stands a bracket or an operator, not the field's name."""
        if self.at == len(self.text):
            raise self._fail("The query ends here", self._wanted(path))
        if self._operator():
            raise self._fail(f"{self._operator()} has nothing before it", self._wanted(path))
        if self._ahead() == ")":
            raise self._fail(f"{self._ahead()!r} cannot stand here", self._wanted(path))
        return self._field_value(path)

    def _no_gap(self, path: tuple[str, ...]) -> None:
        if self._ahead() == "" or self._ahead().isspace() or self._ahead() == ")":
            raise self._fail(f"Nothing stands after {'.'.join(path)}:", self._wanted(path))

    def _wanted(self, path: tuple[str, ...]) -> str:
        field = known(path)
        if field is not None and field.kind is Kind.NUMBER:
            return "a number, >=4, or [2 TO 3]"
        if field is not None and field.kind is Kind.TIME:
            return f"{_A_TIME}, or [now-1h TO now]"
        return "a word, a phrase in quotes, >=4, [2 TO 3], /a regular expression/ or *"

    def _value(self, path: tuple[str, ...]) -> Value:
        begin = self.at
        field = known(path)
        kind = field.kind if field else None
        if self._ahead() in ("[", "{"):
            return self._span(path, kind)
        comparison = _COMPARISON.match(self.text, self.at)
        if comparison:
            return self._compared(path, kind, comparison)
        if self._ahead() == "/" and kind not in (Kind.NUMBER, Kind.TIME):
            return self._pattern()
        quoted = self._ahead() == '"'
        raw = self._quoted() if quoted else self._raw(stop='()"', signs=True)
        if not raw and not quoted:
            raise self._fail(f"{self._ahead()!r} cannot stand here", self._wanted(path))
        if raw == ANY:
            return Exists()
        if kind in (Kind.NUMBER, Kind.TIME):
            bound = self._bound(raw, kind, begin)
            if isinstance(bound, Moment):
                return bound
            return Number(float(str(bound)), words_of(raw))
        if not quoted:
            self._no_suffix(begin)
        return self._worded(raw, kind, begin)

    def _worded(self, raw: str, kind: Kind | None, begin: int) -> Value:
        words = words_of(raw)
        if kind is Kind.TEXT:
            return self._wordy(words, begin)
        if kind is None and _NUMBER.fullmatch(raw) and not math.isinf(float(raw)):
            return Number(float(raw), words)
        return words

    def _compared(self, path: tuple[str, ...], kind: Kind | None, sign: re.Match[str]) -> Span:
        self.at = sign.end()
        if self._ahead().isspace():
            self._space()
        begin = self.at
        if self._ahead() in ("", ")"):
            raise self._fail(f"Nothing stands after {sign[0]}", self._wanted(path))
        raw = self._quoted() if self._ahead() == '"' else self._raw(stop='()"', signs=True)
        bound = self._bound(raw, kind, begin)
        if sign[0].startswith(">"):
            return Span(bound, None, with_low=sign[0] == ">=")
        return Span(None, bound, with_high=sign[0] == "<=")

    def _span(self, path: tuple[str, ...], kind: Kind | None) -> Span:
        begin = self.at
        with_low = self._ahead() == "["
        self.at += 1
        low_at, low = self._end_of_span(path, kind, begin)
        if not self._take_operator("TO"):
            raise self._fail("A range has two ends", "TO")
        high_at, high = self._end_of_span(path, kind, begin)
        low, high = self._alike(low, low_at, high, high_at)
        self._space()
        if self._ahead() not in ("]", "}") or not self._ahead():
            raise self._fail("This range is never closed", "]", begin if self.at == len(self.text) else None)
        with_high = self._ahead() == "]"
        self.at += 1
        return Span(low, high, with_low, with_high)

    def _alike(self, low: Bound, low_at: int, high: Bound, high_at: int) -> tuple[Bound, Bound]:
        """Both ends of one kind: a number beside a time is Unix seconds."""
        if low is None or high is None or type(low) is type(high):
            return low, high
        if isinstance(low, float) and isinstance(high, Moment):
            return self._as_moment(low_at), high
        if isinstance(high, float) and isinstance(low, Moment):
            return low, self._as_moment(high_at)
        raise self._fail(
            "The ends of this range are of two kinds", "two numbers, two times or two words", high_at
        )

    def _as_moment(self, at: int) -> Moment:
        found = moment(re.split(r"[\s\]}]", self.text[at:], maxsplit=1)[0])
        if found is None:
            raise self._fail("This is no time", _A_TIME, at)
        return found

    def _end_of_span(self, path: tuple[str, ...], kind: Kind | None, begin: int) -> tuple[int, Bound]:
        """Where it stands, and what it is."""
        self._space()
        at = self.at
        if self.at == len(self.text):
            raise self._fail("This range is never closed", "[low TO high]", begin)
        if self._ahead() in ("]", "}") or self._operator() == "TO":
            raise self._fail("An end of this range is missing", f"{self._wanted(path)}, or * for no end")
        raw = self._quoted() if self._ahead() == '"' else self._raw(stop="[]{}", signs=True)
        if not raw:
            raise self._fail(f"{self._ahead()!r} cannot stand here", "[low TO high]")
        return at, None if raw == ANY else self._bound(raw, kind, at)

    def _bound(self, raw: str, kind: Kind | None, at: int) -> float | Moment | str:
        if kind is Kind.TIME:
            found = moment(raw)
            if found is None:
                raise self._fail("This is no time", _A_TIME, at)
            return found
        if _NUMBER.fullmatch(raw) and not math.isinf(float(raw)):
            return float(raw)
        if kind is Kind.NUMBER:
            raise self._fail("This is no number", "a number such as 4 or 0.75", at)
        return moment(raw) or words_of(raw.replace(ANY, "*").replace(ONE, "?")).text

    # Places.

    def _listed(self, missing: str, expected: str, kinds: tuple[re.Pattern[str], ...]) -> list[re.Match[str]]:
        """What stands between brackets, parted at commas; each part is of its kind."""
        begin = self.at
        end = self.text.find(")", self.at)
        parts = self.text[self.at + 1 : end].split(",") if self._ahead() == "(" and end > 0 else []
        if len(parts) != len(kinds):
            raise self._fail(missing, expected)
        found, at = [], begin + 1
        for part, kind in zip(parts, kinds, strict=True):
            match = kind.fullmatch(part.strip())
            if match is None:
                raise self._fail(missing, expected, at + len(part) - len(part.lstrip()))
            found.append(match)
            at += len(part) + 1
        self.at = end + 1
        return found

    def _within(self) -> Node:
        begin = self.at
        corners = self._listed(
            "A box is missing", "(south,west,north,east) such as (12,32,42,60)", (_NUMBER,) * 4
        )
        south, west, north, east = (float(corner[0]) for corner in corners)
        if not (-90 <= south <= 90 and -90 <= north <= 90 and abs(west) <= 180 and abs(east) <= 180):
            raise self._fail("There is no such place", "latitudes to ±90 and longitudes to ±180", begin + 1)
        if south > north:
            raise self._fail("The box's south lies north of its north", "south,west,north,east", begin + 1)
        return Within(south, west, north, east)

    def _near(self) -> Node:
        begin = self.at
        lat, lon, radius = self._listed(
            "A place is missing",
            "(latitude,longitude,radius) such as (33.5,36.3,200km)",
            (_NUMBER, _NUMBER, _RADIUS),
        )
        if not (abs(float(lat[0])) <= 90 and abs(float(lon[0])) <= 180):
            raise self._fail("There is no such place", "a latitude to ±90 and a longitude to ±180", begin + 1)
        radius_km = float(radius[1]) * _KM[(radius[2] or "").lower()]
        return Near(float(lat[0]), float(lon[0]), min(radius_km, HALFWAY_ROUND_KM))
