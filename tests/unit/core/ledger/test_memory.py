"""What is remembered of events: bounded, the latest, recognised by id and content."""

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.ledger.memory import LEAST_EVENTS, MOST_BYTES, Memory, content_hash
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.sse import Decoder
from watchfloor.core.stream.swath import Swath


def test_the_latest_content_of_an_id_is_what_counts() -> None:
    memory = Memory()
    memory.keep(["1", "2", "1"], [10, 20, 30])
    assert memory.table() == {hash("1"): 30, hash("2"): 20}


@given(st.lists(st.integers(1, 40), max_size=20))
def test_it_holds_at_least_its_bound_and_at_most_twice_that_and_a_read(reads: list[int]) -> None:
    memory, kept = Memory(bound=50), 0
    for size in reads:
        ids = [str(kept + n) for n in range(size)]
        memory.keep(ids, [hash(id_) for id_ in ids])
        kept += size
        assert min(kept, 50) <= len(memory) <= 100
        table = memory.table()
        assert all(hash(str(n)) in table for n in range(max(0, kept - 50), kept))


def test_a_read_larger_than_the_bound() -> None:
    memory = Memory(bound=10)
    memory.keep([str(n) for n in range(1000)], range(1000))
    assert len(memory) == 10
    assert hash("999") in memory.table()


def test_what_came_before_an_id_last_did() -> None:
    memory = Memory()
    memory.keep(["1", "2", "1", "3"], range(4))
    assert memory.before("3") == {hash("1"), hash("2")}
    assert memory.before("1") == {hash("1"), hash("2")}
    assert memory.before("2") == {hash("1")}
    assert memory.before("4") == {hash("1"), hash("2"), hash("3")}, "it came after all that is remembered"


def test_content_is_type_and_data() -> None:
    assert content_hash("a", "b") == content_hash("a", "b")
    assert content_hash("a", "b") != content_hash("a", "c")
    assert content_hash("a", "b") != content_hash("c", "b")


def test_type_and_data_are_not_interchangeable() -> None:
    assert content_hash("a", "b") != content_hash("b", "a")
    assert content_hash("ping", "ping") != content_hash("pong", "pong")


def sheaf(first: int, count: int, size: int = 1) -> Sheaf | Swath:
    """Events with these ids, each of so many bytes."""
    octets = b"".join(b"id: %d\ndata: %b\n\n" % (n, b"x" * size) for n in range(first, first + count))
    (found,) = Decoder().gather(octets)
    assert isinstance(found, Sheaf | Swath)
    return found


@given(st.lists(st.tuples(st.integers(1, 300), st.booleans()), max_size=12))
def test_what_was_not_looked_at_yet_is_remembered_all_the_same(reads: list[tuple[int, bool]]) -> None:
    memory, kept = Memory(bound=250), 0
    for size, at_once in reads:
        content = content_hash("message", "x")
        if at_once:
            memory.keep([str(kept + n) for n in range(size)], [content] * size)
        else:
            memory.keep_sheaf(sheaf(kept, size))
        kept += size
        assert min(kept, 250) <= len(memory)
    table = memory.table()
    assert all(table[hash(str(n))] == content_hash("message", "x") for n in range(max(0, kept - 250), kept))
    assert len(memory) <= 500


def test_what_waits_for_a_look_is_bounded_in_events() -> None:
    memory = Memory(bound=1_000)
    for first in range(0, 50_000, 500):
        memory.keep_sheaf(sheaf(first, 500))
        assert len(memory) <= 1_500
    assert memory.before("49700") >= {hash(str(n)) for n in range(49_000, 49_700)}


def test_what_waits_for_a_look_is_bounded_in_bytes() -> None:
    memory = Memory()
    for first in range(0, 1_000, 100):
        memory.keep_sheaf(sheaf(first, 100, size=10_000))
        assert memory.held_bytes <= MOST_BYTES
    assert len(memory) == 1_000


def test_a_trickle_holds_on_to_nothing() -> None:
    memory = Memory()
    memory.keep_sheaf(sheaf(0, 500))
    memory.keep_sheaf(sheaf(500, LEAST_EVENTS - 1))
    assert memory.held_bytes == 0
    assert len(memory) == 500 + LEAST_EVENTS - 1
