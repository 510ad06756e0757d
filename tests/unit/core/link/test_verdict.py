"""One table decides what follows from an outcome, and one function what a status means."""

import pytest

from watchfloor.core.link.verdict import TABLE, Next, Outcome, code_of_status, judge


@pytest.mark.parametrize("code", TABLE)
def test_every_code_has_a_verdict_and_every_refusal_an_advice(code: str) -> None:
    verdict = judge(Outcome(code=code))
    assert bool(verdict.advice) is (verdict.next is Next.FAIL)
    assert not (verdict.blames_origin and verdict.next is not Next.RETRY)


def test_an_unknown_code_is_our_bug() -> None:
    with pytest.raises(KeyError):
        judge(Outcome(code="nonsense"))


AGAIN = {408, 425, 429, *range(500, 600)}
END = {204, 205}


def test_what_is_tried_again_is_what_the_issue_lists() -> None:
    for status in range(201, 600):
        expected = Next.RETRY if status in AGAIN else Next.END if status in END else Next.FAIL
        assert judge(Outcome(code=code_of_status(status))).next is expected, status


def test_a_server_that_limits_us_is_not_sick() -> None:
    assert not judge(Outcome(code="rate-limited")).blames_origin
    assert not judge(Outcome(code="closed")).blames_origin
    assert judge(Outcome(code="server-error")).blames_origin
