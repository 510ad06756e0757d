"""All five systems at a human pace, so that a newly opened window has something to show at once."""

import asyncio
import contextlib
import functools
import itertools
import random
from collections.abc import Awaitable, Callable, Coroutine

import msgspec

from watchfloor.server.cockpit import CHANNELS, stream_name
from watchfloor.server.debate import Intervention, Motion
from watchfloor.server.house import House
from watchfloor.server.identity import ANYBODY
from watchfloor.server.item import to_item
from watchfloor.server.node import persist
from watchfloor.server.refusal import RefusalError
from watchfloor.server.scenario import world
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.scenario.company import Company
from watchfloor.server.setting import Setting
from watchfloor.server.strategist import Order

HOUR_S = 3_600.0
PAST_EVENTS = 40
PAST_FIGURES = 60
PAST_EVIDENCE = 6
ROUNDS = 120  # about two hours
WARDS = (
    "Ward 14",
    "Harbour East",
    "Ward 9",
    "Old Market",
    "Ward 22",
    "Mill Lane",
    "Ward 3",
    "Station Quarter",
)
TOPICS = (
    "Spring campaign",
    "Volunteer stories",
    "Energy advice for tenants",
    "Harbour festival",
    "Open data week",
)
MOTION = "Free public transport by 2030"
QUESTIONS = (
    "Who pays for night buses outside the ring road?",
    "What happens to the plan if the energy price doubles again?",
    "Has anybody asked the drivers?",
    "Why not begin with pupils and pensioners?",
    "Which street would see the first change, and when?",
)


def paced(setting: Setting) -> Setting:
    pace = msgspec.structs.replace(setting.pace, map_poll_s=1.0, run_s=36.0, strategy_s=60.0, utterance_s=3.0)
    return msgspec.structs.replace(setting, pace=pace)


