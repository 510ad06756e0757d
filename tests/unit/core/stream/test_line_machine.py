"""The machine alone: lines cut anywhere, an event over the bound, and an end in the middle of one."""

import pytest

from watchfloor.core.stream.frame import Comment, Frame, Gathered, Refusal
from watchfloor.core.stream.line_machine import MAX_RETRY_MS, LineMachine

STREAM = b"id: 7\nevent: tick\ndata: one\ndata: two\n\n:beat\nretry: 20\ndata\n\nid: 8\ndata: thr"
TOLD = [Frame("tick", "one\ntwo", "7", own_id=True), Comment("beat"), Frame("message", "", "7", own_id=False)]


def lines(machine: LineMachine, *pieces: bytes) -> list[Gathered]:
    items: list[Gathered] = []
    for piece in pieces:
        machine._lines(piece, items)
    return items


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_lines_may_be_cut_anywhere(size: int) -> None:
    machine = LineMachine(1_000, "")
    pieces = [STREAM[at : at + size] for at in range(0, len(STREAM), size)]
    assert lines(machine, *pieces) == TOLD
    assert (machine.last_event_id, machine.retry_ms) == ("7", 20)


def test_an_end_drops_what_is_not_whole_with_its_id() -> None:
    machine = LineMachine(1_000, "")
    lines(machine, STREAM)
    assert machine.end() == []
    assert lines(machine, b"data: new\n\n") == [Frame("message", "new", "7", own_id=False)]


def test_an_event_over_the_bound_is_counted_and_not_kept() -> None:
    machine = LineMachine(100, "")
    told = lines(machine, b"id: 9\n", *[b"data: " + b"x" * 50 + b"\n"] * 4, b"\n", b"data: y\n\n")
    assert [type(item) for item in told] == [Refusal, Frame]
    refusal = told[0]
    assert isinstance(refusal, Refusal)
    assert (refusal.size_bytes, refusal.id) == (6 + 4 * 57, "9")
    endless = LineMachine(300, "")
    lines(endless, *[b"z" * 1_000] * 50)
    assert len(endless._partial) <= 300
    (cut,) = endless.end()
    assert isinstance(cut, Refusal)
    assert cut.size_bytes == 50_000


def test_a_wait_is_bounded_and_a_word_is_none() -> None:
    machine = LineMachine(100, "")
    lines(machine, b"retry: 99999999999999999999\n")
    assert machine.retry_ms == MAX_RETRY_MS
    lines(machine, b"retry: soon\n", "retry: ٣\n".encode())
    assert machine.retry_ms == MAX_RETRY_MS
