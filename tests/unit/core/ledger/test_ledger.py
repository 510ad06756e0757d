"""Every frame is stored, a duplicate, or refused: always, in any order, whatever a server does."""

from array import array
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchfloor.core.event import Totals
from watchfloor.core.happening import GapFound, IdsRestarted, Refused, Resumed
from watchfloor.core.ledger.ledger import Judgement, Ledger, Past
from watchfloor.core.ledger.memory import content_hash
from watchfloor.core.ledger.recall import Archive, moment_key
from watchfloor.core.stream.frame import Comment, Frame, Item, Refusal
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.sse import Decoder


def frame(id_: object = None, data: str = "", type_: str = "message", last: str = "") -> Frame:
    return Frame(type_, data or str(id_), last if id_ is None else str(id_), own_id=id_ is not None)


def frames(first: int, last: int) -> list[Item]:
    return [frame(n) for n in range(first, last + 1)]


def data(judgement: Judgement) -> list[str]:
    return [event.data for event in judgement.events]


def test_the_plain_case() -> None:
    ledger = Ledger("c")
    judgement = ledger.judge(frames(1, 5), 100.0)
    assert [(e.channel, e.seq, e.received_at_s, e.id, e.own_id, e.mark) for e in judgement.events[:2]] == [
        ("c", 1, 100.0, "1", True, ""),
        ("c", 2, 100.0, "2", True, ""),
    ]
    assert ledger.totals == Totals(5, 5, 0, {}, 0)
    assert ledger.last_seq == 5


def test_without_ids_nothing_is_provable() -> None:
    ledger = Ledger("c")
    ledger.judge([frame(), frame()], 0.0)
    assert ledger.totals == Totals(2, 2, 0, {}, None)


def test_a_gap_stands_where_it_happened() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(1, 3), 0.0)
    judgement = ledger.judge([frame(6), frame(7)], 1.0)
    assert judgement.happenings == [
        GapFound(channel="c", at_s=1.0, after_seq=3, after="3", before="6", missing=2)
    ]
    assert ledger.totals.missing == 2


def test_the_same_outside_a_resume_is_no_duplicate() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(1, 3), 0.0)
    judgement = ledger.judge([frame(3), frame(2)], 0.0)
    assert data(judgement) == ["3", "2"]
    assert ledger.totals.duplicates == 0


def test_a_duplicate_is_the_same_id_and_the_same_content() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(1, 3), 0.0)
    ledger.resume("3", 2.5)
    judgement = ledger.judge([frame(2), frame(3, "other"), frame(3, type_="x"), *frames(4, 5)], 0.0)
    assert [(e.data, e.mark) for e in judgement.events] == [
        ("other", "altered"),
        ("3", "altered"),
        ("4", ""),
        ("5", ""),
    ]
    assert ledger.totals == Totals(8, 7, 1, {}, 0)


@pytest.mark.parametrize(("first", "replayed", "duplicates"), [(4, 2, 0), (1, 2, 3)])
def test_a_replay_of_the_usual_shape_is_looked_at_as_closely(
    first: int, replayed: int, duplicates: int
) -> None:
    stream = b"".join(b"id: %d\ndata: %d\n\n" % (number, number) for number in range(first, 6))
    ledger = Ledger("c")
    ledger.judge(frames(1, 3), 0.0)
    ledger.resume("3", 2.5)
    gathered = Decoder().gather(stream)
    assert [type(each) for each in gathered] == [Sheaf]
    assert data(ledger.judge(gathered, 0.0)) == ["4", "5"]
    resumed = ledger.settle(0.0)
    assert isinstance(resumed, Resumed)
    assert (resumed.replayed, resumed.duplicates) == (replayed, duplicates)


def test_how_a_resume_went() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(1, 5), 0.0)
    ledger.resume("5", 2.5)
    ledger.judge([*frames(4, 5), *frames(8, 9)], 0.0)
    assert ledger.settle(9.0) == Resumed(
        channel="c",
        at_s=9.0,
        after_seq=7,
        from_id="5",
        away_s=2.5,
        replayed=2,
        duplicates=2,
        missing=2,
        ignored=True,
    )
    assert ledger.settle(9.0) is None, "told once"


def test_a_server_that_honours_the_id_is_not_blamed() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(1, 5), 0.0)
    ledger.resume("5", 1.0)
    ledger.judge(frames(6, 8), 0.0)
    resumed = ledger.settle(0.0)
    assert isinstance(resumed, Resumed)
    assert (resumed.ignored, resumed.replayed, resumed.duplicates, resumed.missing) == (False, 3, 0, 0)


def how_it_went(had: list[Item], from_id: str, came: list[Item]) -> Resumed:
    ledger = Ledger("c")
    ledger.judge(had, 0.0)
    ledger.resume(from_id, 1.0)
    ledger.judge(came, 0.0)
    resumed = ledger.settle(0.0)
    assert isinstance(resumed, Resumed)
    return resumed


