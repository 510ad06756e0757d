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

TICK_S = 0.02
BATCH = 500


class Storm:
    """Half to the world map, half to the company's dashboard, in small batches, on average at the rate."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._company = Company()
        self._chance = random.Random(house.setting.seed)

    async def prepare(self) -> None:
        pass

    async def play(self) -> None:
        loop = asyncio.get_running_loop()
        started_s, sent = loop.time(), 0
        while True:
            owed = int((loop.time() - started_s) * self._house.setting.storm_per_s) - sent
            batch = range(sent, sent + min(owed, BATCH))
            if batch:
                await self._house.node.commit(*(draft for number in batch for draft in self._drafts(number)))
                sent += len(batch)
            await asyncio.sleep(TICK_S if owed <= BATCH else 0)

    def _drafts(self, number: int) -> tuple[Draft, ...]:
        now_s = self._house.node.now_s()
        if number % 2:
            return self._house.map.drafts(to_item(world.arrival(self._chance, now_s), now_s))
        data = msgspec.json.encode(self._company.dashboard(self._chance, now_s))
        name = stream_name(COMPANY, "dashboard-updates")
        return (Draft(name, "dashboard-update", data, now_s, self._house.setting.keep.cockpit),)
