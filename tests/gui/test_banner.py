"""The banner and the line at the bottom: what is down, what is kept, what it costs."""

from itertools import pairwise

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, EVIDENCE, MAP, Scene
from watchfloor.core.event import Totals
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.text.numeral import grouped
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.instant import Instant
from watchfloor.gui.shell.vitals import EVERY_S, Vitals, VitalsMeter
from watchfloor.gui.strip.banner import Banner
from watchfloor.gui.strip.status_strip import StatusStrip
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK, LIGHT

CONNECTED = Status(state=ChannelState.CONNECTED, latency_ms=5)


def banner_of(scene: Scene, look: Look, qtbot: QtBot) -> Banner:
    banner = Banner(scene.session, look)
    qtbot.addWidget(banner)
    banner.refresh(AT)
    return banner


def test_what_is_down_is_told_the_most_pressing_first(look: Look, qtbot: QtBot, scene: Scene) -> None:
    banner = banner_of(scene, look, qtbot)
    assert not banner.isHidden()
    assert banner.words == f"{EVIDENCE} · Breaker open · probe in 21 s · down for 9 s · and 1 more"


def test_its_ground_is_that_of_the_theme_at_once(look: Look, qtbot: QtBot, scene: Scene) -> None:
    banner = banner_of(scene, look, qtbot)
    before = banner.grab().toImage().pixelColor(2, 2).lightness()
    look.choose(LIGHT)
    assert banner.grab().toImage().pixelColor(2, 2).lightness() > 200 > 100 > before
    look.choose(DARK)


def test_who_is_refused_signs_in_and_tries_nothing(look: Look, qtbot: QtBot, scene: Scene) -> None:
    refused = Status(
        state=ChannelState.FAILED, since_s=AT.monotonic_s - 9, code="unauthorized", reason="401", attempt=2
    )
    scene.session.observe(DEBATE, refused, AT.wall_s)
    banner = banner_of(scene, look, qtbot)
    asked: list[tuple[str, str]] = []
    banner.action_asked.connect(lambda name, what: asked.append((name, what)))
    assert banner.words.startswith(DEBATE)
    assert banner.retry.text() == "Sign in again"
    banner.retry.click()
    assert asked == [(DEBATE, "sign_in")]
    scene.session.observe(DEBATE, CONNECTED, AT.wall_s)
    banner.refresh(AT)
    assert banner.retry.text() == "Retry now"
    banner.retry.click()
    assert asked[1:] == [(EVIDENCE, "reset_breaker")]


@pytest.mark.parametrize("code", ["not-found", "refused-status", "bad-request", "tls-untrusted"])
def test_what_is_wrong_with_the_feed_itself_is_edited_and_not_tried_again(
    look: Look, qtbot: QtBot, scene: Scene, code: str
) -> None:
    refused = Status(
        state=ChannelState.FAILED, since_s=AT.monotonic_s - 9, code=code, reason="404", attempt=2
    )
    scene.session.observe(DEBATE, refused, AT.wall_s)
    banner = banner_of(scene, look, qtbot)
    asked: list[tuple[str, str]] = []
    banner.action_asked.connect(lambda name, what: asked.append((name, what)))
    assert banner.retry.text() == "Edit…"
    banner.retry.click()
    assert asked == [(DEBATE, "edit")]
    assert remedy_of(refused) == ("Edit…", "edit")


def test_who_lacks_a_right_may_try_again_once_it_is_given() -> None:
    assert remedy_of(Status(state=ChannelState.FAILED, code="forbidden")) == ("Retry now", "retry_now")


