"""Every profile: whatever arrives, something readable comes out and nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.profiles.sample import event
from watchfloor.core.error import KnownError
from watchfloor.core.profiles.catalogue import PROFILES, profile
from watchfloor.core.profiles.reading import SUMMARY_LENGTH, one_line

TYPES = (
    "map-event", "ping", "connected", "error", "progress", "analysis:start", "analysis:section", "status",
    "analysis:complete", "analysis:error", "educational", "complete", "utterance", "phase_transition",
    "pause", "intervention_response", "dashboard-update", "evidence-update", "evidence-deleted",
    "report-failed", "message",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.sampled_from(["title", "to", "lat", "time", "data", "id"]), inner)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    "data", ["{broken", "[1, 2]", "null", '"text"', "7", "{}", "", '{"title": 5, "to": "x"}']
)
def test_rubbish_is_shown_and_breaks_nothing(name: str, kind: str, data: str) -> None:
    reading = profile(name).read(event(kind, data))
    assert reading.summary
    assert reading.kind == kind


@pytest.mark.parametrize("name", PROFILES)
def test_broken_json_is_shown_as_it_came_with_the_reason(name: str) -> None:
    kinds = sorted(profile(name).telling) or ["message"]
    reading = profile(name).read(event(kinds[0], '{"title": broken'))
    assert reading.raw
    assert reading.summary == '{"title": broken'
    assert reading.problem.startswith("Not valid JSON")


@pytest.mark.parametrize("name", PROFILES)
@given(body=JSON, kind=st.sampled_from(TYPES))
def test_any_json_reads(name: str, body: object, kind: str) -> None:
    assert profile(name).read(event(kind, body)).summary


def test_a_summary_is_one_line_that_fits_a_row() -> None:
    assert one_line("a\n b\t\tc\u2028d") == "a b c d"
    assert len(one_line("word " * 1_000)) == SUMMARY_LENGTH


def test_an_unknown_profile_is_told_with_the_known_ones() -> None:
    with pytest.raises(KnownError, match=r"no profile named 'weather'.*strategist"):
        profile("weather")


def test_a_hyphen_in_a_profile_name_is_understood() -> None:
    assert profile("map-stream").name == "map_stream"
