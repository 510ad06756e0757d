"""The fault desk: what can go wrong on a network, on request, for practice and for tests."""

import asyncio
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from watchfloor.server import frame
from watchfloor.server.audience import Audience
from watchfloor.server.member import Member
from watchfloor.server.refusal import RefusalError
from watchfloor.server.task import cancel_all

Kind = Literal["drop", "stall", "refuse", "malformed", "silent", "slow"]
System = Literal["all", "strategist", "strategy", "map", "cockpit", "debate"]

LONGEST_S = 3_600.0
AT_ONCE = 50  # faults active at the same time
DRIP_BYTES = 24
DRIP_S = 0.1
BROKEN_S = 1.0
BROKEN = '{"broken": [1, 2, '
MAIN_TYPES = {
    "strategist": "progress",
    "strategy": "progress",
    "map": "map-event",
    "cockpit": "dashboard-update",
    "debate": "utterance",
}


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """The body of `POST /faults`."""

    kind: Kind
    system: System = "all"
    for_s: float = 10.0
    status: int = 503
    retry_after_s: float | None = None

    def concerns(self, system: str) -> bool:
        return self.system in {"all", system}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    order: Order
    until_s: float  # on the loop's clock

    def shown(self, now_s: float) -> dict[str, Any]:
        return {**msgspec.to_builtins(self.order), "left_s": round(max(0.0, self.until_s - now_s), 1)}


class FaultDesk:
    """Faults of this node. None of them loses an event: what is held back comes later, or by resuming."""

    def __init__(
        self, audiences: Callable[[], list[Audience]], members: Callable[[], dict[Member, str]]
    ) -> None:
        self._audiences = audiences
        self._members = members
        self._faults: dict[Fault, asyncio.Task[None]] = {}

    def begin(self, order: Order) -> None:
        if not 0 < order.for_s <= LONGEST_S:
            raise RefusalError(400, "BAD_REQUEST", f"`for_s` must be more than 0 and at most {LONGEST_S:g}.")
        if not 400 <= order.status <= 599:
            raise RefusalError(400, "BAD_REQUEST", "`status` must be from 400 to 599.")
        if order.retry_after_s is not None and not 0 <= order.retry_after_s <= LONGEST_S:
            raise RefusalError(400, "BAD_REQUEST", f"`retry_after_s` must be from 0 to {LONGEST_S:g}.")
        if len(self._faults) >= AT_ONCE:
            raise RefusalError(
                429, "TOO_MANY_FAULTS", f"{AT_ONCE} faults are active already.", retry_after_s=5
            )
        fault = Fault(order=order, until_s=asyncio.get_running_loop().time() + order.for_s)
        self._faults[fault] = asyncio.create_task(self._last(fault), name=f"fault {order.kind}")
        self._strike(order)
        self._apply()

    def shown(self) -> list[dict[str, Any]]:
        now_s = asyncio.get_running_loop().time()
        return [fault.shown(now_s) for fault in self._faults]

    async def clear(self) -> None:
        await cancel_all(self._faults.values())
        self._faults.clear()
        self._apply()

    def active(self, kind: Kind, system: str) -> Order | None:
        found = (fault.order for fault in self._faults if fault.order.kind == kind)
        return next((order for order in found if order.concerns(system)), None)

    def admit(self, system: str) -> None:
        """Refuses a new stream while a fault says so."""
        order = self.active("refuse", system)
        if order is not None:
            message = f"Refused on request of the fault desk, with status {order.status}."
            raise RefusalError(order.status, "FAULT", message, retry_after_s=order.retry_after_s)

    def mark(self, audience: Audience) -> None:
        """Sets what the active faults mean for one audience."""
        system = audience.feed.system
        audience.is_dripping = self.active("slow", system) is not None
        audience.is_muted = self.active("stall", system) is not None
        audience.is_silent = audience.is_dripping or self.active("silent", system) is not None
        audience.schedule()

    def _apply(self) -> None:
        for audience in self._audiences():
            self.mark(audience)

    def _strike(self, order: Order) -> None:
        """What happens to open streams at the moment a fault begins."""
        for member, system in list(self._members().items()):
            if order.concerns(system):
                if order.kind == "drop":
                    member.drop()
                elif order.kind == "refuse":
                    member.end()

    async def _last(self, fault: Fault) -> None:
        loop = asyncio.get_running_loop()
        while (left_s := fault.until_s - loop.time()) > 0:
            if fault.order.kind == "malformed":
                self._break(fault.order)
            if fault.order.kind == "slow":
                self._drip(fault.order)
            pause_s = {"malformed": BROKEN_S, "slow": DRIP_S}.get(fault.order.kind, left_s)
            await asyncio.sleep(min(pause_s, left_s))
        del self._faults[fault]
        self._apply()

    def _break(self, order: Order) -> None:
        for audience in self._audiences():
            if order.concerns(audience.feed.system):
                audience.broadcast(frame.encode(MAIN_TYPES[audience.feed.system], BROKEN))

    def _drip(self, order: Order) -> None:
        for audience in self._audiences():
            if order.concerns(audience.feed.system):
                audience.drip(DRIP_BYTES)
