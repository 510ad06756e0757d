"""What is measured of one connection."""

from tests.unit.core.diagnosis.scene import event, listening, steady
from watchfloor.core.diagnosis import listening as module
from watchfloor.core.diagnosis.listening import MAX_HEARD, RECENT


def test_all_is_counted() -> None:
    found = listening([(0.5, event(1) + b": hi\n\n"), (2.0, event(None)), (3.0, b": hi\n\n")])
    assert (found.events, found.comments, found.size_bytes) == (2, 2, len(event(1) + event(None)) + 12)
    assert (found.events_with_id, found.events_without_id) == (1, 1)
    assert (found.first_byte_at_s, found.last_byte_at_s, found.longest_gap_s) == (0.5, 3.0, 1.5)


def test_the_longest_silence_may_be_at_the_beginning_in_between_or_at_the_end() -> None:
    assert listening([(4.0, b":\n"), (5.0, b":\n")], lasted_s=6.0).quiet_s == 4.0
    assert listening([(1.0, b":\n"), (5.0, b":\n")], lasted_s=6.0).quiet_s == 4.0
    assert listening([(1.0, b":\n"), (2.0, b":\n")], lasted_s=6.0).quiet_s == 4.0
    assert listening([], lasted_s=6.0).quiet_s == 6.0


def test_comments_that_come_alone_and_pings_are_heartbeats() -> None:
    found = listening([(1.0, b":\n\n"), (2.0, event(1) + b":\n\n"), (3.0, event(None, type_="ping"))])
    assert found.beats_s == [1.0, 3.0]
    assert found.events_without_id == 0


def test_the_last_event_may_say_that_it_is_the_last() -> None:
    assert listening([(1.0, event(1) + event(2, type_="complete"))]).finished
    assert listening([(1.0, event(1) + event(2, data="[DONE]"))]).finished
    assert not listening([(1.0, event(1, type_="complete") + event(2))]).finished


def test_what_is_kept_is_bounded_and_what_is_counted_is_not() -> None:
    blocks = [
        (0.0, b"".join(event(n) for n in range(at, at + 1000))) for at in range(0, MAX_HEARD + 2000, 1000)
    ]
    found = listening(blocks)
    assert found.events == found.events_with_id == MAX_HEARD + 2000
    assert len(found.heard) == MAX_HEARD
    assert len(found.recent) == RECENT
    assert found.recent[-1].id == str(MAX_HEARD + 1999)


def test_heartbeats_are_bounded_too() -> None:
    found = listening([(0.0, b":\n")] * (module.MAX_BEATS + 5))
    assert len(found.beats_s) == module.MAX_BEATS
    assert found.comments == module.MAX_BEATS + 5


def test_data_is_told_apart_by_type() -> None:
    found = listening(
        [(1.0, event(1) + event(2, data="{") + event(3, data="[12:03] hm") + event(4, data="hm"))]
    )
    tally = found.tallies["message"]
    assert (tally.json, tally.broken, tally.doubtful, tally.plain) == (1, 1, 1, 1)
    assert found.broken_example == "{"


def test_a_lone_surrogate_in_the_data_is_only_text() -> None:
    assert listening([(1.0, event(1, data='{"a": "\\ud800"}'))]).events == 1


def test_data_that_is_nested_without_end_is_only_text() -> None:
    found = listening([(1.0, event(1, data='{"a":' * 20_000) + event(2, data="[" * 50_000))])
    tally = found.tallies["message"]
    assert (found.events, tally.broken, tally.doubtful) == (2, 1, 1)


def test_an_oversize_event_is_told_also_where_it_never_ends() -> None:
    found = listening([(1.0, b"data: " + b"x" * 2000)], max_event_bytes=1000)
    assert [refusal.size_bytes for refusal in found.oversize] == [2006]


def test_lines_of_json_are_events_as_well() -> None:
    found = listening([(1.0, b'{"n": 1}\n{"n": 2}\n')], ndjson=True)
    assert found.events == 2


def test_header_names_have_no_case_and_values_are_joined() -> None:
    found = listening(steady(), headers=[("Via", "a"), ("via", "b"), ("Content-Encoding", "Identity")])
    assert found.header("via") == "a, b"
    assert found.encoding == ""
