"""Two hundred attempts' headers, in memory that does not grow."""

import random
import tracemalloc

from watchfloor.services.channel.bygone import MOST, MOST_BYTES, Bygone
from watchfloor.services.net.attempt import Exchange, Hop


def exchange(number: int, *, weight: int = 0) -> Exchange:
    """One that differs from its like in id and date alone, but for so much that is like nothing."""
    noise = random.Random(number).randbytes(weight // 2).hex()
    return Exchange(
        url="https://feeds.example/stream?room=ü",
        request_headers=[
            ("accept", "text/event-stream"),
            ("user-agent", "watchfloor"),
            ("last-event-id", f"évt-{number}"),
        ],
        headers=[
            ("date", f"Fri, 20 Nov 2026 12:{number // 60 % 60:02}:{number % 60:02} GMT"),
            ("content-type", "text/event-stream; charset=utf-8"),
            ("cache-control", "no-cache, no-transform"),
            ("x-accel-buffering", "no"),
            ("x-noise", noise),
        ],
        http_version="HTTP/1.1",
        peer="127.0.0.1:443",
        hops=[Hop(302, "https://feeds.example/")],
    )


def filled(count: int, weight: int = 0) -> Bygone:
    kept = Bygone()
    for number in range(count):
        kept.add(float(number), exchange(number, weight=weight))
    return kept


def test_each_is_known_again_whole() -> None:
    kept = filled(MOST)
    assert len(kept) == MOST
    assert [kept.at(float(number)) for number in range(MOST)] == [exchange(n) for n in range(MOST)]
    assert kept.at(0.5) is None


def test_the_oldest_go_first() -> None:
    kept = filled(MOST + 7)
    assert kept.moments_s == [float(number) for number in range(7, MOST + 7)]
    assert kept.at(6.0) is None
    assert kept.at(7.0) == exchange(7)


def test_those_that_are_alike_take_little() -> None:
    tracemalloc.start()
    kept = filled(MOST)
    size_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept) == MOST
    assert kept.size_bytes < 30_000
    assert size_bytes < 100_000


def test_large_ones_that_are_not_alike_never_take_more_than_the_bound() -> None:
    kept = Bygone()
    for number in range(60):
        kept.add(float(number), exchange(number, weight=20_000))
        assert kept.size_bytes <= MOST_BYTES
    assert 3 < len(kept) < 60
    assert kept.at(59.0) == exchange(59, weight=20_000)
    for number in range(100, 100 + MOST):
        kept.add(float(number), exchange(number))
    assert len(kept) == MOST
    assert kept.size_bytes < 30_000, "and what is gone is not counted for ever"


def test_one_that_is_larger_than_all_room_is_not_kept() -> None:
    kept = filled(3)
    kept.add(3.0, exchange(3, weight=2 * MOST_BYTES))
    assert len(kept) == 0
    assert kept.size_bytes == 0
    kept.add(4.0, exchange(4))
    assert kept.at(4.0) == exchange(4)
