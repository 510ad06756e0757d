"""Over the bound: refused, counted with its size and first bytes, and the stream goes on."""

import tracemalloc
from dataclasses import dataclass

import pytest

from tests.unit.core.stream.sse_case import comment, event
from watchfloor.core.stream.frame import HEAD_BYTES, MAX_EVENT_BYTES, Item, Refusal
from watchfloor.core.stream.sse import Decoder

BOUND_BYTES = 240
AFTER = event("after")


@dataclass(frozen=True)
class Case:
    name: str
    stream: str
    items: tuple[Item, ...]
    last_event_id: str = ""
    bound_bytes: int = BOUND_BYTES
    at_the_end: tuple[Item, ...] = ()  # what closing brings
    retry_ms: int | None = None


def refused(lines: str, own_id: str = "", size_bytes: int | None = None) -> Refusal:
    """The refusal of an event that consisted of `lines`."""
    octets = lines.encode()
    head = octets[:HEAD_BYTES].decode(errors="replace")
    return Refusal("oversize", len(octets) if size_bytes is None else size_bytes, head, own_id)


def line(size_bytes: int, start: str = "data: ", fill: str = "x") -> str:
    """One line that counts for so many bytes, its LF included."""
    return start + fill * ((size_bytes - len(start) - 1) // len(fill.encode())) + "\n"


FULL, OVER = line(BOUND_BYTES), line(BOUND_BYTES + 1)
LONG = line(4 * BOUND_BYTES)
LINES = "".join(line(50, fill=letter) for letter in "abcdef")
CASES = [
    Case("exactly the bound", FULL + "\n", (event(FULL[6:-1]),)),
    Case("one byte over", OVER + "\n", (refused(OVER),)),
    Case("goes on behind it", OVER + "\ndata: after\n\n", (refused(OVER), AFTER)),
    Case("far over", LONG + "\ndata: after\n\n", (refused(LONG), AFTER)),
    Case("over in many lines", LINES + "\ndata: after\n\n", (refused(LINES), AFTER)),
    Case("over with its last line", FULL + "data\n\ndata: after\n\n", (refused(FULL + "data\n"), AFTER)),
    Case("CR LF counts as one", (FULL + "\n").replace("\n", "\r\n"), (event(FULL[6:-1]),)),
    Case("over with CR LF", (OVER + "\n").replace("\n", "\r\n"), (refused(OVER),)),
    Case("over with CR", (OVER + "\ndata: after\n\n").replace("\n", "\r"), (refused(OVER), AFTER)),
    Case("over behind a BOM", "\ufeff" + OVER + "\n", (refused(OVER),)),
    Case("exactly the bound behind a BOM", "\ufeff" + FULL + "\n", (event(FULL[6:-1]),)),
    Case("two in a row", OVER + "\n" + LONG + "\ndata: after\n\n", (refused(OVER), refused(LONG), AFTER)),
    Case("between two events", "data: after\n\n" + OVER + "\ndata: after\n\n", (AFTER, refused(OVER), AFTER)),
    Case(
        "an id before it counts",
        "id: 1\n" + OVER + "\ndata: b\n\n",
        (refused("id: 1\n" + OVER, "1"), event("b", kept="1")),
        last_event_id="1",
    ),
    Case(
        "an id behind it counts",
        OVER + "id: 1\n\ndata: b\n\n",
        (refused(OVER + "id: 1\n", "1"), event("b", kept="1")),
        last_event_id="1",
    ),
    Case(
        "an id from before is not its own",
        "id: 1\n\n" + OVER + "\n",
        (refused(OVER),),
        last_event_id="1",
    ),
    Case(
        "an oversize id is not taken",
        "id: 1\n\n" + line(300, "id: ") + "data: a\n\ndata: b\n\n",
        (refused(line(300, "id: ") + "data: a\n"), event("b", kept="1")),
        last_event_id="1",
    ),
    Case(
        "an id with NUL is not taken",
        OVER + "id: \0\n\n",
        (refused(OVER + "id: \0\n"),),
    ),
    Case(
        "its type goes with it",
        "event: t\n" + OVER + "\ndata: after\n\n",
        (refused("event: t\n" + OVER), AFTER),
    ),
    Case("a retry in it counts", OVER + "retry: 5\n\n", (refused(OVER + "retry: 5\n"),), retry_ms=5),
    Case("an unknown field counts too", line(300, "junk: ") + "\n", (refused(line(300, "junk: ")),)),
    Case("a line without a colon", line(300, "data") + "\n", (refused(line(300, "data")),)),
    Case(
        "a comment does not count",
        ":" + "c" * 100 + "\n" + FULL + "\n",
        (comment("c" * 100), event(FULL[6:-1])),
    ),
    Case(
        "comments in it are still told",
        LONG + ":beat\n" + LONG + "\ndata: after\n\n",
        (comment("beat"), refused(LONG + LONG), AFTER),
    ),
    Case(
        "a comment of exactly the bound",
        line(BOUND_BYTES, ":") + "\n",
        (comment("x" * (BOUND_BYTES - 2)),),
    ),
    Case(
        "a comment one byte over",
        line(BOUND_BYTES + 1, ":") + "\n",
        (refused(line(BOUND_BYTES + 1, ":")[:-1], size_bytes=BOUND_BYTES + 1),),
    ),
    Case(
        "an oversize comment is refused by itself",
        "data: a\n" + line(300, ":") + "data: b\n\n",
        (refused(line(300, ":"), size_bytes=300), event("a\nb")),
    ),
    Case("not ASCII: bytes are counted", f"data:{'é' * 117}\n\n", (event("é" * 117),)),
    Case("not ASCII, one over", f"data: {'é' * 117}\n\n", (refused(f"data: {'é' * 117}\n"),)),
    Case(
        "a very small bound",
        "id: 1234\ndata: a\n\ndata\n\n",
        (refused("id: 1234\ndata: a\n", "1234"), event("", kept="1234")),
        last_event_id="1234",
        bound_bytes=9,
    ),
    Case(
        "a bound under an id line",
        "id: 123456789\n\n",
        (refused("id: 123456789\n", "123456789"),),
        last_event_id="123456789",
        bound_bytes=9,
    ),
    Case(
        "a bound under a comment",
        ":123456789\n\n",
        (refused(":123456789", size_bytes=11),),
        bound_bytes=9,
    ),
    Case("unfinished and over", OVER, (), at_the_end=(refused(OVER),)),
    Case("unfinished, and over whatever comes", OVER[:-1], (), at_the_end=(refused(OVER[:-1]),)),
    Case("an endless line", LONG[:-1], (), at_the_end=(refused(LONG[:-1]),)),
    Case(
        "unfinished behind a whole line",
        "id: 1\n" + LONG[:-1],
        (),
        at_the_end=(refused("id: 1\n" + LONG[:-1]),),
    ),
    Case("unfinished within the bound", FULL[:-1], ()),
    Case("an endless comment", ":" + "c" * 600, ()),
]
each_case = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def feed(case: Case, blocks: list[bytes]) -> None:
    decoder = Decoder(case.bound_bytes)
    assert [item for block in blocks for item in decoder.feed(block)] == list(case.items)
    assert decoder.close() == list(case.at_the_end)
    assert decoder.last_event_id == case.last_event_id
    assert decoder.retry_ms == case.retry_ms


@each_case
def test_whole(case: Case) -> None:
    feed(case, [case.stream.encode()])


@each_case
def test_cut_in_two_at_every_byte(case: Case) -> None:
    stream = case.stream.encode()
    for at in range(len(stream) + 1):
        feed(case, [stream[:at], stream[at:]])


@each_case
def test_byte_by_byte(case: Case) -> None:
    feed(case, [bytes([byte]) for byte in case.stream.encode()])


def test_the_bound_is_16_mib_unless_told_otherwise() -> None:
    decoder = Decoder()
    largest = b"data: " + b"x" * (MAX_EVENT_BYTES - 7) + b"\n"
    assert MAX_EVENT_BYTES == 16 * 1024 * 1024
    assert decoder.feed(largest + b"\n") == [event("x" * (MAX_EVENT_BYTES - 7))]
    assert decoder.feed(b"data: x" + largest[6:] + b"\n") == [
        Refusal("oversize", MAX_EVENT_BYTES + 1, largest[:HEAD_BYTES].decode(), "")
    ]


@pytest.mark.parametrize("start", [b"data: ", b":", b"id: ", b"no colon"])
def test_an_endless_line_costs_no_more_than_the_bound(start: bytes) -> None:
    bound_bytes, block = 256 * 1024, b"x" * 65_536
    decoder = Decoder(bound_bytes)
    decoder.feed(start)
    tracemalloc.start()
    try:
        for _ in range(64):
            decoder.feed(block)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 2 * bound_bytes


def test_an_endless_event_of_short_lines_costs_no_more_than_the_bound() -> None:
    bound_bytes, block = 256 * 1024, b"data: " + b"x" * 1_017 + b"\n"
    decoder = Decoder(bound_bytes)
    tracemalloc.start()
    try:
        for _ in range(4_096):
            assert decoder.feed(block) == []
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 2 * bound_bytes
    (refusal,) = decoder.feed(b"\n")
    assert isinstance(refusal, Refusal)
    assert refusal.size_bytes == 4_096 * 1_024