def test_a_server_that_anyone_could_be_is_told_in_red(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.session.channels[EVIDENCE].insecure = True
    banner = banner_of(scene, look, qtbot)
    assert not banner._insecure.isHidden()
    scene.session.channels[EVIDENCE].insecure = False
    banner.refresh(AT)
    assert banner._insecure.isHidden()


def test_while_all_is_well_there_is_no_banner(look: Look, qtbot: QtBot, scene: Scene) -> None:
    for name in (DEBATE, EVIDENCE):
        scene.session.observe(name, CONNECTED, AT.wall_s)
    assert banner_of(scene, look, qtbot).isHidden()


def test_a_first_quick_retry_is_not_worth_a_banner(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.session.observe(EVIDENCE, CONNECTED, AT.wall_s)
    quick = Status(
        state=ChannelState.RECONNECTING, attempt=1, since_s=AT.monotonic_s, retry_at_s=AT.monotonic_s
    )
    scene.session.observe(DEBATE, quick, AT.wall_s)
    assert banner_of(scene, look, qtbot).isHidden()


def test_after_three_tries_by_hand_one_can_go_on_without(look: Look, qtbot: QtBot, scene: Scene) -> None:
    banner = banner_of(scene, look, qtbot)
    asked: list[tuple[str, str]] = []
    banner.action_asked.connect(lambda name, what: asked.append((name, what)))
    for _ in range(3):
        assert banner.go_on.isHidden()
        banner.retry.click()
        banner.refresh(AT)
    assert asked == [(DEBATE, "retry_now"), (EVIDENCE, "reset_breaker")] * 3
    banner.details.click()
    copied = QGuiApplication.clipboard().text()
    assert "Breaker open" in copied
    assert "companyId" not in copied
    banner.go_on.click()
    assert banner.isHidden()
    scene.session.observe(EVIDENCE, CONNECTED, AT.wall_s)
    banner.refresh(AT)
    scene.session.observe(
        EVIDENCE, Status(state=ChannelState.BLOCKED, retry_at_s=AT.monotonic_s + 5), AT.wall_s
    )
    banner.refresh(AT)
    assert banner.words.startswith(EVIDENCE)


def test_an_outage_is_counted_over_all_its_tries(look: Look, qtbot: QtBot, scene: Scene) -> None:
    for name in (DEBATE, EVIDENCE):
        scene.session.observe(name, CONNECTED, AT.wall_s)
    banner = banner_of(scene, look, qtbot)

    def after(span_s: float, state: ChannelState) -> str:
        at = Instant(AT.wall_s + span_s, AT.monotonic_s + span_s)
        scene.session.observe(MAP, Status(state=state, since_s=at.monotonic_s, attempt=1), at.wall_s)
        banner.refresh(at)
        return "" if banner.isHidden() else banner.words.rpartition(" · ")[2]

    assert after(0, ChannelState.RECONNECTING) == ""
    assert after(1, ChannelState.CONNECTING) == ""
    assert after(10, ChannelState.BLOCKED) == "down for 10 s"
    assert after(12, ChannelState.CONNECTING) == "down for 12 s"
    assert after(14, ChannelState.RECONNECTING) == "down for 14 s"
    assert after(15, ChannelState.CONNECTED) == ""
    assert after(16, ChannelState.RECONNECTING) == ""


def test_polling_without_an_answer_is_told_and_the_sentence_does_not_stop_in_the_middle(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    for name in (DEBATE, EVIDENCE):
        scene.session.observe(name, CONNECTED, AT.wall_s)
    silent = Status(
        state=ChannelState.POLLING, polling_every_s=5, code="timed-out", reason="It did not answer in time.",
        since_s=AT.monotonic_s - 9,
    )  # fmt: skip
    scene.session.observe(MAP, silent, AT.wall_s)
    words = "Polling every 5 s · It did not answer in time · down for 9 s"
    assert banner_of(scene, look, qtbot).words == f"{MAP} · {words}"


def test_what_a_burst_kept_from_map_and_graphs_is_told_where_a_frame_s_cost_is(
    scene: Scene, look: Look, qtbot: QtBot
) -> None:
    strip = StatusStrip(scene.session, look)
    qtbot.addWidget(strip)
    scene.session.settle()
    strip.refresh(AT, Vitals(), 4.0, None)
    frame = strip._labels["frame"]
    assert frame.toolTip() == "Time for a frame"
    for number in range(READ_A_FRAME + 1_500):
        scene.world(number, 0)
    scene.session.settle()
    strip.refresh(AT, Vitals(), 4.0, None)
    assert f"{grouped(1_500)} events came faster than map and graphs draw" in frame.toolTip()


def test_the_line_at_the_bottom_says_what_is_kept_lost_and_spent(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    strip = StatusStrip(scene.session, look)
    qtbot.addWidget(strip)
    strip.refresh(AT, Vitals(0.04, 148_000_000), 6.2, (48_912, 21_400_000))
    kept, spent = "48\u202f912 events journaled · 21.4 MB   0 lost", "Frame 6 ms   CPU 4 %   Memory 148 MB"
    assert strip.text == f"{kept}   {spent}   UTC 12:30:05"


def test_figures_for_which_there_is_no_room_give_way_instead_of_lying_upon_others(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    ground = QWidget()  # a window would not be narrower than its layout
    qtbot.addWidget(ground)
    strip = StatusStrip(scene.session, look, ground)
    ground.show()
    kept = set[str]()
    for zoom, width in ((1.0, 1_024), (2.0, 1_024), (2.0, 500), (1.0, 1_024)):
        look.choose(zoom=zoom)
        strip.resize(width, strip.height())
        strip.refresh(AT, Vitals(0.04, 148_000_000), 6.2, (48_912, 21_400_000))
        QApplication.processEvents()
        shown = [label for label in (*strip._labels.values(), strip._clock) if label.isVisible()]
        places = [label.geometry() for label in shown]
        assert all(one.right() < other.left() for one, other in pairwise(places))
        assert places[-1].right() <= strip.width()
        kept = {name for name, label in strip._labels.items() if label.isVisible()}
        assert "lost" in kept
        assert strip.width() == width
    assert kept == set(strip._labels)


def test_without_a_journal_nothing_is_said_to_be_journaled(look: Look, qtbot: QtBot) -> None:
    strip = StatusStrip(Session(), look)
    qtbot.addWidget(strip)
    strip.refresh(AT, Vitals(), None, None)
    assert strip.text.startswith("0 events, not journaled   UTC")  # of nothing none can be lost


def test_what_cannot_be_proven_is_said_to_be_so(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.session.channels[MAP].totals = Totals(received=5, stored=5, missing=None)
    strip = StatusStrip(scene.session, look)
    qtbot.addWidget(strip)
    strip.refresh(AT, Vitals(), None, None)
    assert "not provable whether any are lost" in strip.text


def test_of_feeds_that_have_just_begun_no_alarm_is_given_and_nothing_claimed(
    look: Look, qtbot: QtBot
) -> None:
    session = Session()
    strip = StatusStrip(session, look)
    qtbot.addWidget(strip)

    def told(**totals: Totals) -> str:
        for name, each in totals.items():
            row = session.channels.get(name) or session.add_channel(name, "generic")
            row.totals = each
        strip.refresh(AT, Vitals(), None, None)
        return strip.text.split("   ")[1]

    first, known = Totals(received=1, stored=1), Totals(received=2, stored=2, missing=0)
    assert told(a=first) == "too early to say whether any are lost"
    assert told(b=known) == "0 lost · too early to say of one feed"
    assert told(c=first) == "0 lost · too early to say of 2 feeds"
    assert told(a=known, c=known) == "0 lost"
    assert told(a=Totals(received=5, stored=5)) == "not provable whether any are lost"


def test_the_processors_share_is_of_the_time_between_two_looks() -> None:
    used = iter((10.0, 10.5, 12.5))
    meter = VitalsMeter(lambda: next(used))
    assert meter.read(100.0).cpu_share is None
    assert meter.read(102.0).cpu_share == 0.25
    assert meter.read(102.0 + EVERY_S - 0.1).cpu_share == 0.25  # that was not long ago
    assert meter.read(102.0 + EVERY_S).cpu_share == 2.0 / EVERY_S
