"""The corporate cockpit: channels for each company, kept apart."""

import re
from collections import Counter
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.server import frame
from watchfloor.server.access import body_of, from_start, identity_of, last_event_id, node_of, open_stream
from watchfloor.server.feed import Feed
from watchfloor.server.identity import Identity
from watchfloor.server.node import Node
from watchfloor.server.record import Draft, Record
from watchfloor.server.refusal import RefusalError, answer, bad_request, not_found
from watchfloor.server.strategy import iso

CHANNELS: dict[str, tuple[str, ...]] = {
    "dashboard-updates": ("dashboard-update",),
    "evidence-updates": ("evidence-update", "evidence-deleted"),
    "report-updates": ("report-ready", "report-failed"),
}
COMPANY = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class Broadcast(msgspec.Struct, kw_only=True):
    companyId: str  # noqa: N815 -- the wire's name
    channel: str
    type: str
    data: Any


class Cockpit:
    def __init__(self, node: Node) -> None:
        self._node = node
        self.feed = Feed(
            system="cockpit",
            heartbeat_s=node.setting.pace.cockpit_heartbeat_s,
            id_prefix="event-",
            keep=node.setting.keep.cockpit,
        )

    def routes(self) -> list[Route]:
        return [
            Route("/sse/stream", self._stream, methods=["GET"]),
            Route("/sse/poll", self._poll, methods=["GET"]),
            Route("/sse/stats", self._stats, methods=["GET"]),
            Route("/sse/test-broadcast", self._test_broadcast, methods=["POST"]),
        ]

    async def publish(
        self, company: str, channel: str, event: str, data: Any, *, at_s: float | None = None
    ) -> None:
        """Sends to one company's channel. The type must be one that the channel knows."""
        draft = Draft(
            stream_name(company, channel),
            event,
            msgspec.json.encode(data),
            self._node.now_s() if at_s is None else at_s,
            self._node.setting.keep.cockpit,
        )
        await self._node.commit(draft)

    async def _stream(self, request: Request) -> Response:
        identity, company, channel = _asked_for(request)

        def greeting(client_id: str) -> bytes:
            if channel != "dashboard-updates":
                return b""
            connected = {
                "connectionId": client_id,
                "companyId": company,
                "channel": channel,
                "timestamp": iso(self._node.now_s()),
            }
            return frame.encode_json("connected", connected)

        name = stream_name(company, channel)
        return await open_stream(
            request, self.feed, name, start=from_start, identity=identity, company=company, greeting=greeting
        )

    async def _poll(self, request: Request) -> Response:
        """The same events under the same ids as the stream."""
        _, company, channel = _asked_for(request)
        name = stream_name(company, channel)
        head = await self._node.broker.head(name)
        seq = self.feed.seq(last_event_id(request), head) or 0
        records = await self._node.broker.after(name, seq, self._node.setting.keep.cockpit)
        last = records[-1].seq if records else seq
        self._node.meter.add("watchfloor_polls_total", system="cockpit")
        return answer(
            {
                "events": [self._event(record) for record in records],
                "lastEventId": self.feed.id(last) if last else "",
            }
        )

    def _event(self, record: Record) -> dict[str, Any]:
        return {
            "id": self.feed.id(record.seq),
            "type": record.type,
            "data": msgspec.Raw(record.data),
            "timestamp": iso(record.at_s),
        }

    async def _stats(self, request: Request) -> Response:
        identity_of(request).require_admin()
        node = node_of(request)
        names = [member.stream for member, feed in node.members.items() if feed.system == "cockpit"]
        companies = Counter(name.split(":")[1] for name in names)
        channels = Counter(name.split(":")[2] for name in names)
        return answer(
            {
                "totalConnections": len(names),
                "connectionsByCompany": companies,
                "connectionsByChannel": channels,
                "historySize": await node.broker.history_size("cockpit:"),
            }
        )

    async def _test_broadcast(self, request: Request) -> Response:
        if not self._node.setting.dev:
            raise not_found("endpoint")
        broadcast = await body_of(request, Broadcast)
        _check(broadcast.companyId, broadcast.channel)
        identity_of(request).require_company(broadcast.companyId)
        if broadcast.type not in CHANNELS[broadcast.channel]:
            known = " or ".join(f"`{name}`" for name in CHANNELS[broadcast.channel])
            raise bad_request(f"`type` must be {known} on this channel.")
        await self.publish(broadcast.companyId, broadcast.channel, broadcast.type, broadcast.data)
        return answer({"success": True})


def stream_name(company: str, channel: str) -> str:
    return f"cockpit:{company}:{channel}"


def _asked_for(request: Request) -> tuple[Identity, str, str]:
    """Who asks, and company and channel of the query, known to be well-formed and the asker's own."""
    company = request.query_params.get("companyId", "")
    channel = request.query_params.get("channel", "")
    identity = identity_of(request)
    _check(company, channel)
    identity.require_company(company)
    return identity, company, channel


def _check(company: str, channel: str) -> None:
    if not COMPANY.fullmatch(company):
        message = "`companyId` must be 1 to 63 small letters, digits or hyphens, and begin with no hyphen."
        raise RefusalError(400, "INVALID_COMPANY", message)
    if channel not in CHANNELS:
        raise RefusalError(400, "INVALID_CHANNEL", f"`channel` must be one of {', '.join(CHANNELS)}.")
