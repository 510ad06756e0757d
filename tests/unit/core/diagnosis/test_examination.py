"""All rules together."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.diagnosis.scene import ACCEL, heard, listening, steady
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.examination import examine
from watchfloor.core.diagnosis.finding import GRAVITY


def test_a_stream_that_is_well_has_no_finding() -> None:
    assert examine(heard(listening(steady(), headers=[ACCEL]))) == []


def test_without_evidence_nothing_is_found() -> None:
    assert examine(Evidence()) == []


@given(
    blocks=st.lists(st.tuples(st.floats(0, 3), st.binary(max_size=60)), max_size=30),
    headers=st.lists(
        st.tuples(st.sampled_from(["Date", "Age", "Content-Encoding", "Via"]), st.text(max_size=20))
    ),
)
def test_no_bytes_and_no_headers_upset_it(
    blocks: list[tuple[float, bytes]], headers: list[tuple[str, str]]
) -> None:
    at_s, moments = 0.0, []
    for pause_s, block in blocks:
        at_s += pause_s
        moments.append((at_s, block))
    findings = examine(heard(listening(moments, lasted_s=at_s + 1, headers=headers)))
    assert {finding.id for finding in findings} <= set(GRAVITY)
    assert all(finding.title and finding.evidence and finding.advice for finding in findings)
