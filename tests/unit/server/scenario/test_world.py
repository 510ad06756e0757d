import random

from watchfloor.server import signal
from watchfloor.server.scenario import world
from watchfloor.server.scenario.company import Company


def test_every_story_is_a_signal_wherever_it_happens() -> None:
    found = []
    for story in world.STORIES:
        for here in story.here:
            for there in story.there or ("",):
                if here != there:
                    title = story.title.format(here=here, there=there)
                    seen = signal.shipped().detect(title)
                    assert seen is not None, title
                    assert seen.to.label in here.replace("the ", "") or here.endswith(seen.to.label), (
                        title,
                        seen.to.label,
                    )
                    if there and seen.origin is not None:
                        assert there.endswith(seen.origin.label), title
                    found.append(seen)
    assert {seen.severity for seen in found} == {1, 2, 3, 4, 5}
    assert sum(seen.origin is not None for seen in found) > 50
    assert any(seen.is_middle_east for seen in found)


def test_a_day_of_news_has_every_severity_and_arcs() -> None:
    chance = random.Random(1)
    seen = [signal.shipped().detect(world.arrival(chance, 1e9 + number).title) for number in range(500)]
    counts = [sum(found is not None and found.severity == level for found in seen) for level in range(1, 6)]
    assert min(counts) >= 10
    assert sum(found is not None and found.origin is not None for found in seen) >= 40


def test_a_companys_figures_stay_in_their_bounds_and_jump_now_and_then() -> None:
    chance, company = random.Random(1), Company()
    values = [company.dashboard(chance, 0.0) for _ in range(5000)]
    for metric in company.metrics:
        own = [event["value"] for event in values if event["metric"] == metric.name]
        assert metric.low <= min(own) <= max(own) <= metric.high
    sroi = [event for event in values if event["metric"] == "SROI"]
    assert max(abs(event["value"] - event["previous"]) for event in sroi) > 0.2


def test_the_second_report_fails_and_most_others_do_not() -> None:
    chance, company = random.Random(1), Company()
    kinds = [company.report(chance, 0.0)[0] for _ in range(100)]
    assert kinds[:3] == ["report-ready", "report-failed", "report-ready"]
    assert 2 < kinds.count("report-failed") < 30


def test_only_evidence_that_was_there_is_deleted() -> None:
    chance, company = random.Random(1), Company()
    known: set[int] = set()
    kinds = set()
    for _ in range(300):
        kind, data = company.evidence(chance, 0.0)
        kinds.add(kind)
        if kind == "evidence-update":
            known.add(data["evidenceId"])
        else:
            assert data["evidenceId"] in known
            known.discard(data["evidenceId"])
    assert kinds == {"evidence-update", "evidence-deleted"}


def test_a_company_goes_on_where_it_was() -> None:
    chance, before, after = random.Random(1), Company(), Company()
    for _ in range(300):
        data = before.dashboard(chance, 0.0)
        after.remember("dashboard-update", data)
        after.remember(*before.evidence(chance, 0.0))
        after.remember(*before.report(chance, 0.0))
    assert after.metrics == before.metrics
    assert before.evidence(random.Random(5), 0.0) == after.evidence(random.Random(5), 0.0)
    assert before.report(random.Random(5), 0.0) == after.report(random.Random(5), 0.0)
