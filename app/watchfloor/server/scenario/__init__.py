"""What the feed server plays when nobody else feeds it."""

from collections.abc import Coroutine
from typing import Any

from watchfloor.core.error import KnownError
from watchfloor.server.house import House
from watchfloor.server.scenario import demo, storm
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.setting import Setting

SCENARIOS = {
    "demo": "all five systems at a human pace, with a story",
    "storm": "cockpit and map events at a rate given",
    "none": "nothing, until somebody asks or sends",
}

__all__ = ["COMPANY", "DEBATE_ID", "SCENARIOS", "STRATEGY_ID", "paced", "perform"]


def perform(house: House) -> Coroutine[Any, Any, None] | None:
    match house.setting.scenario:
        case "demo":
            return demo.play(house)
        case "storm":
            return storm.play(house)
        case "none" | "":
            return None
        case name:
            raise KnownError(f"There is no scenario {name!r}. Choose one of {', '.join(SCENARIOS)}.")


def paced(setting: Setting) -> Setting:
    """The setting with the paces that a scenario wants, so that its map is alive."""
    return {"demo": demo.paced, "storm": storm.paced}.get(setting.scenario, lambda same: same)(setting)
