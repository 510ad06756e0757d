"""What looks as it did a moment ago is not drawn again, and what changed is drawn at once."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, MAP, Scene
from watchfloor.core.happening import AttemptEnded, GapFound
from watchfloor.core.session.session import Change
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.beat import CALM_S, Beat
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.inspector.attempt_strip import AttemptStrip
from watchfloor.gui.inspector.past import Past, past_of
from watchfloor.gui.inspector.timeline_view import MOVE_S, TimelineView
from watchfloor.gui.inspector.waterfall import ROW_PX, Waterfall
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look


class Paints(QObject):
    """Counts how often a widget is drawn."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        self._count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def new(self) -> int:
        """So often since this was asked last."""
        QApplication.processEvents()
        count, self._count = self._count, 0
        return count


def paints_of(widget: QWidget, qtbot: QtBot) -> Paints:
    qtbot.addWidget(widget)
    widget.resize(360, 200)
    with qtbot.waitExposed(widget):
        widget.show()
    paints = Paints(widget)
    paints.new()
    return paints


def ended(**figures: float) -> AttemptEnded:
    return AttemptEnded(
        channel=MAP,
        at_s=AT.wall_s,
        started_at_s=AT.wall_s - 9,
        outcome="closed",
        **figures,  # type: ignore[arg-type]
    )


@pytest.fixture
def past(scene: Scene) -> Past:
    return past_of(scene.session.channels[MAP], AT.wall_s, 300.0, [AT.wall_s - 20.0])


@pytest.fixture
def told(look: Look, qtbot: QtBot, scene: Scene) -> tuple[ChannelList, list[int]]:
    """The list, and which of its rows were said to look different."""
    view, rows = ChannelList(scene.session, look), list[int]()
    qtbot.addWidget(view)
    view.refresh(AT)
    view.model().dataChanged.connect(lambda first, last: rows.extend(range(first.row(), last.row() + 1)))
    return view, rows


def test_of_the_channels_only_those_are_drawn_that_look_different(
    told: tuple[ChannelList, list[int]], scene: Scene
) -> None:
    view, rows = told
    view.refresh(AT)
    assert rows == []
    scene.session.observe(DEBATE, Status(state=ChannelState.PAUSED), AT.wall_s)
    view.refresh(AT)
    assert rows == [list(scene.session.channels).index(DEBATE)]
    scene.session.channels[MAP].unread += 1
    rows.clear()
    view.refresh(AT)
    assert rows == [list(scene.session.channels).index(MAP)]


def test_a_countdown_is_drawn_with_each_second(told: tuple[ChannelList, list[int]], scene: Scene) -> None:
    view, rows = told
    waiting = Status(state=ChannelState.RECONNECTING, retry_at_s=AT.monotonic_s + 9, attempt=2)
    scene.session.observe(MAP, waiting, AT.wall_s)
    place = list(scene.session.channels).index(MAP)
    for second in range(3):
        view.refresh(Instant(AT.wall_s + second, AT.monotonic_s + second))
    assert rows.count(place) == 3


def test_the_timeline_is_drawn_when_it_has_moved_and_when_something_befell(
    look: Look, qtbot: QtBot, past: Past
) -> None:
    view = TimelineView(look)
    paints = paints_of(view, qtbot)

    def later(after_s: float, **other: object) -> Past:
        return Past(**{**vars(past), "from_s": past.from_s + after_s, "to_s": past.to_s + after_s, **other})

    view.show_past(past)
    assert paints.new()
    view.show_past(later(MOVE_S / 2))
    assert not paints.new()
    view.show_past(later(MOVE_S))
    assert paints.new()
    gap = GapFound(channel=MAP, at_s=AT.wall_s, after="12", before="15", missing=2)
    view.show_past(later(MOVE_S, marks=[*past.marks, gap]))
    assert paints.new()
    beaten = {"marks": [*past.marks, gap], "beats_at_s": [AT.wall_s - 20.0, AT.wall_s]}
    view.show_past(later(MOVE_S, **beaten))
    assert paints.new()
    view.show_past(later(MOVE_S, **beaten, channel=DEBATE))
    assert paints.new(), "another channel of which the same is told has other rates"


