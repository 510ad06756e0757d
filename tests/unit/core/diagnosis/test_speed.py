"""Events that take their time to come, and those that only look like it."""

import pytest

from tests.unit.core.diagnosis.scene import event, listening
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.pulse import MOST_TRANSITS
from watchfloor.core.diagnosis.speed import slow_line
from watchfloor.core.diagnosis.step import rule_steps

BODY = b"".join(event(n, data={"text": "x" * 350}) for n in range(8))
Moments = list[tuple[float, bytes]]


def dripping(body: bytes, size_bytes: int, every_s: float) -> Moments:
    places = range(0, len(body), size_bytes)
    return [(1 + n * every_s, body[at : at + size_bytes]) for n, at in enumerate(places)]


def live(*moments: tuple[float, bytes]) -> Evidence:
    return Evidence(listenings=[listening(moments)], is_live=True)


def test_a_few_bytes_at_a_time_are_a_slow_line() -> None:
    finding = slow_line(live(*dripping(BODY, 24, 0.1)))
    assert finding is not None
    assert finding.id == "slow-line"
    assert "takes 1.5 s from its first byte to its last, at 245 bytes a second" in finding.evidence


LOOK_ALIKES = {
    "handfuls that are soon whole": dripping(BODY, 24, 0.02),
    "clumps that cut an event in two": [
        (31.0 * n, (BODY * 20)[n * 4_000 : n * 4_000 + 4_000]) for n in range(8)
    ],
    "large events": dripping(b"".join(event(n, data="x" * 200_000) for n in range(6)), 20_000, 0.2),
    "whole lines, each for itself": [
        (n + part / 3, line)
        for n in range(6)
        for part, line in enumerate((b"event: a\n", b"data: 1\n", b"\n"))
    ],
    "whole events, far apart": [(10.0 * n, event(n)) for n in range(8)],
    "a hitch or two": dripping(BODY[:900], 24, 0.1) + [(30.0 + n, event(n)) for n in range(9)],
    "slow once, and well since": dripping(BODY, 24, 0.1) + [(50.0 + n, event(n)) for n in range(9)],
    "nothing": [],
}


@pytest.mark.parametrize("moments", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_what_only_looks_like_it_is_none(moments: Moments) -> None:
    assert slow_line(live(*moments)) is None


def test_it_is_told_of_what_is_open_and_else_only_as_a_step() -> None:
    evidence = Evidence(listenings=[listening(dripping(BODY, 24, 0.1))])
    assert slow_line(evidence) is None
    (step,) = [step for step in rule_steps(evidence, []) if step.name == "speed"]
    assert (step.mark, step.words) == ("bad", "an event takes 1.5 s to come, at 245 bytes a second")


def test_it_remembers_no_more_than_the_last() -> None:
    heard: Listening = listening(dripping(BODY * 10, 24, 0.1))
    assert len(heard.pulse.transits) == MOST_TRANSITS
