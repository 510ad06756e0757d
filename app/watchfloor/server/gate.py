"""What every request passes first: whose pages may send it, how often, and how much."""

import ipaddress
from collections import OrderedDict
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watchfloor.server.meter import Meter
from watchfloor.server.refusal import RefusalError, refuse
from watchfloor.server.setting import Limit, Setting

ADDRESSES = 20_000
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Bucket:
    """A token bucket for each address; the ones that were quiet for longest are forgotten."""

    def __init__(self, limit: Limit, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> float:
        """0 if the request may pass, else the seconds to wait."""
        now_s = self._clock()
        rate, burst = self._limit.requests_per_s, float(self._limit.request_burst)
        level, at_s = self._levels.pop(address, (burst, now_s))
        level = min(burst, level + (now_s - at_s) * rate)
        passes = level >= 1
        self._levels[address] = (level - 1 if passes else level, now_s)
        if len(self._levels) > ADDRESSES:
            self._levels.popitem(last=False)
        return 0.0 if passes else (1 - level) / rate


class Gate:
    """ASGI middleware. A browser's page from elsewhere can send requests to a local server: not past here."""

    def __init__(self, app: ASGIApp, setting: Setting, meter: Meter, clock: Callable[[], float]) -> None:
        self._app = app
        self._setting = setting
        self._meter = meter
        self._bucket = Bucket(setting.limit, clock)
        self._guards_host = _is_loopback(setting.host) and not setting.token.asked_for

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        try:
            self._check(scope)
        except RefusalError as refusal:
            self._meter.add("watchfloor_refused_total", code=refusal.code)
            await refuse(refusal)(scope, receive, send)
            return
        await self._app(scope, self._counting(receive), send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        wait_s = self._bucket.take(scope["client"][0] if scope["client"] else "local")
        if wait_s:
            raise RefusalError(
                429, "RATE_LIMITED", "Too many requests from one address.", retry_after_s=wait_s + 1
            )
        host = _host(headers.get("host", ""))
        if self._guards_host and not _is_local_name(host, self._setting.host_names):
            message = "This server does not answer to that name. Start it with --host-name to allow it."
            raise RefusalError(421, "UNKNOWN_HOST", message)
        origin = headers.get("origin")
        if origin is not None and scope["method"] not in READING and not self._may_send(origin, headers):
            raise RefusalError(403, "FORBIDDEN_ORIGIN", "Pages of this origin may not send to this server.")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._setting.limit.body_bytes:
            raise _too_large(self._setting.limit)

    def _may_send(self, origin: str, headers: Headers) -> bool:
        allowed: Iterable[str] = self._setting.cors_origins
        return origin in allowed or "*" in allowed or origin.partition("://")[2] == headers.get("host")

    def _counting(self, receive: Receive) -> Receive:
        """A body without a stated length is counted as it comes."""
        received_bytes = 0

        async def counted() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            if received_bytes > self._setting.limit.body_bytes:
                raise _too_large(self._setting.limit)
            return message

        return counted


def _too_large(limit: Limit) -> RefusalError:
    return RefusalError(413, "BODY_TOO_LARGE", f"A body must not be larger than {limit.body_bytes} bytes.")


def _host(header: str) -> str:
    """The name or number in a Host header, in small letters; "" if it is none."""
    if not header.isascii() or set("/?#@ ") & set(header):
        return ""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_local_name(host: str, allowed: Iterable[str]) -> bool:
    """A page of another site can give its own name to our address, but never a number or `localhost`."""
    try:
        ipaddress.ip_address(host)
        return True
    except ValueError:
        return host == "localhost" or host.endswith(".localhost") or host in allowed
