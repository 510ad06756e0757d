"""Silence, and what would tell it from death."""

from tests.unit.core.diagnosis.scene import attempt, endings, event, heard, listening, steady
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.heartbeat import gone_silent, longest_quiet_s, no_heartbeat, silent


def test_not_one_byte_is_silence() -> None:
    finding = silent(heard(listening([])))
    assert finding is not None
    assert "10 s" in finding.evidence


def test_one_comment_is_none() -> None:
    assert silent(heard(listening([(0.1, b":\n")]))) is None


def test_a_silent_stream_that_is_ended_is_a_matter_of_its_ending() -> None:
    evidence = endings((5.0, 5.0))
    evidence.listenings = [listening([], outcome="closed")]
    assert silent(evidence) is None


def test_a_compressed_stream_may_only_seem_silent() -> None:
    assert silent(heard(listening([], headers=[("content-encoding", "gzip")]))) is None


def test_long_quiet_without_a_comment_has_no_heartbeat() -> None:
    finding = no_heartbeat(heard(listening([(0.1, event(1))])))
    assert finding is not None
    assert "9.9 s" in finding.evidence


def test_what_is_no_event_stream_needs_none() -> None:
    """That it is none is said already; with an event before its silence it is one."""
    moments = [(0.5, b'{"error": "backend down"}')]
    assert no_heartbeat(heard(listening(moments, lasted_s=45.0), patience_s=45.0)) is None
    assert no_heartbeat(heard(listening([(0.5, event(1))], lasted_s=45.0), patience_s=45.0)) is not None


def test_a_comment_or_a_ping_is_a_heartbeat() -> None:
    assert no_heartbeat(heard(listening([(0.1, event(1)), (8.0, b":\n\n")]))) is None
    assert no_heartbeat(heard(listening([(0.1, event(1)), (8.0, event(None, type_="ping"))]))) is None


def test_events_that_come_often_need_none() -> None:
    assert no_heartbeat(heard(listening(steady(2.0)))) is None


def test_a_short_look_cannot_tell() -> None:
    assert no_heartbeat(heard(listening([(0.1, event(1))], lasted_s=1.2), patience_s=1.5)) is None


def test_a_silence_goes_on_over_a_resume_that_only_replays() -> None:
    first, again = (
        listening([(0.1, event(1) + event(2))], lasted_s=6.5),
        listening([(0.02, event(2))], lasted_s=3.5),
    )
    again.asked_id = "1"
    assert longest_quiet_s([first, again]) == 6.4 + 3.5
    assert no_heartbeat(heard(first, again)) is not None


def test_a_silence_ends_with_something_new_or_a_heartbeat_after_the_resume() -> None:
    first = listening([(0.1, event(1) + event(2))], lasted_s=6.5)
    new, beating = listening([(2.0, event(3))], lasted_s=3.5), listening([(2.0, b":\n\n")], lasted_s=3.5)
    new.asked_id = beating.asked_id = "1"
    assert longest_quiet_s([first, new]) == 6.4 + 2.0
    assert no_heartbeat(heard(first, new)) is None
    assert no_heartbeat(heard(first, beating)) is None


def test_a_slow_heartbeat_is_told_with_its_figure() -> None:
    finding = no_heartbeat(Evidence(heartbeat_s=90.0))
    assert finding is not None
    assert "90 s" in finding.title
    assert no_heartbeat(Evidence(heartbeat_s=30.0)) is None


def test_connections_that_die_without_a_word() -> None:
    assert gone_silent(Evidence(attempts=[attempt("silent")])) is not None
    assert gone_silent(Evidence(attempts=[attempt("silent")], is_open=True)) is None
    assert gone_silent(Evidence(attempts=[attempt("closed")])) is None
