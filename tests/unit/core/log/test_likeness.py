"""Rows of one kind: of one channel and type, or what befell it in one way."""

from watchfloor.core.event import Event
from watchfloor.core.happening import GapFound, Warned
from watchfloor.core.log.likeness import is_like, query_like
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.query.predicate import matches


def event(channel: str, kind: str) -> Event:
    return Event(channel, 1, 1.0, kind, "{}")


ODD = 'a "b" \\ of * (c)'
GAP = GapFound(channel=ODD, at_s=1.0, after_seq=1, after="1", before="5", missing=3)


def test_events_are_alike_by_channel_and_type_whatever_is_in_their_names() -> None:
    others = [event(ODD, ODD), event(ODD, "b"), event("a", ODD)]
    assert [is_like(event(ODD, ODD), other) for other in others] == [True, False, False]
    query = query_like(event(ODD, ODD))
    assert query is not None
    holds = matches(query, profile("generic").read, lambda: 0.0)
    assert [holds(other) for other in others] == [True, False, False]


def test_what_stands_between_events_is_alike_by_what_it_is() -> None:
    warned = Warned(channel=ODD, at_s=1.0, after_seq=1, code="x", message="x")
    assert [is_like(GAP, other) for other in (GAP, warned, event(ODD, "gap"))] == [True, False, False]
    assert query_like(GAP) is None
