"""What the map shows goes into a workspace and comes out of it in another window as it was."""

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from watchfloor.core.workspace.workspace import MapLook
from watchfloor.gui.map.map_look import kept_map, restore_map
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.map.projection import REGIONS, Region
from watchfloor.gui.style.look import Look


def shown(look: Look, qtbot: QtBot, scene: Scene, width: int = 800, height: int = 500) -> MapView:
    view = MapView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    return view


def test_a_region_is_kept_by_its_name(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    assert kept_map(view, linked=True) == MapLook()
    view.bar.choose_region("Europe")
    view.bar.choose_span(float("inf"))
    view.bar.toggle_heat()
    view.bar.toggle_arcs()
    kept = kept_map(view, linked=False)
    assert kept == MapLook(region="Europe", span_s=float("inf"), heat=True, arcs=False, linked=False)

    other = shown(look, qtbot, scene, 400, 300)
    restore_map(other, kept)
    assert kept_map(other, linked=False) == kept
    assert other.region == REGIONS[2]


@pytest.mark.parametrize("east", [40.0, 179.0, -178.0])
def test_where_one_has_moved_to_is_kept_as_a_box(look: Look, qtbot: QtBot, scene: Scene, east: float) -> None:
    view = shown(look, qtbot, scene)
    view.show_region(Region("there", east - 10, 20, east + 10, 40))
    view.sight.zoom(1.4, QPointF(300, 200))
    kept = kept_map(view, linked=True)
    assert kept.box is not None

    other = shown(look, qtbot, scene)
    restore_map(other, kept)
    for place in ((0, 0), (800, 500), (400, 250)):
        assert other.viewport.degrees(*place) == pytest.approx(view.viewport.degrees(*place), abs=0.05)
    assert kept_map(other, linked=True) == kept

    small = shown(look, qtbot, scene, 300, 400)
    restore_map(small, kept)
    south, west, north, lasteast = kept.box
    for lon, lat in ((west, south), (lasteast, north)):
        x, y = small.viewport.point(lon, lat)
        assert -1 <= x <= 301
        assert -1 <= y <= 401
    assert kept_map(small, linked=True) == kept  # another size of window is no change


def test_a_region_that_there_is_not_changes_nothing(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = shown(look, qtbot, scene)
    restore_map(view, MapLook(region="Atlantis", span_s=850))
    assert kept_map(view, linked=True) == MapLook(span_s=900)
