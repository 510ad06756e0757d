"""What the feed server plays when nobody else feeds it."""

import asyncio
import contextlib
from typing import Protocol

from watchfloor.core.error import KnownError
from watchfloor.server.house import House
from watchfloor.server.log import Line, log
from watchfloor.server.scenario import demo
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.scenario.demo import Demo
from watchfloor.server.scenario.storm import Storm
from watchfloor.server.setting import Setting
from watchfloor.server.task import cancel_all


class Scenario(Protocol):
    async def prepare(self) -> None:
        """What must be there before the first client comes."""

    async def play(self) -> None:
        """Goes on until cancelled."""


SCENARIOS = {
    "demo": "all five systems at a human pace, with a story",
    "storm": "cockpit and map events at a rate given",
    "none": "nothing, until somebody asks or sends",
}

__all__ = ["COMPANY", "DEBATE_ID", "SCENARIOS", "STRATEGY_ID", "paced", "play", "prepare", "scenario_for"]


def scenario_for(house: House) -> Scenario | None:
    """The scenario of the setting; None if there is nothing to play."""
    name = house.setting.scenario
    if name in {"", "none"}:
        return None
    if name not in SCENARIOS:
        raise KnownError(f"There is no scenario {name!r}. Choose one of {', '.join(SCENARIOS)}.")
    return Demo(house) if name == "demo" else Storm(house)


async def prepare(house: House, scenario: Scenario) -> None:
    """Prepares, unless another node plays already."""
    if await house.node.broker.lease("scenario", house.node.name, house.setting.pace.lease_s):
        await scenario.prepare()


async def play(house: House, scenario: Scenario) -> None:
    """Plays while this node holds the lease; another node takes over when it ends. Runs until cancelled."""
    lease_s = house.setting.pace.lease_s
    while True:
        try:
            if await house.node.broker.lease("scenario", house.node.name, lease_s):
                await _hold(house, scenario, lease_s)
        except KnownError as error:
            log.warning(Line("scenario waits for the store", error=error))
        await asyncio.sleep(lease_s / 3)


async def _hold(house: House, scenario: Scenario, lease_s: float) -> None:
    playing = asyncio.create_task(scenario.play(), name="scenario")
    try:
        while not playing.done() and await house.node.broker.lease("scenario", house.node.name, lease_s):
            await asyncio.wait({playing}, timeout=lease_s / 3)
        if playing.done():
            playing.result()
    finally:
        await cancel_all([playing])
        with contextlib.suppress(KnownError):
            await house.node.broker.release("scenario", house.node.name)


def paced(setting: Setting) -> Setting:
    """The setting with the paces that its scenario wants."""
    return demo.paced(setting) if setting.scenario == "demo" else setting
