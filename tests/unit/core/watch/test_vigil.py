"""How long a channel is down or silent: whatever the clock on the wall is set to, and each for itself."""

from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.watch.vigil import Vigil


def row(state: ChannelState, name: str = "Map") -> ChannelRow:
    made = ChannelRow(name, profile("map_stream"))
    made.status = Status(state=state)
    return made


def test_silence_begins_with_the_last_event_whatever_the_wall_clock_says_of_it() -> None:
    vigil, heard = Vigil(), row(ChannelState.CONNECTED)
    vigil.note([heard], 10)
    assert vigil.silent_s("Map", 15) == 5
    heard.last_event_at_s = 9e9  # the clock was set forward
    vigil.note([heard], 20)
    heard.last_event_at_s = 5.0  # and back
    vigil.note([heard], 21)
    vigil.note([heard], 30)
    assert vigil.silent_s("Map", 30) == 9
    heard.status = Status(state=ChannelState.PAUSED)
    vigil.note([heard], 31)
    assert vigil.silent_s("Map", 31) is None


def test_a_try_does_not_end_an_outage_and_a_connection_does() -> None:
    vigil, lost = Vigil(), row(ChannelState.RECONNECTING)
    vigil.note([lost], 10)
    lost.status = Status(state=ChannelState.CONNECTING)
    vigil.note([lost], 12)
    assert vigil.down_s("Map", 14) == 4
    lost.status = Status(state=ChannelState.CONNECTED)
    vigil.note([lost], 15)
    assert vigil.down_s("Map", 15) is None


def test_a_feed_that_was_removed_and_comes_again_is_not_down_yet() -> None:
    vigil = Vigil()
    vigil.note([row(ChannelState.FAILED)], 0)
    vigil.note([], 10)
    vigil.note([row(ChannelState.CONNECTING)], 3_600)
    assert vigil.down_s("Map", 3_601) is None


def test_another_name_has_the_same_past() -> None:
    vigil = Vigil()
    vigil.note([row(ChannelState.FAILED), row(ChannelState.CONNECTED, "Debate")], 0)
    vigil.rename("Map", "World")
    vigil.rename("Debate", "Talk")
    assert (vigil.down_s("World", 5), vigil.silent_s("Talk", 5)) == (5, 5)
    assert (vigil.down_s("Map", 5), vigil.silent_s("Debate", 5)) == (None, None)
