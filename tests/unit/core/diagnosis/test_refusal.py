"""Attempts that did not become a stream."""

from typing import Any

import pytest

from tests.unit.core.diagnosis.scene import attempt
from watchfloor.core.diagnosis.evidence import Certificate, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.meaning import MEANINGS
from watchfloor.core.diagnosis.refusal import refusal


def found(*outcomes: str, **more: Any) -> Finding | None:
    return refusal(Evidence(attempts=[attempt(outcome, **more) for outcome in outcomes]))


@pytest.mark.parametrize("code", sorted(MEANINGS))
def test_each_refusal_has_its_meaning(code: str) -> None:
    finding = found(code)
    assert finding is not None
    assert finding.id == MEANINGS[code].id
    assert f"It ended with {code}." in finding.evidence
    assert finding.title
    assert finding.advice


def test_a_stream_that_loses_its_form_in_the_middle_was_a_stream() -> None:
    finding = found("protocol", status=200, bytes=49)
    assert finding is not None
    assert (finding.id, finding.title) == ("server-error", "The stream loses its form in the middle")
    before = found("protocol", status=None)
    assert before is not None
    assert before.id == "wrong-content-type"


def test_a_credential_that_is_kept_for_elsewhere_has_words_of_its_own() -> None:
    withheld = found("withheld", detail="The credential was not sent: …")
    assert withheld is not None
    assert (withheld.id, withheld.title) == (
        "unauthorized",
        "The credential is kept for another place, or another way there",
    )
    assert "was not asked" in withheld.advice


def test_a_server_that_was_not_asked_is_not_said_to_have_asked_back() -> None:
    missing = found("unauthorized")
    assert missing is not None
    assert (missing.id, missing.title) == ("unauthorized", "There is nothing to sign in with")
    for answered in ({"status": 401}, {"tcp_ms": 3.0}):  # by the server, or by a proxy on the way
        asked = found("unauthorized", **answered)
        assert asked is not None
        assert asked.title == "The server asks who you are"


@pytest.mark.parametrize("code", ["closed", "truncated", "complete", "stopped"])
def test_the_end_of_a_stream_is_none(code: str) -> None:
    assert found(code) is None


def test_what_went_well_afterwards_is_past() -> None:
    assert found("server-error", "closed") is None
    evidence = Evidence(attempts=[attempt("server-error")], is_open=True)
    assert refusal(evidence) is None


def test_a_stream_that_was_open_and_then_reset_was_not_refused() -> None:
    assert found("reset", status=200, bytes=100) is None
    assert found("reset") is not None


def test_the_evidence_has_retry_after_the_redirects_and_how_often() -> None:
    attempts = [
        attempt("closed", events=3, bytes=90),
        attempt("rate-limited"),
        attempt("rate-limited", retry_after_s=7.0),
    ]
    finding = refusal(Evidence(attempts=attempts, hops=["https://example.org/there"]))
    assert finding is not None
    assert "Retry-After: 7.0 s." in finding.evidence
    assert "1 redirect, the last to https://example.org/there" in finding.evidence
    assert "2 of 3 attempts" in finding.evidence
    assert "Before that the stream was open" in finding.evidence


@pytest.mark.parametrize("code", ["refused", "reset"])
def test_an_address_that_has_served_is_not_doubted(code: str) -> None:
    opened = attempt("truncated", status=200, events=7, bytes=900)
    finding = refusal(Evidence(attempts=[opened, attempt(code)]))
    assert finding is not None
    assert (finding.id, finding.title) == (MEANINGS[code].id, MEANINGS[code].title)
    assert finding.advice.startswith("The address was right before")
    first = refusal(Evidence(attempts=[attempt(code)]))
    assert first is not None
    assert first.advice == MEANINGS[code].advice


def test_a_server_that_hangs_is_not_one_that_cannot_be_reached() -> None:
    hanging, unreachable = found("timed-out", tcp_ms=3.0), found("timed-out")
    assert hanging is not None
    assert unreachable is not None
    assert hanging.id == unreachable.id == "timed-out"
    assert "takes the connection" in hanging.title
    assert "takes the connection" not in unreachable.title


def test_a_packing_that_nobody_asked_for_is_found_in_the_middle_of_a_stream() -> None:
    finding = found("bad-request", status=200, bytes=0)
    assert finding is not None
    assert finding.id == "wrong-content-type"


@pytest.mark.parametrize("outcome", ["unreachable-dns", "unreachable"])
def test_a_machine_that_is_offline_blames_nobody_else(outcome: str) -> None:
    finding = refusal(Evidence(attempts=[attempt(outcome)], is_offline=True))
    assert finding is not None
    assert finding.id == MEANINGS[outcome].id
    assert finding.title == "This machine seems to be offline"
    refused = refusal(Evidence(attempts=[attempt("refused")], is_offline=True))
    assert refused is not None
    assert refused.title == MEANINGS["refused"].title, "somebody did answer"


def test_of_many_names_a_few_are_told() -> None:
    names = tuple(f"{n}.example" for n in range(8))
    finding = refusal(Evidence(attempts=[attempt("tls-wrong-host")], certificate=Certificate(names=names)))
    assert finding is not None
    assert "“4.example” and 3 more." in finding.evidence
    assert "5.example" not in finding.evidence
    bare = refusal(Evidence(attempts=[attempt("tls-expired")], certificate=Certificate()))
    assert bare is not None
    assert "valid from" not in bare.evidence
