"""Bytes to batches, and the id to go on from."""

from watchfloor.core.event import Totals
from watchfloor.core.feed import Feed
from watchfloor.core.happening import IdPoisoned
from watchfloor.core.ledger.ledger import Past
from watchfloor.core.stream.frame import Frame
from watchfloor.services.channel.intake import Intake
from watchfloor.services.clock import Clock

CLOCK = Clock(monotonic_s=lambda: 7.0, wall_s=lambda: 1000.0)
FEED = Feed(name="c", url="http://h/", max_event_bytes=1000)


def intake(past: Past | None = None, feed: Feed = FEED) -> Intake:
    made = Intake(feed, CLOCK, past)
    made.begin(ndjson=False)
    return made


def test_a_batch_is_what_one_read_completed() -> None:
    one = intake()
    assert one.feed(b"id: 1\ndata: a\n") is None
    batch = one.feed(b"\n: ping\n\nid: 2\ndata: b\n\ndata: un")
    assert batch is not None
    assert [event.data for event in batch.events] == ["a", "b"]
    assert (batch.comments, batch.comment_places) == ([" ping"], [1])
    assert (batch.channel, batch.received_at_s, batch.monotonic_s) == ("c", 1000.0, 7.0)
    assert (batch.last_event_id, batch.totals) == ("2", Totals(2, 2, 0, {}, 0))


def test_an_id_alone_is_a_batch_without_events() -> None:
    one = intake()
    batch = one.feed(b"id: 9\n\n")
    assert batch is not None
    assert (batch.events, batch.last_event_id, one.resume_id) == ([], "9", "9")


def test_the_feeds_own_id_is_the_first() -> None:
    one = intake(feed=Feed(name="c", url="http://h/", last_event_id="e-5"))
    assert one.resume_id == "e-5"
    batch = one.feed(b"data: a\n\n")
    assert batch is not None
    assert (batch.events[0].id, batch.events[0].own_id) == ("e-5", False)


def test_what_a_journal_knows_is_above_the_feeds_own_id() -> None:
    one = intake(Past(last_event_id="8"), Feed(name="c", url="http://h/", last_event_id="e-5"))
    assert one.resume_id == "8"


def test_a_poisoned_past_is_not_sent() -> None:
    one = intake(Past(last_event_id=" 8"))
    assert (one.stream_id, one.resume_id) == (" 8", "")


def test_a_poisoned_id_leaves_the_last_good_one_of_the_same_read() -> None:
    one = intake()
    batch = one.feed(b"id: 1\ndata: a\n\nid: 2\ndata: b\n\nid:  3\ndata: c\n\n")
    assert batch is not None
    assert (one.stream_id, one.resume_id, batch.last_event_id) == (" 3", "2", "2")
    poisoned = [each for each in batch.happenings if isinstance(each, IdPoisoned)]
    assert [(each.id, each.after_seq) for each in poisoned] == [(" 3", 3)]
    after = one.feed(b"id: 4\ndata: d\n\n")
    assert after is not None
    assert after.last_event_id == "4"


def test_a_new_connection_starts_clean_and_keeps_the_id() -> None:
    one = intake()
    one.feed(b"id: 1\ndata: a\n\nid: 2\ndata: half")
    assert one.close() is None
    one.begin(ndjson=False)
    batch = one.feed(b"data: b\n\n")
    assert batch is not None
    assert [(event.data, event.id) for event in batch.events] == [("b", "1")]


def test_retry_is_kept_across_connections() -> None:
    one = intake()
    one.feed(b"retry: 2500\n\n")
    one.begin(ndjson=False)
    one.feed(b"data: a\n\n")
    assert one.retry_s == 2.5


def test_an_oversize_event_that_never_ends_is_told_at_the_end() -> None:
    one = intake()
    assert one.feed(b"data: " + b"x" * 5000) is None
    rest = one.close()
    assert rest is not None
    assert rest.totals == Totals(1, 0, 0, {"oversize": 1}, None)


def test_what_was_polled_goes_through_the_same_books() -> None:
    one = intake()
    one.feed(b"id: 1\ndata: a\n\nid: 2\ndata: b\n\n")
    one.resume(3.0)
    batch = one.take([Frame("message", "b", "2", True), Frame("message", "c", "3", True)], "3")
    assert [event.data for event in batch.events] == ["c"]
    assert (batch.last_event_id, batch.totals.duplicates) == ("3", 1)


def test_a_heartbeat_is_whole_and_no_event() -> None:
    one = intake()

    def between_after(block: bytes) -> bool:
        assert one.feed(block) is None
        return one.between_events

    assert all(map(between_after, (b"event: ping\n\n", b"\n", b"retry: 5\n\n")))
    assert not any(map(between_after, (b"data: half", b" an event\n")))
    one.begin(ndjson=True)
    assert between_after(b"\n")
    assert not between_after(b'{"half":')
