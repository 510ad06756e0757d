"""Rules that mark rows: the first that holds, in a colour and a shape."""

from tests.unit.core.profiles.sample import event
from watchfloor.core.happening import GapFound
from watchfloor.core.log.highlight import MOST, PALETTE, Highlighter, HighlightRule
from watchfloor.core.profiles.reading import Reading


def highlighter(*rules: HighlightRule) -> Highlighter:
    made = Highlighter(lambda event: Reading(kind=event.type), lambda: 0.0)
    made.set_rules(rules)
    return made


def test_the_first_rule_that_holds_marks_the_row() -> None:
    drone, every = HighlightRule("type:drone", PALETTE[1]), HighlightRule("channel:*", PALETTE[2])
    marks = highlighter(drone, every)
    assert marks.rule_of(event("drone", "{}")) == drone
    assert marks.rule_of(event("other", "{}")) == every
    assert highlighter().rule_of(event("drone", "{}")) is None


def test_what_stands_between_the_events_is_marked_too() -> None:
    rule = HighlightRule("type:gap", PALETTE[0])
    gap = GapFound(channel="c", at_s=1.0, after="1", before="3", missing=1)
    assert highlighter(rule).rule_of(gap) == rule


def test_a_query_that_cannot_be_read_marks_nothing_and_says_why() -> None:
    marks = highlighter(HighlightRule("(", PALETTE[0]), HighlightRule("", PALETTE[1]))
    assert marks.rule_of(event("m", "{}")) is None
    assert "character" in marks.problems["("]


def test_every_colour_has_its_shape() -> None:
    assert [HighlightRule("x", colour.upper()).number for colour in PALETTE] == list(range(6))
    other = HighlightRule("x", "#123456")
    assert not other.is_of_palette
    assert 0 <= other.number < 6


def test_rules_are_bounded() -> None:
    assert len(highlighter(*[HighlightRule("x", PALETTE[0])] * (MOST + 5)).rules) == MOST
