"""Where a channel stands: who is told, and of what."""

from tests.integration.watch import Watch
from watchfloor.core.feed import Feed
from watchfloor.core.happening import StateChanged, Warned
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.intake import Intake
from watchfloor.services.channel.standing import Standing
from watchfloor.services.clock import Clock


class Desk:
    def __init__(self) -> None:
        self.now_s = 50.0
        clock = Clock(monotonic_s=lambda: self.now_s, wall_s=lambda: 1000.0 + self.now_s)
        self.watch = Watch()
        self.standing = Standing("c", Intake(Feed(name="c", url="http://h/"), clock, None), self.watch, clock)
        self.heard: list[Status] = []
        self.standing.listeners.append(self.heard.append)


def test_a_change_is_told_to_listeners_and_to_the_journal() -> None:
    desk = Desk()
    desk.standing.set(
        ChannelState.RECONNECTING, attempt=2, retry_at_s=54.0, code="reset", reason="h reset the connection."
    )
    assert desk.heard == [desk.standing.status]
    assert desk.watch.happenings == [
        StateChanged(
            channel="c",
            at_s=1050.0,
            state="reconnecting",
            reason="h reset the connection.",
            attempt=2,
            retry_at_s=1054.0,
        )
    ]


def test_the_same_again_is_no_change_and_keeps_its_time() -> None:
    desk = Desk()
    desk.standing.set(ChannelState.POLLING, polling_every_s=5.0)
    desk.now_s = 60.0
    desk.standing.set(ChannelState.POLLING, polling_every_s=5.0)
    assert desk.standing.status.since_s == 50
    assert len(desk.watch.told(StateChanged)) == 1
    desk.standing.set(ChannelState.POLLING, polling_every_s=5.0, code="server-error")
    assert desk.standing.status.since_s == 60
    assert len(desk.watch.told(StateChanged)) == 2


def test_a_listener_may_leave_while_it_is_called() -> None:
    desk = Desk()

    def once(_: Status) -> None:
        desk.standing.listeners.remove(once)

    desk.standing.listeners.insert(0, once)
    desk.standing.set(ChannelState.CONNECTING)
    desk.standing.set(ChannelState.CONNECTED)
    assert [status.state for status in desk.heard] == [ChannelState.CONNECTING, ChannelState.CONNECTED]


def test_a_warning_is_a_row() -> None:
    desk = Desk()
    desk.standing.warn("polling-refused", "Polling was refused.")
    assert desk.watch.happenings == [
        Warned(channel="c", at_s=1050.0, code="polling-refused", message="Polling was refused.")
    ]
