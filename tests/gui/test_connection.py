"""The connection tab: attempts, times, the channel over time, ledger, headers, and what can be done."""

from math import isnan, nan

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import AT, DEBATE, MAP, Scene
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.event import Totals
from watchfloor.core.happening import AttemptEnded, GapFound, Refused, StateChanged
from watchfloor.core.link.breaker import BreakerState, Turn
from watchfloor.core.link.histogram import histogram
from watchfloor.core.metric import Metrics, Summary
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.text.numeral import grouped
from watchfloor.gui.inspector.attempt_strip import AttemptStrip, height_share, lasted_text
from watchfloor.gui.inspector.connection_detail import ConnectionDetail, size_text
from watchfloor.gui.inspector.connection_view import ConnectionView
from watchfloor.gui.inspector.histogram_view import HistogramView, ms_text
from watchfloor.gui.inspector.label import breakable, brief
from watchfloor.gui.inspector.ledger_view import LedgerView, quoted
from watchfloor.gui.inspector.past import Past, columns, past_of
from watchfloor.gui.inspector.timeline_view import TimelineView
from watchfloor.gui.inspector.waterfall import waterfall
from watchfloor.gui.style.look import Look
from watchfloor.services.channel.measure import measures_of
from watchfloor.services.diagnosis.insight import Insight, Wire
from watchfloor.services.net.attempt import Timing


def wire(name: str) -> Wire:
    request, answer = [("accept", "text/event-stream")], [("x-name", name)]
    return Wire("http://feed.example/stream", request, answer, "HTTP/1.1", "", "10.0.0.1:80", [])


def insight(**more: object) -> Insight:
    fields = {
        "timing": Timing(dns_ms=1.0), "is_open": True, "open_for_s": 90.0, "events": 1, "size_bytes": 97,
        "wire": wire("now"), "url": "http://feed.example/", "proxy": "",
        "insecure": False, "breaker": BreakerState.CLOSED, "failures": 1, "threshold": 5, "opened": 1,
        "probe_at_s": None, "turns": [Turn(AT.wall_s - 60, BreakerState.OPEN, "503 Service Unavailable")],
        "attempt": 3, "tries": 10, "next_waits_s": [1.0, 2.0, 4.0], "heartbeat_s": 15.0,
        "beats_at_s": [AT.wall_s - 20, AT.wall_s - 5], "quiet_s": 5.0,
        "measures": measures_of(Metrics(), 12.0, AT.monotonic_s),
    }  # fmt: skip
    return Insight(**(fields | more))  # type: ignore[arg-type]  # any field may be given


@pytest.fixture
def view(look: Look, qtbot: QtBot, scene: Scene) -> ConnectionView:
    view = ConnectionView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(380, 500)
    view.show()
    view.show_channel(DEBATE, AT)
    return view


# -- attempts


def test_a_connection_tells_its_attempts_and_its_ledger(view: ConnectionView) -> None:
    assert view._counts.text().startswith("Attempts: 24 · failures: 3 · 87.5% ended well")
    figures = {name: label.text() for name, label in view.ledger.figures.items()}
    assert figures["received"] == figures["stored"]
    assert figures["missing"] == "0"
    assert "Attempt ended after" in view._story.text()


def test_times_are_told_step_by_step(view: ConnectionView) -> None:
    steps = waterfall(Scene.attempt(AT.wall_s, "closed"))
    assert [(name, start, end) for name, _, start, end in steps] == [
        ("DNS", 0, 2), ("TCP", 2, 9), ("TLS", 9, 33), ("Headers", 33, 70),
        ("First byte", 70, 74), ("First event", 74, 88),
    ]  # fmt: skip
    assert "TLS 24 ms" in view._waterfall.accessibleDescription()


def test_a_connection_that_is_played_is_not_said_to_be_none_yet(view: ConnectionView, scene: Scene) -> None:
    row = scene.session.channels[DEBATE]
    row.attempts.clear()
    for status in (
        Status(state=ChannelState.CONNECTED),
        Status(state=ChannelState.IDLE, reason="Recording", recorded=True),
    ):
        row.status = status
        view.refresh(AT)
        words = "A recording has the times of a connection at its end."
        assert view._waterfall.accessibleDescription() == words
    row.status = Status(state=ChannelState.CONNECTING)
    view.refresh(AT)
    assert view._waterfall.accessibleDescription().startswith("No connection yet")


