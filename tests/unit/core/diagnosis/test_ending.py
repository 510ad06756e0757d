"""Connections that the other side ends."""

from tests.unit.core.diagnosis.scene import endings, event, listening, steady
from watchfloor.core.diagnosis.ending import breaking_off, idle_timeout, lifetime_limit
from watchfloor.core.diagnosis.evidence import Ending, Evidence, ending_of
from watchfloor.core.diagnosis.examination import examine


def ids(evidence: Evidence) -> list[str]:
    return [finding.id for finding in examine(evidence)]


def test_a_regular_silence_before_the_end_is_an_idle_timeout() -> None:
    evidence = endings((75, 60.1), (190, 60.0), (61, 60.4))
    finding = idle_timeout(evidence)
    assert finding is not None
    assert "60 s of silence" in finding.title
    assert "nginx" in finding.evidence
    assert ids(evidence) == ["idle-timeout"]


def test_a_limit_of_five_seconds_shows_although_something_else_ended_one_connection() -> None:
    """As nginx does with `proxy_read_timeout 5s`, and a restart in between."""
    evidence = endings((36.27, 4.96), (5.01, 5.0), (8.46, 1.72), (51.2, 4.95), (41.32, 4.95), (27.92, 5.0))
    assert ids(evidence) == ["idle-timeout"]
    finding = idle_timeout(evidence)
    assert finding is not None
    assert (
        "6 connections were ended by the other side, 5 of them after a silence of 5.0 s" in finding.evidence
    )


def test_a_regular_age_with_traffic_to_the_end_is_a_lifetime() -> None:
    evidence = endings((100.2, 3.0), (100.1, 0.2), (99.9, 40.0))
    finding = lifetime_limit(evidence)
    assert finding is not None
    assert "age of 100 s" in finding.title
    assert "Cloudflare" in finding.evidence
    assert ids(evidence) == ["lifetime-limit"]


def test_where_nothing_ever_came_silence_and_age_are_one_and_silence_is_meant() -> None:
    assert ids(endings((30.0, 30.0), (30.1, 30.1), (30.0, 30.0))) == ["idle-timeout"]


def test_silences_that_are_usual_for_the_stream_are_none() -> None:
    ends = [Ending(1.0, 0.4, 0.35), Ending(1.02, 0.42, 0.35)]
    assert ids(Evidence(endings=ends, patience_s=4.0)) == ["lifetime-limit"]


def test_ends_at_random_are_neither() -> None:
    evidence = endings((3.0, 0.1), (45.0, 2.0), (11.0, 0.4))
    finding = breaking_off(evidence)
    assert finding is not None
    assert ids(evidence) == ["server-error"]


def test_what_broke_off_and_has_long_been_well_again_is_over() -> None:
    evidence = endings((3.0, 0.1), (45.0, 2.0), (11.0, 0.4))
    evidence.is_open, evidence.open_for_s = True, 100.0
    assert ids(evidence) == ["server-error"]
    evidence.open_for_s = 200.0
    assert ids(evidence) == []


def test_rare_ends_at_random_are_nothing() -> None:
    assert ids(endings((30_000.0, 1.0), (9_000.0, 2.0), (70_000.0, 0.4))) == []


def test_one_end_counts_only_where_there_was_no_time_for_a_second() -> None:
    assert ids(endings((10.0, 0.1), patience_s=15.0)) == ["lifetime-limit"]
    assert ids(endings((10.0, 9.0), patience_s=15.0)) == ["idle-timeout"]
    assert ids(endings((2.0, 0.1), patience_s=15.0)) == []
    finding = lifetime_limit(endings((10.0, 0.1), patience_s=15.0))
    assert finding is not None
    assert "seen once only" in finding.evidence


def test_a_history_needs_three() -> None:
    assert ids(endings((60.0, 60.0), (60.0, 60.0), least=3)) == []


def test_a_connection_that_lived_longer_refutes_a_lifetime() -> None:
    evidence = endings((60.0, 1.0), (60.0, 1.0), (60.0, 1.0))
    evidence.outlived_s = 300.0
    assert ids(evidence) == []


def test_a_silence_that_was_survived_refutes_an_idle_timeout() -> None:
    evidence = endings((70.0, 60.0), (90.0, 60.0), (200.0, 60.0))
    evidence.outlived_s = 300.0
    assert ids(evidence) == ["idle-timeout"]
    evidence.outlived_quiet_s = 120.0
    assert "idle-timeout" not in ids(evidence)


def test_streams_that_end_at_once_are_told_as_such() -> None:
    finding = lifetime_limit(endings((0.02, 0.01), (0.03, 0.01), (0.02, 0.0)))
    assert finding is not None
    assert "at once" in finding.title


def test_streams_that_are_broken_off_at_once_are_no_polling() -> None:
    ends = [Ending(0.01, 0.01, is_clean=False)] * 4
    assert ids(Evidence(endings=ends, patience_s=4.0)) == ["server-error"]


def test_what_breaks_off_at_once_after_a_good_while_is_no_lifetime() -> None:
    ends = [Ending(8.0, 0.4, is_clean=False), *[Ending(0.06, 0.01, is_clean=False)] * 5]
    assert ids(Evidence(endings=ends, patience_s=20.0, least_endings=3)) == ["server-error"]
    polite = [Ending(8.0, 0.4), *[Ending(0.06, 0.01)] * 5]
    finding = lifetime_limit(Evidence(endings=polite, patience_s=20.0, least_endings=3))
    assert finding is not None
    assert (finding.title, finding.is_mild) == ("The server ends each stream at once", True)
    assert finding.evidence.startswith("5 connections were ended")


def test_what_ends_a_connection_is_read_off_the_listening() -> None:
    assert ending_of(listening(steady(), outcome="stopped")) is None
    assert ending_of(listening([(1.0, event(1, type_="done"))], outcome="closed")) is None
    assert ending_of(
        listening([(1.0, event(1)), (3.0, event(2))], lasted_s=7.0, outcome="truncated")
    ) == Ending(7.0, 4.0, 2.0, is_clean=False)
