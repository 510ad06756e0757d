import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server import gate
from watchfloor.server.gate import Bucket
from watchfloor.server.setting import Limit


def test_a_bucket_lets_a_burst_through_and_then_its_rate() -> None:
    now_s = [100.0]
    bucket = Bucket(Limit(requests_per_s=2.0, request_burst=3), lambda: now_s[0])
    assert [bucket.take("a") for _ in range(4)] == [0.0, 0.0, 0.0, 0.5]
    assert bucket.take("b") == 0.0
    now_s[0] += 0.5
    assert bucket.take("a") == 0.0
    assert bucket.take("a") > 0
    now_s[0] += 1_000_000
    assert [bucket.take("a") > 0 for _ in range(4)] == [False, False, False, True]


def test_addresses_are_forgotten_beyond_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "ADDRESSES", 10)
    bucket = Bucket(Limit(), lambda: 0.0)
    for number in range(50):
        bucket.take(str(number))
    assert len(bucket._levels) == 10


@given(st.lists(st.floats(0, 10), min_size=1, max_size=200))
def test_no_more_passes_than_burst_and_rate_allow(pauses: list[float]) -> None:
    now_s = [0.0]
    bucket = Bucket(Limit(requests_per_s=1.0, request_burst=5), lambda: now_s[0])
    passed = 0
    for pause_s in pauses:
        now_s[0] += pause_s
        passed += bucket.take("a") == 0.0
    assert passed <= 5 + now_s[0] + 1e-6


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost:80", "localhost"),
        ("[::1]:5", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("", ""),
        ("evil.example", "evil.example"),
        ("localhost@evil.example", ""),
        ("localhost/evil", ""),
        ("LOCALHOST", "localhost"),
        ("ü", ""),
    ],
)
def test_the_host_of_a_header(header: str, host: str) -> None:
    assert gate._host(header) == host


@given(st.text())
def test_no_host_header_harms(header: str) -> None:
    gate._host(header)
