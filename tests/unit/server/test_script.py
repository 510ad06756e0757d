"""What the three kinds of job tell: reports, lessons, debates."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server import argument, lesson, report
from watchfloor.server.job import Beat


def total_s(beats: tuple[Beat, ...]) -> float:
    return sum(beat.wait_s for beat in beats)


@given(st.text(min_size=1), st.integers())
def test_a_report_has_six_stages_in_order_and_six_sections(ward: str, seed: int) -> None:
    beats = report.script("r", {"ward": ward, "run_s": 20.0}, seed)
    assert beats == report.script("r", {"ward": ward, "run_s": 20.0}, seed)
    assert (beats[0].type, beats[-1].type, beats[-1].ends) == (
        "analysis:start",
        "analysis:complete",
        "complete",
    )
    stages = [beat.data["stage"] for beat in beats if beat.type == "progress"]
    assert stages == sorted(stages)
    assert set(stages) == {1, 2, 3, 4, 5, 6}
    assert [beat.data["index"] for beat in beats if beat.type == "analysis:section"] == list(range(6))
    assert [beat.ends for beat in beats[:-1]] == [None] * (len(beats) - 1)
    assert 18 < total_s(beats) < 22


def test_the_figures_of_a_report_agree() -> None:
    for seed in range(200):
        ward = report.Ward("Ward 14", seed)
        text = "\n".join(body for _, body in report.sections(ward))
        weights = [int(weight) for weight in re.findall(r"\| (\d+) % \|", text)]
        assert len(weights) == 4
        assert weights == sorted(weights, reverse=True)
        assert ward.weak_stations < ward.stations
        assert 0 < ward.turnout < 1
        assert 0 < ward.turnout_before < 1


@pytest.mark.parametrize("stage", range(1, 7))
def test_a_report_fails_where_it_is_told(stage: int) -> None:
    beats = report.script("r", {"ward": "w", "run_s": 20.0, "fail_at_stage": stage}, 1)
    assert (beats[-1].type, beats[-1].ends) == ("analysis:error", "failed")
    assert max(beat.data.get("stage", 0) for beat in beats) == stage
    assert sum(beat.type == "analysis:section" for beat in beats) == stage - 1


def brief(**more: Any) -> dict[str, Any]:
    return {"title": "t", "strategy_s": 20.0, "limit_s": 300.0, **more}


def test_a_lesson_goes_from_nothing_to_a_hundred_and_teaches() -> None:
    beats = lesson.script(brief())
    progress = [beat.data["progress"] for beat in beats]
    assert progress == sorted(progress)
    assert (progress[0], progress[-1], beats[-1].ends) == (0, 100, "complete")
    assert sum(beat.type == "educational" for beat in beats) == len(lesson.LESSONS)
    assert {beat.type for beat in beats} == {"status", "progress", "educational", "complete"}
    assert 18 < total_s(beats) < 26


@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_no_generation_outlives_its_limit(strategy_s: float, limit_s: float) -> None:
    beats = lesson.script(brief(strategy_s=strategy_s, limit_s=limit_s))
    assert total_s(beats) <= limit_s * 1.000001
    assert beats[-1].ends in {"complete", "failed"}
    assert sum(beat.ends is not None for beat in beats) == 1


@given(st.text(), st.integers(0, 6), st.integers())
def test_a_debate_keeps_its_phases_and_fills_every_line(topic: str, rounds: int, seed: int) -> None:
    beats = argument.script(topic, rounds, 1.0, seed)
    phases = [beat.data["phase"] for beat in beats if beat.type == "phase_transition"]
    assert phases == ["opening", *["arguments", "rebuttal", "questions"] * rounds, "closing"]
    assert (beats[-1].type, beats[-1].ends) == ("complete", "complete")
    said = [beat.data for beat in beats if beat.type == "utterance"]
    assert {line["speaker"] for line in said} <= {"Moderator", "Pro advocate", "Skeptic", "Analyst"}
    if not {"{", "}"} & set(topic):
        assert not any({"{", "}"} & set(line["content"]) for line in said)
    assert beats == argument.script(topic, rounds, 1.0, seed)


def test_a_topic_with_our_own_braces_stays_text() -> None:
    said = [
        beat.data["content"]
        for beat in argument.script("{word} and {topic}", 0, 1.0, 1)
        if beat.type == "utterance"
    ]
    assert "{word} and {topic}" in said[0]


def test_an_answer_quotes_the_question_and_cuts_a_long_one() -> None:
    assert "Who pays?" in argument.answer("Who pays?", argument.SKEPTIC)
    assert len(argument.answer("x" * 2000, argument.PRO)) < 400