def made(number: int, outcome: str = "closed", lasted_s: float = 60.0) -> AttemptEnded:
    at_s = AT.wall_s - 10_000 + number * 40
    detail = "" if outcome == "closed" else f"Number {number} ended."
    return AttemptEnded(
        channel=DEBATE, at_s=at_s, started_at_s=at_s - lasted_s, lasted_s=lasted_s, outcome=outcome,
        detail=detail, events=number,
    )  # fmt: skip


@pytest.fixture
def strip(look: Look, qtbot: QtBot) -> AttemptStrip:
    strip = AttemptStrip(look)
    qtbot.addWidget(strip)
    strip.resize(300, 30)
    strip.show()
    return strip


def test_an_attempt_is_told_in_words_and_not_by_its_id(strip: AttemptStrip) -> None:
    strip.show_attempts([made(1, "truncated", 48.0), made(2)], is_open=None)
    assert strip.words_of(0).endswith("60 s, 2 events · closed by the server")
    assert strip.words_of(1).endswith("48 s, 1 event · cut off in the middle\nNumber 1 ended.")
    assert strip.words_of(2) == ""


def test_two_hundred_attempts_take_as_many_lines_as_they_need(strip: AttemptStrip) -> None:
    strip.show_attempts([made(1)], is_open=None)
    one = strip.height()
    strip.show_attempts([made(n) for n in range(250)], is_open=True)
    assert strip.height() > 2 * one
    first = strip._box(strip._count - 1).center()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=first.toPoint())
    assert strip.attempt is not None
    assert strip.attempt.events == 50, "the oldest of the last two hundred"
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.attempt.events == 51
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.selected == 0
    assert strip.attempt_at(0) is None, "the one of now"


def test_attempts_fill_their_line_from_the_left(strip: AttemptStrip) -> None:
    """A row of empty boxes before them would look like attempts of which nothing is known."""
    strip.show_attempts([made(1), made(2)], is_open=True)
    assert [round(strip._box(back).left()) for back in (2, 1, 0)] == [0, 10, 21]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip._box(1).center().toPoint())
    assert strip.selected == 1
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect().center())
    assert strip.selected == 1, "there is nothing"
    strip.show_attempts([made(n) for n in range(40)], is_open=True)
    assert strip._box(0).right() > 290


def test_a_first_connection_has_no_attempts_to_show(view: ConnectionView, scene: Scene) -> None:
    scene.session.channels[DEBATE].attempts.clear()
    view.refresh(AT)
    assert view._strip.isHidden()
    assert view._counts.text().startswith("First connection")
    assert view._about.isHidden()
    scene.befall(made(1, "reset"))
    view.refresh(AT)
    assert view._strip.isHidden(), "it is told below, and one block is no history"
    assert not view._about.isHidden()
    scene.befall(made(2, "reset"))
    view.refresh(AT)
    assert not view._strip.isHidden()


def test_the_chosen_attempt_stays_chosen_while_others_come(strip: AttemptStrip) -> None:
    attempts = [made(n) for n in range(5)]
    strip.show_attempts(attempts, is_open=True)
    strip.choose(3)
    assert strip.attempt is attempts[2]
    strip.show_attempts([*attempts, made(5)], is_open=None)
    assert strip.attempt == attempts[2]
    strip.show_attempts([made(9)], is_open=None)
    assert strip.selected == 0, "it is forgotten: back to the newest"


def test_the_end_is_told_by_shape_and_the_time_by_height(strip: AttemptStrip, look: Look) -> None:
    strip.show_attempts([made(1), made(2, "reset"), made(3, "unauthorized")], is_open=None)
    theme = look.theme
    assert {theme.good, theme.warning, theme.alarm} <= colors_in(strip)
    assert height_share(0.0) == 0.4
    assert height_share(1.0) < height_share(60.0) < height_share(3_600.0) == height_share(1e6) == 1.0
    words = [lasted_text(span_s) for span_s in (0.004, 3.2, 48, 600, 9_000)]
    assert words == ["4 ms", "3.2 s", "48 s", "10 min", "2.5 h"]


def test_why_it_ended_is_not_said_twice(view: ConnectionView, scene: Scene) -> None:
    scene.befall(made(7, "reset"))
    lost = Status(state=ChannelState.RECONNECTING, attempt=1, reason="Number 7 ended.")
    scene.session.observe(DEBATE, lost, AT.wall_s)
    view.refresh(AT)
    assert "Number 7 ended." not in view._about.text()
    assert view._callout._more.text().startswith("Number 7 ended.")
    view._strip.choose(1)
    assert view._about.text()


def test_a_long_address_takes_one_line_and_is_whole_as_a_tip(view: ConnectionView, scene: Scene) -> None:
    scene.session.channels[DEBATE].url = "http://127.0.0.1:8000/" + "api/" * 60
    view.refresh(AT)
    assert "…" in view._request.text()
    assert view._request.toolTip().count("api/") == 60


