"""The newest places: set aside by channel and brought back, and no more of them than were asked for."""

from watchfloor.core.session.place import Marker, PlaceRing


def marker(channel: str, seq: int) -> Marker:
    return Marker(channel, seq, 0.0, 1.0, 2.0, 3, "title", came_at_s=float(seq))


def shown(ring: PlaceRing) -> list[int]:
    return [each.seq for each in ring]


def ring_of(*marks: tuple[str, int], capacity: int = 10) -> PlaceRing:
    ring = PlaceRing(capacity)
    for channel, seq in marks:
        ring.add(marker(channel, seq))
    return ring


def test_what_is_set_aside_comes_back_where_it_was() -> None:
    ring = ring_of(("a", 1), ("b", 2), ("a", 3))
    ring.set_aside("a")
    assert shown(ring) == [2]
    ring.add(marker("a", 4))
    ring.set_aside("a")
    ring.add(marker("b", 5))
    before = ring.added
    ring.bring_back()
    assert shown(ring) == [1, 2, 3, 4, 5]
    assert ring.added > before  # so that views look again
    ring.bring_back()
    assert shown(ring) == [1, 2, 3, 4, 5]


def test_no_more_comes_back_than_there_is_room_for() -> None:
    ring = ring_of(("a", 1), ("a", 2), ("a", 3), capacity=3)
    ring.set_aside("a")
    ring.add(marker("b", 4))
    ring.bring_back()
    assert shown(ring) == [2, 3, 4]


def test_what_is_set_aside_is_renamed_and_cleared_with_the_rest() -> None:
    ring = ring_of(("a", 1), ("b", 2))
    ring.set_aside("a")
    ring.rename("a", "c")
    ring.bring_back()
    assert [each.channel for each in ring] == ["c", "b"]
    ring.set_aside("c")
    ring.clear()
    ring.bring_back()
    assert shown(ring) == []
