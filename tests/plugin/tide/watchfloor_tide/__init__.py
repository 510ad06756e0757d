"""A tide gauge: how high the water stands, and where."""

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.body import UnreadableError, decoder
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading, raw
from watchfloor.core.profiles.value import instant_s

HIGH_WATER_M = 7.0


class Level(msgspec.Struct):
    """What a `level` event says."""

    station: str
    lat: float
    lon: float
    level_m: float
    at: str = ""


_decode = decoder(Level)


class TideProfile:
    """`telling` is empty: no event of this feed changes a run or a document, so a flood may skip any.
    It is `stamped`: the gauge says when it measured, which tells how long an event was on its way."""

    name = "tide"
    stamped = True
    telling: frozenset[str] = frozenset()

    def read(self, event: Event) -> Reading:
        if event.type != "level":
            return read_plain(event)
        try:
            level = _decode(event.data)
        except UnreadableError as error:
            return raw(event, str(error))
        words = f"{level.station}: {level.level_m:.2f} m"
        return Reading(
            kind="high water" if level.level_m >= HIGH_WATER_M else "level",
            time_s=instant_s(level.at),
            title=words,
            summary=words,
            severity=4 if level.level_m >= HIGH_WATER_M else 1,
            place_lat=level.lat,
            place_lon=level.lon,
            place=level.station,
            metric=f"{level.station} (m)",
            value=level.level_m,
        )
