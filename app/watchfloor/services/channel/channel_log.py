"""What befalls each channel, line by line in the program's log; in detail, every read as well."""

import logging

import msgspec

from watchfloor.core.event import Batch
from watchfloor.core.happening import AttemptEnded, Happening, StateChanged, Warned
from watchfloor.core.log.sentence import sentence
from watchfloor.services.home.log import log_of

MOST_TOLD = 20  # events of one read
MOST_A_SECOND = 50


class Ration:
    """So many lines a second: a storm over all channels must not hold up the window. The rest is counted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._second = 0
        self._told = 0
        self.left_out = 0

    def allows(self, now_s: float) -> bool:
        if int(now_s) != self._second:
            self._second, self._told = int(now_s), 0
        self._told += 1
        if self._told > self._most:
            self.left_out += 1
            return False
        return True

    def take_left_out(self) -> int:
        """How many were left out since this was asked last."""
        count, self.left_out = self.left_out, 0
        return count


class ChannelLog:
    """A sink beside the journal. It tells of events by their type, id and size, and never what is in them."""

    def __init__(self) -> None:
        self._happenings, self._reads = Ration(MOST_A_SECOND), Ration(MOST_A_SECOND)

    def accept(self, batch: Batch) -> None:
        for happening in batch.happenings:
            if self._happenings.allows(batch.monotonic_s):
                self._tell_rest(batch, self._happenings)
                log_of(batch.channel).info(words_of(happening), extra=fields_of(happening))
        if batch.events or batch.comments:
            self._tell_read(batch)

    async def room(self) -> None:
        """Nobody waits for the log."""

    def _tell_rest(self, batch: Batch, ration: Ration) -> None:
        count = ration.take_left_out()
        if count:
            log_of(batch.channel).info("Lines left out; the journal has all", extra={"left_out": count})

    def _tell_read(self, batch: Batch) -> None:
        log = log_of(batch.channel)
        if not log.isEnabledFor(logging.DEBUG) or not self._reads.allows(batch.monotonic_s):
            return
        self._tell_rest(batch, self._reads)
        told = [f"{each.type} {each.id or '-'} {len(each.data)}" for each in batch.events[:MOST_TOLD]]
        log.debug(
            "Read",
            extra={
                "events": len(batch.events),
                "comments": len(batch.comments),
                "last_event_id": batch.last_event_id,
                "first": told,
            },
        )


def words_of(happening: Happening) -> str:
    match happening:
        case StateChanged():
            return f"State: {happening.state}"
        case AttemptEnded():
            return f"Attempt ended: {happening.outcome}"
        case Warned():
            return happening.message
        case _:
            return sentence(happening)


def fields_of(happening: Happening) -> dict[str, object]:
    """All that is known of it, as fields of the line; what is empty is left out."""
    fields = msgspec.to_builtins(happening)
    known = {name: value for name, value in fields.items() if value not in ("", None)}
    return {f"of_{name}": value for name, value in known.items() if name not in ("channel", "kind")}
