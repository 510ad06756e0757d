"""What is remembered of events: bounded, the latest, recognised by id and content."""

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.ledger.memory import Memory, content_hash


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
