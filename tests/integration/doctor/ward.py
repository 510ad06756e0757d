"""All patients, each with the verdict that is right for it."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import msgspec

from tests.integration.certificate import Authority
from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import HEADERS, Script, Visit, patient
from watchfloor.core.feed import Feed

LIMIT_BYTES = 65_536
LOGIN = b'<!doctype html><title>Sign in</title><form><input name="user"><input type="password"></form>'
FORM = b'<form><input type="password"></form>'
LINKED = b"<!doctype html><title>Our feeds</title>" + b"<p>There are several.</p>" * 50 + b"<a>Log in</a>"
HTML = "Content-Type: text/html\r\n"
PAGE = b"<!doctype html><title>Our feeds</title><p>There are several of them.</p>"
ODD_HEADERS = "content-type: Text/Event-Stream;charset=utf-8\r\n"
JSON = "Content-Type: application/json\r\n"
UNTRUSTED = ("tls-untrusted",)
HERE = "localhost"
NO_HEADERS = "Content-Type: text/event-stream\r\n"


class Case(msgspec.Struct, frozen=True):
    """`also`: what is found besides the verdict. `path` is added to the server's address."""

    name: str
    verdict: str
    script: Callable[[], Script]
    also: tuple[str, ...] = ()
    tls_host: str = ""
    is_expired: bool = False
    is_trusted: bool = True


