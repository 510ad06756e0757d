"""The map: where things are drawn, what stands for what, and that an idle map does nothing."""

from itertools import pairwise
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, Scene
from watchfloor.core.event import Event
from watchfloor.core.log.filtering import compiled
from watchfloor.core.query.area import term_of
from watchfloor.core.query.tree import Near, Within
from watchfloor.core.session.place import Marker, PlaceRing
from watchfloor.core.session.session import Session
from watchfloor.gui.map.arc_layer import ArcLayer
from watchfloor.gui.map.area import box_of
from watchfloor.gui.map.cluster import _merged, clustered
from watchfloor.gui.map.label import placed
from watchfloor.gui.map.layer import LONGEST_REST_S
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.map.mark import Sprites, heat
from watchfloor.gui.map.motion import EARLY
from watchfloor.gui.map.projection import REGIONS, Region, Viewport, latitude, northing
from watchfloor.gui.map.world import countries
from watchfloor.gui.style.look import Look


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> MapView:
    view = MapView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(960, 500)
    view.show()
    view.refresh(AT)
    view.grab()
    return view


def marker(lat: float, lon: float, severity: int = 3, seq: int = 1, **more: object) -> Marker:
    return Marker("c", seq, AT.wall_s, lat, lon, severity, "title", **more)  # type: ignore[arg-type]


# -- projection


@pytest.mark.parametrize("lat", [-80.0, -33.5, 0.0, 12.3, 60.0, 84.0])
def test_latitudes_come_back_from_the_map(lat: float) -> None:
    assert latitude(float(northing(lat))) == pytest.approx(lat)


@pytest.mark.parametrize(("lon", "lat"), [(36.3, 33.5), (-74, 40), (179.9, -17), (-179.9, 65)])
def test_a_pixel_and_a_place_are_each_others(lon: float, lat: float) -> None:
    view = Viewport(width=900, height=500).looking(lon - 20, float(northing(lat)) / 2, 4)
    x, y = view.point(lon, lat)
    assert view.degrees(x, y) == pytest.approx((lon, lat))


def test_zoom_keeps_what_is_under_the_pointer() -> None:
    view = Viewport(east=20, north=10, scale=4, width=900, height=500)
    before = view.degrees(700, 120)
    assert view.zoomed(2, 700, 120).degrees(700, 120) == pytest.approx(before)


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
@pytest.mark.parametrize("size", [(960, 500), (400, 300), (1_600, 900)])
def test_a_region_is_in_sight_whole(region: object, size: tuple[int, int]) -> None:
    from watchfloor.gui.map.projection import Region

    assert isinstance(region, Region)
    view = Viewport(width=size[0], height=size[1]).fitted(region)
    corners = [(region.west + 2, region.south + 2), (region.east - 2, region.north - 2)]
    for lon, lat in corners:
        x, y = view.point(lon, lat)
        assert -1 <= x <= size[0] + 1
        assert -1 <= y <= size[1] + 1


def test_the_world_goes_round_and_ends_at_the_poles() -> None:
    view = Viewport(width=900, height=500).looking(190, 500, 4)
    assert view.east == -170
    assert view.degrees(450, 0)[1] <= 84.001


# -- the world


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_no_outline_crosses_the_whole_world(scale: str) -> None:
    for _, path in [*countries(scale).land, *countries(scale).coast]:
        points = [path.elementAt(place) for place in range(path.elementCount())]
        for one, other in pairwise(points):
            if other.isLineTo() and abs(one.y) < northing(80):
                assert abs(other.x - one.x) < 60


# -- clusters, names, arcs


def test_the_most_severe_stands_for_a_cluster_and_zoom_opens_it() -> None:
    ring = PlaceRing()
    for seq, (lat, lon, severity) in enumerate([(33.5, 36.3, 2), (33.6, 36.4, 5), (33.4, 36.2, 3)], 1):
        ring.add(marker(lat, lon, severity, seq))
    markers, table = ring.snapshot()
    far = Viewport(east=36, north=33, scale=3, width=900, height=500)
    (cluster,) = clustered(markers, table, far, 0)
    assert (cluster.count, cluster.best.severity, cluster.spread) == (3, 5, True)
    assert [member.seq for member in cluster.members] == [3, 2, 1]
    near = far.looking(36.3, float(northing(33.5)), 160)
    assert len(clustered(markers, table, near, 0, cell_px=10)) == 3


