"""One origin, one breaker: by scheme, host and port."""

import pytest

from watchfloor.core.feed import BreakerPolicy
from watchfloor.services.channel.gate import Gate, origin_name

POLICY = BreakerPolicy()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://h.example/a?b", "http://h.example:80"),
        ("https://H.example", "https://h.example:443"),
        ("http://h.example:8080/", "http://h.example:8080"),
        ("https://me:secret@h.example/", "https://h.example:443"),
        ("http://[::1]:80/", "http://::1:80"),
        ("http://[::1", "http://[::1"),
        ("http://xn--a/", "http://xn--a/"),
        ("nonsense", "://:0"),
    ],
)
def test_the_name_of_an_origin(url: str, name: str) -> None:
    assert origin_name(url) == name


def test_one_origin_has_one_breaker() -> None:
    gate = Gate()
    assert gate.origin("http://h/a", POLICY) is gate.origin("http://H:80/b", POLICY)
    assert gate.origin("http://h/a", POLICY) is not gate.origin("https://h/a", POLICY)


def test_a_change_wakes_all_who_wait() -> None:
    origin, woken = Gate().origin("http://h/", POLICY), []

    def wake() -> None:
        woken.append(1)
        origin.waiting.discard(wake)

    origin.waiting |= {wake, lambda: woken.append(2)}
    origin.changed()
    assert sorted(woken) == [1, 2]