def test_where_ids_have_no_order_a_resume_proves_nothing() -> None:
    resumed = how_it_went(named("xy"), "y", named("yz"))
    assert (resumed.missing, resumed.duplicates, resumed.ignored) == (None, 1, False)


def named(ids: Iterable[str]) -> list[Item]:
    return [frame(id_) for id_ in ids]


TIMED = [f"170915400{second}000-0" for second in range(5)]  # as Redis Streams have them


@pytest.mark.parametrize(
    ("had", "from_id", "came", "ignored"),
    [
        (frames(1, 5), "5", frames(5, 7), False),  # from the one asked for on, that one included
        (frames(1, 5), "5", frames(5, 5), False),  # it, or a server that greets with its newest
        (frames(1, 5), "5", frames(4, 7), True),
        (frames(1, 120), "120", frames(21, 125), True),  # its history of the last hundred, to everybody
        (frames(1, 5), "5", frames(4, 4), True),
        (frames(1, 5), "", frames(1, 7), False),  # it was asked for nothing
        (named("abc"), "c", named("cd"), False),
        (named("abc"), "c", named("abcd"), True),
        ([frame("a"), frame("b"), frame("b", "more")], "b", [frame("b", "more")], False),  # two under one id
        (named("abc"), "c", named("bd"), True),
        (named(TIMED[:3]), TIMED[2], named(TIMED[2:]), False),
        (named(TIMED[:3]), TIMED[2], named(TIMED), True),
        # An id that cannot be sent back was passed over: what came after the one asked for may come again.
        (named(["a", "b", "c\n"]), "b", named(["c\n", "d"]), False),
        # One that came late is asked for; the server goes by its own order.
        (named(["1", "2", "3", "4", "6", "7", "5"]), "5", named("678"), False),
        # Numbers without an order: what counts is what came first.
        (named(["839", "12", "500", "77"]), "77", named(["77", "600"]), False),
        (named(["839", "12", "500", "77"]), "77", named(["500", "77", "600"]), True),
        # An id that came without an event is the last of all.
        (frames(1, 5), "x", frames(5, 5), True),
    ],
)
def test_a_server_is_blamed_only_where_it_begins_further_back_than_it_was_asked(
    had: list[Item], from_id: str, came: list[Item], ignored: bool
) -> None:
    assert how_it_went(had, from_id, came).ignored is ignored


def test_after_a_replay_nothing_is_looked_for_any_more() -> None:
    """As long as all that is remembered would last, and no longer: an id may come again in another hour."""
    ledger = Ledger("c")
    ledger.judge(frames(1, 5), 0.0)
    ledger.resume("5", 1.0)
    ledger.judge(frames(6, 6), 0.0)
    ledger.settle(0.0)
    ledger.judge(frames(7, 1100), 0.0)
    ledger.judge(frames(1, 1), 0.0)
    assert ledger.totals.duplicates == 0


def test_restarted_ids_are_told() -> None:
    ledger = Ledger("c")
    ledger.judge(frames(10, 12), 0.0)
    judgement = ledger.judge(frames(1, 2), 3.0)
    assert judgement.happenings == [IdsRestarted(channel="c", at_s=3.0, after_seq=3, after="12", before="1")]
    assert ledger.totals.stored == 5


def test_a_refusal_is_counted_with_its_reason_and_its_id_is_no_gap() -> None:
    ledger = Ledger("c")
    items: list[Item] = [*frames(1, 2), Refusal("oversize", 9, "head", "3"), *frames(4, 5)]
    judgement = ledger.judge(items, 1.0)
    assert judgement.happenings == [
        Refused(channel="c", at_s=1.0, after_seq=2, reason="oversize", size_bytes=9, head="head", id="3")
    ]
    assert ledger.totals == Totals(5, 4, 0, {"oversize": 1}, 0)


def test_comments_keep_their_places() -> None:
    ledger = Ledger("c")
    judgement = ledger.judge([Comment("a"), frame(1), Comment("b"), Comment("c"), frame(2)], 0.0)
    assert (judgement.comments, judgement.comment_places) == (["a", "b", "c"], [0, 1, 1])
    assert ledger.totals.received == 2


def test_a_past_goes_on() -> None:
    past = Past("7", 3, Totals(5, 3, 1, {"oversize": 1}, 2), (("6", "message", "6"), ("7", "message", "7")))
    ledger = Ledger("c", past)
    ledger.resume("7", 60.0)
    judgement = ledger.judge([frame(6), frame(7), frame(8), frame(10)], 0.0)
    assert [(e.seq, e.data) for e in judgement.events] == [(4, "8"), (5, "10")]
    assert ledger.totals == Totals(9, 5, 3, {"oversize": 1}, 3)


