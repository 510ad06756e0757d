"""Circles of a query on the map: where they lie, also about a pole and across the 180th meridian."""

import numpy as np
import pytest

from watchfloor.core.query.predicate import distance_km
from watchfloor.core.query.tree import Near
from watchfloor.gui.map.area import EDGE_LAT, rim


@pytest.mark.parametrize(
    "near", [Near(33.5, 36.3, 200), Near(0, 179.9, 800), Near(-60, -179, 500), Near(70, 20, 1_500)]
)
def test_every_point_of_the_rim_is_as_far_away_as_was_asked(near: Near) -> None:
    east, lat = rim(near)
    away = [distance_km(near.lat, near.lon, y, x) for x, y in zip(east, lat, strict=True)]
    assert away == pytest.approx([near.radius_km] * len(away), rel=1e-6)
    assert float(np.abs(np.diff(east)).max()) < 90  # no line across the map


@pytest.mark.parametrize(
    ("near", "pole"), [(Near(85, 10, 1_500), EDGE_LAT), (Near(-85, 10, 1_500), -EDGE_LAT)]
)
def test_about_a_pole_it_goes_around_the_world_and_is_closed_along_the_edge(near: Near, pole: float) -> None:
    east, lat = rim(near)
    assert abs(east[-3] - east[0]) == pytest.approx(360)
    assert list(lat[-2:]) == [pole, pole]
    assert list(east[-2:]) == [east[-3], east[0]]


def test_a_circle_larger_than_the_world_is_drawn_too() -> None:
    east, lat = rim(Near(10, 10, 50_000))
    assert np.isfinite(east).all()
    assert np.isfinite(lat).all()
