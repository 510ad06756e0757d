"""What of a summary is ours is said in the language that is spoken; what the server wrote stays as it is."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.lead import told
from watchfloor.core.text.speech import speak


@pytest.fixture
def loud() -> Iterator[None]:
    """A language that is English in capitals, but for what is filled in."""
    speak(lambda words: words if "{" in words else words.upper())
    yield
    speak(None)


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize(
    ("name", "kind", "body", "shown"),
    [
        ("map_stream", "ping", {}, "PING"),
        ("map_stream", "connected", {"scope": "global"}, "CONNECTED · SCOPE GLOBAL"),
        ("map_stream", "error", {}, "THE FEED REPORTS AN ERROR"),
        ("map_stream", "error", {"error": "Ping"}, "Ping"),
        ("map_stream", "map-event", {"title": "Ping", "to": {"lat": 1, "lon": 2}}, "Ping"),
        ("generic", "x", {"title": "Ping"}, "Ping"),
        ("cockpit", "dashboard-update", {"widgets": ["vis"]}, "WIDGETS vis"),
        ("cockpit", "dashboard-update", {"metric": "widgets", "value": 2}, "widgets 2"),
        (
            "cockpit",
            "evidence-update",
            {"id": 7, "title": "Report ready"},
            "EVIDENCE 7 UPDATED · Report ready",
        ),
        ("cockpit", "evidence-update", {"id": 7, "status": "approved"}, "EVIDENCE 7 approved"),
        ("cockpit", "evidence-deleted", {"id": 7, "reason": "stale"}, "EVIDENCE 7 DELETED · stale"),
        ("cockpit", "report-ready", {"title": "Ping"}, "REPORT READY · Ping"),
        ("cockpit", "report-failed", {"title": "Q2"}, "REPORT FAILED · Q2"),
        (
            "strategist",
            "progress",
            {"run_id": 1, "stage": 3, "message": "Ping"},
            "PROCESSING DATA (3 of 6) — Ping",
        ),
        ("strategist", "analysis:complete", {"run_id": 1}, "ANALYSIS COMPLETE"),
        ("strategist", "analysis:error", {"run_id": 1, "error": "Ping"}, "ANALYSIS FAILED: Ping"),
        ("strategist", "analysis:section", {"run_id": 1, "title": "Ping"}, "Ping"),
        ("strategy", "progress", {"message": "Ping", "progress": 6}, "Ping · 6 %"),
        ("strategy", "progress", {"step": 3, "progress": 6}, "PROCESSING DATA · 6 %"),
        ("strategy", "error", {"error": "Ping"}, "STRATEGY FAILED: Ping"),
        ("strategy", "complete", {}, "STRATEGY COMPLETE"),
        ("strategy", "complete", {"message": "Ping"}, "Ping"),
        ("debate", "utterance", {"speaker": "Ping", "content": "Phase", "id": 1}, "Ping · “Phase”"),
        ("debate", "phase_transition", {"phase": "closing"}, "PHASE: Closing"),
        ("debate", "pause", {"reason": "Ping"}, "DEBATE PAUSED: Ping"),
    ],
)
def test_ours_is_translated_and_the_servers_is_not(
    name: str, kind: str, body: dict[str, Any], shown: str
) -> None:
    reading = profile(name).read(event(kind, body))
    assert told(reading.summary, reading.lead) == shown


def test_a_lead_that_the_words_do_not_begin_with_changes_nothing() -> None:
    assert told("One", "Two") == "One"
    assert told("One", "") == "One"