def test_attempts_are_drawn_when_there_are_others(look: Look, qtbot: QtBot) -> None:
    strip = AttemptStrip(look)
    paints = paints_of(strip, qtbot)
    first = ended(lasted_s=9.0)
    strip.show_attempts([first], is_open=True)
    assert paints.new()
    strip.show_attempts([first], is_open=True)
    assert not paints.new()
    strip.show_attempts([first], is_open=False)
    assert paints.new()
    strip.show_attempts([first, msgspec.structs.replace(first, outcome="refused")], is_open=False)
    assert paints.new()


def test_the_times_of_an_attempt_are_drawn_once(look: Look, qtbot: QtBot) -> None:
    view = Waterfall(look)
    paints = paints_of(view, qtbot)
    attempt = ended(dns_ms=2.0, tcp_ms=9.0)
    view.show_attempt(attempt)
    assert paints.new()
    view.show_attempt(attempt)
    assert not paints.new()
    view.show_attempt(msgspec.structs.replace(attempt, headers_ms=40.0))
    assert paints.new()
    high = view.height()
    look.choose(zoom=2.0)
    assert view.height() == 2 * high


def test_what_stands_in_for_times_is_told_whole_in_a_narrow_pane(look: Look, qtbot: QtBot) -> None:
    view = Waterfall(look)
    paints_of(view, qtbot)
    view.show_attempt(None, is_played=True)
    line = look.px(ROW_PX)
    for width, lines in ((420, 1), (262, 2), (420, 1)):
        view.resize(width, view.height())
        assert view.height() == lines * line
    low = set(range(line, 2 * line))
    view.resize(262, view.height())
    image = view.grab().toImage()
    ground = image.pixelColor(0, 0)
    rows = {y for y in range(image.height()) if any(image.pixelColor(x, y) != ground for x in range(262))}
    assert rows & low, "the second line is drawn, too"


class Figures(QWidget):
    """A calm view that counts how often it is brought up to date."""

    watches = Change.COUNTS

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def refresh(self, _at: Instant) -> None:
        self.count += 1


def test_what_is_owed_is_drawn_with_the_next_frame_once_it_is_due(qtbot: QtBot, scene: Scene) -> None:
    view = Figures()
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    beat = Beat(scene.session, lambda: AT, view)
    beat.add(view)
    scene.session.hold_back(MAP, 1)
    beat.on_frame()
    beat._refreshed_at_s[id(view)] += 60.0  # just now, however long this test is kept waiting
    scene.session.hold_back(MAP, 2)
    beat.on_frame()
    beat.on_frame()
    assert view.count == 1, "figures that change with every frame could not be read"
    assert beat._owing.isActive()
    beat._refreshed_at_s[id(view)] -= 60.0 + CALM_S
    beat.on_frame()
    assert view.count == 2
    assert not beat._owing.isActive(), "else it would be drawn once more, by itself"
    beat.stop()


@pytest.fixture
def turns(qtbot: QtBot, scene: Scene) -> Iterator[tuple[Beat, list[str]]]:
    """What a second brings, and what of it was done."""
    view, done = QWidget(), list[str]()
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    beat = Beat(scene.session, lambda: AT, view)
    beat.each_second = [lambda _at: done.append("countdowns"), lambda _at: done.append("graphs")]
    yield beat, done
    beat.stop()


def test_where_little_comes_a_second_is_done_at_once(turns: tuple[Beat, list[str]]) -> None:
    beat, done = turns
    beat.on_second()
    assert done == ["countdowns", "graphs"]


def test_where_much_comes_a_second_is_shared_among_frames(turns: tuple[Beat, list[str]]) -> None:
    beat, done = turns
    beat.frames.brought(10_000)
    beat.frames.request()
    beat.on_second()
    assert done == ["countdowns"]
    beat.on_frame()
    assert done == ["countdowns", "graphs"]
    beat.on_frame()
    assert len(done) == 2, "until the next second"


def test_what_no_frame_came_for_is_done_with_the_next_second_and_once(turns: tuple[Beat, list[str]]) -> None:
    beat, done = turns
    beat.frames.brought(10_000)
    beat.frames.request()
    beat.on_second()
    beat.frames.stop()
    beat.on_second()
    assert sorted(done) == ["countdowns", "countdowns", "graphs"]
