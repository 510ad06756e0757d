"""Polling answers: what they bring, when to ask again, and when to give up."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.feed import PollingPolicy
from watchfloor.core.link.backoff import MAX_RETRY_AFTER_S
from watchfloor.core.stream.frame import Frame
from watchfloor.services.channel.poll import Poll
from watchfloor.services.net.attempt import AttemptError

POLICY = PollingPolicy(url="http://h/poll", every_s=5.0, give_up_s=300.0)


def frames(body: str | bytes, last_id: str = "7") -> tuple[list[Frame], str]:
    return Poll(POLICY).frames(body.encode() if isinstance(body, str) else body, last_id)


def test_events_are_the_frames_the_stream_would_have_sent() -> None:
    found, last_id = frames(
        '{"events":[{"id":"8","type":"a","data":{"x": 1.0}},{"id":9,"data":"text\\n\\u00e9"}],'
        '"lastEventId":"9"}'
    )
    assert found == [
        Frame("a", '{"x": 1.0}', "8", own_id=True),
        Frame("message", "text\né", "9", own_id=True),
    ]
    assert last_id == "9"


def test_the_data_is_the_servers_own_bytes() -> None:
    found, _ = frames('{"events":[{"data":{"big":12345678901234567890,"f":1.10}},{"data":[1, 2]},{}]}')
    assert [frame.data for frame in found] == ['{"big":12345678901234567890,"f":1.10}', "[1, 2]", "null"]


@pytest.mark.parametrize(
    ("body", "last_id"),
    [
        ('{"events":[]}', "7"),
        ('{"events":[],"lastEventId":12}', "12"),
        ('{"events":[],"lastEventId":null}', "7"),
        ('{"events":[{"data":1}],"lastEventId":"12"}', "12"),
        ('{"events":[{"data":1}]}', "7"),
        ('{"events":[{"id":"11","data":1},{"data":2}],"lastEventId":"99"}', "11"),
        ("", "7"),
        (" \n", "7"),
    ],
)
def test_where_the_next_one_goes_on(body: str, last_id: str) -> None:
    assert frames(body)[1] == last_id


def test_a_state_is_an_event_when_it_is_new() -> None:
    poll = Poll(POLICY)
    first, second = b'{"event":"progress","progress":5}', b'{"progress":100}'
    assert poll.frames(first, "7") == ([Frame("progress", first.decode(), "7", own_id=False)], "7")
    assert poll.frames(first, "7") == ([], "7")
    assert poll.frames(second, "7") == ([Frame("status", second.decode(), "7", own_id=False)], "7")
    poll.forget()
    assert len(poll.frames(second, "7")[0]) == 1


def refusal_of(body: str | bytes) -> str:
    try:
        frames(body)
    except AttemptError as error:
        return error.outcome.code
    return ""


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_rubbish_is_said_and_nothing_worse(body: bytes) -> None:
    assert refusal_of(body) in ("", "wrong-content-type")


KEYS = st.sampled_from(["id", "type", "data", "event", "events", "lastEventId"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    assert refusal_of(json.dumps(value)) in ("", "wrong-content-type")


def test_it_is_due_at_once_and_then_at_intervals() -> None:
    poll = Poll(POLICY)
    assert poll.due_s == 0
    poll.begin(100.0)
    assert poll.due_s == 105
    poll.put_off(101.0, 60.0)
    assert poll.due_s == 161
    poll.put_off(101.0, 1e12)
    assert poll.due_s == 101 + MAX_RETRY_AFTER_S


def test_patience_is_counted_from_the_first_poll_until_the_stream_serves_again() -> None:
    poll = Poll(POLICY)
    assert not poll.tired(1e9)
    poll.begin(100.0)
    poll.begin(390.0)
    assert not poll.tired(399.9)
    assert poll.tired(400.0)
    poll.forget()
    poll.begin(500.0)
    assert not poll.tired(799.0)


def test_who_never_gives_up_is_never_tired() -> None:
    poll = Poll(PollingPolicy(url="http://h/"))
    poll.begin(0.0)
    assert not poll.tired(1e9)
