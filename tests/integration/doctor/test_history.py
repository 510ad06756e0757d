"""A real channel on a server with an illness, diagnosed by what befell it."""

import asyncio
from collections.abc import Callable

import pytest

from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import Script, patient
from watchfloor.core.diagnosis.history import History, diagnose
from watchfloor.core.event import Batch
from watchfloor.core.feed import BackoffPolicy, Feed
from watchfloor.core.happening import AttemptEnded, Happening, Resumed
from watchfloor.services.channel.hub import Hub


class Record:
    """A sink that keeps what befell the channel, until there is enough of it."""

    def __init__(self, is_enough: Callable[[list[Happening]], bool]) -> None:
        self.happenings: list[Happening] = []
        self.done = asyncio.Event()
        self._is_enough = is_enough

    def accept(self, batch: Batch) -> None:
        self.happenings += batch.happenings
        if self._is_enough(self.happenings):
            self.done.set()

    async def room(self) -> None:
        """There is always room."""


def ended(count: int) -> Callable[[list[Happening]], bool]:
    return lambda told: sum(isinstance(each, AttemptEnded) for each in told) >= count


def resumed(told: list[Happening]) -> bool:
    return any(isinstance(each, Resumed) for each in told)


@pytest.mark.parametrize(
    ("script", "is_enough", "verdicts"),
    [
        (lambda: ill.cut_when_silent(0.9), ended(3), ["idle-timeout"]),
        (lambda: ill.cut_at_age(0.9), ended(3), ["lifetime-limit"]),
        (lambda: ill.plain("403 Forbidden"), ended(1), ["forbidden"]),
        (lambda: ill.replaying_all(0.6), resumed, ["resume-ignored"]),
        (lambda: ill.ending_once(ill.inclusive(), 0.6), resumed, []),
        (lambda: ill.ending_once(ill.last_five(), 0.9), resumed, ["resume-ignored"]),
    ],
    ids=["idle", "lifetime", "forbidden", "ignored", "the asked one along", "the last five for everybody"],
)
async def test_the_history_of_a_channel_tells_the_same(
    script: Callable[[], Script], is_enough: Callable[[list[Happening]], bool], verdicts: list[str]
) -> None:
    record = Record(is_enough)
    hub = Hub([record])
    async with patient(script()) as url:
        backoff = BackoffPolicy(initial_s=0.05, max_s=0.05, jitter=False)
        hub.add(Feed(name="ill", url=url, backoff=backoff)).start()
        await record.done.wait()
        await hub.close()
    findings = diagnose(History(name="ill", url=url, happenings=record.happenings))
    assert [finding.id for finding in findings] == verdicts
