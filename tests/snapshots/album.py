"""What is pictured: each widget alone on its model, at a moment that never moves."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tests.gui.scene import AT, DEBATE, EVIDENCE, FEED, MAP, STRATEGY, Scene
from watchfloor.core.happening import (
    AlertRaised,
    AttemptEnded,
    GapFound,
    IdsRestarted,
    Refused,
    Resumed,
    StateChanged,
    Warned,
)
from watchfloor.core.query.tree import Within
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.watch.alert import AlertBook
from watchfloor.core.watch.saved_view import FIRST_VIEWS
from watchfloor.gui.channel.channel_list import ChannelList
from watchfloor.gui.channel.indicator import Badge, Dot
from watchfloor.gui.graph.graph_view import GraphView
from watchfloor.gui.inspector.inspector import CONNECTION, DOCUMENT, EVENT, Inspector
from watchfloor.gui.log.log_view import LogView
from watchfloor.gui.map.map_view import MapView
from watchfloor.gui.replay.replay_bar import ReplayBar
from watchfloor.gui.replay.scrubber import BUCKETS
from watchfloor.gui.shell.failure import FailureFace
from watchfloor.gui.shell.preference import DENSITIES
from watchfloor.gui.shell.vitals import Vitals
from watchfloor.gui.strip.banner import TRIES_BY_HAND, Banner
from watchfloor.gui.strip.notice import Notice
from watchfloor.gui.strip.run_strip import RunStrip
from watchfloor.gui.strip.status_strip import StatusStrip
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look
from watchfloor.gui.watch.watch_panel import WatchPanel
from watchfloor.gui.window import MainWindow

NOW_S = AT.monotonic_s
BOTH, ALL = ("dark", "light"), ("dark", "light", "contrast")
STATUSES = {
    ChannelState.IDLE: Status(),
    ChannelState.CONNECTING: Status(state=ChannelState.CONNECTING),
    ChannelState.CONNECTED: Status(state=ChannelState.CONNECTED, latency_ms=41),
    ChannelState.STALE: Status(state=ChannelState.STALE, last_byte_at_s=NOW_S - 34),
    ChannelState.HELD: Status(
        state=ChannelState.HELD,
        since_s=NOW_S - 34,
        reason="The disk that holds /home/ana/day.watchfloor is full. Make room on it.",
    ),
    ChannelState.RECONNECTING: Status(
        state=ChannelState.RECONNECTING,
        retry_at_s=NOW_S + 4,
        attempt=3,
        since_s=NOW_S - 12,
        reason="The server closed the stream.",
    ),
    ChannelState.BLOCKED: Status(
        state=ChannelState.BLOCKED,
        retry_at_s=NOW_S + 21,
        since_s=NOW_S - 9,
        reason="127.0.0.1 refused the connection: nothing listens there.",
    ),
    ChannelState.POLLING: Status(state=ChannelState.POLLING, polling_every_s=5),
    ChannelState.PAUSED: Status(state=ChannelState.PAUSED),
    ChannelState.FAILED: Status(
        state=ChannelState.FAILED,
        since_s=NOW_S - 90,
        code="unauthorized",
        reason="401: the token has expired",
        advice="sign in again",
    ),
}
COMPACT = DENSITIES["compact"]
Make = Callable[[Look], QWidget]


@dataclass(frozen=True)
class Shot:
    """A widget to picture: how to make it, how large it is, and its themes, text and rows."""

    size: tuple[int, int]
    make: Make
    themes: tuple[str, ...] = BOTH
    zoom: float = 1.0
    density: float = 1.0


def filled() -> Scene:
    scene = Scene()
    scene.fill()
    return scene


# -- channels


def channel(state: ChannelState) -> Make:
    def make(look: Look) -> QWidget:
        scene = filled()
        session = Session()
        session.add_channel("Debate 550e84", "debate", "http://127.0.0.1:8000/api/debates/550e84/stream")
        row = session.channels["Debate 550e84"]
        row.tally = scene.session.channels[MAP].tally
        session.observe(row.name, STATUSES[state], AT.wall_s)
        view = ChannelList(session, look)
        view.refresh(AT)
        return view

    return make


def badge(*states: ChannelState) -> Make:
    def make(look: Look) -> QWidget:
        session = Session()
        for number, state in enumerate(states):
            session.add_channel(f"Feed {number}", "generic", "http://127.0.0.1/")
            session.observe(f"Feed {number}", STATUSES[state], AT.wall_s)
        view = Badge(session, look)
        view.refresh(AT)
        return view

    return make


def dots(look: Look) -> QWidget:
    ground = QWidget()
    ground.setObjectName("panel")
    row = QHBoxLayout(ground)
    for state in ChannelState:
        dot = Dot(look)
        dot.show_state(state, state.value)
        row.addWidget(dot)
    return ground


def banner(*states: ChannelState, tries: int = 0) -> Make:
    def make(look: Look) -> QWidget:
        session = Session()
        for number, state in enumerate(states):
            session.add_channel(f"Feed {number}", "generic", "http://127.0.0.1/")
            session.observe(f"Feed {number}", STATUSES[state], AT.wall_s)
        view = Banner(session, look)
        view.refresh(AT)
        for _ in range(tries):
            view.retry.click()
        view.refresh(AT)
        return view

    return make


# -- runs


def run(case: str) -> Make:
    def make(look: Look) -> QWidget:
        scene = Scene()
        scene.add_channels()
        for stage in range(1, 7):
            scene._stage("old", stage, 200 - stage * 6)
        if case != "first":
            scene.send(FEED, "analysis:complete", {"run_id": "old"}, 150)
            scene.send(FEED, "analysis:start", {"run_id": "r", "ward": 14}, 60)
            for stage, ago_s in ((1, 58), (2, 54), (3, 48), (4, 40 if case == "stalled" else 6)):
                scene._stage("r", stage, ago_s)
        if case == "failed":
            scene.send(FEED, "analysis:error", {"run_id": "r", "error": "The index is not there."}, 2)
        elif case == "complete":
            scene.send(FEED, "analysis:complete", {"run_id": "r"}, 2)
        elif case == "cancelled":
            scene.send(FEED, "analysis:error", {"run_id": "r", "error": "cancelled by user"}, 2)
        view = RunStrip(Session() if case == "none" else scene.session, look)
        view.refresh(AT)
        return view

    return make


# -- the log


def log(case: str) -> Make:
    def make(look: Look) -> QWidget:
        scene = Scene()
        if case != "empty":
            scene.add_channels()
            rows(scene)
        view = LogView(scene.session, look)
        if case == "nothing":
            view.filter(lambda _item: False)
        view.refresh(AT)
        if case == "paused":
            view.toggle_following()
            for number in range(37):
                scene.world(number, 0)
            view.refresh(AT)
        return with_heading(view, view.heading)

    return make


def rows(scene: Scene) -> None:
    """One row of each kind."""
    at_s = AT.wall_s - 30
    scene.world(0, 60)
    scene.send(DEBATE, "utterance", {"id": "u", "phase": "rebuttal", "speaker": "Ada", "content": "No."}, 55)
    scene.send(STRATEGY, "progress", "{not json", 50)
    for happening in (
        StateChanged(channel=DEBATE, at_s=at_s, state="reconnecting", reason="The server closed the stream."),
        Resumed(
            channel=DEBATE, at_s=at_s + 1, from_id="1841", away_s=26, replayed=12, duplicates=1, missing=0
        ),
        GapFound(channel=MAP, at_s=at_s + 2, after="17", before="21", missing=3),
        Refused(channel=MAP, at_s=at_s + 3, reason="oversize", size_bytes=3_000_000, head='{"a":'),
        IdsRestarted(channel=FEED, at_s=at_s + 4, after="90", before="1"),
        Warned(channel=FEED, at_s=at_s + 5, code="x", message="Polling was refused: 503."),
        AlertRaised(channel=MAP, at_s=at_s + 6, rule="Severity 5", message="Strike near Kyiv", severity=5),
        AttemptEnded(channel=EVIDENCE, at_s=at_s + 7, started_at_s=at_s, outcome="refused", detail="No."),
    ):
        scene.befall(happening)


def with_heading(view: QWidget, heading: Heading) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(heading)
    column.addWidget(view, 1)
    return ground


# -- map and graphs


def world_map(scene: Callable[[], Scene], box: Within | None = None) -> Make:
    def make(look: Look) -> QWidget:
        view = MapView(scene().session, look, clock=lambda: AT)
        view.resize(480, 280)
        view.refresh(AT)
        view.show_box(box)
        return view

    return make


def cleared() -> Scene:
    scene = filled()
    scene.session.clear_places()
    return scene


def graphs(case: str) -> Make:
    def make(look: Look) -> QWidget:
        scene = Scene() if case == "empty" else filled()
        seconds = {"gaps": (*range(300, 200, -1), *range(90, 0, -1)), "begun": range(92, 0, -1)}
        if case in seconds:
            scene = Scene()
            scene.add_channels()
            for ago_s in seconds[case]:
                scene._second(float(ago_s))
        view = GraphView(scene.session, look)
        view.refresh(AT)
        if case == "curves":
            for which in ("p50", "p99"):
                view.add_curve(("latency",), ("latency", which))
            view.limit(("throughput",), 20.0)
            for plot in view.plots:
                plot.point_at(AT.wall_s - 100)
        return with_heading(view, view.heading)

    return make


def replay(*, playing: bool) -> Make:
    def make(look: Look) -> QWidget:
        bar = ReplayBar(look)
        begin_s = AT.wall_s - 3_600
        bar.show_span(begin_s, AT.wall_s)
        counts = [place * 7 % 11 if place % 5 else 0 for place in range(BUCKETS)]
        bar.scrubber.show_density(counts, [begin_s + 700, begin_s + 2_400])
        bar.show_state(begin_s + 1_500, playing=playing, speed=10.0 if playing else 1.0, looping=playing)
        return bar

    return make


# -- the inspector


def inspector(tab: int, name: str = "", *, chosen: bool = True) -> Make:
    def make(look: Look) -> QWidget:
        scene = filled() if chosen else Scene()
        view = Inspector(scene.session, look)
        if tab == EVENT and chosen:
            view.show_item(scene.world(0, 0))
        elif chosen:
            if name == EVIDENCE:
                scene.session.observe(name, STATUSES[ChannelState.FAILED], AT.wall_s)
            view.show_channel(name, AT)
        view.setCurrentIndex(tab)
        view.refresh(AT)
        return with_heading(view, view.heading)

    return make


# -- what stands around


def watching(*, alerts: bool) -> Make:
    def make(look: Look) -> QWidget:
        scene = filled()
        book = AlertBook(scene.session.read, lambda: AT.wall_s)
        if alerts:
            down = AlertRaised(
                channel=DEBATE, at_s=AT.wall_s - 60, rule="Channel down", message="Reconnecting"
            )
            book._add(down)
            book.acknowledge(1)
            book._add(AlertRaised(channel=MAP, at_s=AT.wall_s, rule="Severity 5", message="Kyiv", severity=5))
        channels = ChannelList(scene.session, look)
        channels.refresh(AT)
        view = WatchPanel(channels, book, look)
        view.refresh_alerts()
        view.refresh_views(FIRST_VIEWS if alerts else (), "", ("", 214 if alerts else 0))
        return view

    return make


def status(*, kept: bool) -> Make:
    def make(look: Look) -> QWidget:
        scene = filled()
        view = StatusStrip(scene.session, look)
        vitals = Vitals(cpu_share=0.04, memory_bytes=148_000_000)
        view.refresh(AT, vitals, 6.2, (48_912, 21_400_000) if kept else None)
        view.tell("3 rows copied." if kept else "")
        return view

    return make


def notice(look: Look) -> QWidget:
    view = Notice(look)
    view.tell(
        "The last time something went wrong. A report is kept, without your secrets.", "Show the report"
    )
    for number in range(2):
        view.tell(f"More to know: {number}.")
    return view


def failure(look: Look) -> QWidget:
    return FailureFace("Map", ValueError("a marker without a place"), look)


def window() -> Make:
    def make(look: Look) -> QWidget:
        made = filled()
        view = MainWindow(made.session, look, clock=lambda: AT)
        view.statusBar().hide()  # it tells of this machine
        if made.session.channels:
            view.channels.select(DEBATE)
        return view

    return make


ALBUM: dict[str, Shot] = {
    **{f"channel-{state.value}": Shot((312, 54), channel(state), ALL) for state in ChannelState},
    "indicator-dots": Shot((260, 32), dots, ALL),
    "indicator-badge-well": Shot((120, 26), badge(ChannelState.CONNECTED)),
    "indicator-badge-failed": Shot((120, 26), badge(ChannelState.CONNECTED, ChannelState.FAILED), ALL),
    "indicator-badge-none": Shot((120, 26), badge()),
    "banner-reconnecting": Shot((760, 40), banner(ChannelState.RECONNECTING)),
    "banner-blocked": Shot((760, 40), banner(ChannelState.BLOCKED, ChannelState.RECONNECTING), ALL),
    "banner-failed": Shot((760, 40), banner(ChannelState.FAILED)),
    "banner-tired": Shot((760, 40), banner(ChannelState.RECONNECTING, tries=TRIES_BY_HAND)),
    "banner-tired-narrow": Shot((460, 76), banner(ChannelState.RECONNECTING, tries=TRIES_BY_HAND)),
    **{
        f"run-{case}": Shot((1_440, 62), run(case))
        for case in ("none", "first", "running", "stalled", "failed", "complete", "cancelled")
    },
    "run-narrow": Shot((760, 78), run("running")),
    "log-rows": Shot((760, 360), log("rows"), ALL),
    "log-paused": Shot((620, 160), log("paused")),
    "log-empty": Shot((620, 200), log("empty")),
    "log-nothing-matches": Shot((620, 200), log("nothing")),
    "map-empty": Shot((480, 280), world_map(Scene), ("dark",)),
    "map-full": Shot((480, 280), world_map(filled)),
    "map-cleared": Shot((640, 280), world_map(cleared)),
    "graphs-empty": Shot((388, 300), graphs("empty")),
    "graphs-begun": Shot((388, 300), graphs("begun")),
    "graphs-gaps": Shot((388, 300), graphs("gaps")),
    "graphs-full": Shot((388, 300), graphs("full"), ALL),
    "graphs-curves": Shot((388, 300), graphs("curves")),
    "map-box": Shot((480, 280), world_map(filled, Within(-35, 10, 40, 60)), ("dark",)),
    "replay-paused": Shot((960, 42), replay(playing=False), ALL),
    "replay-playing": Shot((700, 42), replay(playing=True)),
    "inspector-event": Shot((388, 380), inspector(EVENT)),
    "inspector-event-none": Shot((388, 300), inspector(EVENT, chosen=False)),
    "inspector-document": Shot((388, 380), inspector(DOCUMENT, FEED)),
    "inspector-debate": Shot((388, 380), inspector(DOCUMENT, DEBATE)),
    "inspector-document-none": Shot((388, 300), inspector(DOCUMENT, chosen=False)),
    "inspector-connection": Shot((388, 560), inspector(CONNECTION, DEBATE), ALL),
    "inspector-connection-failed": Shot((388, 380), inspector(CONNECTION, EVIDENCE)),
    "inspector-connection-none": Shot((388, 300), inspector(CONNECTION, chosen=False)),
    "watching": Shot((312, 620), watching(alerts=True)),
    "watching-compact": Shot((312, 560), watching(alerts=True), density=COMPACT),
    "watching-empty": Shot((312, 560), watching(alerts=False)),
    "status-journaled": Shot((900, 26), status(kept=True)),
    "status-not-journaled": Shot((900, 26), status(kept=False)),
    "notice": Shot((760, 40), notice),
    "failure": Shot((420, 220), failure),
    "window-narrow": Shot((1_024, 700), window(), ("light",)),
    "window-large-text": Shot((1_024, 700), window(), ("dark",), zoom=1.75),
}
