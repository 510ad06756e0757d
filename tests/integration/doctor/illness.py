"""Servers with an illness, and servers that look alike and have it not. Each is one script."""

import asyncio
import contextlib
import itertools
import json
import time
import zlib
from email.utils import formatdate

from tests.integration.doctor.patient import HEADERS, Script, Visit

PACE_S = 0.12


def event(n: int | str, data: object = None, type_: str = "", stamp_s: float | None = None) -> bytes:
    """One event of number `n`; its time is now unless it is given."""
    body = data if isinstance(data, str) else json.dumps(data or {"n": n, "time": stamp_s or time.time()})
    kind = f"event: {type_}\n" if type_ else ""
    return f"{kind}id: {n}\ndata: {body}\n\n".encode()


class Newsroom:
    """Makes an event every PACE_S for everybody, keeps them all, and honours Last-Event-ID."""

    def __init__(self, history: int = 1000, *, inclusive: bool = False) -> None:
        self._began_s = time.time()
        self._history = history
        self._back = 1 if inclusive else 0

    @property
    def newest(self) -> int:
        return int((time.time() - self._began_s) / PACE_S)

    def event(self, n: int) -> bytes:
        return event(n, stamp_s=round(self._began_s + n * PACE_S, 3))

    def start(self, visit: Visit) -> int:
        if not visit.last_event_id:
            return self.newest + 1
        return max(int(visit.last_event_id) + 1 - self._back, self.newest + 1 - self._history)

    async def wait_for(self, n: int) -> None:
        await asyncio.sleep(max(0.0, self._began_s + n * PACE_S - time.time()))

    async def play(self, visit: Visit, upto_s: float = 1e9) -> None:
        """Send what was missed, then go on live up to this age of the visit."""
        until_s = time.time() + upto_s
        for n in itertools.count(self.start(visit)):
            await self.wait_for(min(n, int((until_s - self._began_s) / PACE_S) + 1))
            if time.time() >= until_s:
                return
            await visit.send(self.event(n))


def well(headers: str = HEADERS) -> Script:
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream(headers)
        await newsroom.play(visit)

    return script


def inclusive() -> Script:
    """Sends the event that was asked after along with those that followed."""
    newsroom = Newsroom(inclusive=True)

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit)

    return script


def plain(status: str, headers: str = "", body: bytes = b"") -> Script:
    async def script(visit: Visit) -> None:
        await visit.answer(status, headers, body)

    return script


# Buffering


def held_back(headers: str = HEADERS, every_s: float = 0.8) -> Script:
    """A proxy that lets go of what it has every now and then."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream(headers)
        first = newsroom.start(visit)
        for turn in itertools.count(1):
            await visit.until(turn * every_s)
            last = newsroom.newest
            await visit.send(b"".join(map(newsroom.event, range(first, last + 1))))
            first = last + 1

    return script


def bursty(spread_s: float = 0.0, count: int = 6) -> Script:
    """An honest server whose events are made together; or which sends news of the last hour together."""
    history: list[bytes] = []

    async def script(visit: Visit) -> None:
        await visit.stream()
        if visit.last_event_id:
            await visit.send(b"".join(history[int(visit.last_event_id) :]))
        for turn in itertools.count(1):
            await visit.until(turn * 0.7)
            now_s = time.time()
            numbers = range(len(history) + 1, len(history) + count + 1)
            news = [event(n, stamp_s=now_s - spread_s * i / count) for i, n in enumerate(numbers)]
            history.extend(news)
            await visit.send(b"".join(news))

    return script


def unstamped_clumps(*, cut: bool) -> Script:
    """Clumps of events that do not say when they were made; a full buffer cuts one of them in two."""
    history: list[bytes] = []

    async def script(visit: Visit) -> None:
        await visit.stream()
        if visit.last_event_id:
            await visit.send(b"".join(history[int(visit.last_event_id) :]))
        rest = b""
        for turn in itertools.count(1):
            await visit.until(turn * 0.7)
            news = [event(n, {"n": n}) for n in range(len(history) + 1, len(history) + 7)]
            history.extend(news)
            block = rest + b"".join(news)
            rest = block[-9:] if cut else b""
            await visit.send(block[:-9] if cut else block)

    return script


def dripping() -> Script:
    """A slow line: bytes come one handful at a time, and no event waits for another."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        body = b"".join(newsroom.event(n) for n in range(newsroom.start(visit), newsroom.newest + 40))
        for at in itertools.count(0, 8):
            await visit.send(body[at : at + 8])
            await asyncio.sleep(0.03)

    return script


