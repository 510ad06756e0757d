"""The world map: feed items come in, signals go out."""

import asyncio
import contextlib
import hashlib
import math
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor.core.error import KnownError
from watchfloor.server import frame, signal
from watchfloor.server.access import body_of, identity_of, node_of, open_stream
from watchfloor.server.feed import Feed
from watchfloor.server.item import Arrival, to_item
from watchfloor.server.log import Line, log
from watchfloor.server.node import Node
from watchfloor.server.record import Draft, FeedItem
from watchfloor.server.refusal import RefusalError, answer, bad_request
from watchfloor.server.strategy import iso

SCOPES = ("global", "middle-east")


class MapStream:
    def __init__(self, node: Node) -> None:
        self._node = node
        self.feed = Feed(system="map", heartbeat_s=node.setting.pace.map_ping_s, heartbeat=_ping)

    def routes(self) -> list[Route]:
        return [
            Route("/api/map-stream", self._stream, methods=["GET"]),
            Route("/api/ingest", self._ingest, methods=["POST"]),
        ]

    async def run(self) -> None:
        """Reads feed items every `map_poll_s`, at one node of all. Runs until cancelled."""
        try:
            await self._read_on()
        finally:
            with contextlib.suppress(KnownError):
                await self._node.broker.release("map-poll", self._node.name)

    async def _read_on(self) -> None:
        pace = self._node.setting.pace
        while True:
            started_s = asyncio.get_running_loop().time()
            try:
                if await self._node.broker.lease(
                    "map-poll", self._node.name, max(pace.lease_s, 3 * pace.map_poll_s)
                ):
                    await self._poll()
            except KnownError as error:
                self._tell_error(error)
            spent_s = asyncio.get_running_loop().time() - started_s
            await asyncio.sleep(max(0.0, pace.map_poll_s - spent_s))

    async def _poll(self) -> None:
        pace = self._node.setting.pace
        items = await self._node.broker.unread_items(pace.map_poll_limit)
        published = 0
        for item in items:
            if await self._publish(item):
                published += 1
                await asyncio.sleep(pace.map_spacing_s)
        if items:
            log.info(Line("polled", new_items=len(items), map_events=published))
            await self._node.broker.trim_items(self._node.setting.limit.feed_items)

    async def publish_now(self, items: list[FeedItem]) -> None:
        """Adds items and reads them at once, for a history to begin with."""
        await self._node.broker.add_items(items)
        for item in items:
            await self._publish(item)

    def drafts(self, item: FeedItem) -> tuple[Draft, ...]:
        """What an item tells the map: nothing, one event, or the same event in both scopes."""
        found = signal.shipped().detect(item.title, item.summary, tags(item.tags), item.source)
        if found is None:
            return ()
        data = msgspec.json.encode(map_event(item, found))
        names = SCOPES if found.is_middle_east else SCOPES[:1]
        keep = self._node.setting.keep.map
        return tuple(Draft(f"map:{name}", "map-event", data, item.published_at, keep) for name in names)

    async def _publish(self, item: FeedItem) -> bool:
        """Reads one item for good: its event and the mark that it was read are one change."""
        drafts = self.drafts(item)
        self._node.meter.add("watchfloor_feed_items_total", outcome="signal" if drafts else "no signal")
        return await self._node.commit(*drafts, taking=item.id) is not None and bool(drafts)

    def _tell_error(self, error: KnownError) -> None:
        log.warning(Line("map poll failed", error=error))
        data = {
            "error": "Database polling failed",
            "message": str(error),
            "timestamp": int(self._node.now_s()),
        }
        for name in SCOPES:
            audience = self._node.audiences.get(f"map:{name}")
            if audience is not None:
                audience.broadcast(frame.encode_json("error", data))

    async def _stream(self, request: Request) -> Response:
        identity = identity_of(request)
        scope = request.query_params.get("scope") or "global"
        if scope not in SCOPES:
            raise bad_request("`scope` must be `global` or `middle-east`.")
        now_s = int(self._node.now_s())
        since = _since(request.query_params.get("since"), now_s)
        connected = {"timestamp": now_s, "scope": scope, "since": since}

        async def start(head: int) -> int:
            return head if since >= now_s else await self._node.broker.seq_before(f"map:{scope}", since)

        return await open_stream(
            request,
            self.feed,
            f"map:{scope}",
            start=start,
            identity=identity,
            company=identity.company,
            greeting=lambda _: frame.encode_json("connected", connected),
        )

    async def _ingest(self, request: Request) -> Response:
        identity_of(request).require_writer()
        node = node_of(request)
        arrivals = await body_of(request, list[Arrival])
        if len(arrivals) > node.setting.limit.ingest_items:
            message = f"No more than {node.setting.limit.ingest_items} items at once."
            raise RefusalError(413, "TOO_MANY_ITEMS", message)
        items = [to_item(arrival, node.now_s()) for arrival in arrivals]
        accepted = await node.broker.add_items(items)
        return answer({"accepted": accepted, "duplicates": len(items) - accepted}, 202)


def map_event(item: FeedItem, found: signal.Signal) -> dict[str, Any]:
    event: dict[str, Any] = {
        "id": f"evt_{hashlib.sha256(item.id.encode()).hexdigest()[:12]}",
        "type": found.type,
        "title": item.title,
        "time": iso(item.published_at),
        "severity": found.severity,
        "confidence": found.confidence,
        "source": {"name": item.source or "unknown", "url": item.url},
        "to": signal.place_json(found.to),
        "factions": list(found.factions),
    }
    if found.origin is not None:
        event["from"] = signal.place_json(found.origin)
    return event


def tags(text: str) -> tuple[str, ...]:
    """The seed's column: a JSON list in a string. Anything else is no tags rather than no news."""
    try:
        return tuple(msgspec.json.decode(text, type=list[str]))
    except msgspec.DecodeError:
        return ()


def _since(text: str | None, now_s: int) -> float:
    if text is None or text == "":
        return now_s
    try:
        since = float(text)
    except ValueError:
        since = math.nan
    if not math.isfinite(since) or since < 0:
        raise bad_request("`since` must be a Unix time in seconds.")
    return int(since) if since == int(since) else since


def _ping(now_s: float) -> bytes:
    return frame.encode_json("ping", {"timestamp": int(now_s)})
