"""The account of one attempt: when it began, what each step took, what it brought."""

import msgspec

from watchfloor.core.happening import AttemptEnded
from watchfloor.core.link.breaker import Permit
from watchfloor.core.link.verdict import Outcome
from watchfloor.services.net.answer import Opened
from watchfloor.services.net.attempt import Exchange, Timing


class Connection(msgspec.Struct):
    """The attempt under way, or the last one."""

    started_s: float = 0.0
    started_wall_s: float = 0.0
    permit: Permit | None = None
    timing: Timing = msgspec.field(default_factory=Timing)
    opened: Opened | None = None
    refused: Exchange | None = None  # what went over the wire, where no stream came of it
    fruitful: bool = False  # brought an event, a comment or something to refuse
    events: int = 0
    bytes: int = 0
    sent_id: str = ""
    prepared_s: float = 0.0  # from its start until the network was asked
    last_byte_ms: float | None = None

    @property
    def exchange(self) -> Exchange | None:
        """What was asked and answered, as far as it came."""
        opened = self.opened
        if opened is None:
            return self.refused
        return Exchange(
            opened.url,
            opened.request_headers,
            opened.headers,
            opened.http_version,
            opened.peer,
            opened.tls_version,
            opened.hops,
        )

    def answered(self, opened: Opened, now_s: float) -> None:
        """The stream is open. What had to be made ready first (a token, a client) is no part of its times."""
        self.opened = opened
        self.prepared_s = max(0.0, now_s - self.started_s - (self.timing.headers_ms or 0.0) / 1000)

    def received(self, size_bytes: int, now_s: float) -> None:
        self.bytes += size_bytes
        self.last_byte_ms = (now_s - self.started_s) * 1000
        if self.timing.first_byte_ms is None:
            self.timing.first_byte_ms = self._age_s(now_s) * 1000

    def proved(self, now_s: float) -> bool:
        """Something came. True: for the first time."""
        if self.fruitful:
            return False
        self.fruitful = True
        self.timing.first_event_ms = self._age_s(now_s) * 1000
        return True

    def _age_s(self, now_s: float) -> float:
        """Since the network was first asked."""
        return now_s - self.started_s - self.prepared_s

    def settled(self, now_s: float, after_s: float) -> bool:
        """What comes now is no replay of what was: the first event is so long ago."""
        first_ms = self.timing.first_event_ms
        return first_ms is not None and self._age_s(now_s) - first_ms / 1000 >= after_s

    def ended(
        self, channel: str, outcome: Outcome, *, now_s: float, wall_s: float, after_seq: int
    ) -> AttemptEnded:
        opened, wire = self.opened, self.exchange
        return AttemptEnded(
            channel=channel,
            at_s=wall_s,
            after_seq=after_seq,
            started_at_s=self.started_wall_s,
            **msgspec.structs.asdict(self.timing),
            last_byte_ms=self.last_byte_ms,
            lasted_s=now_s - self.started_s,
            status=opened.status if opened else outcome.status,
            retry_after_s=outcome.retry_after_s,
            http_version=wire.http_version if wire else "",
            peer=wire.peer if wire else "",
            events=self.events,
            bytes=self.bytes,
            last_event_id_sent=self.sent_id,
            outcome=outcome.code,
            detail=outcome.detail,
        )
