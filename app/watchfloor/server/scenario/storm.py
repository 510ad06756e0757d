"""Events at a rate given: to see what a client, a network or this server can take."""

import asyncio
import random

import msgspec

from watchfloor.server.cockpit import stream_name
from watchfloor.server.house import House
from watchfloor.server.item import to_item
from watchfloor.server.record import Draft
from watchfloor.server.scenario import world
from watchfloor.server.scenario.cast import COMPANY
from watchfloor.server.scenario.company import Company
from watchfloor.server.setting import Setting

TICK_S = 0.02


def paced(setting: Setting) -> Setting:
    return setting


async def play(house: House) -> None:
    """Half to the world map, half to the company's dashboard, in small batches, on average at the rate."""
    chance = random.Random(house.setting.seed)
    company = Company()
    loop = asyncio.get_running_loop()
    started_s, sent = loop.time(), 0
    while True:
        owed = int((loop.time() - started_s) * house.setting.storm_per_s) - sent
        if owed > 0:
            owed = min(owed, 2_000)
            drafts = [
                draft for number in range(owed) for draft in _drafts(house, company, chance, sent + number)
            ]
            await house.node.commit(*drafts)
            sent += owed
        await asyncio.sleep(TICK_S)


def _drafts(house: House, company: Company, chance: random.Random, number: int) -> tuple[Draft, ...]:
    now_s = house.node.now_s()
    if number % 2:
        return house.map.drafts(to_item(world.arrival(chance, now_s), now_s))
    data = msgspec.json.encode(company.dashboard(chance, now_s))
    name = stream_name(COMPANY, "dashboard-updates")
    return (Draft(name, "dashboard-update", data, now_s, house.setting.keep.cockpit),)
