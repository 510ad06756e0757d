"""Journeys on the map: drawn once each, gone when they have to be, and seen to move."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPixmap

from tests.gui.scene import AT
from watchfloor.core.session.place import Marker
from watchfloor.gui.map.arc import TRAVEL_S, Arc, ArcPainter, arc_of
from watchfloor.gui.map.arc_layer import AGED_S, AGED_SHARE, ARCS, MOST_GONE, ArcLayer
from watchfloor.gui.map.mark import COMET_STEPS, Sprites
from watchfloor.gui.map.projection import Viewport
from watchfloor.gui.style.look import Look

VIEW = Viewport(east=20, north=10, scale=4, width=900, height=500)
SPAN_S = 60.0


def journeys(count: int, first: int = 1) -> list[Marker]:
    """Each a little further north than the one before."""
    return [
        Marker("c", seq, AT.wall_s, -20 + seq % 60, 60, 3, "t", from_lat=-20.0 + seq % 60, from_lon=-20.0)
        for seq in range(first, first + count)
    ]


class Picture:
    """What an `ArcLayer` shows of these journeys at a time."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._sprites = Sprites(look, 1.0)
        self.layer = ArcLayer()

    def at(
        self,
        markers: list[Marker],
        now_s: float = AT.wall_s,
        view: Viewport = VIEW,
        span_s: float = SPAN_S,
    ) -> QPixmap:
        arcs = self.layer.arcs(markers, view, now_s - span_s)
        paints = ArcPainter(self._look, self._sprites, now_s, now_s - span_s)
        return self.layer.picture(arcs, paints, view, 1.0).copy()


@pytest.fixture
def picture(look: Look) -> Picture:
    return Picture(look)


def shows(picture: QPixmap, marker: Marker, view: Viewport = VIEW) -> bool:
    middle = arc_of(marker, view).at(0.8).toPoint()
    image = picture.toImage()
    return any(image.pixelColor(middle.x(), middle.y() + step).alpha() > 40 for step in (-1, 0, 1))


def test_new_journeys_come_to_those_that_are_drawn(picture: Picture) -> None:
    one, two = journeys(1), journeys(1, first=20)
    before = picture.at(one)
    assert shows(before, one[0])
    assert not shows(before, two[0])
    after = picture.at(one + two, AT.wall_s + 1)
    assert shows(after, one[0])
    assert shows(after, two[0])
    # The first was not drawn over itself, or it would be stronger now.
    place = arc_of(one[0], VIEW).at(0.5).toPoint()
    assert before.toImage().pixelColor(place) == after.toImage().pixelColor(place)


@pytest.mark.parametrize(
    ("later_s", "zoom"),
    [(AGED_S, 1.0), (-1.0, 1.0), (1.0, 1.5)],
    ids=["aged", "set back", "other view"],
)
def test_then_all_are_drawn_anew(picture: Picture, later_s: float, zoom: float) -> None:
    gone, stays = journeys(1), journeys(1, first=20)
    picture.at(gone + stays)
    view = VIEW.zoomed(zoom, 450, 250)
    after = picture.at(stays, AT.wall_s + later_s, view)
    assert shows(after, stays[0], view)
    assert not shows(after, gone[0], view)


def test_what_has_left_stays_for_a_while_unless_it_is_much(picture: Picture) -> None:
    first = journeys(1, first=0)
    others = [journey for journey in journeys(3 * ARCS, first=1) if journey.seq % 60]
    all_ = first + others
    picture.at(all_[:ARCS])
    assert shows(picture.at(all_[MOST_GONE : MOST_GONE + ARCS]), all_[0])
    assert not shows(picture.at(all_[MOST_GONE + 1 : MOST_GONE + 1 + ARCS]), all_[0])


def test_what_fades_slowly_is_drawn_anew_seldom(picture: Picture) -> None:
    gone, stays = journeys(1), journeys(1, first=20)
    day_s = 86_400.0
    picture.at(gone + stays, span_s=day_s)
    step_s = day_s * AGED_SHARE
    assert shows(picture.at(stays, AT.wall_s + step_s - 1, span_s=day_s), gone[0])
    assert not shows(picture.at(stays, AT.wall_s + step_s, span_s=day_s), gone[0])


def test_what_was_taken_away_from_among_the_others_goes_at_once(picture: Picture) -> None:
    """As where one channel's events are taken off the map: nothing of them may be left."""
    old, gone, stays = journeys(1), journeys(1, first=20), journeys(1, first=40)
    picture.at(old + gone + stays)
    after = picture.at(old + stays)
    assert shows(after, old[0])
    assert not shows(after, gone[0])


def test_another_filter_leaves_nothing_behind(picture: Picture) -> None:
    gone, stays = journeys(1), journeys(1, first=20)
    picture.at(gone + stays)
    picture.layer.clear()
    assert not shows(picture.at(stays), gone[0])


def test_the_newest_are_shown_and_what_is_known_is_bounded(picture: Picture) -> None:
    for first in range(1, 20 * ARCS, ARCS):
        markers = journeys(2 * ARCS, first)
        arcs = picture.layer.arcs(markers, VIEW, AT.wall_s - SPAN_S)
        assert [arc.key[1] for arc in arcs] == [marker.seq for marker in markers[-ARCS:]]
        assert len(picture.layer._known) <= 6 * ARCS


def test_what_moves_stays_within_its_box(look: Look) -> None:
    sprites, before_s = Sprites(look, 1.0), 0.15
    arc = arc_of(journeys(1)[0], VIEW)
    for tenth in range(1, round(TRAVEL_S * 10)):
        now_s = arc.came_at_s + tenth / 10
        box = ArcPainter(look, sprites, now_s, 0.0).comet_box(arc, before_s)
        for moment_s in (now_s, now_s - before_s):
            for place in dots(arc, moment_s):
                assert box.contains(place)


def dots(arc: Arc, now_s: float) -> list[QPointF]:
    share = (now_s - arc.came_at_s) / TRAVEL_S
    return [arc.at(behind) for step in range(COMET_STEPS) if (behind := share - step * 0.018) >= 0]
