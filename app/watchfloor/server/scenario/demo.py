"""All five systems at a human pace, so that a newly opened window has something to show at once."""

import asyncio
import contextlib
import functools
import random
from collections.abc import Callable, Coroutine

import msgspec

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


async def play(house: House) -> None:
    """Plays until cancelled. Each part has its own chance, so that one part's timing changes no other."""
    seed = house.setting.seed
    parts: tuple[Callable[[House, random.Random], Coroutine[None, None, None]], ...] = (
        _world, _dashboard, _evidence, _reports, _analyses, _strategies, _debate,
    )  # fmt: skip
    await _backfill(house, random.Random(f"{seed}/past"))
    async with asyncio.TaskGroup() as group:
        for part in parts:
            chance = random.Random(f"{seed}/{part.__name__}")
            name = f"demo {part.__name__}"
            group.create_task(persist(name, functools.partial(part, house, chance)), name=name)


async def _backfill(house: House, chance: random.Random) -> None:
    """An hour of world events and some figures, unless an earlier start left them."""
    now_s = house.node.now_s()
    broker = house.node.broker
    if await broker.seq_before("map:global", now_s - HOUR_S) == await broker.head("map:global"):
        times = sorted(now_s - chance.uniform(5, HOUR_S - 60) for _ in range(PAST_EVENTS))
        await house.map.publish_now([to_item(world.arrival(chance, at_s), now_s) for at_s in times])
    if not await broker.head(f"cockpit:{COMPANY}:dashboard-updates"):
        company = Company()
        for number in range(PAST_FIGURES, 0, -1):
            at_s = now_s - number * 5
            data = company.dashboard(chance, at_s)
            await house.cockpit.publish(COMPANY, "dashboard-updates", "dashboard-update", data, at_s=at_s)


async def _world(house: House, chance: random.Random) -> None:
    while True:
        await asyncio.sleep(chance.uniform(2.0, 4.0))
        now_s = house.node.now_s()
        await house.node.broker.add_items([to_item(world.arrival(chance, now_s), now_s)])


async def _dashboard(house: House, chance: random.Random) -> None:
    company = Company()
    while True:
        await asyncio.sleep(chance.uniform(0.8, 2.5))
        data = company.dashboard(chance, house.node.now_s())
        await house.cockpit.publish(COMPANY, "dashboard-updates", "dashboard-update", data)


async def _evidence(house: House, chance: random.Random) -> None:
    company = Company()
    while True:
        await asyncio.sleep(chance.uniform(5, 14))
        event, data = company.evidence(chance, house.node.now_s())
        await house.cockpit.publish(COMPANY, "evidence-updates", event, data)


async def _reports(house: House, chance: random.Random) -> None:
    company = Company()
    while True:
        await asyncio.sleep(chance.uniform(25, 50))
        event, data = company.report(chance, house.node.now_s())
        await house.cockpit.publish(COMPANY, "report-updates", event, data)


async def _analyses(house: House, chance: random.Random) -> None:
    owner = (
        COMPANY if house.setting.token.asked_for else None
    )  # a feed belongs to a company, if there are any
    number = 0
    while True:
        number += 1
        failing = number % 5 == 3
        order = Order(
            ward=WARDS[(number - 1) % len(WARDS)], fail_at_stage=chance.randrange(3, 6) if failing else None
        )
        run = await house.strategist.start(order, owner)
        await house.strategist.desk.ended(run.id)
        await asyncio.sleep(chance.uniform(8, 14))


async def _strategies(house: House, chance: random.Random) -> None:
    while True:
        for topic in TOPICS:
            await house.strategy.desk.forget(STRATEGY_ID)
            await house.strategy.start({"title": topic}, None, job_id=STRATEGY_ID)
            await house.strategy.desk.ended(STRATEGY_ID)
            await asyncio.sleep(chance.uniform(25, 40))


async def _debate(house: House, chance: random.Random) -> None:
    while True:
        await house.debate.desk.forget(DEBATE_ID)
        await house.debate.start(Motion(topic=MOTION, rounds=120), None, job_id=DEBATE_ID)
        async with asyncio.TaskGroup() as group:
            asking = group.create_task(_ask(house, chance), name="demo audience")
            await house.debate.desk.ended(DEBATE_ID)
            asking.cancel()
        await asyncio.sleep(60)


async def _ask(house: House, chance: random.Random) -> None:
    while True:
        for question in QUESTIONS:
            await asyncio.sleep(chance.uniform(35, 80))
            speaker = chance.choice(("Pro advocate", "Skeptic"))
            intervention = Intervention(content=question, speaker=speaker)
            with contextlib.suppress(RefusalError):  # the debate may have ended, or be full of questions
                await house.debate.intervene(DEBATE_ID, ANYBODY, intervention)
