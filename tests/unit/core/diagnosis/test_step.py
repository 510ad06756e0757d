"""Steps as people see them."""

from tests.unit.core.diagnosis.scene import attempt, event, heard, listening, steady
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.examination import examine
from watchfloor.core.diagnosis.step import Step, connection_steps, listening_step, resume_step, rule_steps
from watchfloor.core.diagnosis.trial import Answer, Resumption
from watchfloor.core.happening import AttemptEnded


def steps(made: AttemptEnded, hops: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(step.name, step.mark) for step in connection_steps(made, list(hops))]


def test_the_way_leads_as_far_as_it_leads() -> None:
    assert steps(attempt("unreachable-dns")) == [("resolves", "bad")]
    assert steps(attempt("refused", dns_ms=1.0)) == [("resolves", "good"), ("connects", "bad")]
    assert steps(attempt("not-found", dns_ms=1.0, tcp_ms=1.0, headers_ms=3.0)) == [
        ("resolves", "good"),
        ("connects", "good"),
        ("answers", "bad"),
    ]
    assert steps(attempt("", dns_ms=1.0, tcp_ms=1.0, headers_ms=3.0), ("http://a.example/",)) == [
        ("resolves", "good"),
        ("connects", "good"),
        ("redirects", "good"),
        ("answers", "good"),
    ]


def test_how_listening_ended_is_said() -> None:
    assert listening_step(listening(steady()), again=False).mark == "good"
    assert "the other side ended it" in listening_step(listening([], outcome="closed"), again=True).words
    done = listening_step(listening([(1.0, event(1, type_="done"))], outcome="closed"), again=False)
    assert done.mark == "good"
    assert "complete" in done.words
    assert "bomb" in listening_step(listening([], outcome="bomb"), again=False).words


def test_a_resume_is_good_bad_or_open() -> None:
    marks = [resume_step(Resumption("5", answer, "w")).mark for answer in Answer]
    assert marks == ["good", "bad", "bad", "open"]


def test_a_resume_that_had_no_chance_says_why() -> None:
    def why(evidence: Evidence) -> str:
        return rule_steps(evidence, [])[0].words

    ids, none = heard(listening(steady())), heard(listening([(1.0, event(None) + event(None))]))
    assert "no second connection" in why(ids)
    assert "takes two events" in why(heard(listening([(1.0, event(1))])))
    assert "no event had an id" in why(none)
    assert "no event came" in why(heard(listening([])))


def test_what_was_not_seen_is_not_claimed() -> None:
    evidence = heard(listening([(0.1, event(1))], lasted_s=1.0), patience_s=1.0)
    assert {step.name: step.mark for step in rule_steps(evidence, examine(evidence))} == {
        "resumes": "open",
        "heartbeat": "open",
        "buffering": "open",
    }
    assert rule_steps(heard(), []) == []


def test_a_rhythm_is_named() -> None:
    evidence = heard(listening([(1.0, b":\n\n"), (3.0, b":\n\n")]))
    evidence.heartbeat_s = 2.0
    assert Step("heartbeat", "good", "one about every 2.0 s") in rule_steps(evidence, [])


def test_each_step_is_told_by_itself() -> None:
    told = connection_steps(attempt("", dns_ms=20.0, tcp_ms=35.0, tls_ms=65.0, headers_ms=90.0), [])
    assert [step.words for step in told][:2] == ["in 20 ms", "in 15 ms, encrypted in 30 ms"]