def packed(*, flushed: bool) -> Script:
    """A server that compresses unasked, with a flush after each event or without."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream(HEADERS + "Content-Encoding: gzip\r\n")
        gzip = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
        await visit.send(gzip.compress(b"") or gzip.flush(zlib.Z_SYNC_FLUSH))
        for n in itertools.count(newsroom.start(visit)):
            await newsroom.wait_for(n)
            block = gzip.compress(newsroom.event(n))
            await visit.send(block + gzip.flush(zlib.Z_SYNC_FLUSH) if flushed else block)

    return script


# Endings


def cut_when_silent(silence_s: float = 1.2) -> Script:
    """Two events, then silence, then the end; how long the events take differs."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = newsroom.start(visit)
        await visit.send(newsroom.event(first))
        await asyncio.sleep(0.1 * (visit.number % 3))
        await visit.send(newsroom.event(first + 1))
        await asyncio.sleep(silence_s)

    return script


def cut_at_age(age_s: float = 1.2) -> Script:
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit, age_s)

    return script


def cut_once() -> Script:
    """Ended one single time, as when a server is restarted."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit, 0.6 if visit.number == 1 else 1e9)

    return script


def cut_at_random() -> Script:
    newsroom = Newsroom()
    ages_s = itertools.cycle((0.3, 1.4, 0.7, 0.15))

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit, next(ages_s))

    return script


def cut_at_once() -> Script:
    async def script(visit: Visit) -> None:
        await visit.stream()
        await visit.send(event(visit.number))

    return script


def broken_off_at_once() -> Script:
    """Chunked, and cut off before the last chunk."""

    async def script(visit: Visit) -> None:
        await visit.stream(HEADERS + "Transfer-Encoding: chunked\r\n")
        await visit.send(b"5\r\n: hi\n\r\n")

    return script


def complete() -> Script:
    """A stream that is done and says so."""

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in range(1, 4):
            await visit.until(n * PACE_S)
            await visit.send(event(n))
        await visit.send(event(4, {"ok": True}, "complete"))

    return script


def gone_after() -> Script:
    """A stream that ends, and says 204 to whoever comes back."""

    async def script(visit: Visit) -> None:
        if visit.number > 1:
            await visit.answer("204 No Content")
            return
        await visit.stream()
        for n in range(1, 4):
            await visit.until(n * PACE_S)
            await visit.send(event(n))

    return script


# Silence


def quiet(*, beat: bytes = b"", events: int = 3, every_s: float = 0.3) -> Script:
    """A few events, then none; `beat` comes all the time."""
    began_s = time.time()

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in range(int(visit.last_event_id or 0) + 1, events + 1):
            await visit.send(event(n, stamp_s=began_s))
        while beat:
            await asyncio.sleep(every_s)
            await visit.send(beat)
        await visit.for_good()

    return script


def late(delay_s: float) -> Script:
    """Thinks before it answers."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.until(delay_s)
        await visit.stream()
        await newsroom.play(visit)

    return script


# Ids


def live_only() -> Script:
    """Ids that go on and on, and no history."""
    newsroom = Newsroom(history=0)

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit)

    return script


def from_the_start() -> Script:
    """Sends its whole history to everybody, whatever they ask for."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in itertools.count(1):
            await newsroom.wait_for(n)
            await visit.send(newsroom.event(n))

    return script


def last_five() -> Script:
    """Sends its last five events to everybody, whatever they ask for, and then goes on."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = max(1, newsroom.newest - 4)
        await visit.send(b"".join(map(newsroom.event, range(first, newsroom.newest + 1))))
        for n in itertools.count(newsroom.newest + 1):
            await newsroom.wait_for(n)
            await visit.send(newsroom.event(n))

    return script


def last_five_of_a_quiet_feed(*, honours: bool) -> Script:
    """Eight old events and no new ones: of these the last five come, or those after the one asked for."""
    began_s = time.time()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = int(visit.last_event_id) + 1 if honours and visit.last_event_id else 4
        await visit.send(b"".join(event(n, stamp_s=began_s) for n in range(first, 9)))
        while True:
            await asyncio.sleep(0.3)
            await visit.send(b":\n\n")

    return script


def short_history() -> Script:
    """Honours Last-Event-ID as far as its history goes: not far enough for anybody who asks."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = newsroom.start(visit)
        if visit.last_event_id:
            first = newsroom.newest + 20
            await visit.send(b"".join(event(n, {"n": n}) for n in range(first, first + 8)))
            first += 8
        for n in itertools.count(first):
            await asyncio.sleep(PACE_S)
            await visit.send(event(n, {"n": n}))

    return script


def counting_anew(*, same: bool) -> Script:
    """Each connection counts from 1."""

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in itertools.count(1):
            await visit.until(n * PACE_S)
            await visit.send(event(n, {"n": n, "at": "now" if same else time.time()}))

    return script


def counting_in_circles() -> Script:
    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in itertools.count(int(visit.last_event_id or 0)):
            await visit.until(n % 1000 * PACE_S)
            await visit.send(event(n % 5 + 1, {"n": n}))

    return script


def unordered() -> Script:
    """Ids without an order, replayed as they should be."""
    made = [f"{n * 7919 % 1000}" for n in range(200)]
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = made.index(visit.last_event_id) + 1 if visit.last_event_id else newsroom.newest + 1
        for n in itertools.count(first):
            await newsroom.wait_for(n)
            await visit.send(event(made[n % 200], {"n": n}))

    return script


def without_ids(greeting: bytes = b"") -> Script:
    async def script(visit: Visit) -> None:
        await visit.stream()
        await visit.send(greeting)
        for n in itertools.count(1):
            await visit.until(n * PACE_S)
            await visit.send(f'data: {{"n": {n}, "time": {time.time()}}}\n\n'.encode())

    return script


def greeting_without_id() -> Script:
    """Greetings and pings need no id."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await visit.send(b'event: connected\ndata: {"scope": "all"}\n\nevent: ping\ndata: {}\n\n')
        await newsroom.play(visit)

    return script


