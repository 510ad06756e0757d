"""A client's time at a stream, from its greeting to its end: what it holds meanwhile, and gives back."""

import asyncio
from collections.abc import Callable

from watchfloor.server import frame
from watchfloor.server.audience import Audience
from watchfloor.server.connection import FeedProtocol
from watchfloor.server.log import Line, log
from watchfloor.server.member import Member
from watchfloor.server.node import Node


class Sitting:
    """Begun by a request, and ended by nobody's task: 10,000 clients that listen are 10,000 of these.

    `give_back` returns what the endpoint took for it. When the member's stream is over, the answer is ended
    and the connection closed; when that is lost, everything is given back, once.
    """

    __slots__ = (
        "_audience", "_client_id", "_connection", "_expiry", "_give_back", "_is_over", "_node", "_started_s",
        "member",
    )  # fmt: skip

    def __init__(
        self,
        node: Node,
        audience: Audience,
        connection: FeedProtocol,
        *,
        client_id: str,
        cursor: int,
        expires_in_s: float | None,
        give_back: Callable[[], None],
        note: dict[str, str],
    ) -> None:
        loop = asyncio.get_running_loop()
        self._node = node
        self._audience = audience
        self._connection = connection
        self._client_id = client_id
        self._give_back = give_back
        self._is_over = False
        self._started_s = loop.time()
        self.member: Member = connection.admit(audience.stream, cursor=cursor, on_lost=self.over)
        self._expiry = None if expires_in_s is None else loop.call_later(expires_in_s, self.member.end)
        self._open(note)

    def hand_over(self) -> None:
        """From here on nobody waits for the end: it is told by the member."""
        self._connection.hand_over()
        self.member.ended.add_done_callback(self._end)

    def over(self) -> None:
        """The connection is lost, or the request has failed."""
        if self._is_over:
            return
        self._is_over = True
        if self._expiry is not None:
            self._expiry.cancel()
        self._audience.leave(self.member)
        self._close(asyncio.get_running_loop().time() - self._started_s)
        self._give_back()
        self._node.leave(self._audience)

    def _end(self, _: object) -> None:
        """Ends the answer. The member stays known meanwhile: one that does not take it is cut off in time."""
        member = self.member
        if member.is_gone:
            self._connection.settle()
            return
        self._audience.leave(member)
        is_whole = not member.tail  # in the middle of an event nothing may be added to it
        farewell = frame.retry(self._node.setting.farewell_retry_ms, "the server is going away")
        self._connection.conclude(farewell if self._node.is_stopping and is_whole else b"")

    def _open(self, note: dict[str, str]) -> None:
        node, feed = self._node, self._audience.feed
        node.members[self.member] = feed
        node.meter.add("watchfloor_connections_total", system=feed.system)
        node.meter.add("watchfloor_connections", system=feed.system)
        log.info(Line("client connected", **self._told, **note))

    def _close(self, lasted_s: float) -> None:
        node, system, member = self._node, self._audience.feed.system, self.member
        node.account(member)
        del node.members[member]
        node.meter.add("watchfloor_connections", -1, system=system)
        node.meter.add("watchfloor_connection_seconds_total", lasted_s, system=system)
        if member.cut_reason:
            node.meter.add("watchfloor_cut_off_total", system=system)
            log.warning(Line("client cut off", **self._told, reason=member.cut_reason))
        log.info(Line("client disconnected", **self._told, lasted_s=lasted_s, events=member.events_written))

    @property
    def _told(self) -> dict[str, str]:
        return {"client": self._client_id, "stream": self._audience.stream}
