"""What stays as it came says the same as its frames, or is none: whatever the build, whoever looks."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watchfloor.core.event import Stretch
from watchfloor.core.ledger.ledger import Ledger
from watchfloor.core.stream.frame import Frame, Gathered, frames_of, scattered
from watchfloor.core.stream.sheaf import is_counted
from watchfloor.core.stream.sse import Decoder
from watchfloor.core.stream.swath import LEAST_BYTES, Swath, mown
from watchfloor.journal import packing

LINES = ["id: 7", "id:8", "id: ", "id:", "event: t", "event:t", "event:", "event: t ", "data: x", "data:x"]
LINES += [
    "data:  x",
    "data: ",
    "data:",
    "data: id: 3",
    "data: Łódź",
    "data",
    "dat: x",
    "retry: 7",
    ": c",
    " data: x",
]
BUILD = st.lists(st.sampled_from(LINES), min_size=1, max_size=4)
# Mostly one build: what is odd in it is at any place, the last not least.
BUILDS = st.tuples(BUILD, st.integers(1, 5), st.lists(BUILD, max_size=1), st.integers(0, 3))


def text(first: int, count: int, data: str = "x") -> bytes:
    return b"".join(f"id: a-{n}\nevent: t\ndata: {data}{n}\n\n".encode() for n in range(first, first + count))


def swath(octets: bytes, last_id: str = "before") -> Swath:
    found = mown(octets, last_id)
    assert found is not None
    return found


@given(BUILDS)
@example((["data: x", "id: 7"], 2, [["id: 7", "data: x"]], 1))  # other fields at the same places
@example((["event: t", "data: x"], 2, [["event: u", "data: x"]], 1))  # another type as long
@example((["data:x"], 2, [["data: x"]], 2))  # a space that belongs to no value
@example((["id: 7", "data: x"], 2, [["data: x", "data: x"]], 1))
@example((["data: x"], 3, [["data", "", "data: x"]], 1))
def test_whole_events_are_one_swath_or_none(parts: tuple[list[str], int, list[list[str]], int]) -> None:
    build, count, odd, place = parts
    events = [build] * count
    events[place:place] = odd
    octets = b"".join("".join(f"{line}\n" for line in event).encode() + b"\n" for event in events)
    found = mown(octets, "before")
    if found is not None:
        decoder = Decoder(last_event_id="before")
        assert list[object](frames_of(found)) == decoder.feed(octets)
        assert found.last_id == decoder.last_event_id


@pytest.mark.parametrize(
    ("build", "frame"),
    [
        ("id: 7\nevent: t\ndata: x\n", Frame("t", "x", "7", True)),
        ("event: t\nid: 7\ndata: x\n", Frame("t", "x", "7", True)),
        ("data: x\nevent: t\n", Frame("t", "x", "before", False)),
        ("data:x\n", Frame("message", "x", "before", False)),
        ("id:\nevent:\ndata:\n", Frame("message", "", "", True)),
        ("id: ключ\nevent: Ł\ndata: 豆腐\n", Frame("Ł", "豆腐", "ключ", True)),
    ],
)
def test_any_order_of_the_usual_fields_is_a_build(build: str, frame: Frame) -> None:
    assert frames_of(swath(f"{build}\n".encode() * 3)) == [frame] * 3


@pytest.mark.parametrize(
    "build",
    [
        "data: x\ndata: y\n",
        "id: 7\n",
        "data\n",
        ": c\ndata: x\n",
        "retry: 7\ndata: x\n",
        "Data: x\n",
        "\ndata: x\n",
    ],
)
def test_what_is_not_of_the_usual_fields_is_none(build: str) -> None:
    assert mown(f"{build}\n".encode() * 3, "") is None


def test_types_may_differ_within_one() -> None:
    found = swath(b"event: a\ndata: x\n\nevent: bb\ndata: y\n\nevent: \ndata: z\n\n")
    assert (found.one_type, found.types) == (False, [b"a", b"bb", b"message"])
    assert [found.at(place)[0] for place in range(3)] == ["a", "bb", "message"]


@pytest.mark.parametrize(
    "odd",
    [
        b"id: 2\n\nid: 3\ndata: x\ndata: x\n\n",  # as many lines in all
        b"id: 2\ndata: y\n: c\nid: 3\ndata: z\n\n",  # one event, of which every line begins as it should
        b"id: 2\nd\n\n",  # the bytes end before the name of its field could
    ],
)
def test_one_that_is_built_otherwise_is_seen(odd: bytes) -> None:
    assert mown(b"id: 1\ndata: x\n\n" + odd, "") is None


@given(
    st.lists(
        st.sampled_from(["a-1", "a-2", "a-3", "b-2", "a-02", "a-9", "a-10", "2", "", "a-²"]),
        min_size=1,
        max_size=3,
    )
)
@example(["a-8", "a-9", "a-10"])
@example(["a-1", "b-2"])
@example(["a-01", "a-02"])
@example(["a-9", "a-:"])  # what comes after nine in ASCII
def test_ids_that_count_on_are_known_without_a_look_at_each(ids: list[str]) -> None:
    found = swath("".join(f"id: {id_}\ndata: x\n\n" for id_ in ids).encode())
    assert found.ids == ids
    for prefix in ("a-", "", "a-\ud800"):
        for first in (1, 2, 8, 9):
            assert found.counts(prefix, first) == is_counted(ids, prefix, first)


def test_longer_numbers_than_can_be_reckoned_are_compared_as_they_are() -> None:
    first = 10**18
    found = swath(b"".join(b"id: %d\ndata: x\n\n" % (first + n) for n in range(3)))
    assert found.counts("", first)
    assert not found.counts("", first + 1)


def test_a_long_section_stays_as_it_came() -> None:
    octets = text(1, LEAST_BYTES // 20)
    decoder = Decoder()
    gathered = decoder.gather(octets)
    assert [type(each) for each in gathered] == [Swath]
    assert scattered(gathered) == [item for n in range(0, len(octets), 999) for item in _fed(octets, n)]
    assert decoder.last_event_id == f"a-{LEAST_BYTES // 20}"


_SLOW = Decoder()


def _fed(octets: bytes, at: int) -> list[object]:
    return list(_SLOW.feed(octets[at : at + 999]))


@pytest.mark.parametrize(
    "odd", [b": alive\n\n", b"data: a\ndata: b\n\n", b"data: \xff\n\n", b"id: a\0b\ndata: x\n\n"]
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_something_else_in_a_long_section_is_not_overlooked(odd: bytes, place: int) -> None:
    count = LEAST_BYTES // 20
    halves = [text(1, count), text(count + 1, count)]
    halves.insert(place, odd)
    octets = b"".join(halves)
    slow = Decoder()
    apart = [item for at in range(0, len(octets), 999) for item in slow.feed(octets[at : at + 999])]
    quick = Decoder()
    assert quick.feed(octets) == apart
    assert quick.last_event_id == slow.last_event_id


@pytest.mark.parametrize("jump", [0, 1, -3])
def test_the_ledger_judges_it_as_it_judges_its_frames(jump: int) -> None:
    count = LEAST_BYTES // 20
    together, apart = Ledger("c"), Ledger("c")
    for first in (1, 3, 3 + count + jump):
        octets = text(first, 2 if first == 1 else count)
        gathered: list[Gathered] = Decoder().gather(octets)
        one, other = together.judge(gathered, 1.0), apart.judge(scattered(gathered), 1.0)
        assert one == other
        assert together.totals == apart.totals
    assert together.totals.balanced
    for ledger in (together, apart):
        ledger.resume("a-5", 0.0)
    again = Decoder().gather(text(4, count))
    assert together.judge(again, 2.0) == apart.judge(scattered(again), 2.0)
    assert together.totals.duplicates == apart.totals.duplicates > 0


@pytest.mark.parametrize(
    "stream",
    [
        text(8, 5),
        b"data: x\n\n" * 3,
        "id: é\nevent: Ł\ndata: 豆\n\n".encode() * 2,
        b"event: a\ndata: x\n\nevent: bb\ndata: y\n\nevent: \ndata: z\n\n",
        b"event: a\ndata: x\n\nevent: b\ndata: x\n\n",
        b"event: \ndata: x\n\n" * 2,
    ],
)
def test_events_and_rows_are_those_of_its_frames(stream: bytes) -> None:
    stretch = Stretch("c", 4, 1.5, swath(stream))
    events = stretch.events()
    assert [stretch.event(place) for place in range(len(stretch))] == events
    assert [(each.type, each.data, each.id, each.own_id) for each in events] == [
        (frame.type, frame.data, frame.id, frame.own_id) for frame in frames_of(stretch.sheaf)
    ]
    (rows, runs), (known, known_runs) = packing.pack_stretch(stretch, 7), packing.pack_events(events, 7)
    assert (rows, packing.merged(runs)) == (known, packing.merged(known_runs))
