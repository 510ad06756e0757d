"""Channel states: words, shapes that differ without colour, and the buttons that do something."""

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, EVIDENCE, MAP, Scene
from watchfloor.core.session.session import Session
from watchfloor.core.state import COMPLETE, QUIET, UNREADABLE, ChannelState, Status
from watchfloor.gui.channel.channel_delegate import ChannelDelegate, in_lines, rate_words
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.channel.indicator import Badge, overall
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.shape import paint_state
from watchfloor.gui.style.theme import DARK

NOW_S = AT.monotonic_s
STATUSES = {
    ChannelState.IDLE: (Status(state=ChannelState.IDLE), "Disconnected", "start"),
    ChannelState.CONNECTING: (Status(state=ChannelState.CONNECTING), "Connecting…", ""),
    ChannelState.CONNECTED: (Status(state=ChannelState.CONNECTED, latency_ms=41), "Connected · 41 ms", ""),
    ChannelState.STALE: (Status(state=ChannelState.STALE, last_byte_at_s=NOW_S - 34), "Silent for 34 s", ""),
    ChannelState.HELD: (
        Status(state=ChannelState.HELD, since_s=NOW_S - 34),
        "Waits for the journal · 34 s",
        "",
    ),
    ChannelState.RECONNECTING: (
        Status(state=ChannelState.RECONNECTING, retry_at_s=NOW_S + 4, attempt=3),
        "Reconnecting in 4 s · attempt 3",
        "retry_now",
    ),
    ChannelState.BLOCKED: (
        Status(state=ChannelState.BLOCKED, retry_at_s=NOW_S + 21),
        "Breaker open · probe in 21 s",
        "reset_breaker",
    ),
    ChannelState.POLLING: (Status(state=ChannelState.POLLING, polling_every_s=5), "Polling every 5 s", ""),
    ChannelState.PAUSED: (Status(state=ChannelState.PAUSED), "Paused", "resume"),
    ChannelState.FAILED: (
        Status(state=ChannelState.FAILED, reason="401", advice="sign in again"),
        "Failed: 401 · sign in again",
        "retry_now",
    ),
}
UNREADABLE_STATUS = Status(state=ChannelState.STALE, code=UNREADABLE, reason="It is none.")
FACES = {
    **{state.value: face for state, face in STATUSES.items()},
    "quiet": (
        Status(state=ChannelState.STALE, code=QUIET, last_byte_at_s=NOW_S - 130),
        "Silent for 2 min",
        "retry_now",
    ),
    "unreadable": (UNREADABLE_STATUS, "Connected, nothing readable", "edit"),
}


