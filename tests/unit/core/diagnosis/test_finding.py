"""Findings in order of gravity, and the verdict."""

import re
from pathlib import Path

from watchfloor.core.diagnosis.finding import (
    GRAVITY,
    HEALTHY,
    OF_THE_STREAM,
    WEAKNESSES,
    Finding,
    by_gravity,
    is_ill,
    verdict,
)

# As the command line promises them.
PROMISED = """
    healthy buffered idle-timeout lifetime-limit no-heartbeat wrong-content-type login-page unauthorized
    forbidden not-found rate-limited server-error unreachable-dns refused timed-out tls-expired tls-wrong-host
    tls-untrusted clock-skew resume-ignored ids-missing ids-restart oversize malformed-json silent
"""
# Only the history of a channel, or of several, shows these: a look at one address never gives them.
ONLY_OF_HISTORY = {"offline", "asleep", "server-trouble", "only-this-feed", "six-connections", "slow-line"}


def finding(id_: str, evidence: str = "e") -> Finding:
    return Finding(id_, "t", evidence, "a")


def test_the_verdict_is_the_gravest_finding() -> None:
    assert (
        verdict([finding(id_) for id_ in ("no-heartbeat", "idle-timeout", "ids-missing")]) == "idle-timeout"
    )
    assert verdict([finding("ids-missing"), finding("malformed-json")]) == "malformed-json"


def test_a_mild_finding_stands_behind_all_others() -> None:
    mild = Finding("lifetime-limit", "t", "e", "a", is_mild=True)
    assert verdict([mild, finding("no-heartbeat")]) == "no-heartbeat"
    assert verdict([mild]) == "lifetime-limit"
    assert mild.is_weakness
    assert not finding("lifetime-limit").is_weakness


def test_nothing_found_is_healthy() -> None:
    assert verdict([]) == HEALTHY


def test_what_was_found_twice_is_told_once() -> None:
    assert by_gravity([finding("silent", "first"), finding("silent", "second")]) == [
        finding("silent", "first")
    ]


def test_the_command_line_knows_the_promised_ids_and_no_others() -> None:
    assert {*GRAVITY, HEALTHY} - ONLY_OF_HISTORY == set(PROMISED.split())
    assert set(GRAVITY) >= WEAKNESSES
    assert len(GRAVITY) == len(set(GRAVITY))


def test_every_verdict_is_explained() -> None:
    page = (Path(__file__).parents[4] / "docs/diagnosis.md").read_text(encoding="utf-8")
    explained = re.findall(r"^#+ `([a-z0-9-]+)`", page, re.MULTILINE)
    assert sorted(explained) == sorted({*GRAVITY, HEALTHY})


def test_an_open_connection_is_ill_by_what_it_brings_and_not_by_what_befell_others() -> None:
    assert set(GRAVITY) > OF_THE_STREAM
    assert not WEAKNESSES & OF_THE_STREAM
    assert is_ill([finding("idle-timeout"), finding("buffered")])
    assert not is_ill([finding("idle-timeout"), finding("server-error"), finding("ids-missing")])
    assert not is_ill([])