def test_a_past_id_without_its_event_still_proves_a_gap() -> None:
    ledger = Ledger("c", Past("7", 7, Totals(7, 7, 0, {}, 0), (("5", "m", "5"), ("6", "m", "6"))))
    ledger.resume("7", 1.0)
    judgement = ledger.judge([frame(9), frame(10)], 0.0)
    assert [(h.after, h.before, h.missing) for h in judgement.happenings if isinstance(h, GapFound)] == [
        ("7", "9", 1)
    ]


def test_what_was_missing_stays_missing_where_nothing_is_provable_any_more() -> None:
    """The seeds' journals tell of losses that a later stream without ids cannot take back."""
    ledger = Ledger("c", Past("x", 1, Totals(1, 1, 0, {}, None)))
    assert ledger.totals.missing is None


ids = st.none() | st.integers(0, 30).map(str) | st.sampled_from(["x", "a-1", "a-2", "1709154000123-0", ""])
frame_items = st.builds(
    lambda id_, text: Frame("message", text, id_ or "", own_id=id_ is not None), ids, st.sampled_from("ab")
)
refusals = st.builds(
    Refusal,
    st.sampled_from(["oversize", "unreadable"]),
    st.integers(0, 9),
    st.just(""),
    st.sampled_from(["", "5"]),
)
reads = st.lists(frame_items | refusals | st.builds(Comment, st.just("ping")), max_size=12)
moves = st.lists(reads | st.sampled_from(["resume", "settle"]), max_size=25)


@settings(max_examples=300)
@given(moves)
def test_it_always_balances(story: list[list[Item] | str]) -> None:
    """After each read; the seqs have no hole; duplicates are found in a resume alone."""
    ledger, stored, received, resumed = Ledger("c"), 0, 0, False
    for move in story:
        if move == "resume":
            ledger.resume("1", 1.0)
            resumed = True
            continue
        if isinstance(move, str):
            ledger.settle(1.0)
            continue
        before = ledger.totals
        judgement = ledger.judge(move, 1.0)
        received += sum(not isinstance(item, Comment) for item in move)
        assert [event.seq for event in judgement.events] == list(
            range(stored + 1, stored + 1 + len(judgement.events))
        )
        stored += len(judgement.events)
        totals = ledger.totals
        assert totals.balanced
        assert (totals.received, totals.stored) == (received, stored)
        assert resumed or totals.duplicates == 0
        assert totals.duplicates >= before.duplicates
        assert ledger.last_seq == stored
        assert totals.missing is None or totals.missing >= 0


@given(st.sets(st.integers(1, 120), max_size=60), st.lists(st.integers(1, 30), max_size=30))
def test_gaps_are_right_on_random_drops(dropped: set[int], cuts: list[int]) -> None:
    """However the reads are cut, and whether by the quick way or one by one."""
    kept = [n for n in range(1, 151) if n not in dropped]
    ledger, told, at = Ledger("c"), 0, 0
    for size in [*cuts, len(kept)]:
        judgement = ledger.judge([frame(n) for n in kept[at : at + size]], 0.0)
        told += sum(h.missing for h in judgement.happenings if isinstance(h, GapFound))
        at += size
    assert ledger.totals.stored == len(kept)
    if ledger.totals.missing is not None:
        assert ledger.totals.missing == told == len([n for n in dropped if n > kept[0]])


@given(st.integers(1, 60), st.integers(0, 80), st.integers(0, 20))
def test_a_replay_of_any_overlap_stores_each_event_once(had: int, overlap: int, more: int) -> None:
    ledger = Ledger("c")
    first = ledger.judge(frames(1, had), 0.0)
    ledger.resume(str(had), 1.0)
    second = ledger.judge(frames(max(1, had - overlap + 1), had + more), 0.0)
    assert data(first) + data(second) == [str(n) for n in range(1, had + more + 1)]
    assert ledger.totals.duplicates == min(had, overlap)
    assert ledger.totals.balanced


def test_what_an_archive_knows_is_not_taken_again_with_an_id_or_without() -> None:
    kept = [(hash("1"), content_hash("message", "a")), (moment_key(5.0), content_hash("message", "b"))]
    archive = Archive(array("q", [key for key, _ in kept]), array("q", [content for _, content in kept]))
    ledger = Ledger("c", Past("1", 2, Totals(2, 2)))
    ledger.resume("1", 0.0, archive)
    bare = [frame(None, data, last="1") for data in "bc"]
    judgement = ledger.judge([frame(1, "a"), *bare, frame(1, "other")], 5.0)
    assert [(each.data, each.mark) for each in judgement.events] == [("c", ""), ("other", "altered")]
    assert ledger.totals.duplicates == 2
    assert data(ledger.judge(bare, 6.0)) == ["b", "c"], "at another moment it is another event"