def test_a_mark_grows_with_the_count_that_is_written_on_it() -> None:
    ring = PlaceRing()
    ring.add(marker(33.5, 36.3, 2, 1))
    far = Viewport(east=36, north=33, scale=3, width=900, height=500)
    (small,), (large,) = (clustered(*ring.snapshot(), far, 0, cell_px=cell_px) for cell_px in (30, 60))
    assert large.radius == 2 * small.radius


def test_no_event_in_sight_is_left_out_of_the_clusters() -> None:
    random = np.random.default_rng(3)
    ring = PlaceRing(2_000)
    for seq in range(2_000):
        ring.add(marker(float(random.uniform(-60, 70)), float(random.uniform(-180, 180)), seq % 5 + 1, seq))
    markers, table = ring.snapshot()
    view = Viewport(east=0, north=0, scale=2.5, width=900, height=700)
    made = clustered(markers, table, view, 0)
    assert sum(cluster.count for cluster in made) == 2_000
    assert [c.best.severity for c in made] == sorted(c.best.severity for c in made)


def test_old_events_and_events_out_of_sight_are_not_shown() -> None:
    ring = PlaceRing()
    ring.add(marker(33, 36))
    markers, table = ring.snapshot()
    view = Viewport(east=36, north=33, scale=4, width=900, height=500)
    assert len(clustered(markers, table, view, AT.wall_s - 1)) == 1
    assert clustered(markers, table, view, AT.wall_s + 1) == []
    assert clustered(markers, table, view.looking(-140, 33, 20), 0) == []
    assert clustered([], np.empty((0, 4)), view, 0) == []


def test_marks_keep_their_distance_and_each_stands_for_the_weightier_one_within_reach() -> None:
    random = np.random.default_rng(7)
    x, y, rank = random.uniform(0, 900, 400), random.uniform(0, 500, 400), random.permutation(400)
    heads = _merged(x, y, rank, 24.0)
    kept: list[int] = []
    for cell in np.argsort(rank).tolist():
        near = [other for other in kept if max(abs(x[other] - x[cell]), abs(y[other] - y[cell])) < 24.0]
        assert heads[cell] == (near[0] if near else cell)
        if not near:
            kept.append(cell)
    assert 100 < len(kept) < 400


def test_names_never_cover_each_other_or_a_mark() -> None:
    wanted = [(f"Place {number}", 100 + number * 14, 100 + number % 3 * 9, 8, 70, 16) for number in range(20)]
    taken = [QRectF(x - 8, y - 8, 16, 16) for _, x, y, *_ in wanted]
    found = placed(wanted, [(x - 8, y - 8, x + 8, y + 8) for _, x, y, *_ in wanted], QRectF(0, 0, 600, 300))
    assert found
    boxes = [box for _, box in found]
    for place, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[place + 1 :])
        assert not any(box.intersects(mark) for mark in taken)


def test_an_arc_takes_the_short_way_round_the_world() -> None:
    away = marker(20, -170, from_lat=20.0, from_lon=170.0)
    view = Viewport(east=180, north=20, scale=4, width=900, height=500)
    (arc,) = ArcLayer().arcs([away], view, 0)
    assert abs(arc.end.x() - arc.start.x()) == pytest.approx(20 * 4)
    assert arc.at(0) == arc.start
    assert arc.at(1) == arc.end
    assert arc.control.y() < min(arc.start.y(), arc.end.y())


def test_heat_is_where_the_events_are() -> None:
    ring = PlaceRing()
    ring.add(marker(33, 36))
    _, table = ring.snapshot()
    view = Viewport(east=36, north=float(northing(33)), scale=4, width=800, height=400)
    from PySide6.QtGui import QColor

    picture = heat(table, view, 0, QColor("#ff0000"))
    assert picture is not None
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).alpha() > 100
    assert picture.pixelColor(2, 2).alpha() == 0
    assert heat(table, view, AT.wall_s + 1, QColor("#ff0000")) is None


# -- the widget


def test_events_are_drawn_where_they_happened(view: MapView, look: Look) -> None:
    cluster = view.clusters[-1]
    image = view.grab().toImage()
    shown = image.pixelColor(round(cluster.x + cluster.radius * 0.7), round(cluster.y)).name()
    assert shown == look.theme.of_severity(cluster.best.severity).lower()
    assert "events in sight" in view.accessibleDescription()


