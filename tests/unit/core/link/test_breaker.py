"""The breaker as a state machine: never stuck, one probe at a time, never before its time."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from watchfloor.core.feed import BreakerPolicy
from watchfloor.core.link.breaker import Breaker, BreakerState, Permit, Wait

POLICY = BreakerPolicy(threshold=5, open_s=30.0, window_s=60.0, probe_s=10.0)
CHANNELS = 1000


def opened(policy: BreakerPolicy = POLICY) -> Breaker:
    breaker = Breaker(policy)
    for _ in range(policy.threshold):
        breaker.failed(permit_of(breaker, 0.0), 0.0)
    return breaker


def permit_of(breaker: Breaker, now_s: float) -> Permit:
    answer = breaker.admit(now_s)
    assert isinstance(answer, Permit)
    return answer


def test_it_opens_at_its_threshold() -> None:
    breaker = Breaker(POLICY)
    for n in range(5):
        assert breaker.state(n) is BreakerState.CLOSED
        assert breaker.failed(permit_of(breaker, n), n) is (n == 4)
    assert breaker.state(5) is BreakerState.OPEN
    assert breaker.admit(5) == Wait(34.0)
    assert breaker.opened == 1


def test_old_failures_are_forgotten() -> None:
    breaker = Breaker(POLICY)
    for n in range(4):
        breaker.failed(permit_of(breaker, n), n)
    assert breaker.failures(60.0) == 4
    assert breaker.failures(60.5) == 3
    assert not breaker.failed(permit_of(breaker, 61.5), 61.5)
    assert breaker.state(61.5) is BreakerState.CLOSED


def test_a_success_forgets_all_failures() -> None:
    breaker = Breaker(POLICY)
    for _ in range(4):
        breaker.failed(permit_of(breaker, 0), 0)
    assert not breaker.succeeded(permit_of(breaker, 0), 0), "it was closed already"
    assert breaker.failures(0) == 0


def test_one_probe_among_a_thousand() -> None:
    breaker = opened()
    answers = [breaker.admit(30.0) for _ in range(CHANNELS)]
    assert [isinstance(answer, Permit) for answer in answers] == [True] + [False] * (CHANNELS - 1)
    assert answers[1] == Wait(40.0)
    assert breaker.state(30.0) is BreakerState.HALF_OPEN


def test_a_probe_that_fails_opens_it_for_as_long_again() -> None:
    breaker = opened()
    assert breaker.failed(permit_of(breaker, 31.0), 33.0)
    assert breaker.admit(33.0) == Wait(63.0)


def test_a_probe_that_hangs_is_a_failed_one_by_its_deadline() -> None:
    breaker = opened()
    hanging = permit_of(breaker, 30.0)
    assert breaker.admit(39.9) == Wait(40.0)
    assert breaker.admit(40.0) == Wait(70.0)
    second = permit_of(breaker, 70.0)
    assert second.probe
    assert not breaker.failed(hanging, 71.0), "what it says now counts no more"
    assert breaker.succeeded(second, 71.0)


def test_a_late_probe_that_brings_something_after_all_closes_it() -> None:
    breaker = opened()
    late = permit_of(breaker, 30.0)
    breaker.admit(41.0)
    assert breaker.succeeded(late, 99.0)
    assert breaker.state(41.0) is BreakerState.CLOSED


def test_a_connection_from_before_says_nothing_about_new_ones() -> None:
    breaker = Breaker(POLICY)
    old = permit_of(breaker, 0)
    for _ in range(5):
        breaker.failed(permit_of(breaker, 0), 0)
    assert not breaker.succeeded(old, 1.0)
    assert breaker.state(1) is BreakerState.OPEN


def test_a_probe_that_is_given_back_lets_another_one_go() -> None:
    breaker = opened()
    probe = permit_of(breaker, 30.0)
    assert breaker.released(probe)
    assert not breaker.released(probe)
    assert permit_of(breaker, 30.0).probe


def test_a_person_closes_it() -> None:
    breaker = opened()
    breaker.reset(1.0)
    assert not permit_of(breaker, 1.0).probe
    assert breaker.probe_at_s(1.0) is None


def test_switched_off_it_lets_everyone_in() -> None:
    breaker = Breaker(BreakerPolicy(enabled=False, threshold=1))
    for _ in range(10):
        assert not breaker.failed(permit_of(breaker, 0), 0)
    assert breaker.state(0) is BreakerState.CLOSED


@pytest.mark.parametrize("now_s", [0.0, 29.0, 30.0, 35.0, 1e9])
def test_when_the_next_probe_may_go_is_when_it_is_let(now_s: float) -> None:
    breaker = opened()
    at_s = breaker.probe_at_s(now_s)
    assert at_s == max(30.0, now_s)
    assert isinstance(breaker.admit(at_s), Permit)


class Crowd(RuleBasedStateMachine):
    """Any number of channels do anything in any order; time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 1000.0

    @initialize(
        threshold=st.integers(1, 6),
        open_s=st.floats(0.1, 60),
        window_s=st.floats(1, 90),
        probe_s=st.floats(0.1, 20),
    )
    def begin(self, threshold: int, open_s: float, window_s: float, probe_s: float) -> None:
        self.policy = BreakerPolicy(threshold=threshold, open_s=open_s, window_s=window_s, probe_s=probe_s)
        self.breaker = Breaker(self.policy)
        self.under_way: list[Permit] = []
        self.probes: list[tuple[Permit, float]] = []  # since it opened last, with the time of each
        self.opened_s: float | None = None

    @rule(span_s=st.floats(0, 100))
    def time_goes_on(self, span_s: float) -> None:
        self.now_s += span_s

    @rule(count=st.sampled_from([1, 2, 1000]))
    def ask(self, count: int) -> None:
        closed = self.breaker.state(self.now_s) is BreakerState.CLOSED
        answers = [self.breaker.admit(self.now_s) for _ in range(count)]
        permits = [answer for answer in answers if isinstance(answer, Permit)]
        self.under_way += permits[:3]
        if closed:
            assert len(permits) == count
            assert not any(permit.probe for permit in permits)
            return
        assert len(permits) <= 1, "one probe"
        for permit in permits:
            assert permit.probe
            assert self.opened_s is not None
            assert self.now_s >= self.opened_s + self.policy.open_s, "never before its time"
            assert all(self.now_s >= at_s + self.policy.probe_s for _, at_s in self.probes), "one at a time"
            self.probes.append((permit, self.now_s))
        for answer in answers:
            assert isinstance(answer, Permit) or answer.until_s > self.now_s, "who waits waits for something"

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def fail(self, data: st.DataObject) -> None:
        permit = self._one(data)
        before = self.breaker.opened
        if self.breaker.failed(permit, self.now_s):
            assert self.breaker.opened == before + 1
            assert self.breaker.state(self.now_s) is BreakerState.OPEN
            self.opened_s, self.probes = self.now_s, []

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def succeed(self, data: st.DataObject) -> None:
        permit = self._one(data)
        if self.breaker.succeeded(permit, self.now_s):
            assert permit.probe
            assert self.breaker.state(self.now_s) is BreakerState.CLOSED

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        permit = self._one(data)
        if self.breaker.released(permit):
            self.probes = [each for each in self.probes if each[0] != permit]

    @rule()
    def a_person_resets(self) -> None:
        self.breaker.reset(self.now_s)
        assert self.breaker.state(self.now_s) is BreakerState.CLOSED

    @invariant()
    def it_is_never_stuck(self) -> None:
        """Whoever keeps to what the breaker says is let in after a few waits at most."""
        if not hasattr(self, "breaker") or self.breaker.state(self.now_s) is BreakerState.CLOSED:
            return
        at_s = self.breaker.probe_at_s(self.now_s)
        assert at_s is not None
        assert at_s >= self.now_s
        assert at_s <= self.now_s + self.policy.open_s + self.policy.probe_s

    def _one(self, data: st.DataObject) -> Permit:
        return self.under_way.pop(data.draw(st.integers(0, len(self.under_way) - 1)))

    def teardown(self) -> None:
        """In the end, however it was left, patience alone gets a probe through."""
        if not hasattr(self, "breaker"):
            return
        for _ in range(4):
            answer = self.breaker.admit(self.now_s)
            if isinstance(answer, Permit):
                return
            self.now_s = answer.until_s
        raise AssertionError("stuck")


TestCrowd = Crowd.TestCase


def test_its_last_changes_are_remembered_with_why() -> None:
    breaker = Breaker(BreakerPolicy(threshold=2))
    for n in (0, 1):
        breaker.failed(permit_of(breaker, n), n, f"reason {n}")
    assert breaker.why_open == "reason 1"
    breaker.failed(permit_of(breaker, 31.0), 32.0, "the probe's reason")
    assert breaker.why_open == "the probe's reason"
    permit_of(breaker, 70.0)
    assert isinstance(breaker.admit(80.5), Wait), "the probe is overdue, and was the last for now"
    assert "nothing within 10 s" in breaker.why_open
    breaker.reset(90.0, "by hand")
    assert breaker.why_open == ""
    turns = " ".join(f"{turn.state.value}@{turn.at_s:g}" for turn in breaker.turns)
    assert turns == "open@1 half-open@31 open@32 half-open@70 open@80 closed@90"
    breaker.reset(91.0)
    assert len(breaker.turns) == 6, "closed already: nothing changed"
