"""How long to wait: exponential, spread, never under what the server asked for."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.feed import BackoffPolicy
from watchfloor.core.link.backoff import (
    ADAPTIVE,
    COCKPIT,
    HEALTHY_S,
    MAP,
    MAX_RETRY_AFTER_S,
    MAX_RETRY_FLOOR_S,
    PRESETS,
    QUICK_S,
    STRATEGIST,
    STRATEGY,
    Backoff,
    quality,
)


def ceilings(policy: BackoffPolicy, count: int = 7) -> list[float]:
    return Backoff(policy).upcoming_s(count)


def test_the_presets_are_the_seeds() -> None:
    assert ceilings(STRATEGIST) == [1, 2, 4, 8, 16, 30, 30]
    assert ceilings(MAP) == [1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 11.390625]
    assert ceilings(STRATEGY) == [1, 2, 4, 8, 16, 30, 30]
    assert COCKPIT.tries == 10
    assert set(PRESETS) == {"strategist", "map", "strategy", "cockpit", "adaptive"}


@pytest.mark.parametrize(
    ("name", "expected"), [("good", [1, 1.5, 2.25]), ("moderate", [1, 2, 4]), ("poor", [1, 3, 9])]
)
def test_adaptive_follows_the_network(name: str, expected: list[float]) -> None:
    assert Backoff(ADAPTIVE).upcoming_s(3, name) == expected
    assert Backoff(ADAPTIVE).upcoming_s(20, name)[-1] == {"good": 15, "moderate": 30, "poor": 60}[name]


@pytest.mark.parametrize(
    ("error_rate", "connect_ms", "expected"),
    [
        (0.0, None, "good"),
        (0.2, 500, "good"),
        (0.21, None, "moderate"),
        (0.0, 501, "moderate"),
        (0.51, None, "poor"),
        (0.0, 2001, "poor"),
    ],
)
def test_quality(error_rate: float, connect_ms: float | None, expected: str) -> None:
    assert quality(error_rate, connect_ms) == expected


def test_without_jitter_the_waits_are_the_ceilings() -> None:
    backoff = Backoff(STRATEGY)
    assert [backoff.next_s(lambda: 0.3) for _ in range(6)] == [1, 2, 4, 8, 16, 30]
    assert backoff.attempt == 6


def test_full_jitter_spreads_from_next_to_nothing_to_the_ceiling() -> None:
    assert Backoff(STRATEGIST).next_s(lambda: 0.0) == 0.05
    assert Backoff(STRATEGIST).next_s(lambda: 0.999) == pytest.approx(0.999)


def test_the_first_retry_is_quick_whatever_the_policy() -> None:
    backoff = Backoff(BackoffPolicy(initial_s=10))
    assert backoff.next_s(lambda: 1.0) <= QUICK_S
    assert backoff.next_s(lambda: 1.0) == 20


def test_it_is_exhausted_after_its_tries() -> None:
    backoff = Backoff(BackoffPolicy(tries=2))
    for _ in range(2):
        assert not backoff.exhausted
        backoff.next_s(lambda: 0.5)
    assert backoff.exhausted
    backoff.reset()
    assert not backoff.exhausted


def test_an_attempt_in_the_thousands() -> None:
    backoff = Backoff(BackoffPolicy(multiplier=3.0))
    backoff.attempt = 100_000
    assert backoff.next_s(lambda: 1.0) == 30


def test_a_healthy_connection_outlives_the_last_wait_or_a_few_seconds() -> None:
    backoff = Backoff(STRATEGY)
    assert backoff.healthy_after_s == 0
    backoff.next_s(lambda: 0.5)
    assert backoff.healthy_after_s == 1
    backoff.next_s(lambda: 0.5)
    assert backoff.healthy_after_s == 2
    backoff.attempt = 20
    assert backoff.healthy_after_s == HEALTHY_S


policies = st.builds(
    BackoffPolicy,
    initial_s=st.floats(0, 60),
    multiplier=st.floats(1, 5),
    max_s=st.floats(0, 120),
    jitter=st.booleans(),
    adaptive=st.booleans(),
)
asked = st.none() | st.floats(0, 1e12)


@given(
    policies,
    st.lists(
        st.tuples(
            st.floats(0, 1, exclude_max=True), asked, asked, st.sampled_from(["good", "moderate", "poor"])
        ),
        max_size=30,
    ),
)
def test_never_earlier_than_a_floor_and_never_for_ever(
    policy: BackoffPolicy, tries: list[tuple[float, float | None, float | None, str]]
) -> None:
    backoff = Backoff(policy)
    for chance, retry_s, retry_after_s, network in tries:
        wait_s = backoff.next_s(
            partial(float, chance), retry_s=retry_s, retry_after_s=retry_after_s, quality=network
        )
        assert wait_s >= min(retry_s or 0, MAX_RETRY_FLOOR_S)
        assert wait_s >= min(retry_after_s or 0, MAX_RETRY_AFTER_S)
        assert wait_s <= max(120.0, min(retry_after_s or 0, MAX_RETRY_AFTER_S) + 0.5, MAX_RETRY_FLOOR_S + 0.5)
