"""What a proof of a journal comes to."""

import msgspec

from watchfloor.core.event import Totals

MAX_BROKEN = 20


class Gap(msgspec.Struct):
    after: str
    before: str
    missing: int


class ChannelAudit(msgspec.Struct):
    """What the rows say of one channel. `broken` names each promise that does not hold."""

    name: str
    totals: Totals = Totals()
    gaps: list[Gap] = []
    counted: int = 0
    dropped: int = 0
    pinned: int = 0
    damaged: int = 0
    broken: list[str] = []

    @property
    def balanced(self) -> bool:
        return self.totals.balanced

    def breaks(self, sentence: str) -> None:
        if len(self.broken) < MAX_BROKEN:
            self.broken.append(sentence)


class Audit(msgspec.Struct):
    """`broken`: what is wrong with the file itself."""

    channels: list[ChannelAudit]
    broken: list[str]

    @property
    def ok(self) -> bool:
        return not self.broken and not any(channel.broken for channel in self.channels)