# Content


def saying(*texts: str) -> Script:
    """These texts as data, over and over."""
    began_s = time.time()

    async def script(visit: Visit) -> None:
        await visit.stream()
        first = int(visit.last_event_id) + 1 if visit.last_event_id else int((time.time() - began_s) / PACE_S)
        for n in itertools.count(first):
            await asyncio.sleep(max(0.0, began_s + n * PACE_S - time.time()))
            await visit.send(event(n, texts[n % len(texts)]))

    return script


def rubbish(*, ends: bool) -> Script:
    """It says that it is an event stream, and sends what is none."""

    async def script(visit: Visit) -> None:
        await visit.stream()
        for turn in range(1, 5):
            await visit.send(b"\x8f\x02\xff garbage \x00 \x81\n" * turn)
            await visit.until(0.2 * turn)
        await visit.until(1.0 if ends else 1e9)

    return script


def turned() -> Script:
    """Events at first, then a page of an error, again and again."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await newsroom.play(visit, 0.3)
        while True:
            await visit.send(b"<html>\n<body>\n502\n</body>\n</html>\n")
            await asyncio.sleep(0.05)

    return script


def indented() -> Script:
    """Its JSON has several lines, and only the first of them says that it is data."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in itertools.count(newsroom.start(visit)):
            await newsroom.wait_for(n)
            await visit.send(f'id: {n}\ndata: {{\n  "n": {n},\n  "m": 1\n}}\n\n'.encode())

    return script


def prefaced() -> Script:
    """Lines of fields that nobody knows, before and between its events: the standard has them ignored."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        await visit.send(b"x-node: 7\nx-version: 2\n\n")
        await newsroom.play(visit)

    return script


def large(size_bytes: int, *, ends: bool = True) -> Script:
    """Events of this size; or one that never ends."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        filling = b"x" * (size_bytes - len(b'data: ""\n'))
        await visit.send(b'data: "' + filling + (b'"\n\n' if ends else b""))
        if ends:
            await newsroom.play(visit)
        await visit.for_good()

    return script


# Clocks


def dated(ahead_s: float) -> Script:
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream(HEADERS + f"Date: {formatdate(time.time() + ahead_s, usegmt=True)}\r\n")
        await newsroom.play(visit)

    return script


def stamped(*ahead_s: float) -> Script:
    """Events whose times are ahead of the clock."""
    return _stamping(itertools.cycle(ahead_s))


def _stamping(ahead_s: "itertools.cycle[float]") -> Script:
    history: list[bytes] = []

    async def script(visit: Visit) -> None:
        await visit.stream()
        if visit.last_event_id:
            await visit.send(b"".join(history[int(visit.last_event_id) :]))
        for _ in itertools.count():
            history.append(event(len(history) + 1, stamp_s=time.time() + next(ahead_s)))
            await visit.send(history[-1])
            await asyncio.sleep(PACE_S)

    return script


# Secrets


def echoing(token: str) -> Script:
    """Lets in who brings this token; tells all others what they brought."""
    stream = well()

    async def script(visit: Visit) -> None:
        if visit.headers.get("authorization") == f"Bearer {token}":
            await stream(visit)
        else:
            body = {"error": "UNKNOWN", "you sent": visit.headers, "to": visit.path}
            await visit.answer("401 Unauthorized", body=json.dumps(body).encode())

    return script


def replaying_all(age_s: float) -> Script:
    """Sends its whole history to whoever comes, and ends the first connection."""
    newsroom = Newsroom()

    async def script(visit: Visit) -> None:
        await visit.stream()
        for n in itertools.count(1):
            await newsroom.wait_for(n)
            if visit.number == 1 and n * PACE_S > age_s:
                return
            await visit.send(newsroom.event(n))

    return script


def ending_once(stream: Script, age_s: float) -> Script:
    """The first connection of this stream ends at an age; all others go on."""

    async def script(visit: Visit) -> None:
        if visit.number > 1:
            await stream(visit)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(age_s):
                await stream(visit)

    return script
