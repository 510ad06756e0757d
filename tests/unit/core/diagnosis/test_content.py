"""What is in the events."""

import pytest

from tests.unit.core.diagnosis.scene import event, heard, listening
from watchfloor.core.diagnosis.content import foreign, malformed_json, oversize, strange_lines
from watchfloor.core.diagnosis.evidence import Evidence, Oversize
from watchfloor.core.diagnosis.finding import Finding


def found(*texts: str, types: tuple[str, ...] = ("",)) -> Finding | None:
    blocks = [event(n, data=text, type_=types[n % len(types)]) for n, text in enumerate(texts)]
    return malformed_json(heard(listening([(1.0, b"".join(blocks))])))


def test_a_broken_object_among_whole_ones() -> None:
    finding = found('{"n": 1}', '{"n": 2}', '{"n": ', '{"n": 4}')
    assert finding is not None
    assert "1 of 4 JSON events" in finding.evidence
    assert "25 %" in finding.evidence
    assert '“{"n":”' in finding.evidence


def test_nothing_but_broken_ones() -> None:
    finding = found("{'n': 1}")
    assert finding is not None
    assert finding.title == "The events are broken JSON"


def test_not_a_number_is_no_json() -> None:
    assert found('{"n": NaN}') is not None


def test_plain_text_is_no_broken_json() -> None:
    assert found("hello", "it is 12 o'clock", "") is None
    assert found("[12:03] hello", "[12:04] again") is None


def test_text_where_all_others_are_json_is_broken() -> None:
    assert found('{"n": 1}', '{"n": 2}', "oops") is not None
    assert found('{"n": 1}', '{"n": 2}', "[oops") is not None


def test_text_of_another_type_is_not() -> None:
    assert found('{"n": 1}', "a note", '{"n": 2}', "a note", types=("", "note")) is None


def test_usual_words_are_not() -> None:
    assert found('{"n": 1}', '{"n": 2}', "ping", "[DONE]", "OK") is None


def test_whole_json_is_well() -> None:
    assert found('{"n": 1}', "[1, 2]", '"text"', "3", "null") is None


def test_events_over_the_bound() -> None:
    finding = oversize(Evidence(oversize=Oversize(2, 20 * 2**20, 16 * 2**20)))
    assert finding is not None
    assert "16.0 MiB" in finding.title
    assert "2 events" in finding.evidence
    assert "20.0 MiB" in finding.evidence
    assert oversize(Evidence()) is None


@pytest.mark.parametrize(
    "block",
    [
        b"\x8f\x02\xff\n\x00\x81garbage\n",
        b"<html>\n<p>hello</p>\n",
        b'{"n": 1}\n{"n": 2}\n',
        b"\x1f\x8b" * 600,
        b"dat: 1\n\nno",
        b'{"number": 1}',
        b"<html><body>It works!",
    ],
)
def test_what_has_no_line_of_an_event_stream_is_none(block: bytes) -> None:
    finding = foreign(heard(listening([(1.0, block)], outcome="closed")))
    assert finding is not None
    assert finding.id == "wrong-content-type"
    assert "not one line of an event or comment" in finding.evidence


@pytest.mark.parametrize(
    "block",
    [
        b"\xef\xbb\xbfdata: {",
        b"retry: 500\n\n",
        b"x-greeting: hello\ndata: 1",
        b"<p>\ndata\n",
        b"\n\n\n",
        b"dat",
        b"retry",
        b"\xef\xbb\xbfdat",
        b"\x1f\x8b",
        b"x\n\n:\n",
        b"x\n\n" + event(1),
        b"data: " + b"x" * 5000,
    ],
)
def test_what_may_still_become_an_event_is_left_alone(block: bytes) -> None:
    assert foreign(heard(listening([(1.0, block)]))) is None


def test_one_connection_that_brought_an_event_clears_the_others() -> None:
    rubbish = listening([(1.0, b"rubbish\n\n")], outcome="closed")
    assert foreign(heard(rubbish, listening([]))) is not None
    assert foreign(heard(rubbish, listening([(1.0, event(1))]))) is None
    assert foreign(heard(listening([(1.0, b"rubbish\n")], ndjson=True))) is None


def test_of_a_connection_that_goes_on_it_is_told_after_a_while() -> None:
    young = listening([(1.0, b"rubbish\n")], lasted_s=4.0)
    assert foreign(Evidence(listenings=[young], is_live=True)) is None
    old = listening([(1.0, b"rubbish\n")], lasted_s=6.0)
    assert foreign(Evidence(listenings=[old], is_live=True)) is not None


INDENTED = b'data: {\n  "n": 1\n}\n\n'


def test_lines_without_their_field_are_told_where_they_are_no_exception() -> None:
    finding = strange_lines(heard(listening([(1.0, INDENTED), (2.0, INDENTED)])))
    assert finding is not None
    assert (finding.id, finding.is_mild) == ("wrong-content-type", True)
    words = 'Lines that are not of the event-stream format: 4. The first one begins “"n": 1”. Events beside'
    assert finding.evidence.startswith(f"{words} them: 2.")
    assert "`data:`" in finding.advice


def test_a_line_or_two_of_its_own_is_no_matter() -> None:
    assert strange_lines(heard(listening([(1.0, b"x-node: 7\n" + event(1) + event(2))]))) is None
    assert strange_lines(heard(listening([(1.0, event(1))]))) is None
    rubbish = heard(listening([(1.0, b"rubbish\n" * 20)]))
    assert strange_lines(rubbish) is None, "that it never was an event stream is another finding"


def test_a_stream_that_has_turned_into_something_else_is_grave() -> None:
    blocks = [(1.0, event(1) * 50), *((at_s, b"<p>\n" * 3) for at_s in (2.0, 5.0, 8.0, 9.0))]
    finding = strange_lines(heard(listening(blocks)))
    assert finding is not None
    assert (finding.title, finding.is_mild) == ("What comes was an event stream, and is none any more", False)
    assert "The last event or comment is 9.0 s old" in finding.evidence
    well_again = strange_lines(heard(listening([*blocks, (9.5, event(2))])))
    assert well_again is None
