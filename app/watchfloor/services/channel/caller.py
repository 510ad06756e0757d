"""One connection after the other: each from its first packet to its end, and the account of it."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol, TypeVar

from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.link.breaker import Permit
from watchfloor.core.link.verdict import Outcome
from watchfloor.core.state import ChannelState
from watchfloor.services.channel.bygone import Bygone
from watchfloor.services.channel.connection import Connection
from watchfloor.services.channel.hearing import Hearing
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.polling import COMPLETE
from watchfloor.services.channel.sequel import Sequel
from watchfloor.services.channel.standing import Standing
from watchfloor.services.clock import Clock
from watchfloor.services.net.attempt import Ask, AttemptError
from watchfloor.services.net.certificate import explained
from watchfloor.services.net.discretion import discreet
from watchfloor.services.net.transport import Transport

T = TypeVar("T")

STOPPED = Outcome(code="stopped", detail="Stopped by the user.")


class Credential(Protocol):
    """Secrets for a feed, asked for anew at each attempt."""

    async def headers(self) -> tuple[tuple[str, str], ...]: ...
    async def query(self) -> tuple[tuple[str, str], ...]: ...


class Caller:
    """Calls the server of a feed. `connection` is the one under way, or the last; `bygone` those before."""

    def __init__(
        self,
        feed: Feed,
        transport: Transport,
        hearing: Hearing,
        intake: Intake,
        standing: Standing,
        clock: Clock,
        credential: Credential | None,
    ) -> None:
        self.connection = Connection()
        self.bygone = Bygone()
        self._feed = feed
        self._transport = transport
        self._hearing = hearing
        self._intake = intake
        self._standing = standing
        self._clock = clock
        self._credential = credential
        self._scope: asyncio.Timeout | None = None
        self._interruption: Outcome | None = None

    async def call(self, permit: Permit, sequel: Sequel) -> Outcome:
        """One connection; how it ended."""
        connection = self._begin(permit, sequel.attempt)
        outcome = STOPPED
        try:
            async with asyncio.timeout(None) as self._scope:
                await self._converse(connection, sequel)
            outcome = Outcome(code="closed", detail="The server closed the stream.")
        except TimeoutError:
            outcome = Outcome(code="timed-out", detail="The server did not answer in time.")
        except AttemptError as error:
            outcome, connection.refused = error.outcome, error.exchange
        finally:
            outcome = self._finish(outcome)
        return outcome

    async def fetch(self, url: str, read: Callable[[bytes], T]) -> T:
        """One plain answer, with the same secrets, as `read` has it: what that says of it is discreet too."""
        ask = await self._ask()
        body = await self._transport.fetch(ask, url)
        with discreet(ask):
            return read(body)

    def interrupt(self, outcome: Outcome) -> None:
        """End the connection under way with this outcome."""
        if self._scope is not None and not self._scope.expired():
            self._interruption = outcome
            self._scope.reschedule(asyncio.get_running_loop().time())

    async def _converse(self, connection: Connection, sequel: Sequel) -> None:
        ask = await self._ask()
        connection.sent_id = ask.last_event_id.decode()
        async with (
            explained(self._feed),
            self._transport.open(ask, connection.timing) as opened,
            contextlib.aclosing(opened.blocks) as blocks,
        ):
            self._hearing.opened(connection, opened)
            async for block in blocks:
                batch = self._received(block, sequel)
                if batch is None:
                    continue
                await self._hearing.deliver(batch)
                if self._hearing.completes(batch):
                    self._interruption = COMPLETE
                    return

    async def _ask(self) -> Ask:
        secret_headers = await self._credential.headers() if self._credential else ()
        secret_query = await self._credential.query() if self._credential else ()
        return Ask(self._feed, self._intake.resume_id.encode(), secret_headers, secret_query)

    # Decided at once, without waiting

    def _begin(self, permit: Permit, attempt: int) -> Connection:
        self._interruption = None
        self._standing.set(ChannelState.CONNECTING, attempt=attempt)
        exchange = self.connection.exchange
        if exchange is not None:
            self.bygone.add(self.connection.started_wall_s, exchange)
        self.connection = Connection(self._clock.monotonic_s(), self._clock.wall_s(), permit)
        return self.connection

    def _received(self, block: bytes, sequel: Sequel) -> Batch | None:
        before = self.connection.fruitful
        batch = self._hearing.received(self.connection, block)
        if self.connection.fruitful and not before:
            sequel.proved(self.connection)
        if batch is not None:
            sequel.recover(self.connection)
        return batch

    def _finish(self, outcome: Outcome) -> Outcome:
        """Close the account of it; what it leaves goes to the journal."""
        self._scope = None
        if self._interruption is not None:
            outcome = self._interruption
        self._hearing.ended(self.connection)
        self._standing.tell(
            self.connection.ended(
                self._feed.name,
                outcome,
                now_s=self._clock.monotonic_s(),
                wall_s=self._clock.wall_s(),
                after_seq=self._intake.ledger.last_seq,
            )
        )
        return outcome
