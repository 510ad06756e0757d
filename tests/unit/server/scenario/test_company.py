"""What a company tells: each event whole, and a story that goes on after a restart."""

import random

from watchfloor.server.scenario.company import FAILURE, NOTES, REASONS, REPORTS, THEMES, Company

AT = "2001-09-09T01:46:40.000Z"
AT_S = 1e9


def test_a_figure_is_told_with_what_it_was_and_where_it_is_shown() -> None:
    chance, company = random.Random(3), Company()
    values = {metric.name: metric.value for metric in company.metrics}
    units = {metric.name: (metric.unit, list(metric.widgets)) for metric in company.metrics}
    reasons = set()
    for _ in range(300):
        told = company.dashboard(chance, AT_S)
        name = told["metric"]
        assert set(told) == {"metric", "value", "previous", "unit", "widgets", "reason", "timestamp"}
        assert told["previous"] == values[name]
        assert (told["unit"], told["widgets"]) == units[name]
        assert told["timestamp"] == AT
        values[name] = told["value"]
        reasons.add(told["reason"])
    assert set(values) == {"SROI", "VIS", "Volunteer hours", "Active participants"}
    assert reasons == set(REASONS)


def test_evidence_is_counted_on_and_only_what_was_shown_is_withdrawn() -> None:
    chance, company = random.Random(3), Company()
    shown: list[int] = []
    newest = 8_800
    for _ in range(300):
        event, told = company.evidence(chance, AT_S)
        if event == "evidence-deleted":
            assert told == {"evidenceId": told["evidenceId"], "reason": "consent withdrawn", "timestamp": AT}
            shown.remove(told["evidenceId"])
            continue
        assert event == "evidence-update"
        newest += 1
        assert told["evidenceId"] == newest
        assert told["title"] == f"Evidence snippet {told['evidenceId']} approved (Q2Q)"
        assert told["theme"] in THEMES
        assert told["text"] in NOTES
        assert 0.6 <= told["confidence"] <= 0.97
        shown.append(told["evidenceId"])
    assert 10 < 300 - len(shown) < 120


def test_a_report_has_pages_and_an_address_or_a_reason() -> None:
    chance, company = random.Random(3), Company()
    for number in range(1, 60):
        event, told = company.report(chance, AT_S)
        assert told["reportId"] == f"rep-{number:04d}"
        assert told["title"] in REPORTS
        assert told["timestamp"] == AT
        if event == "report-failed":
            assert told["error"] == FAILURE
            assert "url" not in told
        else:
            assert 8 <= told["pages"] < 40
            assert told["url"] == f"https://reports.example/{told['reportId']}.pdf"


def test_what_an_earlier_start_told_is_taken_up() -> None:
    chance, before, after = random.Random(3), Company(), Company()
    for _ in range(80):
        after.remember("dashboard-update", before.dashboard(chance, AT_S))
        after.remember(*before.evidence(chance, AT_S))
    for _ in range(5):
        after.remember(*before.report(chance, AT_S))
    assert after.metrics == before.metrics
    same = [random.Random(9), random.Random(9)]
    assert before.evidence(same[0], AT_S) == after.evidence(same[1], AT_S)
    assert before.report(same[0], AT_S) == after.report(same[1], AT_S)