CASES = (
    Case("well", "healthy", ill.well),
    Case("well, the type written otherwise", "healthy", lambda: ill.well(ODD_HEADERS)),
    Case("held back", "buffered", ill.held_back),
    Case("held back, without a word of buffering", "buffered", lambda: ill.held_back(NO_HEADERS)),
    Case("bursty but honest", "healthy", ill.bursty),
    Case("news of the last hour together", "healthy", lambda: ill.bursty(3600.0)),
    Case("clumps that cut an event in two", "buffered", lambda: ill.unstamped_clumps(cut=True)),
    Case("clumps that a server vouches for", "healthy", lambda: ill.unstamped_clumps(cut=False)),
    Case("dripping", "healthy", ill.dripping),
    Case("compressed, nothing comes out", "buffered", lambda: ill.packed(flushed=False)),
    Case("compressed with a flush", "healthy", lambda: ill.packed(flushed=True)),
    Case("rubbish that ends", "wrong-content-type", lambda: ill.rubbish(ends=True), ("idle-timeout",)),
    Case("rubbish without end", "wrong-content-type", lambda: ill.rubbish(ends=False)),
    Case("fields that nobody knows", "healthy", ill.prefaced),
    Case("rubbish after events", "wrong-content-type", ill.turned),
    Case("JSON without data: in each line", "malformed-json", ill.indented, ("wrong-content-type",)),
    Case("cut when silent", "idle-timeout", ill.cut_when_silent),
    Case("cut at an age", "lifetime-limit", ill.cut_at_age),
    Case("cut at once", "lifetime-limit", ill.cut_at_once),
    Case("broken off at once", "server-error", ill.broken_off_at_once),
    Case("cut once", "healthy", ill.cut_once),
    Case("cut at random", "server-error", ill.cut_at_random),
    Case("complete", "healthy", ill.complete),
    Case("gone after its end", "healthy", ill.gone_after),
    Case("no heartbeat", "no-heartbeat", ill.quiet),
    Case("quiet, with comments", "healthy", lambda: ill.quiet(beat=b": beat\n\n")),
    Case("quiet, with pings", "healthy", lambda: ill.quiet(beat=b"event: ping\ndata: {}\n\n")),
    Case("silent", "silent", lambda: ill.quiet(events=0)),
    Case("nothing but comments", "healthy", lambda: ill.quiet(events=0, beat=b":\n\n")),
    Case("204", "silent", lambda: ill.plain("204 No Content")),
    Case("JSON", "wrong-content-type", lambda: ill.plain("200 OK", JSON, b"{}")),
    Case("a page", "wrong-content-type", lambda: ill.plain("200 OK", HTML, PAGE)),
    Case("a login page", "login-page", lambda: ill.plain("200 OK", HTML, LOGIN)),
    Case("a long login page", "login-page", lambda: ill.plain("200 OK", HTML, b"<!-- -->" * 500 + FORM)),
    Case("a page with a link to the login", "wrong-content-type", lambda: ill.plain("200 OK", HTML, LINKED)),
    Case("moved to a gateway's page", "login-page", lambda: moved(302, "/sso/start")),
    Case("brotli", "wrong-content-type", lambda: ill.well(HEADERS + "Content-Encoding: br\r\n")),
    Case("401", "unauthorized", lambda: ill.plain("401 Unauthorized")),
    Case("403", "forbidden", lambda: ill.plain("403 Forbidden")),
    Case("404", "not-found", lambda: ill.plain("404 Not Found")),
    Case("410", "not-found", lambda: ill.plain("410 Gone")),
    Case("429", "rate-limited", lambda: ill.plain("429 Too Many Requests", "Retry-After: 7\r\n")),
    Case("500", "server-error", lambda: ill.plain("500 Internal Server Error")),
    Case("503", "server-error", lambda: ill.plain("503 Service Unavailable", "Retry-After: 90\r\n")),
    Case("405", "refused", lambda: ill.plain("405 Method Not Allowed")),
    Case("an error told as an event", "healthy", lambda: ill.saying('{"status": 401}', '{"error": "503"}')),
    Case("moved", "healthy", lambda: moved(307, "/there")),
    Case("moved to a login page", "login-page", lambda: moved(302, "/login")),
    Case("moved in circles", "not-found", lambda: moved(307, "/stream")),
    Case("never answers", "timed-out", lambda: ill.late(1e6)),
    Case("answers late", "healthy", lambda: ill.late(0.8)),
    Case("clock behind", "clock-skew", lambda: ill.dated(-3600)),
    Case("clock ahead", "clock-skew", lambda: ill.dated(90)),
    Case("clock off by a second", "healthy", lambda: ill.dated(-1)),
    Case("events from the future", "clock-skew", lambda: ill.stamped(30.0)),
    Case("events that announce something", "healthy", lambda: ill.stamped(30.0, 7200.0, 86400.0)),
    Case("live only", "resume-ignored", ill.live_only),
    Case("the last five for everybody", "resume-ignored", ill.last_five),
    Case("five, no news", "resume-ignored", lambda: ill.last_five_of_a_quiet_feed(honours=False)),
    Case("five at first, then what is asked", "healthy", lambda: ill.last_five_of_a_quiet_feed(honours=True)),
    Case("from the start", "resume-ignored", ill.from_the_start),
    Case("counting anew, the same", "ids-restart", lambda: ill.counting_anew(same=True), ("resume-ignored",)),
    Case("sends the asked one along", "healthy", ill.inclusive),
    Case("a short history", "healthy", ill.short_history),
    Case("counting anew", "ids-restart", lambda: ill.counting_anew(same=False)),
    Case("counting in circles", "ids-restart", ill.counting_in_circles),
    Case("ids without an order", "healthy", ill.unordered),
    Case("no ids", "ids-missing", ill.without_ids),
    Case("a greeting without id", "healthy", ill.greeting_without_id),
    Case("oversize", "oversize", lambda: ill.large(LIMIT_BYTES + 1)),
    Case("oversize without an end", "oversize", lambda: ill.large(2 * LIMIT_BYTES, ends=False)),
    Case("as large as may be", "healthy", lambda: ill.large(LIMIT_BYTES)),
    Case("broken JSON", "malformed-json", lambda: ill.saying('{"n": 1}', '{"n": 2}', '{"n": ')),
    Case("nothing but broken JSON", "malformed-json", lambda: ill.saying("{'n': 1}")),
    Case("JSON and noise", "malformed-json", lambda: ill.saying('{"n": 1}', '{"n": 2}', "oops")),
    Case("plain text in brackets", "healthy", lambda: ill.saying("[12:03] all quiet", "[12:04] all quiet")),
    Case("JSON and usual words", "healthy", lambda: ill.saying('{"n": 1}', '{"n": 2}', "ping", "[DONE]")),
    Case("trusted", "healthy", ill.well, tls_host=HERE),
    Case("expired", "tls-expired", ill.well, tls_host=HERE, is_expired=True),
    Case("of another host", "tls-wrong-host", ill.well, tls_host="other.example"),
    Case("vouched for by nobody", "tls-untrusted", ill.well, tls_host=HERE, is_trusted=False),
    Case("expired, nobody's", "tls-expired", ill.well, UNTRUSTED, HERE, True, False),
    Case("of another host, nobody's", "tls-wrong-host", ill.well, UNTRUSTED, "other.example", False, False),
)  # fmt: skip


def moved(status: int, where: str) -> Script:
    stream, page = ill.well(), ill.plain("200 OK", HTML, LOGIN)

    async def script(visit: Visit) -> None:
        if visit.path == "/there":
            await stream(visit)
        elif visit.path == "/login":
            await page(visit)
        elif visit.path == "/sso/start":
            await visit.answer("200 OK", HTML, PAGE)
        else:
            await visit.answer(f"{status} Moved", f"Location: {where}\r\n")

    return script


@asynccontextmanager
async def admitted(case: Case, authority: Authority) -> AsyncIterator[Feed]:
    """The case's server, running, and the feed that it is."""
    tls = None
    if case.tls_host:
        begin, end = (-20, -1) if case.is_expired else (-1, 1)
        tls = authority.server(case.name, host=case.tls_host, from_days=begin, to_days=end)
    async with patient(case.script(), tls) as url:
        ca_file = str(authority.file) if case.tls_host and case.is_trusted else None
        yield Feed(name=case.name, url=url, ca_file=ca_file, max_event_bytes=LIMIT_BYTES)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
