"""The run strip: stages done, under way and to come; several runs; what can be asked for."""

import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import colors_in
from tests.gui.scene import AT, FEED, STRATEGY, Scene
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui import instant
from watchfloor.gui.instant import Instant
from watchfloor.gui.strip.run_strip import RunStrip, run_title
from watchfloor.gui.strip.stage_strip import Form, shared
from watchfloor.gui.style.look import Look


def strip_of(session: Session, look: Look, qtbot: QtBot) -> RunStrip:
    strip = RunStrip(session, look)
    qtbot.addWidget(strip)
    strip.resize(1_400, 60)
    strip.show()
    strip.refresh(AT)
    return strip


def is_as_wide(widget: QWidget, width: int) -> bool:
    return widget.width() == width


def in_window(scene: Scene, look: Look, qtbot: QtBot) -> tuple[QWidget, RunStrip]:
    window = QWidget()
    qtbot.addWidget(window)
    strip = RunStrip(scene.session, look)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(strip)
    column.addStretch()
    window.resize(1_400, 700)
    window.show()
    return window, strip


def test_the_run_under_way_is_shown_with_its_stages(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    run = strip.shown
    assert run is not None
    assert run_title(run) == f"{FEED} · Ward 14 analysis"
    assert strip.stages.accessibleDescription().startswith("Analyzing Patterns — 4 of 6 · 28.0 s")
    assert {look.theme.good, look.theme.accent} <= colors_in(strip.stages)
    assert strip.cancel.isEnabled()
    assert strip.moving


def test_a_failed_run_shows_where_in_its_colour(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.send(FEED, "analysis:error", {"run_id": "r", "error": "model timed out"})
    strip = strip_of(scene.session, look, qtbot)
    strip.choose((FEED, "r"))
    strip.refresh(AT)
    assert strip.stages.accessibleDescription() == "Failed in Analyzing Patterns: model timed out"
    assert look.theme.alarm in colors_in(strip.stages)
    assert not strip.cancel.isEnabled()


def test_a_stalled_run_is_plain_to_see(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    strip.refresh(Instant(AT.wall_s + 60, AT.monotonic_s + 60))
    assert strip.stages.accessibleDescription().startswith("Stalled in Analyzing Patterns")
    assert look.theme.warning in colors_in(strip.stages)


def test_a_run_of_a_feed_that_is_down_does_not_go_on(look: Look, qtbot: QtBot, scene: Scene) -> None:
    """How far it is by now is not known: its clocks stand, and it is not in the colour of what goes on."""
    strip = strip_of(scene.session, look, qtbot)
    lost = Status(state=ChannelState.RECONNECTING, since_s=AT.monotonic_s, attempt=1, reason="It broke off.")
    scene.session.observe(FEED, lost, AT.wall_s)
    strip.refresh(Instant(AT.wall_s + 9, AT.monotonic_s + 9))
    told = strip.stages.accessibleDescription()
    assert told.startswith("Cut off in Analyzing Patterns · nothing heard for ")
    assert look.theme.warning in colors_in(strip.stages)
    assert look.theme.accent not in colors_in(strip.stages)
    run = strip.shown
    assert run is not None
    assert run.lasts_s(AT.wall_s + 9) == run.lasts_s(AT.wall_s)
    scene.send(FEED, "analysis:start", {"run_id": "read late", "ward": 2})
    late = scene.session.runs.get((FEED, "read late"))
    assert late is not None
    assert late.cut_off
    well = Status(state=ChannelState.CONNECTED, since_s=AT.monotonic_s + 9, latency_ms=9)
    scene.session.observe(FEED, well, AT.wall_s + 9)
    strip.refresh(Instant(AT.wall_s + 9, AT.monotonic_s + 9))
    assert strip.stages.accessibleDescription().startswith("Analyzing Patterns — 4 of 6 · 37.0 s")
    assert not late.cut_off


def test_a_run_stays_in_sight_until_it_is_over(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    scene.send(FEED, "analysis:start", {"run_id": "newer", "ward": 2})
    strip.refresh(AT)
    assert strip.shown is scene.session.runs.get((FEED, "r"))
    scene.send(FEED, "analysis:complete", {"run_id": "r"})
    strip.refresh(AT)
    assert strip.shown is scene.session.runs.get((FEED, "r"))
    strip.refresh(Instant(AT.wall_s + 7, AT.monotonic_s + 7))
    assert strip.shown is scene.session.runs.get((FEED, "newer"))


def test_a_run_whose_server_has_gone_gives_way(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    scene.at = Instant(AT.wall_s + 20, AT.monotonic_s + 20)
    scene.send(FEED, "analysis:start", {"run_id": "other server's", "ward": 2})
    strip.refresh(scene.at)
    assert strip.shown is scene.session.runs.get((FEED, "other server's"))


def test_an_analysis_pushes_aside_what_has_no_subject(look: Look, qtbot: QtBot) -> None:
    scene = Scene()
    scene.add_channels()
    scene.send(STRATEGY, "progress", {"step": 2, "progress": 30, "message": "Reading"})
    strip = strip_of(scene.session, look, qtbot)
    assert run_title(strip.shown) == STRATEGY if strip.shown else False
    scene.send(FEED, "analysis:start", {"run_id": "r", "ward": 14})
    strip.refresh(AT)
    assert strip.shown is scene.session.runs.get((FEED, "r"))
    scene.send(STRATEGY, "progress", {"step": 3, "progress": 40, "message": "Reading"})
    strip.refresh(AT)
    assert strip.shown is scene.session.runs.get((FEED, "r"))


def test_cancel_names_the_run_and_start_asks(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    with qtbot.waitSignal(strip.cancel_asked) as cancelled:
        strip.cancel.click()
    assert cancelled.args == [FEED, "r"]
    with qtbot.waitSignal(strip.start_asked):
        strip.start.click()


def test_without_a_run_it_says_so(look: Look, qtbot: QtBot) -> None:
    strip = strip_of(Session(), look, qtbot)
    assert strip.shown is None
    assert strip.stages.accessibleDescription() == "No run"
    assert not strip.cancel.isEnabled()
    assert not strip.moving


def test_others_are_chosen_from_a_menu_that_says_when_they_began(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    strip = strip_of(scene.session, look, qtbot)
    assert strip.others.text() == f"{len(scene.session.runs)} runs"
    strip._fill_menu()
    words = [action.text() for action in strip._menu.actions() if action.text()]
    assert words[0] == "Follow the newest"
    assert any(text.endswith(f"{FEED} — complete") for text in words)
    assert any(text.startswith("12:29:3") and "Ward 14" in text for text in words)
    strip._menu.actions()[-1].trigger()
    strip.refresh(AT)
    assert strip.shown is list(scene.session.runs)[-1]


def test_an_ended_run_says_when(look: Look, qtbot: QtBot, scene: Scene) -> None:
    scene.send(FEED, "analysis:complete", {"run_id": "r"})
    strip = strip_of(scene.session, look, qtbot)
    strip.choose((FEED, "r"))
    strip.refresh(AT)
    assert strip._words.toolTip() == "Complete · 28.0 s · ended at 12:30:05"


@pytest.fixture
def in_india(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own time is five hours and a half ahead."""
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    instant._second_text.cache_clear()
    yield
    monkeypatch.undo()
    time.tzset()
    instant._second_text.cache_clear()


@pytest.mark.usefixtures("in_india")
def test_when_a_run_ended_is_told_by_the_clock_that_is_chosen(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    scene.send(FEED, "analysis:complete", {"run_id": "r"})
    strip.choose((FEED, "r"))
    strip.refresh(AT)
    look.choose(utc=False)
    assert strip._words.toolTip().endswith("ended at 18:00:05")
    look.choose(utc=True)
    assert strip._words.toolTip().endswith("ended at 12:30:05")


def test_what_cannot_be_had_is_not_offered(look: Look, qtbot: QtBot) -> None:
    session = Session()
    strip = strip_of(session, look, qtbot)
    assert strip.maximumHeight() == 0
    session.add_channel("other", "generic")
    strip.refresh(AT)
    assert strip.maximumHeight() == 0
    session.add_channel(STRATEGY, "strategy")
    strip.refresh(AT)
    assert strip.maximumHeight() > 100
    assert not strip.start.isVisibleTo(strip)
    session.add_channel(FEED, "strategist")
    strip.refresh(AT)
    assert strip.start.isVisibleTo(strip)
    strip.only_watch()
    assert not strip.start.isVisibleTo(strip)
    assert not strip.cancel.isVisibleTo(strip)


def test_each_stage_is_told_whole_where_there_is_room(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    stages = strip.stages
    needs = [stages._need(stage, with_took=True) for stage in range(1, 7)]
    stages.resize(round(sum(needs)) + 61, 44)  # with the gaps between them
    widths = [box.width() for box in stages.boxes().values()]
    assert max(needs) > sum(widths) / 6  # as wide as each other they would be cut
    assert all(width >= need for width, need in zip(widths, needs, strict=True))


def test_with_little_room_the_stage_under_way_keeps_its_words(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    stages = strip.stages
    stages.resize(440, 44)
    boxes = stages.boxes()
    assert boxes[4].width() == pytest.approx(stages._need(4, with_took=True))
    assert boxes[6].right() == pytest.approx(440)
    assert stages.words_at(boxes[1].center().x()) == "Initializing Analysis · 2.1 s"  # what was cut
    assert stages.words_at(439) == "Finalizing Report"


@pytest.mark.parametrize(
    ("needs", "room", "widths"),
    [
        ([10, 10], 60, [30, 30]),
        ([40, 10], 60, [40, 20]),
        ([10, 30, 31], 90, [29, 30, 31]),
        ([], 60, []),
        ([50, 50], -5, [0, 0]),
    ],
)
def test_room_goes_to_who_needs_it(needs: list[float], room: float, widths: list[float]) -> None:
    assert shared(needs, room) == pytest.approx(widths)


def test_a_server_that_claims_a_milliard_stages_does_not_stop_the_window(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    scene.send(FEED, "progress", {"run_id": "r", "stage": 900_000_000, "total": 1_000_000_000})
    strip = strip_of(scene.session, look, qtbot)
    assert strip.shown is not None
    assert strip.shown.total == len(strip.stages.boxes()) == 40
    assert strip.stages.grab().width() > 0


def test_the_words_take_the_room_that_there_is_now(look: Look, qtbot: QtBot, scene: Scene) -> None:
    window, strip = in_window(scene, look, qtbot)
    whole = f"{FEED} · Ward 14 analysis"
    for width, words in ((1_400, whole), (440, "Ward 14 analysis"), (640, whole), (1_024, whole)):
        window.resize(width, 700)
        qtbot.waitUntil(partial(is_as_wide, strip, width))
        strip.refresh(AT)
        assert strip._title.text() == words, "without its feed before it is cut"
        assert strip._title.toolTip() == whole


def test_what_does_not_fit_beside_the_stages_is_said_without_their_name(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    strip = strip_of(scene.session, look, qtbot)
    whole = "Analyzing Patterns — 4 of 6 · 28.0 s · about 19 s left"
    assert strip._words.text() == whole
    strip._texts.setMaximumWidth(230)
    strip._texts.setMinimumWidth(230)
    strip._grid.activate()
    strip.refresh(AT)
    assert strip._words.text() == "4 of 6 · 28.0 s · about 19 s left"
    assert strip._words.toolTip().startswith(whole)


def names_shown(strip: RunStrip) -> bool:
    stages = strip.stages
    return all(box.width() >= stages._need(stage, with_took=False) for stage, box in stages.boxes().items())


def test_stages_go_below_where_their_names_have_no_room_beside(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    window, strip = in_window(scene, look, qtbot)
    for size, form in (
        ((1_600, 900), Form.BESIDE),
        ((1_024, 700), Form.BELOW),
        ((1_600, 901), Form.BESIDE),
        ((900, 450), Form.BARS),
    ):
        window.resize(*size)
        qtbot.waitUntil(partial(is_as_wide, strip, size[0]))
        strip.refresh(AT)
        assert strip.stages._form is form
        assert (strip.stages.y() > strip._title.y() + 20) is (form is not Form.BESIDE)
        if form is not Form.BARS:
            assert names_shown(strip)
    assert len({round(box.width()) for box in strip.stages.boxes().values()}) == 1, "bars are all as wide"


def test_stages_stay_where_they_are_when_a_run_ends(look: Look, qtbot: QtBot, scene: Scene) -> None:
    strip = strip_of(scene.session, look, qtbot)
    forms = set()
    for width in range(1_100, 1_500, 20):
        strip.resize(width, 60)
        before = strip.stages._form
        strip.cancel.setVisible(not strip.cancel.isVisible())
        strip.refresh(AT)
        strip.make_room()
        assert strip.stages._form is before
        forms.add(before)
    assert len(forms) == 2


def test_another_kind_of_run_takes_the_room_that_its_stages_need(
    look: Look, qtbot: QtBot, scene: Scene
) -> None:
    scene.send(STRATEGY, "progress", {"step": 2, "progress": 30, "message": "Reading"})
    strategy = next(run.key for run in scene.session.runs if run.channel == STRATEGY)
    window, strip = in_window(scene, look, qtbot)
    window.resize(1_280, 700)
    qtbot.waitUntil(partial(is_as_wide, strip, 1_280))
    for key, form in (((FEED, "r"), Form.BELOW), (strategy, Form.BESIDE), ((FEED, "r"), Form.BELOW)):
        strip.choose(key)
        strip.refresh(AT)
        assert strip.stages._form is form
