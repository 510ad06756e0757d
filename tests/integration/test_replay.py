"""A recording made by `record` against the real feed server, played again."""

import asyncio
import json
import sys
from math import inf
from pathlib import Path

import pytest

from watchfloor.core.event import Event
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState
from watchfloor.journal.reader.reader import Reader
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.setting import Pace, Setting
from watchfloor.services.recorded.recording import Recording
from watchfloor.services.recorded.replay import Replay
from watchfloor.services.work.order import Order

EVENTS = 120
Played = list[tuple[str, int, str, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))


async def watchfloor(*words: object) -> str:
    process = await started(*words)
    output, trouble = await process.communicate()
    assert process.returncode == 0, trouble.decode()
    return output.decode()


async def started(*words: object) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "watchfloor", *map(str, words)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """So many events of a map and of a strategist."""
    path = tmp_path / "real.watchfloor"
    setting = Setting(scenario="storm", storm_per_s=40, seed=3, dev=True, pace=Pace(run_s=1.0))
    async with EmbeddedServer(setting) as server:
        order = Order(server.url)
        addresses = [f"{server.url}/api/map-stream?scope=global", f"{server.url}/api/v1/strategist/feed"]
        recorder = await started("record", *addresses, "-o", path, "--count", EVENTS, "--for", 60, "--status")
        await _connected(recorder, len(addresses))
        await order.start_analysis("Ward 14")
        _, trouble = await recorder.communicate()
        assert recorder.returncode == 0, trouble.decode()
        await order.close()
    return path


async def _connected(recorder: asyncio.subprocess.Process, channels: int) -> None:
    """An analysis that begins before somebody listens would not be in the recording."""
    assert recorder.stderr is not None
    async with asyncio.timeout(40):
        while channels:
            line = await recorder.stderr.readline()
            assert line, "it has ended"
            channels -= json.loads(line).get("state") == "connected"


async def exported(path: Path) -> Played:
    rows = map(json.loads, (await watchfloor("export", path, "-o", "-")).splitlines())
    return [(row["channel"], row["seq"], row["type"], row["data"]) for row in rows]


def shown(session: Session) -> Played:
    items = session.log.since(0)
    return [(item.channel, item.seq, item.type, item.data) for item in items if isinstance(item, Event)]


def standing(session: Session) -> object:
    """What map, stages, documents and ledgers show."""
    places = [(marker.channel, marker.seq, marker.title) for marker in session.places]
    runs = [(run.key, run.stage, run.total, run.over) for run in session.runs]
    texts = [(key, len(text.sections)) for key, text in session.library.analyses.items()]
    ledgers = [(row.name, row.totals) for row in session.channels.values()]
    return places, runs, texts, ledgers


async def test_what_was_recorded_comes_again_whole_and_from_any_moment(path: Path) -> None:
    before, wanted = path.read_bytes(), await exported(path)
    assert len(wanted) == EVENTS
    reader = Reader.open(path)
    session = Session()
    profiles = {"map-stream": "map_stream", "strategist": "strategist"}
    for channel in await reader.channels():
        kind = channel.profile or next(name for word, name in profiles.items() if word in channel.name)
        session.add_channel(channel.name, kind)
    recording = Recording(reader)
    await recording.open()
    replay = Replay(recording, session)
    await replay.show(recording.end_s)
    whole = standing(session)
    assert shown(session) == wanted
    assert sum(row.totals.stored for row in session.channels.values()) == EVENTS
    assert len(session.places) > 5
    assert "Ward 14" in {run.subject for run in session.runs}

    moved = asyncio.Event()
    states: set[ChannelState] = set()

    def on_moved() -> None:
        states.update(row.status.state for row in session.channels.values())
        moved.set()

    replay.on_moved = on_moved
    task = asyncio.create_task(replay.run())
    middle_s = (recording.begin_s + recording.end_s) / 2
    replay.hurry(inf)
    replay.seek(middle_s)
    replay.play()
    while replay.playing:
        moved.clear()
        await asyncio.wait_for(moved.wait(), 60)
    assert ChannelState.CONNECTED in states
    assert shown(session) == wanted
    assert standing(session) == whole
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await reader.close()
    assert path.read_bytes() == before
