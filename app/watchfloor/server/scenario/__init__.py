"""What the feed server plays when nobody else feeds it."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Coroutine
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.server.house import House
from watchfloor.server.log import Line, log
from watchfloor.server.scenario import demo, storm
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.setting import Setting

Play = Callable[[House], Coroutine[Any, Any, None]]

SCENARIOS = {
    "demo": "all five systems at a human pace, with a story",
    "storm": "cockpit and map events at a rate given",
    "none": "nothing, until somebody asks or sends",
}

__all__ = ["COMPANY", "DEBATE_ID", "SCENARIOS", "STRATEGY_ID", "paced", "scenario_for"]


def scenario_for(house: House) -> Play | None:
    """The scenario of the setting, at one node of all; None if there is nothing to play."""
    plays: dict[str, Play] = {"demo": demo.play, "storm": storm.play}
    name = house.setting.scenario
    if name in plays:
        return functools.partial(_alone, plays[name])
    if name in {"", "none"}:
        return None
    raise KnownError(f"There is no scenario {name!r}. Choose one of {', '.join(SCENARIOS)}.")


async def _alone(play: Play, house: House) -> None:
    """Plays while this node holds the lease; another node takes over when it ends."""
    lease_s = house.setting.pace.lease_s
    while True:
        try:
            if await house.node.broker.lease("scenario", house.node.name, lease_s):
                await _hold(house, play, lease_s)
        except KnownError as error:
            log.warning(Line("scenario waits for the store", error=error))
        await asyncio.sleep(lease_s / 3)


async def _hold(house: House, play: Play, lease_s: float) -> None:
    playing = asyncio.create_task(play(house), name="scenario")
    try:
        while not playing.done() and await house.node.broker.lease("scenario", house.node.name, lease_s):
            await asyncio.wait({playing}, timeout=lease_s / 3)
        if playing.done():
            playing.result()
    finally:
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        with contextlib.suppress(KnownError):
            await house.node.broker.release("scenario", house.node.name)


def paced(setting: Setting) -> Setting:
    """The setting with the paces that a scenario wants, so that its map is alive."""
    return {"demo": demo.paced, "storm": storm.paced}.get(setting.scenario, lambda same: same)(setting)
