"""What a terminal hears of a stream that does not come."""

from watchfloor.command.outage import Outage
from watchfloor.core.state import UNREADABLE, ChannelState, Status

LOST = Status(state=ChannelState.RECONNECTING, attempt=1, reason="The connection broke.")
UP = Status(state=ChannelState.CONNECTED)


def test_the_first_failure_is_told_where_nothing_came_before() -> None:
    assert Outage().words(LOST) == "The connection broke. (trying again)"


def test_a_stream_of_which_nothing_can_be_read_is_told_with_a_next_step() -> None:
    outage = Outage()
    assert outage.words(UP) == ""
    told = outage.words(Status(state=ChannelState.STALE, code=UNREADABLE, reason="It is none."))
    assert told == "It is none. `watchfloor doctor` says how it begins and what to do."


def test_silence_alone_is_not() -> None:
    assert Outage().words(Status(state=ChannelState.STALE)) == ""