def picture(state: ChannelState) -> bytes:
    """A state's shape in black on white, so that only its form is left."""
    image = QImage(22, 22, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_state(painter, QRectF(1, 1, 20, 20), state, QColor("black"))
    painter.end()
    return bytes(image.constBits())


def list_of(session: Session, look: Look, qtbot: QtBot) -> ChannelList:
    view = ChannelList(session, look)
    qtbot.addWidget(view)
    view.resize(312, 400)
    view.refresh(AT)
    view.show()
    return view


def test_no_two_states_have_nearly_the_same_shape() -> None:
    pictures = {state: picture(state) for state in ChannelState}
    for one, first in pictures.items():
        assert any(pixel < 128 for pixel in first), one
        for other, second in pictures.items():
            if one is not other:
                differing = sum(abs(a - b) > 100 for a, b in zip(first, second, strict=True))
                assert differing > 20, (one, other)


@pytest.mark.parametrize("face", FACES)
def test_each_state_is_said_in_words_to_eye_and_ear(face: str, look: Look, qtbot: QtBot) -> None:
    status, words, _ = FACES[face]
    session = Session()
    row = session.add_channel("One", "generic")
    row.status = status
    view = list_of(session, look, qtbot)
    index = view.model().index(0, 0)
    assert row.words(NOW_S) == words
    assert words in view.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert words in view.model().data(index, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("face", FACES)
def test_each_states_button_asks_for_what_it_says(face: str, look: Look, qtbot: QtBot) -> None:
    status, _, action = FACES[face]
    session = Session()
    session.add_channel("One", "generic").status = status
    view = list_of(session, look, qtbot)
    asked: list[tuple[str, str]] = []
    view.action_asked.connect(lambda name, what: asked.append((name, what)))
    box = view.visualRect(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 40, box.top() + 16))
    assert asked == ([("One", action)] if action else [])


def test_a_row_shows_its_states_colour(look: Look, qtbot: QtBot, scene: Scene) -> None:
    from tests.gui.conftest import colors_in

    view = list_of(scene.session, look, qtbot)
    shown = colors_in(view)
    assert {look.theme.good, look.theme.warning, look.theme.broken, look.theme.polling} <= shown


def test_a_feed_of_which_nothing_can_be_read_is_neither_green_nor_up(look: Look, qtbot: QtBot) -> None:
    from tests.gui.conftest import colors_in

    session = Session()
    row = session.add_channel("One", "generic")
    row.status = UNREADABLE_STATUS
    view, badge = list_of(session, look, qtbot), Badge(session, look)
    qtbot.addWidget(badge)
    badge.refresh(AT)
    assert look.theme.warning in colors_in(view)
    assert look.theme.good not in colors_in(view)
    assert (badge.words, badge.state) == ("0 of 1 up", ChannelState.STALE)
    assert (row.up, row.listening, row.troubled) == (False, False, True)


def test_choosing_a_channel_is_told_and_survives_a_change(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view = list_of(scene.session, look, qtbot)
    with qtbot.waitSignal(view.chosen) as chosen:
        view.select(DEBATE)
    assert chosen.args == [DEBATE]
    scene.session.add_channel("Another", "generic")
    view.refresh(AT)
    assert view.selected == DEBATE


def test_the_badge_speaks_of_the_most_pressing_state(look: Look, qtbot: QtBot, scene: Scene) -> None:
    badge = Badge(scene.session, look)
    qtbot.addWidget(badge)
    badge.refresh(AT)
    assert badge.words == "4 of 6 up"
    assert badge.state is ChannelState.BLOCKED
    assert f"{EVIDENCE}: Breaker open" in badge.accessibleDescription()
    scene.session.channels[MAP].status = STATUSES[ChannelState.FAILED][0]
    assert overall(scene.session) is ChannelState.FAILED


def test_a_feed_that_is_complete_is_not_missed(look: Look, qtbot: QtBot) -> None:
    session = Session()
    for name in ("Ended", "Stopped", "Well"):
        session.add_channel(name, "generic")
    session.channels["Ended"].status = Status(state=ChannelState.IDLE, code=COMPLETE)
    session.channels["Well"].status = Status(state=ChannelState.CONNECTED)
    badge = Badge(session, look)
    qtbot.addWidget(badge)
    badge.refresh(AT)
    assert badge.words == "1 of 2 up"
    for row in session.channels.values():
        row.status = Status(state=ChannelState.IDLE, code=COMPLETE)
    badge.refresh(AT)
    assert badge.words == "0 of 3 up"


def test_an_empty_list_says_so(look: Look, qtbot: QtBot) -> None:
    view = list_of(Session(), look, qtbot)
    assert view.selected == ""
    assert overall(Session()) is ChannelState.IDLE


def test_a_row_grows_with_the_text(look: Look) -> None:
    delegate = ChannelDelegate(look)
    before = delegate.sizeHint(QStyleOptionViewItem(), None).height()  # type: ignore[arg-type]
    look.choose(zoom=2.0)
    assert delegate.sizeHint(QStyleOptionViewItem(), None).height() == before * 2  # type: ignore[arg-type]


def test_in_a_narrow_list_the_button_leaves_the_first_line_to_the_name(look: Look) -> None:
    delegate = ChannelDelegate(look)
    wide, narrow = QRectF(0, 0, 312, 52), QRectF(0, 0, 236, 52)
    name_ends = 25  # the first line of a row
    assert delegate.button_box(wide, "Retry now").top() < name_ends
    below = delegate.button_box(narrow, "Retry now")
    assert below.top() >= name_ends
    assert below.bottom() <= narrow.bottom()


def test_where_nobody_listens_no_rate_is_claimed() -> None:
    session = Session()
    session.add_channel("c", "generic")

    def shown() -> str:
        return rate_words(session.channels["c"], AT.wall_s)

    assert shown() == ""
    session.observe("c", Status(state=ChannelState.CONNECTED), AT.wall_s)
    assert shown() == "0.0 ev/s"
    session.observe("c", Status(state=ChannelState.PAUSED), AT.wall_s)
    assert shown() == ""


@pytest.mark.parametrize("zoom", [1.0, 1.25, 1.5])
def test_what_stands_in_two_lines_keeps_the_tails_of_its_letters(qtbot: QtBot, zoom: float) -> None:
    """Nothing may be cut off at a row's end: its last line of pixels stays clear."""
    look = Look(DARK, zoom)
    session = Session()
    session.add_channel("c", "map_stream")
    session.observe("c", Status(state=ChannelState.FAILED, reason="400 Bad gypsy jpg " * 3), AT.wall_s)
    channels = ChannelList(session, look)
    qtbot.addWidget(channels)
    channels.resize(look.px(300), look.px(200))
    channels.show()
    channels.refresh(AT)
    row = channels.visualRect(channels.model().index(0, 0))
    image = channels.grab().toImage()
    alarm = look.color("alarm")

    def reds(y: int) -> int:
        at = [image.pixelColor(x, y) for x in range(look.px(40), look.px(290))]
        return sum(abs(c.red() - alarm.red()) + abs(c.green() - alarm.green()) < 60 for c in at)

    assert sum(reds(y) for y in range(row.top(), row.bottom())) > 50
    assert reds(row.bottom()) == 0


def test_what_does_not_stand_in_two_lines_ends_in_an_ellipsis_after_a_whole_word(look: Look) -> None:
    font = look.font(11)
    short = "Failed: 404"
    assert in_lines(short, font, 180, 2) == short
    long = "Failed: application/json came instead of text/event-stream · this is not an event stream"
    told = in_lines(long, font, 180, 2)
    assert told.endswith("…")
    assert long.startswith(told[:-1])
    assert long[len(told) - 1] in " ·"
    assert QFontMetricsF(font).boundingRect(QRectF(0, 0, 180, 999), 0x1000, told).height() < 3 * 15
    assert in_lines("w" * 400, font, 180, 2) == "w" * 400  # one word is cut by its box


def test_only_rows_in_sight_are_asked_and_others_once_they_are(look: Look, qtbot: QtBot) -> None:
    session = Session()
    for number in range(200):
        session.add_channel(f"Feed {number}", "generic", "http://h/")
    view = list_of(session, look, qtbot)
    view.refresh(AT)
    changed: list[int] = []
    view.model().dataChanged.connect(lambda first, _last: changed.append(first.row()))
    for name in session.channels:
        session.observe(name, Status(state=ChannelState.PAUSED), NOW_S)
    view.refresh(AT)
    assert changed == list(range(len(changed)))
    assert 400 // view.sizeHintForRow(0) <= len(changed) < 20
    changed.clear()
    view.scrollToBottom()
    view.refresh(AT)
    assert changed[-1] == 199
    assert len(changed) < 20


def test_buttons_of_all_states_stand_in_one_line(look: Look) -> None:
    """A short word's would else stand beside the name, and a long one's below it."""
    delegate = ChannelDelegate(look)
    for width in (236, 256, 288, 312):
        row = QRectF(0, 0, width, 52)
        assert len({delegate.button_box(row, words).top() for words in ("Reset", "Retry now")}) == 1


def test_on_a_wall_a_channel_has_no_button(look: Look, qtbot: QtBot) -> None:
    session = Session()
    session.add_channel("c", "generic", "http://h/")
    session.observe("c", Status(state=ChannelState.RECONNECTING, attempt=3), NOW_S)
    view = list_of(session, look, qtbot)
    view.resize(312, 100)
    view.refresh(AT)
    with_button = view.grab().toImage()
    row = QRectF(view.visualRect(view.model().index(0, 0)))
    at = ChannelDelegate(look).button_box(row, "Retry now").center().toPoint()
    view.leave_out_controls(True)
    assert view.grab().toImage() != with_button
    with qtbot.assertNotEmitted(view.action_asked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    view.leave_out_controls(False)
    with qtbot.waitSignal(view.action_asked):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_button_stays_within_a_low_row(look: Look) -> None:
    look.choose(density=0.8)
    delegate = ChannelDelegate(look)
    for width in (236, 312):
        row = QRectF(0, 0, width, look.row(52))
        assert row.contains(delegate.button_box(row, "Retry now"))