def test_a_click_leads_to_the_event(view: MapView, qtbot: QtBot) -> None:
    view.zoom(20)
    for region in REGIONS[1:2]:
        view.show_region(region)
    view.grab()
    cluster = next(c for c in reversed(view.clusters) if not c.spread)
    with qtbot.waitSignal(view.marker_chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(cluster.x), round(cluster.y)))
    assert chosen.args == [cluster.best.channel, cluster.best.seq]


def test_the_pointer_over_a_mark_shows_its_card(view: MapView) -> None:
    cluster = view.clusters[-1]
    view.hover(QPointF(cluster.x, cluster.y))
    assert view._card.isVisible()
    view.hover(QPointF(3, 3))
    assert not view._card.isVisible()


def test_an_event_out_of_sight_is_brought_into_it(view: MapView, scene: Scene) -> None:
    view.show_region(REGIONS[1])
    lima = next(m for m in scene.session.places if m.place == "Lima")
    view.choose(lima.channel, lima.seq)
    x, y = view.viewport.point(lima.lon, lima.lat)
    assert view.rect().contains(QPoint(round(x), round(y)))


def test_a_filter_leaves_what_it_holds_for(view: MapView, scene: Scene) -> None:
    every = sum(cluster.count for cluster in view.clusters)
    view.filter(lambda item: isinstance(item, Event) and (scene.session.read(item).severity or 0) >= 5)
    view.grab()
    assert 0 < sum(cluster.count for cluster in view.clusters) < every
    assert {cluster.best.severity for cluster in view.clusters} == {5}
    view.filter(None)
    view.grab()
    assert sum(cluster.count for cluster in view.clusters) == every


def drawn(view: MapView, qtbot: QtBot, one: QPoint, other: QPoint, key: Qt.KeyboardModifier) -> object:
    """What is given after dragging from one point to another with a key held."""
    signal = view.term_drawn if key & Qt.KeyboardModifier.ControlModifier else view.box_drawn
    with qtbot.waitSignal(signal) as given:
        QTest.mousePress(view, Qt.MouseButton.LeftButton, key, one)
        QTest.mouseMove(view, other)
        assert not view.grab().isNull()
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, key, other)
    return given.args[0]


def kept(scene: Scene, query: str) -> set[str]:
    holds, _ = compiled(query, scene.session.read, lambda: AT.wall_s)
    assert holds is not None
    return {m.place for m in scene.session.places if m.event is not None and holds(m.event)}


def test_a_box_drawn_with_shift_holds_what_lies_in_it(view: MapView, qtbot: QtBot, scene: Scene) -> None:
    damascus = next(m for m in scene.session.places if m.place == "Damascus")
    x, y = view.viewport.point(damascus.lon, damascus.lat)
    one, other = QPoint(round(x) - 20, round(y) - 20), QPoint(round(x) + 20, round(y) + 20)
    box = drawn(view, qtbot, one, other, Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(box, Within)
    assert box.south < damascus.lat < box.north
    assert box.west < damascus.lon < box.east
    assert "Damascus" in kept(scene, term_of(box))
    assert "Lima" not in kept(scene, term_of(box))
    backwards = drawn(view, qtbot, other, one, Qt.KeyboardModifier.ShiftModifier)
    assert backwards == box


def test_a_box_across_the_180th_meridian_is_one_box(view: MapView, qtbot: QtBot) -> None:
    view.show_region(Region("", 150, -30, -150, 30))
    middle = view.rect().center()
    shift = Qt.KeyboardModifier.ShiftModifier
    box = drawn(view, qtbot, middle - QPoint(60, 60), middle + QPoint(60, 60), shift)
    assert isinstance(box, Within)
    assert box.crosses
    assert box.west > 150
    assert box.east < -150
    view.show_box(box)
    image = view.grab().toImage()
    inside, outside = (image.pixelColor(middle + QPoint(right, 55)).name() for right in (3, 90))
    assert inside != outside


def test_a_circle_of_the_query_is_drawn_where_it_lies(view: MapView) -> None:
    middle = view.viewport.degrees(view.width() / 2, view.height() / 2)
    inside, outside = view.rect().center() + QPoint(3, 3), view.rect().center() + QPoint(150, 0)

    def seen() -> list[str]:
        image = view.grab().toImage()
        return [image.pixelColor(point).name() for point in (inside, outside)]

    view.filter(lambda _item: False)
    before = seen()
    view.show_box(None, [Near(middle[1], middle[0], 1_000)])
    after = seen()
    assert (after[0] != before[0], after[1] != before[1]) == (True, False)
    view.show_box(None)
    assert seen() == before


def test_the_tool_draws_one_box_and_then_moves_the_map_again(view: MapView, qtbot: QtBot) -> None:
    view.bar.toggle_box()
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    drawn(view, qtbot, QPoint(200, 200), QPoint(300, 260), Qt.KeyboardModifier.NoModifier)
    assert not view.bar.is_armed
    before = view.viewport
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(view, QPoint(260, 200))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(260, 200))
    assert view.viewport.east != before.east


