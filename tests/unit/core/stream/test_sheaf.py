"""A sheaf says the same as its frames, whoever looks at it, and whenever."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchfloor.core.event import Event, Events, Stretch
from watchfloor.core.ledger.ledger import Ledger
from watchfloor.core.stream.frame import Comment, Frame, Gathered, scattered
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.sse import Decoder

STREAM = b"".join(b"id: %d\nevent: t\ndata: d%d\n\n" % (number, number) for number in range(1, 9))
# Ids that go on, that stand still or jump, and none; types; data that is none of ASCII, or of UTF-8.
EVENT = st.tuples(
    st.sampled_from([b"", b"", b"", b"id: 7\n", b"id:\n", "id: é\n".encode()]),
    st.sampled_from([b"", b"event: t\n", b"event:\n", "event: Ł\n".encode()]),
    st.sampled_from([b"data: x\n\n", b"data\n\n", b"data: 1\ndata: 2\n\n", b"data: \xff\n\n", b": c\n\n"]),
)


def events() -> Events:
    sheaf = Decoder().gather(STREAM)[0]
    assert isinstance(sheaf, Sheaf)
    loose = [Event("c", 1, 5.0, "t", "loose", "0", True)]
    return Events([loose, Stretch("c", 2, 5.0, sheaf)])


def test_events_of_the_usual_shape_stay_together() -> None:
    gathered = Decoder().gather(STREAM)
    assert [type(each) for each in gathered] == [Sheaf]
    assert scattered(gathered) == Decoder().feed(STREAM)


def test_one_without_an_id_among_others_makes_no_sheaf() -> None:
    assert not any(isinstance(each, Sheaf) for each in Decoder().gather(STREAM + b"data: y\n\n"))


@pytest.mark.parametrize("ids", [(False, True), (True, False), (False, True, False), (False, False, True)])
def test_an_id_counts_whether_or_not_the_event_before_has_one(ids: tuple[bool, ...]) -> None:
    blocks = [(b"id: %d\n" % number if own else b"") + b"data: x\n\n" for number, own in enumerate(ids, 1)]
    decoder = Decoder(last_event_id="0")
    found = [item for item in decoder.feed(b"".join(blocks)) if isinstance(item, Frame)]
    known = [
        max((at for at in range(1, end + 1) if ids[at - 1]), default=0) for end in range(1, len(ids) + 1)
    ]
    assert [(frame.id, frame.own_id) for frame in found] == [
        (str(id_), own) for id_, own in zip(known, ids, strict=True)
    ]
    assert decoder.last_event_id == str(known[-1])


@pytest.mark.parametrize("cut", range(1, len(STREAM)))
def test_an_event_that_a_read_has_cut_stays_in_the_next_sheaf(cut: int) -> None:
    decoder = Decoder()
    first, second = decoder.gather(STREAM[:cut]), decoder.gather(STREAM[cut:])
    assert all(isinstance(each, Sheaf) for each in first + second)
    assert scattered(first + second) == Decoder().feed(STREAM)
    assert not decoder.mid_event


@pytest.mark.parametrize("size", [8_000, 8_200, 100_000])
@pytest.mark.parametrize("reads", [2, 3, 50])
def test_a_long_event_in_many_reads_is_the_same_event(size: int, reads: int) -> None:
    stream = b"id: 1\ndata: %b\n\n" % (b"x" * size) + STREAM
    decoder, step = Decoder(), len(stream) // reads
    found = [item for at in range(0, len(stream), step) for item in decoder.feed(stream[at : at + step])]
    assert found == Decoder().feed(stream)


def test_a_cut_block_tells_comments_and_retry_at_once_and_the_event_when_it_is_whole() -> None:
    decoder = Decoder()
    assert decoder.feed(b"data: a\nretr") == []
    assert decoder.feed(b"y: 70\n: alive\n") == [Comment(" alive")]
    assert decoder.retry_ms == 70
    assert decoder.mid_event
    assert decoder.feed(b"\n") == [Frame("message", "a", "", False)]


def test_empty_lines_are_no_beginning() -> None:
    decoder = Decoder()
    told = [(decoder.feed(block), decoder.mid_event) for block in (b"\n", b"\ndata: a\n", b"\n\n")]
    assert told == [([], False), ([], True), ([Frame("message", "a", "", False)], False)]


@settings(max_examples=300)
@given(st.lists(EVENT, max_size=30), st.integers(1, 40))
def test_the_ledger_judges_sheaves_as_it_judges_their_frames(
    parts: list[tuple[bytes, bytes, bytes]], size: int
) -> None:
    stream = b"".join(
        (id_ or b"id: a-%d\n" % number) + type_ + data for number, (id_, type_, data) in enumerate(parts, 1)
    )
    decoder, together, apart = Decoder(), Ledger("c"), Ledger("c")
    for at in range(0, len(stream), size * 20):
        gathered: list[Gathered] = decoder.gather(stream[at : at + size * 20])
        one, other = together.judge(gathered, 1.0), apart.judge(scattered(gathered), 1.0)
        assert one == other
        assert together.totals == apart.totals
    for ledger in (together, apart):
        ledger.resume("", 0.0)
    again = Decoder().gather(stream)
    assert together.judge(again, 2.0) == apart.judge(scattered(again), 2.0)


@pytest.mark.parametrize("looked_at_first", [False, True])
def test_events_can_be_had_one_by_one_and_all_at_once(looked_at_first: bool) -> None:
    some = events()
    if looked_at_first:
        assert len(list(some)) == 9
    assert (len(some), bool(some)) == (9, True)
    assert (some[0].data, some[1].data, some[8].data) == ("loose", "d1", "d8")
    assert (some[-1].seq, some[-9].seq) == (9, 1)
    assert [event.seq for event in some[2:4]] == [3, 4]
    for outside in (9, -10):
        with pytest.raises(IndexError):
            some[outside]
    assert some == list(some)
    assert some != [*some][:8]


def test_an_event_is_the_same_however_it_was_had() -> None:
    assert [events()[place] for place in range(9)] == list(events())


def test_one_look_at_an_event_makes_no_others() -> None:
    some = events()
    assert some[3] is not some[3]
    assert list(some)[3] is some[3]