class Demo:
    """Each part has its own chance, so that one part's timing changes no other."""

    def __init__(self, house: House, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._house = house
        self._sleep = sleep
        self._now_s = house.node.now_s
        self._company = Company()
        # With tokens, a strategist feed belongs to a company; without, to all.
        self._owner = COMPANY if house.setting.token.asked_for else None

    async def prepare(self) -> None:
        """An hour of the world, some figures, a strategy and a debate, unless an earlier start left them."""
        await self._past_world(self._chance("past world"))
        await self._past_company(self._chance("past company"))
        await self._house.strategy.desk.forget(STRATEGY_ID)
        await self._house.debate.desk.forget(DEBATE_ID)
        await self._house.strategy.start({"title": TOPICS[0]}, None, job_id=STRATEGY_ID)
        await self._house.debate.start(Motion(topic=MOTION, rounds=ROUNDS), None, job_id=DEBATE_ID)

    async def play(self) -> None:
        parts: dict[str, Callable[[random.Random], Coroutine[None, None, None]]] = {
            "world": self._world,
            "dashboard": self._dashboard,
            "evidence": self._evidence,
            "reports": self._reports,
            "analyses": self._analyses,
            "strategies": self._strategies,
            "debate": self._debate,
            "audience": self._audience,
        }
        await self._remember()
        async with asyncio.TaskGroup() as group:
            for name, part in parts.items():
                work = functools.partial(part, self._chance(name))
                group.create_task(persist(f"demo {name}", work), name=f"demo {name}")

    async def _remember(self) -> None:
        """Whoever played before, an earlier start or another node, told a story that goes on."""
        self._company = Company()
        for channel in CHANNELS:
            stream = stream_name(COMPANY, channel)
            for record in await self._house.node.broker.after(stream, 0, self._house.setting.keep.cockpit):
                self._company.remember(record.type, msgspec.json.decode(record.data))

    def _chance(self, part: str) -> random.Random:
        return random.Random(f"{self._house.setting.seed}/{part}")

    async def _past_world(self, chance: random.Random) -> None:
        now_s, broker = self._now_s(), self._house.node.broker
        if await broker.seq_before("map:global", now_s - HOUR_S) < await broker.head("map:global"):
            return
        times = sorted(now_s - chance.uniform(5, HOUR_S - 60) for _ in range(PAST_EVENTS))
        await self._house.map.publish_now([to_item(world.arrival(chance, at_s), now_s) for at_s in times])

    async def _past_company(self, chance: random.Random) -> None:
        now_s, cockpit = self._now_s(), self._house.cockpit
        if await self._house.node.broker.head(stream_name(COMPANY, "dashboard-updates")):
            return
        for number in range(PAST_FIGURES, 0, -1):
            at_s = now_s - number * 5
            data = self._company.dashboard(chance, at_s)
            await cockpit.publish(COMPANY, "dashboard-updates", "dashboard-update", data, at_s=at_s)
        for number in range(PAST_EVIDENCE, 0, -1):
            at_s = now_s - number * 40
            event, data = self._company.evidence(chance, at_s)
            await cockpit.publish(COMPANY, "evidence-updates", event, data, at_s=at_s)
        event, data = self._company.report(chance, now_s - 300)
        await cockpit.publish(COMPANY, "report-updates", event, data, at_s=now_s - 300)

    async def _world(self, chance: random.Random) -> None:
        while True:
            await self._sleep(chance.uniform(2.0, 4.0))
            now_s = self._now_s()
            await self._house.node.broker.add_items([to_item(world.arrival(chance, now_s), now_s)])

    async def _dashboard(self, chance: random.Random) -> None:
        while True:
            await self._sleep(chance.uniform(0.8, 2.5))
            data = self._company.dashboard(chance, self._now_s())
            await self._house.cockpit.publish(COMPANY, "dashboard-updates", "dashboard-update", data)

    async def _evidence(self, chance: random.Random) -> None:
        while True:
            await self._sleep(chance.uniform(5, 14))
            event, data = self._company.evidence(chance, self._now_s())
            await self._house.cockpit.publish(COMPANY, "evidence-updates", event, data)

    async def _reports(self, chance: random.Random) -> None:
        while True:
            await self._sleep(chance.uniform(25, 50))
            event, data = self._company.report(chance, self._now_s())
            await self._house.cockpit.publish(COMPANY, "report-updates", event, data)

    async def _analyses(self, chance: random.Random) -> None:
        """One run after another; the third of five fails."""
        strategist = self._house.strategist
        for earlier in await self._house.node.broker.documents(strategist.kind, active=True):
            await strategist.desk.ended(earlier.id)
        for number in itertools.count():
            fail_at_stage = chance.randrange(3, 6) if number % 5 == 2 else None
            order = Order(ward=WARDS[number % len(WARDS)], fail_at_stage=fail_at_stage)
            run = await strategist.start(order, self._owner)
            await strategist.desk.ended(run.id)
            await self._sleep(chance.uniform(8, 14))

    async def _strategies(self, chance: random.Random) -> None:
        strategy = self._house.strategy
        for number in itertools.count():
            await strategy.desk.ended(STRATEGY_ID)
            await self._sleep(chance.uniform(25, 40))
            await strategy.desk.forget(STRATEGY_ID)
            await strategy.start({"title": TOPICS[(number + 1) % len(TOPICS)]}, None, job_id=STRATEGY_ID)

    async def _debate(self, chance: random.Random) -> None:
        debate = self._house.debate
        while True:
            await debate.desk.ended(DEBATE_ID)
            await self._sleep(chance.uniform(50, 70))
            await debate.desk.forget(DEBATE_ID)
            await debate.start(Motion(topic=MOTION, rounds=ROUNDS), None, job_id=DEBATE_ID)

    async def _audience(self, chance: random.Random) -> None:
        while True:
            for question in QUESTIONS:
                await self._sleep(chance.uniform(35, 80))
                intervention = Intervention(
                    content=question, speaker=chance.choice(("Pro advocate", "Skeptic"))
                )
                with contextlib.suppress(RefusalError):  # the debate may be over, or full of questions
                    await self._house.debate.intervene(DEBATE_ID, ANYBODY, intervention)