def test_escape_gives_up_the_drawing_and_then_the_box(view: MapView, qtbot: QtBot) -> None:
    given: list[object] = []
    view.box_drawn.connect(given.append)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(200, 200))
    QTest.mouseMove(view, QPoint(300, 300))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 300))
    assert given == []
    view.show_box(Within(0, 0, 10, 10))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert given == [None]


def test_a_press_with_shift_that_goes_nowhere_draws_nothing(view: MapView) -> None:
    given: list[object] = []
    view.box_drawn.connect(given.append)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(200, 200))
    assert given == []


def test_the_whole_world_is_a_box_too() -> None:
    view = Viewport(width=2_000, height=500)
    assert box_of(view, QPointF(0, 0), QPointF(2_000, 500)).east == 180.0


def test_the_menu_names_the_region_that_is_shown(view: MapView) -> None:
    def named() -> str:
        return view.bar._regions.text()

    view.bar.choose_region("Middle East")
    assert named() == "Middle East"
    view.zoom(2)
    assert named() == "Region"
    QTest.keyClick(view, Qt.Key.Key_0)
    assert named() == "Global"


def test_a_circle_drawn_with_control_becomes_a_term(view: MapView, qtbot: QtBot, scene: Scene) -> None:
    damascus = next(m for m in scene.session.places if m.place == "Damascus")
    x, y = view.viewport.point(damascus.lon, damascus.lat)
    middle = QPoint(round(x), round(y))
    term = drawn(view, qtbot, middle, middle + QPoint(60, 0), Qt.KeyboardModifier.ControlModifier)
    assert isinstance(term, str)
    assert "Damascus" in kept(scene, term)
    assert "Lima" not in kept(scene, term)


def test_keys_move_and_zoom(view: MapView) -> None:
    before = view.viewport
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewport.scale > before.scale
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.viewport.east > before.east
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.viewport == before


