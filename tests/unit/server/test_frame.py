import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.error import BugError
from watchfloor.server import frame

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


def parsed(stream: bytes) -> list[tuple[str, str, str]]:
    """The standard's way of reading, in its shortest form: type, data and id of each event."""
    events = []
    kind, known_id = "", ""
    data: list[str] = []
    for line in re.split(r"\r\n|\r|\n", stream.decode()):
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                events.append((kind or "message", "\n".join(data), known_id))
            kind, data = "", []
        elif field == "event":
            kind = value
        elif field == "data":
            data.append(value)
        elif field == "id":
            known_id = value
    return events


@given(ANY_JSON)
def test_any_value_arrives_as_it_was_and_as_one_event(value: object) -> None:
    events = parsed(frame.encode_json("tick", value, "7") + frame.encode_json("tock", 1, "8"))
    assert [(kind, key) for kind, _, key in events] == [("tick", "7"), ("tock", "8")]
    assert json.loads(events[0][1]) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_event_and_keeps_all_but_the_kind_of_its_line_breaks(text: str) -> None:
    events = parsed(frame.encode("tick", text, "7"))
    assert events == [("tick", re.sub(r"\r\n|\r", "\n", text), "7")]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\n\nevent: x\ndata: y\n\n", ": comment", "id: 9\r\rretry: 1", "\ufeff"]
)
def test_what_looks_like_framing_is_text(text: str) -> None:
    assert parsed(frame.encode("tick", text)) == [("tick", text.replace("\r", "\n"), "")]


@pytest.mark.parametrize("bad", ["a\nb", "a\r", "\0"])
def test_a_type_or_id_that_would_break_out_is_a_bug(bad: str) -> None:
    with pytest.raises(BugError):
        frame.encode(bad, "x")
    with pytest.raises(BugError):
        frame.encode("tick", "x", bad)


def test_an_event_without_an_id_leaves_the_last_one() -> None:
    assert [key for _, _, key in parsed(frame.encode("a", "1", "5") + frame.encode("ping", "2"))] == [
        "5",
        "5",
    ]


def test_heartbeats_and_retries_are_no_events() -> None:
    stream = frame.HEARTBEAT + frame.retry(2000) + frame.retry(1000, "going")
    assert parsed(stream) == []
    assert b"retry: 2000\n" in stream
    assert b": going\n" in stream


@given(st.binary(min_size=1, max_size=5000))
def test_a_chunk_says_its_length(body: bytes) -> None:
    size, _, rest = frame.chunk(body).partition(b"\r\n")
    assert int(size, 16) == len(body)
    assert rest == body + b"\r\n"
