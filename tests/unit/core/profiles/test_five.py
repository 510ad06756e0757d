"""The five systems, with the messages of wire.md."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.meaning import (
    Completed,
    Halted,
    Intervened,
    LessonGiven,
    PhaseChanged,
    RunAdvanced,
    RunEnded,
    RunStarted,
    SectionWritten,
    Spoke,
)

STRIKE = {
    "id": "evt_12345",
    "type": "airstrike",
    "title": "Airstrike reported near Damascus",
    "time": "2026-02-28T12:30:00Z",
    "severity": 4,
    "confidence": 0.85,
    "source": {"name": "Reuters", "url": "https://example.org"},
    "from": {"lat": 33.5, "lon": 35.5, "label": "Beirut"},
    "to": {"lat": 33.5138, "lon": 36.2765, "label": "Damascus"},
    "factions": ["A", "B"],
}


def test_a_map_event_has_its_places_and_its_own_kind() -> None:
    reading = profile("map_stream").read(event("map-event", STRIKE))
    assert (reading.kind, reading.severity, reading.confidence) == ("airstrike", 4, 0.85)
    assert (reading.place, reading.place_lat, reading.place_lon) == ("Damascus", 33.5138, 36.2765)
    assert (reading.from_place, reading.from_lat) == ("Beirut", 33.5)
    assert reading.source == "Reuters"
    assert reading.time_s == 1772281800.0
    assert reading.placed


def test_a_map_event_without_an_origin_has_none() -> None:
    reading = profile("map_stream").read(event("map-event", {k: v for k, v in STRIKE.items() if k != "from"}))
    assert reading.from_lat is None
    assert reading.from_place == ""


def test_a_place_off_the_globe_is_no_place() -> None:
    reading = profile("map_stream").read(event("map-event", STRIKE | {"to": {"lat": 123, "lon": 0}}))
    assert not reading.placed
    assert reading.title == STRIKE["title"]


def test_the_map_streams_error_is_an_event_with_a_sentence() -> None:
    body = {"error": "Database polling failed", "message": "Connection timeout", "timestamp": 1709154060}
    reading = profile("map_stream").read(event("error", body))
    assert reading.summary == "Database polling failed: Connection timeout"
    assert not reading.raw


def test_a_run_passes_from_its_start_to_its_end() -> None:
    read = profile("strategist").read
    assert read(event("analysis:start", {"run_id": "r", "ward": 14})).meaning == RunStarted(
        run="r", subject="Ward 14"
    )
    advanced = read(event("progress", {"run_id": "r", "stage": 4, "total": 6, "message": "Looking"}))
    assert advanced.meaning == RunAdvanced(run="r", stage=4, total=6, message="Looking")
    assert advanced.summary == "Analyzing Patterns (4 of 6) — Looking"
    named = {"run_id": "r", "stage": 4, "total": 6, "message": "Analyzing Patterns"}
    assert read(event("progress", named)).summary == "Analyzing Patterns (4 of 6)"
    section = {"run_id": "r", "index": 2, "title": "Turnout", "body": "*Low*"}
    assert read(event("analysis:section", section)).meaning == SectionWritten(
        run="r", index=2, title="Turnout", body="*Low*"
    )
    assert read(event("analysis:complete", {"run_id": "r"})).meaning == RunEnded(run="r")


@pytest.mark.parametrize(
    ("error", "cancelled"),
    [
        ("Cancelled", True),
        ("canceled by user", True),
        ("The analysis was cancelled.", True),
        ("Run has been cancelled", True),
        ("The survey was cancelled: no money", False),
        ("cancelled: out of memory", False),
        ("uncancelled", False),
    ],
)
def test_a_cancelled_run_is_told_by_its_words(error: str, cancelled: bool) -> None:
    ended = profile("strategist").read(event("analysis:error", {"run_id": "r", "error": error})).meaning
    assert isinstance(ended, RunEnded)
    assert ended.cancelled is cancelled


def test_a_failed_run_and_a_cancelled_one_are_told_apart() -> None:
    read = profile("strategist").read
    failed = read(event("analysis:error", {"run_id": "r", "error": "model timed out"}))
    assert failed.meaning == RunEnded(run="r", error="model timed out")
    assert failed.summary == "Analysis failed: model timed out"
    cancelled = read(event("analysis:error", {"run_id": "r", "error": "Cancelled"})).meaning
    assert isinstance(cancelled, RunEnded)
    assert cancelled.cancelled


def test_a_strategy_is_named_by_its_channel_and_has_a_percentage() -> None:
    read = profile("strategy").read
    body = {"step": 3, "progress": 42, "message": "Choosing topics", "timestamp": "2026-02-28T12:30:00Z"}
    reading = read(event("progress", body, channel="strategy"))
    assert reading.summary == "Choosing topics · 42 %"
    assert reading.meaning == RunAdvanced(
        run="strategy", stage=3, total=None, message="Choosing topics", percent=42, at_s=1772281800.0
    )
    lesson = {"educational_content": {"title": "Cadence", "body": "Weekly", "tips": ["Plan"]}}
    assert read(event("educational", lesson, channel="s")).meaning == LessonGiven(
        run="s", title="Cadence", body="Weekly", tips=("Plan",)
    )
    assert read(event("complete", {"progress": 100}, channel="s")).meaning == RunEnded(run="s")
    assert read(event("error", {"error": "No"}, channel="s")).meaning == RunEnded(run="s", error="No")


def test_a_strategy_message_of_the_wrong_shape_is_kept_raw() -> None:
    reading = profile("strategy").read(event("progress", {"progress": "half"}))
    assert reading.raw
    assert reading.meaning is None
    assert reading.problem.startswith("Not the expected message")


def test_a_dashboard_update_says_what_changed() -> None:
    body = {"widgets": ["sroi", "vis"], "metric": "SROI", "previous": 2.51, "value": 2.54}
    reading = profile("cockpit").read(event("dashboard-update", body))
    assert reading.summary == "widgets sroi, vis · SROI 2.51 → 2.54"
    assert (reading.metric, reading.value) == ("SROI", 2.54)


def test_a_wrapped_body_reads_like_a_bare_one() -> None:
    wrapped = {"type": "dashboard-update", "data": {"metric": "SROI", "value": 2.5}, "timestamp": 1772281800}
    reading = profile("cockpit").read(event("dashboard-update", wrapped))
    assert (reading.metric, reading.value, reading.time_s) == ("SROI", 2.5, 1772281800)


def test_evidence_and_reports_are_told_in_a_line() -> None:
    read = profile("cockpit").read
    assert read(event("evidence-update", {"id": 8821, "status": "approved", "text": "Q2Q"})).summary == (
        "Evidence 8821 approved · Q2Q"
    )
    assert read(event("evidence-deleted", {"evidenceId": "9"})).summary == "Evidence 9 deleted"
    failed = {"title": "Quarterly", "error": "no data"}
    assert read(event("report-failed", failed)).summary == "Report failed · Quarterly · no data"


def test_a_debate_says_who_speaks_in_which_phase() -> None:
    read = profile("debate").read
    body = {
        "id": "u1",
        "timestamp": 1772281800,
        "phase": "rebuttal",
        "speaker": "Skeptic",
        "content": "Costs.",
    }
    reading = read(event("utterance", body))
    assert reading.summary == "Skeptic · “Costs.”"
    assert reading.meaning == Spoke(
        utterance="u1", phase="rebuttal", speaker="Skeptic", content="Costs.", at_s=1772281800.0
    )
    assert (
        read(event("phase_transition", {"phase": "closing_statements"})).summary
        == "Phase: Closing statements"
    )
    assert read(event("phase_transition", {"phase": "x"})).meaning == PhaseChanged(phase="x")


def test_a_debates_turns_are_read_with_and_without_a_body() -> None:
    read = profile("debate").read
    assert read(event("pause", "")).meaning == Halted(halted=True)
    assert read(event("resume", {})).meaning == Halted(halted=False)
    assert read(event("complete", {"reason": "time"})).meaning == Completed(reason="time")
    answer = {"speaker": "Advocate", "content": "Yes.", "phase": "closing"}
    for name in ("question", "intervention"):
        assert read(event("intervention_response", {**answer, name: "Really?"})).meaning == Intervened(
            speaker="Advocate", content="Yes.", question="Really?", phase="closing"
        )
    odd = read(event("intervention_response", {**answer, "intervention": {"id": 4}})).meaning
    assert odd == Intervened(speaker="Advocate", content="Yes.", phase="closing")


@pytest.mark.parametrize(
    ("name", "kind", "body", "summary"),
    [
        ("debate", "connected", {"clientId": "c", "debateId": "d-7"}, "Connected · d-7"),
        ("debate", "connected", "", "Connected"),
        ("debate", "error", {"error": "Stopped", "message": "No model"}, "Stopped: No model"),
        ("cockpit", "connected", {"companyId": "acme", "channel": "x"}, "Connected · acme · x"),
        ("map_stream", "connected", {"scope": "global"}, "Connected · scope global"),
        ("map_stream", "connected", {}, "Connected"),
        ("map_stream", "connected", "{", "{"),
        ("map_stream", "ping", "{", "{"),
        ("map_stream", "error", "[]", "[]"),
    ],
)
def test_what_a_stream_says_of_itself(name: str, kind: str, body: object, summary: str) -> None:
    assert profile(name).read(event(kind, body)).summary == summary
