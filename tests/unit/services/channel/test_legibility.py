"""Whether what comes can be read: judged by what came since the last event, and for how long."""

import pytest

from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.core.feed import Feed
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.legibility import ENDLESS, NO_MORE_A_STREAM, NOT_A_STREAM, Legibility
from watchfloor.services.clock import Clock


class Ear:
    """A connection by hand: bytes and moments in, the verdict out."""

    def __init__(self) -> None:
        self.intake = Intake(Feed(name="a", url="http://a/"), Clock(), None)
        self.intake.begin(ndjson=False)
        self.pulse, self.legibility = Pulse(), Legibility(self.intake)
        self.legibility.begin(0.0)

    def why(self, at_s: float, block: bytes = b"") -> str:
        if block:
            batch = self.intake.feed(block)
            self.pulse.take(
                at_s, block, len(batch.events) if batch else 0, len(batch.comments) if batch else 0
            )
            if batch is not None:
                self.legibility.proved(at_s)
            else:
                self.legibility.waited(at_s)
        return self.legibility.why_not(self.pulse, at_s)


@pytest.fixture
def ear() -> Ear:
    return Ear()


def test_what_never_was_a_stream(ear: Ear) -> None:
    assert ear.why(1.0, b"<html>\n<p>\n") == NOT_A_STREAM


def test_rubbish_after_an_event_counts_once_it_is_much_and_lasts(ear: Ear) -> None:
    assert ear.why(1.0, b"data: x\n\n") == ""
    assert ear.why(2.0, b"<p>\n" * 9) == ""
    assert ear.why(7.0, b"") == "", "nine lines are little"
    assert ear.why(8.0, b"<p>\n") == NO_MORE_A_STREAM
    assert ear.why(9.0, b"\n\ndata: y\n\n") == ""
    assert ear.why(20.0) == "", "what was strange before it is forgiven"


def test_rubbish_is_given_a_moment(ear: Ear) -> None:
    ear.why(1.0, b"data: x\n\n")
    assert ear.why(2.0, b"<p>\n" * 40) == ""
    assert ear.why(5.9) == ""
    assert ear.why(6.0) == NO_MORE_A_STREAM


def test_a_comment_is_as_good_as_an_event(ear: Ear) -> None:
    ear.why(1.0, b"data: x\n\n")
    ear.why(2.0, b"<p>\n" * 40)
    assert ear.why(8.0, b"\n\n: beat\n\n") == ""


def test_an_event_may_take_a_minute_and_no_more(ear: Ear) -> None:
    ear.why(1.0, b"data: x\n\n")
    assert ear.why(100.0, b"data: y\n") == "", "it has only just begun"
    assert ear.why(159.0, b"data: z\n") == ""
    assert ear.why(160.0, b"data: z\n") == ENDLESS
    assert ear.why(161.0, b"\n") == ""


def test_empty_lines_and_a_new_connection_begin_anew(ear: Ear) -> None:
    ear.why(1.0, b"data: x\n\n")
    ear.why(2.0, b"data: y\n")
    ear.intake.begin(ndjson=False)
    ear.legibility.begin(50.0)
    assert ear.why(90.0) == ""
    assert ear.why(91.0, b"\n") == ""
