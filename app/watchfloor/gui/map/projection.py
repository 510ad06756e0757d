"""Degrees to pixels and back: Miller's projection, and the part of the world in sight."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
TOP_LAT = 84.0
LEAST_SCALE, MOST_SCALE = 1.2, 160.0
TURN = 360.0


def northing(lat: float | Floats) -> Floats:
    """How far up a latitude lies, in degrees of longitude at the equator."""
    return np.asarray(np.degrees(1.25 * np.arcsinh(np.tan(0.8 * np.radians(lat)))))


def latitude(north: float) -> float:
    return float(np.degrees(1.25 * np.arctan(np.sinh(0.8 * np.radians(north)))))


@dataclass(frozen=True)
class Region:
    """A part of the world; `west` may be east of `east` where it crosses the 180th meridian."""

    name: str
    west: float
    south: float
    east: float
    north: float


REGIONS = (
    Region("Global", -150, -52, 180, 74),
    Region("Middle East", 22, 8, 66, 44),
    Region("Europe", -14, 34, 44, 66),
    Region("Africa", -22, -37, 55, 38),
    Region("Asia-Pacific", 62, -46, 180, 56),
    Region("Americas", -135, -56, -30, 66),
)


@dataclass(frozen=True)
class Viewport:
    """Where one looks: the middle (degrees east, northing), pixels a degree, and the window's size."""

    east: float = 15.0
    north: float = 15.0
    scale: float = 3.0
    width: float = 800.0
    height: float = 500.0

    def fitted(self, region: Region) -> "Viewport":
        """The same window, showing the whole region."""
        span = (region.east - region.west) % TURN or TURN
        south, north = float(northing(region.south)), float(northing(region.north))
        scale = min(self.width / span, self.height / (north - south))
        east = (region.west + span / 2 + 180) % TURN - 180
        return self.looking(east, (south + north) / 2, scale)

    def resized(self, width: float, height: float) -> "Viewport":
        return Viewport(self.east, self.north, self.scale, width, height).looking(
            self.east, self.north, self.scale
        )

    def looking(self, east: float, north: float, scale: float) -> "Viewport":
        """Another look, kept within the world: longitudes go round, latitudes end."""
        scale = min(MOST_SCALE, max(LEAST_SCALE, scale, self.width / TURN / 1.6))
        top = float(northing(TOP_LAT))
        reach = max(0.0, top - self.height / 2 / scale)
        return Viewport(
            (east + 180) % TURN - 180, min(reach, max(-reach, north)), scale, self.width, self.height
        )

    def panned(self, right: float, down: float) -> "Viewport":
        """Moved by pixels."""
        return self.looking(self.east - right / self.scale, self.north + down / self.scale, self.scale)

    def zoomed(self, factor: float, x: float, y: float) -> "Viewport":
        """Closer by `factor`, with what lies under (x, y) staying there."""
        scale = self.looking(self.east, self.north, self.scale * factor).scale
        shift = 1 / self.scale - 1 / scale
        east = self.east + (x - self.width / 2) * shift
        north = self.north - (y - self.height / 2) * shift
        return self.looking(east, north, scale)

    def place(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Pixels of places, each at the turn of the world nearest to the middle."""
        away = (lon - self.east + 180) % TURN - 180
        return (
            self.width / 2 + away * self.scale,
            self.height / 2 - (northing(lat) - self.north) * self.scale,
        )

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        x, y = self.place(np.array([lon]), np.array([lat]))
        return float(x[0]), float(y[0])

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude under a pixel."""
        lon = (self.east + (x - self.width / 2) / self.scale + 180) % TURN - 180
        return lon, latitude(self.north - (y - self.height / 2) / self.scale)

    def turns(self) -> range:
        """At which turns of the world (0 is -180…180, 1 the next to the east) something is in sight."""
        half = self.width / 2 / self.scale
        first = int(np.floor((self.east - half + 180) / TURN))
        last = int(np.floor((self.east + half + 180) / TURN))
        # A ring may reach a little beyond its own turn.
        return range(first - 1, last + 2)