# -- what the state means


@pytest.mark.parametrize(
    ("status", "words", "action"),
    [
        (Status(state=ChannelState.RECONNECTING, attempt=3), "Retry now", "retry_now"),
        (Status(state=ChannelState.BLOCKED), "Reset", "reset_breaker"),
        (Status(state=ChannelState.PAUSED), "Resume", "resume"),
        (Status(state=ChannelState.IDLE), "Connect", "start"),
    ],
)
def test_the_callouts_button_does_what_it_says(
    view: ConnectionView, qtbot: QtBot, scene: Scene, status: Status, words: str, action: str
) -> None:
    scene.session.observe(DEBATE, status, AT.wall_s)
    view.refresh(AT)
    button = view._callout._button
    assert button.text() == words
    with qtbot.waitSignal(view.action_asked) as asked:
        button.click()
    assert asked.args == [DEBATE, action]


def test_what_never_came_is_not_said_to_go_on(view: ConnectionView, scene: Scene) -> None:
    scene.session.observe(DEBATE, Status(state=ChannelState.RECONNECTING, attempt=3), AT.wall_s)
    view.refresh(AT)
    assert "goes on from the last event id" in view._callout._more.text()
    scene.session.channels[DEBATE].totals = Totals()
    view.refresh(AT)
    assert view._callout._more.text() == "Nothing has come from it yet; the next attempt comes by itself."


def test_a_breaker_that_is_open_says_what_opened_it(view: ConnectionView, scene: Scene) -> None:
    status = Status(state=ChannelState.BLOCKED, reason='503 Service Unavailable: {"error": "FAULT"}')
    scene.session.observe(DEBATE, status, AT.wall_s)
    view.refresh(AT)
    assert view._callout._more.text().startswith("503 Service Unavailable. Too many failures")


def test_bytes_that_arrive_are_not_praised_where_something_is_wrong_with_them(
    view: ConnectionView, scene: Scene
) -> None:
    scene.session.observe(DEBATE, Status(state=ChannelState.CONNECTED, latency_ms=4.0), AT.wall_s)
    found = [Finding("idle-timeout", "Title", "Measured.", "Ask.")]
    view.findings_of = lambda _name: found
    view.refresh(AT)
    assert view._callout._more.text() == "Bytes arrive as they should."
    found.append(Finding("buffered", "Title", "Measured.", "Ask."))
    view.refresh(AT)
    assert view._callout._more.text() == "Bytes arrive, yet not as they should:"


def test_a_servers_long_words_can_be_broken_into_lines() -> None:
    assert breakable('{"a":"b","c":1}').count("\u200b") == 3
    assert breakable("no, it is: well") == "no, it is: well"
    assert brief("503 Service Unavailable: <html>…") == "503 Service Unavailable"
    assert brief("TLS with x failed: bad record.") == "TLS with x failed: bad record."


# -- the ledger


def test_every_figure_leads_to_its_rows(look: Look, qtbot: QtBot, scene: Scene) -> None:
    ledger = LedgerView(look)
    qtbot.addWidget(ledger)
    row = scene.session.channels[MAP]
    row.name = 'A "feed"'
    row.last_event_id = "e 9"
    row.totals = Totals(received=9, stored=6, duplicates=1, refused={"oversize": 2}, missing=3)
    ledger.show_row(row)
    ledger.show()
    asked: list[str] = []
    ledger.rows_asked.connect(asked.append)
    for figure in ledger.figures.values():
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
        QTest.keyClick(figure, Qt.Key.Key_Return)
    of = 'channel:"A \\"feed\\""'
    terms = ["", "", " type:resumed", " type:refused", " type:gap", ' id:"e 9"']
    assert asked == [of + term for term in terms for _ in range(2)]
    assert ledger.figures["refused"].toolTip() == "oversize: 2"


def test_a_zero_and_what_is_not_provable_lead_nowhere(look: Look, qtbot: QtBot, scene: Scene) -> None:
    ledger = LedgerView(look)
    qtbot.addWidget(ledger)
    row = scene.session.channels[MAP]
    row.totals = Totals(received=5, stored=5, missing=None)
    ledger.show_row(row)
    asked: list[str] = []
    ledger.rows_asked.connect(asked.append)
    assert ledger.figures["missing"].text() == "not provable"
    row.totals = Totals(received=4, stored=4, missing=None)
    ledger.show_row(row)
    assert ledger.figures["missing"].text() == "too early to say"
    for key in ("missing", "refused", "duplicates"):
        QTest.mouseClick(ledger.figures[key], Qt.MouseButton.LeftButton)
        assert ledger.figures[key].focusPolicy() == Qt.FocusPolicy.NoFocus
    assert asked == []


