"""What is in the events."""

from tests.unit.core.diagnosis.scene import event, heard, listening
from watchfloor.core.diagnosis.content import malformed_json, oversize
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
