"""Paces: how often a subscriber hears, and what that leaves out."""

import asyncio
import time
from collections.abc import Iterable

import pytest

from watchfloor.core.event import Event
from watchfloor.core.workspace.workspace import Pace
from watchfloor.services.channel.subscription import MAX_PENDING, Subscription
from watchfloor.services.clock import Clock


def some(*numbers: int) -> list[Event]:
    return [Event("c", number, 0.0, "message", str(number)) for number in numbers]


def data(events: Iterable[Event]) -> list[str]:
    return [event.data for event in events]


async def test_everything_as_it_comes() -> None:
    subscription = Subscription()
    subscription.offer(some(1, 2))
    subscription.offer(some(3))
    assert data(await anext(subscription)) == ["1", "2", "3"]


async def test_a_throttle_gives_the_first_at_once_and_then_the_newest_at_most_so_often() -> None:
    delay_s = 0.05
    subscription = Subscription(pace=Pace(kind="throttle", delay_s=delay_s))
    subscription.offer(some(1))
    assert data(await anext(subscription)) == ["1"]
    began_s = time.monotonic()
    subscription.offer(some(2, 3))
    subscription.offer(some(4))
    assert data(await anext(subscription)) == ["4"]
    assert time.monotonic() - began_s >= delay_s * 0.9, "never earlier"
    assert (subscription.skipped, subscription.dropped) == (2, 0)


async def test_a_debounce_waits_for_quiet() -> None:
    now_s = [0.0]
    subscription = Subscription(
        pace=Pace(kind="debounce", delay_s=0.01), clock=Clock(monotonic_s=lambda: now_s[0])
    )
    subscription.offer(some(1))
    waiting = asyncio.create_task(anext(subscription))
    for number in (2, 3):
        now_s[0] += 0.009
        subscription.offer(some(number))
        await asyncio.sleep(0)
        assert not waiting.done()
    now_s[0] += 0.011
    assert data(await waiting) == ["3"]
    assert subscription.skipped == 2


async def test_a_buffer_gives_the_last_so_many() -> None:
    subscription = Subscription(pace=Pace(kind="buffer", size=3))
    subscription.offer(some(1, 2))
    subscription.offer(some(3, 4, 5))
    assert data(await anext(subscription)) == ["3", "4", "5"]
    assert subscription.skipped == 2


async def test_over_the_bound_the_oldest_go_and_are_counted() -> None:
    subscription = Subscription()
    subscription.offer(some(*range(MAX_PENDING + 5)))
    assert subscription.dropped == 5
    assert data(await anext(subscription))[0] == "5"


async def test_close_hands_out_what_is_pending_at_once() -> None:
    subscription = Subscription(pace=Pace(kind="debounce", delay_s=1000))
    subscription.offer(some(1))
    waiting = asyncio.create_task(anext(subscription))
    await asyncio.sleep(0)
    subscription.close()
    assert data(await waiting) == ["1"]
    with pytest.raises(StopAsyncIteration):
        await anext(subscription)


async def test_who_stops_waiting_loses_nothing() -> None:
    subscription = Subscription(pace=Pace(kind="debounce", delay_s=1000))
    subscription.offer(some(1))
    waiting = asyncio.create_task(anext(subscription))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    subscription.close()
    assert data(await anext(subscription)) == ["1"]


async def test_what_is_not_wanted_is_not_counted_as_skipped() -> None:
    subscription = Subscription(
        pace=Pace(kind="buffer", size=1), wanted=lambda event: int(event.data) % 2 == 0
    )
    subscription.offer(some(1, 2, 3))
    assert data(await anext(subscription)) == ["2"]
    assert subscription.skipped == 0