def test_thousands_are_set_apart_and_values_quoted() -> None:
    assert grouped(48_912) == "48\u202f912"
    assert quoted('a\\b"c') == '"a\\\\b\\"c"'


# -- over time


def befallen(scene: Scene) -> None:
    """Connected, lost for ten seconds, and connected again, with a gap and a refusal."""
    for ago_s, state in ((200, "connected"), (60, "reconnecting"), (50, "connected")):
        scene.befall(StateChanged(channel=MAP, at_s=AT.wall_s - ago_s, state=state, reason="It broke off."))
    scene.befall(GapFound(channel=MAP, at_s=AT.wall_s - 50, after_seq=7, after="1", before="5", missing=3))
    scene.befall(Refused(channel=MAP, at_s=AT.wall_s - 20, reason="oversize", size_bytes=9))


@pytest.fixture
def timeline(look: Look, qtbot: QtBot, scene: Scene) -> TimelineView:
    befallen(scene)
    timeline = TimelineView(look)
    qtbot.addWidget(timeline)
    timeline.resize(380, timeline.sizeHint().height())
    timeline.show()
    timeline.show_past(past_of(scene.session.channels[MAP], AT.wall_s, 300.0, [AT.wall_s - 9]))
    return timeline


def test_one_moment_tells_state_rate_and_loss(timeline: TimelineView) -> None:
    down = timeline.words_at(AT.wall_s - 55)
    assert "Waiting to reconnect for 10 s\nIt broke off." in down
    assert "events a second" in timeline.words_at(AT.wall_s - 100)
    assert "3 events missing between id 1 and id 5" in timeline.words_at(AT.wall_s - 50)
    assert "Nothing is known of this time." in timeline.words_at(AT.wall_s - 280)


def test_states_losses_and_beats_are_drawn_in_their_colours(timeline: TimelineView, look: Look) -> None:
    theme = look.theme
    assert {theme.good, theme.warning, theme.alarm, theme.series[0]} <= colors_in(timeline)


def test_a_click_on_a_gap_leads_to_it_and_so_do_the_keys(timeline: TimelineView, qtbot: QtBot) -> None:
    x = round(timeline._x(AT.wall_s - 50))
    with qtbot.waitSignal(timeline.mark_chosen) as chosen:
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(x, 70))
    assert isinstance(chosen.args[0], GapFound)
    timeline.leaveEvent(None)  # type: ignore[arg-type]  # Qt hands over an event of no further use
    for _ in range(4):
        QTest.keyClick(timeline, Qt.Key.Key_Left)
    with qtbot.waitSignal(timeline.mark_chosen) as chosen:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert isinstance(chosen.args[0], Refused)


def test_the_graphs_point_where_the_timeline_does(timeline: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.pointed) as pointed:
        QTest.mouseMove(timeline, QPoint(round(timeline._x(AT.wall_s - 55)), 20))
    assert abs(pointed.args[0] - (AT.wall_s - 55)) < 3
    assert "Waiting to reconnect" in timeline.accessibleDescription()
    timeline.point_at(AT.wall_s - 100)
    assert "Connected for" in timeline.accessibleDescription()
    timeline.point_at(nan)
    assert timeline._at_s is None


def test_silence_is_zero_and_nobody_listening_is_a_gap(scene: Scene) -> None:
    row = scene.session.add_channel("other", "generic")
    row.tally.add(AT.wall_s - 80, 5)
    row.tally.seen(AT.wall_s - 40)
    found = columns(past_of(row, AT.wall_s, 100.0), 100)
    assert found[20] == 5
    assert found[60] == 0
    assert isnan(found[30]), "not known"
    assert len(columns(Past(), 7)) == 7


def test_rates_are_drawn_no_further_back_than_they_are_known() -> None:
    """By the second they are known for an hour; what was before is not what the first of them was."""
    times = np.arange(3_600.0, 7_200.0)
    found = columns(Past(0.0, 7_200.0, times=times, rates=np.full(3_600, 5.0)), 72)
    assert np.isnan(found[:36]).all()
    assert (found[36:] == 5).all()


def test_the_tab_shows_the_span_that_it_is_given(view: ConnectionView) -> None:
    view.span_s = lambda: 900.0
    view.refresh(AT)
    assert view._over_time.text() == "OVER TIME: THE LAST 15 MIN"
    assert view.timeline._past.from_s == AT.wall_s - 900


