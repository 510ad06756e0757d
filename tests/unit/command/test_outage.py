"""What a terminal hears of a stream that does not come."""

from watchfloor.command.outage import Outage, why, why_ended
from watchfloor.core.state import UNREADABLE, ChannelState, Status

LOST = Status(state=ChannelState.RECONNECTING, attempt=1, reason="The connection broke.")
UP = Status(state=ChannelState.CONNECTED)


def test_the_first_failure_is_told_where_nothing_came_before() -> None:
    assert Outage().words(LOST) == "The connection broke. (trying again)"


def test_what_to_do_stands_before_the_page_that_a_server_sent() -> None:
    page = '{"items": [' + "1, " * 99
    came = "application/json came instead of text/event-stream"
    told = why(f"{came}: {page}", "this is not an event stream")
    assert told.startswith(f'{came} (this is not an event stream): {{"items": [1, 1,')
    assert (told[-1], len(told)) == ("…", len(came) + len(" (this is not an event stream): ") + 121)
    down = Status(state=ChannelState.RECONNECTING, attempt=1, reason="503 Service Unavailable: Soon: back.")
    assert Outage().words(down) == "503 Service Unavailable (trying again): Soon: back."


def test_a_sentence_of_ours_stays_whole() -> None:
    own = "The credential was not sent: it is kept for another place. Agree in the feed's form." + "." * 120
    assert why(own, "say whether it may go there") == f"{own} (say whether it may go there)"
    assert why("404 Not Found", "check the address") == "404 Not Found (check the address)"
    assert why("404 Not Found: page", "") == "404 Not Found: page"


def test_a_stream_of_which_nothing_can_be_read_is_told_with_a_next_step() -> None:
    outage = Outage()
    assert outage.words(UP) == ""
    told = outage.words(Status(state=ChannelState.STALE, code=UNREADABLE, reason="It is none."))
    assert told == "It is none. `watchfloor doctor` says how it begins and what to do."


def test_silence_alone_is_not() -> None:
    assert Outage().words(Status(state=ChannelState.STALE)) == ""


def test_an_end_is_explained_unless_somebody_wanted_it() -> None:
    failed = Status(state=ChannelState.FAILED, reason="404 Not Found", advice="check the address")
    assert why_ended(failed) == "404 Not Found (check the address)"
    over = Status(state=ChannelState.IDLE, code="no-content", reason="204 No Content")
    assert why_ended(over) == "The server has nothing more to send (204 No Content)."
    assert why_ended(Status(state=ChannelState.IDLE, code="stopped", reason="you stopped it")) == ""
    assert why_ended(UP) == ""
