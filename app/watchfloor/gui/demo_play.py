"""The demo in the window: its feeds on a server of our own, its faults and its analyses."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.errand import Do
from watchfloor.gui.shell.fault_menu import FaultMenu
from watchfloor.gui.shell.surround import Surround
from watchfloor.services.channel.channel import Channel
from watchfloor.services.work.order import Order
from watchfloor.services.work.roster import Roster

CURTAIN_S = 5.0


class Stage(msgspec.Struct, frozen=True):
    """What the demo plays on: its server and its feeds; some begin once their streams are there."""

    url: str
    feeds: tuple[Feed, ...]
    begun_later: tuple[str, ...]  # profiles
    streams: tuple[str, ...]


Serve = Callable[[contextlib.AsyncExitStack, int], Awaitable[Stage]]


async def begin_demo(
    stage: Stage, surround: Surround, roster: Roster, do: Do, stack: contextlib.AsyncExitStack
) -> None:
    """Put the stage's feeds on the roster, and what its server can do into the window."""
    order = Order(stage.url)
    stack.push_async_callback(order.close)
    FaultMenu(surround, order, do)
    late = []
    for feed in stage.feeds:
        waits = feed.profile in stage.begun_later
        channel = await roster.add(Entry(feed=feed), start=not waits)
        late += [channel] * waits
    window = surround.window
    window.analysis_asked.connect(lambda ward: do(order.start_analysis(ward)))
    window.cancel_asked.connect(lambda _channel, run: do(order.cancel_analysis(run)))
    do(_after_curtain(order, stage.streams, late))


async def _after_curtain(order: Order, streams: tuple[str, ...], channels: list[Channel]) -> None:
    """Start these once the scenario has begun its debate and its strategy: their streams exist then."""
    deadline_s = time.monotonic() + CURTAIN_S
    for path in streams:
        while time.monotonic() < deadline_s and not await order.exists(path):  # noqa: ASYNC110 - a server
            await asyncio.sleep(0.05)
    for channel in channels:
        channel.start()