# -- the connection itself


@pytest.fixture
def detail(look: Look, qtbot: QtBot) -> ConnectionDetail:
    detail = ConnectionDetail(look)
    qtbot.addWidget(detail)
    return detail


def test_facts_of_the_connection(detail: ConnectionDetail) -> None:
    detail.show_insight(insight(), AT, wire("now"))
    facts = detail.facts.facts
    assert facts["HTTP"] == "HTTP/1.1"
    assert facts["TLS"] == "none"
    assert facts["Received"] == "97 B in 1 event"
    assert facts["Heartbeat"] == "every 15 s · last byte 5 s ago"
    assert facts["Clocks"] == "ours is 12 s ahead of the server's"
    assert facts["Breaker"] == "closed · 1 of 5 failures · opened 1×"
    assert facts["Back-off"] == "next waits at most 1, 2, 4 s · try 3 of 10"
    assert detail.turns.text() == "12:29:05  open · 503 Service Unavailable"


def test_headers_are_those_of_the_attempt_that_is_looked_at(detail: ConnectionDetail) -> None:
    detail.show_insight(insight(), AT, wire("now"))
    assert (detail.request.text(), detail.answer.text()) == ("accept: text/event-stream", "x-name: now")
    detail.show_insight(insight(), AT, wire("then"))
    assert detail.answer.text() == "x-name: then"
    detail.show_insight(insight(), AT, None)
    assert "are not remembered" in detail.answer.text()
    assert "are not remembered" in detail.request.text()
    detail.show_insight(insight(), AT, Wire("http://x.example/", [("a", "b")], [], "", "", "", []))
    assert (detail.request.text(), detail.answer.text()) == ("a: b", "None: it did not come so far.")


def test_the_latencies_are_told_in_figures_and_drawn(look: Look, qtbot: QtBot) -> None:
    view = HistogramView(look)
    qtbot.addWidget(view)
    assert view.words == "No event says when it was sent."
    empty_px = view.sizeHint().height()
    values = [20.0 + n % 30 for n in range(200)]
    view.show_bins(histogram(values), Summary(200, 34.0, 35.0, 48.0, 1_900.0))
    assert view.words == "p50 35 ms · p95 48 ms · p99 1.9 s"
    assert view.sizeHint().height() > empty_px
    view.resize(300, view.sizeHint().height())
    assert look.theme.series[1] in colors_in(view)
    assert [ms_text(value) for value in (0.42, 3, 41.6, 1_800)] == ["0.4 ms", "3 ms", "42 ms", "1.8 s"]
    assert [size_text(size) for size in (97, 14_200, 3_100_000)] == ["97 B", "14.2 kB", "3.1 MB"]


@pytest.mark.parametrize(("width", "line", "column"), [(420, 0, 2), (290, 1, 0)])
def test_the_buttons_stand_in_one_row_where_there_is_room(
    look: Look, qtbot: QtBot, scene: Scene, width: int, line: int, column: int
) -> None:
    view = ConnectionView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(width, 700)
    view.show()
    item = view._keys.itemAtPosition(line, column)
    assert item is not None
    assert item.widget() is view.diagnostics


def test_of_no_channel_nothing_is_said_not_even_what_was_said_before(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    view = ConnectionView(scene.session, look)
    qtbot.addWidget(view)
    scene.session.channels[DEBATE].insecure = True
    view.show_channel(DEBATE, AT)
    view.show()
    assert view.ledger.isVisible()
    scene.session.remove_channel(DEBATE)
    view.refresh(AT)
    assert view._title.text() == "No channel chosen"
    for part in (view.ledger, view._callout, view.timeline, view._insecure, view.examine):
        assert not part.isVisible()


def test_the_reason_is_said_once(look: Look, qtbot: QtBot, scene: Scene) -> None:
    reason = "shop.example.org refused the connection: nothing listens there."
    lost = Status(state=ChannelState.RECONNECTING, retry_at_s=AT.monotonic_s + 4, attempt=3, reason=reason)
    scene.session.observe(DEBATE, lost, AT.wall_s)
    view = ConnectionView(scene.session, look)
    qtbot.addWidget(view)
    view.show_channel(DEBATE, AT)
    assert "nothing listens there" in view._callout._more.text()
    found = Finding(
        "refused", "Nothing listens", f"{reason} 2 of 2 attempts ended so.", "Check host and port."
    )
    view.findings_of = lambda _name: [found]
    view.refresh(AT)
    assert "nothing listens there" not in view._callout._more.text()
    assert "the next attempt goes on" in view._callout._more.text()
