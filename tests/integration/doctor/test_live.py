"""A real channel whose connection is open, on a server with an illness or one that looks alike: what its
tab says."""

import asyncio
import time
from collections.abc import Callable

import msgspec
import pytest

from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import Script, Visit, patient
from tests.integration.watch import Watch
from watchfloor.core.feed import Feed
from watchfloor.core.session.session import Session
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.diagnosis.insight import findings_of


class Now(msgspec.Struct, frozen=True):
    wall_s: float
    monotonic_s: float


def dripping(every_s: float) -> Script:
    """Twenty bytes at a time, of events of four hundred."""

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in range(1, 1_000):
            whole = ill.event(n, {"n": n, "text": "x" * 400})
            for at in range(0, len(whole), 20):
                await visit.send(whole[at : at + 20])
                await asyncio.sleep(every_s)

    return script


async def found_on(script: Script, is_enough: Callable[[Channel], bool]) -> list[str]:
    watch, session = Watch(), Session()
    hub = Hub([watch])
    async with patient(script) as url:
        channel = hub.add(Feed(name="ill", url=url))
        session.add_channel("ill", "generic", url, "GET")
        watch.follow(channel)
        channel.start()
        await watch.until(lambda: is_enough(channel))
        session.observe("ill", channel.status, time.time())
        now = Now(time.time(), time.monotonic())
        findings = findings_of(channel, session.channels, {"ill": channel}, now)
        await hub.close()
    return [finding.id for finding in findings if not finding.is_weakness]


@pytest.mark.parametrize(("every_s", "found"), [(0.06, ["slow-line"]), (0.0, [])], ids=["slow", "quick"])
async def test_a_few_bytes_at_a_time(every_s: float, found: list[str]) -> None:
    assert await found_on(dripping(every_s), lambda channel: channel.hearing.pulse.events >= 4) == found