class Painted(QObject):
    """Which widgets were drawn."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.seen: list[QObject] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint:
            self.seen.append(watched)
        return False


def test_a_new_event_draws_none_of_the_controls_anew(view: MapView, scene: Scene, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view._motion.timer.isActive())
    painted = Painted(view, view.legend, *view.bar.findChildren(QToolButton))
    before = sum(cluster.count for cluster in view.clusters)
    scene.world(60, 0.0)
    scene.session.take_changes()
    view.refresh(AT)
    qtbot.waitUntil(lambda: sum(cluster.count for cluster in view.clusters) == before + 1)
    assert painted.seen
    assert set(painted.seen) == {view}
    view.update()
    qtbot.waitUntil(lambda: view.legend in painted.seen)


def test_marks_rest_after_they_were_drawn_and_never_long(
    view: MapView, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = view._layer
    monkeypatch.setattr("watchfloor.gui.map.layer.perf_counter", lambda: layer._rested_at_s)
    for cost_s, least_s, most_s in ((0.001, 0.2, 0.3), (5.0, LONGEST_REST_S, LONGEST_REST_S)):
        layer._cost_s = cost_s
        assert least_s <= layer.rest_s <= most_s
    layer.forget()
    assert layer.rest_s == 0, "another look at the world is drawn at once"


def test_what_the_controls_leave_free_is_bare(view: MapView) -> None:
    between = view.bar.pos() + view.bar._regions.geometry().topRight() + QPoint(3, 5)
    bare = view._bare()
    assert bare.contains(between)
    assert not bare.contains(view.bar.geometry().center())
    assert not bare.contains(view.legend.geometry().center())
    view.legend.hide()
    assert view._bare().contains(view.legend.geometry().center())


def test_a_place_with_a_name_of_any_length_is_named_in_short(look: Look, qtbot: QtBot, scene: Scene) -> None:
    sprites = Sprites(look, 1.0)
    assert sprites.width("Damascus") < look.px(100)
    whole, room = "A place that calls itself as it likes " * 500, QSizeF(look.px(180), look.px(17))
    assert sprites.width(whole) == look.px(180)
    assert sprites.name(whole, room).width() == look.px(180)


def test_a_cleared_map_offers_its_marks_again(view: MapView, scene: Scene, qtbot: QtBot) -> None:
    places = len(scene.session.places)
    assert view.cleared.isHidden()
    scene.session.clear_places()
    view.refresh(AT)
    qtbot.waitUntil(lambda: not view.clusters)
    assert view.cleared.isVisible()
    assert view.cleared.words.text() == f"{places} events cleared from the map"
    assert view.rect().contains(view.cleared.geometry())
    assert not view.cleared.geometry().intersects(view.legend.geometry())
    view.resize(330, 300)
    assert view.legend.isHidden(), "what can be done comes before what the colours mean"
    view.resize(960, 500)
    scene.world(1, 0)
    scene.session.settle()
    QTest.mouseClick(view.cleared.back, Qt.MouseButton.LeftButton)
    view.refresh(AT)
    assert len(scene.session.places) == places + 1
    assert view.cleared.isHidden()


def test_what_was_cleared_is_offered_as_far_as_there_is_room(view: MapView, scene: Scene, look: Look) -> None:
    scene.session.clear_places()
    view.refresh(AT)
    note = view.cleared
    words = note.words.text()
    for width, height, is_told, is_seen in (
        (960, 500, True, True),
        (300, 300, False, True),
        (300, 60, False, False),
    ):
        view.resize(width, height)
        assert note.isVisible() is is_seen
        assert not is_seen or note.words.isVisible() is is_told
        assert note.back.toolTip() == ("" if is_told else words)
        if is_seen:
            assert view.rect().contains(note.geometry())
            assert not note.geometry().intersects(view.bar.geometry())
    look.choose(zoom=2.0)
    view.resize(960, 500)
    assert view.rect().contains(note.geometry())


def test_the_offer_can_be_put_away_and_comes_with_the_next_clearing(view: MapView, scene: Scene) -> None:
    scene.session.clear_places()
    view.refresh(AT)
    QTest.mouseClick(view.cleared.dismiss, Qt.MouseButton.LeftButton)
    view.refresh(AT)
    assert view.cleared.isHidden()
    scene.world(1, 0)
    scene.session.settle()
    scene.session.clear_places()
    view.refresh(AT)
    assert view.cleared.isVisible()


@pytest.fixture
def under_way(look: Look, qtbot: QtBot, scene: Scene) -> MapView:
    """A map on which journeys are under way, for ever."""
    view = MapView(scene.session, look, clock=lambda: AT)
    qtbot.addWidget(view)
    view.resize(960, 500)
    view.show()
    view.refresh(AT)
    view.grab()
    return view


def test_what_moves_soon_joins_what_is_drawn_now(under_way: MapView, qtbot: QtBot) -> None:
    motion, timer = under_way._motion, under_way._motion.timer
    assert timer.isActive()
    qtbot.waitUntil(lambda: perf_counter() - motion._stepped_s > (1 - EARLY) * timer.interval() / 1_000)
    stepped_s = motion._stepped_s
    motion.join()
    assert motion._stepped_s > stepped_s


def test_what_has_just_moved_waits_for_what_is_drawn_next(under_way: MapView, qtbot: QtBot) -> None:
    """Else the map's steps and the log's frames, which come as often, would never be drawn together."""
    motion, timer = under_way._motion, under_way._motion.timer
    every_ms = timer.interval()
    motion._on_timeout()
    stepped_s = motion._stepped_s
    motion.join()
    if (
        perf_counter() - stepped_s < (1 - EARLY) * every_ms / 1_000
    ):  # as long as this test was not kept waiting
        assert motion._stepped_s == stepped_s, "it has just moved"
    assert timer.interval() > every_ms
    qtbot.waitUntil(lambda: motion._stepped_s > stepped_s)
    assert timer.interval() == every_ms, "by itself it goes on at its pace"


def test_what_stands_still_is_not_set_going(view: MapView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view._motion.timer.isActive())
    view._motion.join()
    assert not view._motion.timer.isActive()


def test_an_idle_map_runs_no_timer(view: MapView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view._motion.timer.isActive())
    assert not view.sight.rest.isActive()


def test_an_empty_map_is_the_world(look: Look, qtbot: QtBot) -> None:
    view = MapView(Session(), look)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    assert not view.grab().isNull()
    assert view.clusters == []
