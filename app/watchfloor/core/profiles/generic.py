"""Any other stream: JSON fields by path, guessed from the first events and correctable."""

from functools import cached_property
from typing import Any

import jmespath
import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.mapping import Mapping, checked, guess
from watchfloor.core.profiles.plain import compact
from watchfloor.core.profiles.reading import EMPTY, Reading, one_line, raw

SAMPLE = 20  # so many events are looked at before the guess is final

_TYPE = "type"  # the name that bodies most plainly give their own kind


class GenericProfile:
    """Reads by `mapping`; `KnownError` where a path of it does not parse. Without one it guesses anew at each
    of the first `SAMPLE` JSON events."""

    name = "generic"
    stamped = False
    telling: frozenset[str] = frozenset()

    def __init__(self, mapping: Mapping | None = None) -> None:
        self._sample: list[Any] = []
        self._settled = mapping is not None
        self._fields = Fields(checked(mapping or Mapping()))

    @property
    def mapping(self) -> Mapping:
        return self._fields.mapping

    def read(self, event: Event) -> Reading:
        if not event.data:
            return Reading(kind=event.type, summary=EMPTY, lead=EMPTY)
        try:
            body = decode(event.data)
        except UnreadableError as error:
            return raw(event, str(error))
        if isinstance(body, dict) and not self._settled:
            self._learn(body)
        return self._fields.read(event, body)

    def _learn(self, body: Any) -> None:
        self._sample.append(body)
        guessed = guess(self._sample)
        if guessed != self.mapping:
            self._fields = Fields(guessed)
        if len(self._sample) >= SAMPLE:
            self._settled = True
            self._sample.clear()


class Fields:
    """A mapping made ready: one compiled path for each field it names."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._paths = {
            field: jmespath.compile(expression)
            for field, expression in msgspec.structs.asdict(mapping).items()
            if expression
        }

    @cached_property
    def _metric_name(self) -> str:
        return self.mapping.value or self.mapping.progress

    def read(self, event: Event, body: Any) -> Reading:
        found = {field: self._find(path, body) for field, path in self._paths.items()}
        title, text = value.text(found.get("title")), value.text(found.get("text"))
        number = value.finite(found.get("value", found.get("progress")))
        return Reading(
            kind=_kind(event, found, is_called_type=self.mapping.kind == _TYPE),
            time_s=value.instant_s(found.get("time")),
            title=title,
            severity=value.severity(found.get("severity")),
            confidence=value.confidence(found.get("confidence")),
            place_lat=value.latitude(found.get("lat")),
            place_lon=value.longitude(found.get("lon")),
            place=value.text(found.get("place")),
            from_lat=value.latitude(found.get("from_lat")),
            from_lon=value.longitude(found.get("from_lon")),
            from_place=value.text(found.get("from_place")),
            source=value.text(found.get("source")),
            metric="" if number is None else value.text(found.get("metric")) or self._metric_name,
            value=number,
            text=text,
            summary=one_line(title or text or _bare(event, body), event.data),
        )

    @staticmethod
    def _find(path: Any, body: Any) -> Any:
        try:
            return path.search(body)
        except jmespath.exceptions.JMESPathError:
            # A function in the user's path met a value of another type: this event does not say.
            return None


def _kind(event: Event, found: dict[str, Any], *, is_called_type: bool) -> str:
    """A word that the body gives as its `type` is finer than the event's; a guess serves only without one."""
    own = found.get("kind")
    if event.type in ("", "message"):
        return value.text(own) or event.type
    return own if own and isinstance(own, str) and is_called_type else event.type


def _bare(event: Event, body: Any) -> str:
    return compact(body) if isinstance(body, dict) else event.data
