"""What only several feeds together can tell: servers with each illness, and servers that look alike."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sized
from contextlib import asynccontextmanager
from functools import partial

import pytest

from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import Script, Visit, patient
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.reading_sink import SessionSink
from watchfloor.services.clock import Clock
from watchfloor.services.diagnosis.insight import findings_of

PATIENCE_S = 60.0
STEP_S = 0.02
PATIENT = BackoffPolicy(initial_s=30.0, max_s=30.0, jitter=False)


class Now:
    """Both clocks; a test can have a night pass on one of them."""

    def __init__(self) -> None:
        self.slept_s = self.lived_s = 0.0

    @property
    def wall_s(self) -> float:
        return time.time() + self.slept_s + self.lived_s

    @property
    def monotonic_s(self) -> float:
        return time.monotonic() + self.lived_s

    def clock(self) -> Clock:
        return Clock(monotonic_s=lambda: self.monotonic_s, wall_s=lambda: self.wall_s)


class Desk:
    """Feeds at work, and the session that the window shows of them."""

    def __init__(self) -> None:
        self.now = Now()
        self.session = Session()
        self.hub = Hub([SessionSink(self.session)], clock=self.now.clock())

    def add(self, url: str) -> str:
        name = f"feed {len(self.session.channels) + 1}"
        feed = Feed(
            name=name, url=url, backoff=PATIENT, breaker=BreakerPolicy(enabled=False), connect_timeout_s=0.3
        )
        self.session.add_channel(name, "generic", url)
        channel = self.hub.add(feed)

        def on_status(status: Status) -> None:
            self.session.observe(name, status, self.now.wall_s)

        channel.standing.listeners.append(on_status)
        channel.start()
        return name

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not holds():  # noqa: ASYNC110 - the session tells nobody but the window's frames
                await asyncio.sleep(STEP_S)

    async def until_open(self, *names: str) -> None:
        rows = self.session.channels
        await self.until(lambda: all(rows[each].status.state is ChannelState.CONNECTED for each in names))

    async def until_failed(self, *names: str) -> None:
        await self.until(lambda: all(self.session.channels[name].attempts for name in names))

    def found(self, name: str) -> list[str]:
        channel = self.hub.channels[name]
        return [each.id for each in findings_of(channel, self.session.channels, self.hub.channels, self.now)]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    yield desk
    await desk.hub.close()


def by_path(**scripts: Script) -> Script:
    """`/a` plays the script `a`, and so on."""

    async def script(visit: Visit) -> None:
        await scripts[visit.path.strip("/")](visit)

    return script


@asynccontextmanager
async def served(**scripts: Script) -> AsyncIterator[str]:
    async with patient(by_path(**scripts)) as url:
        yield url.removesuffix("/stream")


SICK = ill.plain("503 Service Unavailable")


async def test_a_server_that_is_in_trouble_for_all(desk: Desk) -> None:
    async with served(a=SICK, b=SICK) as sick, served(c=ill.well()) as well:
        a, b, c = desk.add(f"{sick}/a"), desk.add(f"{sick}/b"), desk.add(f"{well}/c")
        await desk.until_failed(a, b)
        await desk.until_open(c)
        assert desk.found(a) == ["server-error", "server-trouble"]
        assert desk.found(c) == []


async def test_a_server_that_is_in_trouble_for_this_feed_alone(desk: Desk) -> None:
    async with served(a=SICK, b=ill.well()) as url:
        a, b = desk.add(f"{url}/a"), desk.add(f"{url}/b")
        await desk.until_failed(a)
        await desk.until_open(b)
        assert desk.found(a) == ["server-error", "only-this-feed"]
        assert desk.found(b) == []


async def test_one_feed_alone_says_nothing_of_its_server(desk: Desk) -> None:
    async with served(a=SICK) as sick, served(c=ill.well()) as well:
        a, c = desk.add(f"{sick}/a"), desk.add(f"{well}/c")
        await desk.until_failed(a)
        await desk.until_open(c)
        assert desk.found(a) == ["server-error"]


def gateway(most: int) -> Script:
    """Lets so many streams through, as one built for browsers does; the next waits for good."""
    stream = ill.well()
    open_now = 0

    async def script(visit: Visit) -> None:
        nonlocal open_now
        if open_now >= most:
            await visit.for_good()
        open_now += 1
        try:
            await stream(visit)
        finally:
            open_now -= 1

    return script


@pytest.mark.parametrize(("most", "is_six"), [(6, True), (3, False)])
async def test_a_gateway_that_allows_six_connections(desk: Desk, most: int, *, is_six: bool) -> None:
    async with patient(gateway(most)) as url:
        first = [desk.add(url) for _ in range(most)]
        await desk.until_open(*first)
        last = desk.add(url)
        await desk.until_failed(last)
        assert ("six-connections" in desk.found(last)) is is_six
        assert desk.found(first[0]) == []


async def test_this_machine_is_offline(desk: Desk) -> None:
    a, b = desk.add("http://one.invalid/"), desk.add("http://two.invalid/")
    await desk.until_failed(a, b)
    assert desk.found(a)[0] == desk.found(b)[0] == "offline"


async def test_one_name_that_is_not_known_is_no_broken_network(desk: Desk) -> None:
    async with served(b=ill.well()) as well:
        a, b = desk.add("http://one.invalid/"), desk.add(f"{well}/b")
        await desk.until_failed(a)
        await desk.until_open(b)
        assert desk.found(a) == ["unreachable-dns"]


async def test_a_refusal_shows_that_the_network_is_there(desk: Desk) -> None:
    async with served(b=SICK) as sick:
        a, b = desk.add("http://one.invalid/"), desk.add(f"{sick}/b")
        await desk.until_failed(a, b)
        assert "offline" not in desk.found(a)


@pytest.mark.parametrize("is_asleep", [True, False], ids=["asleep", "long alive"])
async def test_a_night_that_passed_without_this_program(desk: Desk, *, is_asleep: bool) -> None:
    """The connection lasts a night: asleep, it has not seen the night itself."""
    over = asyncio.Event()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await visit.send(ill.event(1))
        if visit.number > 1:
            await visit.for_good()
        await over.wait()

    async with patient(script) as url:
        name = desk.add(url)
        await desk.until(lambda: desk.session.channels[name].events == 1)
        if is_asleep:
            desk.now.slept_s = 8 * 3600.0
        else:
            desk.now.lived_s = 8 * 3600.0
        over.set()
        await desk.until_failed(name)
        (attempt,) = desk.session.channels[name].attempts
        assert isinstance(attempt, AttemptEnded)
        assert ("asleep" in desk.found(name)) is is_asleep


def _has(heard: Sized, count: int) -> bool:
    return len(heard) == count


@pytest.mark.parametrize(("every_s", "found"), [(120.0, ["no-heartbeat"]), (15.0, [])])
async def test_a_heartbeat_that_is_slow(desk: Desk, every_s: float, found: list[str]) -> None:
    """Minutes pass on the clock that the channel is given."""
    beats: asyncio.Queue[None] = asyncio.Queue()

    async def script(visit: Visit) -> None:
        await visit.stream()
        while True:
            await beats.get()
            await visit.send(b": beat\n\n")

    async with patient(script) as url:
        name = desk.add(url)
        await desk.until_open(name)
        heard = desk.hub.channels[name].heartbeat.beaten_at_s
        for count in range(1, 7):
            desk.now.lived_s += every_s
            beats.put_nowait(None)
            await desk.until(partial(_has, heard, count))
        assert desk.found(name) == found
