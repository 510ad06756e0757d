"""Alerts: told once for what a rule finds, counted when it goes on, and honest about what was not judged."""

import msgspec
import pytest

from watchfloor.core.event import Event
from watchfloor.core.happening import AlertRaised, AnyHappening
from watchfloor.core.log.sentence import sentence
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.state import UNREADABLE, ChannelState, Status
from watchfloor.core.watch.alert import A_TURN, MOST_ALERTS, WAITING, AlertBook, AlertRule

NOW_S = 1_772_281_805.0
BURNING = AlertRule(name="Burning", query="severity:>=5")


def event(seq: int, severity: int = 5, at_s: float = NOW_S, channel: str = "Map") -> Event:
    place = {"lat": 33.5, "lon": 36.3, "label": "Damascus"}
    body = {"title": "Strike reported", "severity": severity, "to": place}
    return Event(channel, seq, at_s, "map-event", msgspec.json.encode(body).decode())


@pytest.fixture
def book() -> AlertBook:
    return AlertBook(profile("map_stream").read, lambda: NOW_S)


def judged(book: AlertBook, *events: Event) -> list[AlertRaised]:
    book.offer(list(events))
    raised: list[AlertRaised] = []
    while book.waiting:
        raised += book.judge()
    return raised


def test_an_alert_cannot_turn_the_direction_of_its_words(book: AlertBook) -> None:
    book.set_rules([BURNING])
    strike = event(1)
    turned = msgspec.structs.replace(strike, data=strike.data.replace("Strike", "Str\u202eike"))
    assert [alert.message for alert in judged(book, turned)] == ["Str�ike reported · Damascus"]


def row(state: ChannelState = ChannelState.CONNECTED, name: str = "Map") -> ChannelRow:
    made = ChannelRow(name, profile("map_stream"))
    made.status = Status(state=state, reason="reset by peer", attempt=2)
    return made


# -- events


def test_what_a_rule_finds_is_raised_with_what_and_where(book: AlertBook) -> None:
    book.set_rules([BURNING])
    (raised,) = judged(book, event(1, 3), event(2, 5))
    assert (raised.rule, raised.seq, raised.severity) == ("Burning", 2, 5)
    assert raised.message == "Strike reported · Damascus"
    assert sentence(raised) == "Alert “Burning”: Strike reported · Damascus"
    assert book.fresh == 1


def test_a_storm_is_one_alert_that_counts(book: AlertBook) -> None:
    book.set_rules([BURNING])
    assert len(judged(book, *(event(seq) for seq in range(1, 51)))) == 1
    (alert,) = book.alerts
    assert (alert.count, alert.seq) == (50, 50)
    assert len(judged(book, event(51, at_s=NOW_S + 61))) == 1


def test_an_alert_that_counts_tells_when_what_it_tells_came(book: AlertBook) -> None:
    book.set_rules([BURNING])
    judged(book, event(1))
    (alert,) = book.alerts
    mark = alert.mark
    assert alert.last_at_s == NOW_S
    judged(book, event(2, at_s=NOW_S + 40))
    assert (alert.seq, alert.last_at_s) == (2, NOW_S + 40)
    assert alert.mark == mark, "it is known again by its beginning"
    assert len(judged(book, event(3, at_s=NOW_S + 61))) == 1


def test_the_alert_that_tells_of_the_newest_comes_first(book: AlertBook) -> None:
    book.set_rules([BURNING])
    judged(book, event(1, channel="A"), event(1, channel="B", at_s=NOW_S + 5))
    assert [alert.channel for alert in book.newest] == ["B", "A"]
    judged(book, event(2, channel="A", at_s=NOW_S + 9))
    assert [alert.channel for alert in book.newest] == ["A", "B"]
    judged(book, event(2, channel="C", at_s=NOW_S + 9))
    assert [alert.channel for alert in book.newest] == ["C", "A", "B"], "of two at once the later line"


def test_once_acknowledged_the_next_is_news(book: AlertBook) -> None:
    book.set_rules([BURNING])
    judged(book, event(1))
    book.acknowledge(book.alerts[0].number)
    assert book.fresh == 0
    assert len(judged(book, event(2))) == 1
    book.acknowledge_all()
    book.clear()
    assert not book.alerts


def test_two_rules_may_find_one_event(book: AlertBook) -> None:
    book.set_rules([BURNING, AlertRule(name="Near", query="near:(33.5,36.3,50km)")])
    assert [raised.rule for raised in judged(book, event(1))] == ["Burning", "Near"]


def test_a_rule_that_is_off_or_wrong_judges_nothing_and_the_wrong_one_says_why(book: AlertBook) -> None:
    wrong = AlertRule(name="Wrong", query="severity:>=")
    book.set_rules([msgspec.structs.replace(BURNING, enabled=False), wrong, AlertRule(name="Empty")])
    assert judged(book, event(1)) == []
    assert set(book.problems) == {"Wrong", "Empty"}
    assert "character" in book.problems["Wrong"]


def test_a_turn_is_bounded_and_what_is_too_much_is_counted(book: AlertBook) -> None:
    book.set_rules([BURNING])
    book.offer([event(seq, 1) for seq in range(WAITING + 7)])
    assert (book.waiting, book.unjudged) == (WAITING, 7)
    book.judge()
    assert book.waiting == WAITING - A_TURN


def test_without_a_rule_for_events_none_waits(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Down", kind="down")])
    book.offer([event(1)])
    assert book.waiting == 0


def test_the_list_is_bounded(book: AlertBook) -> None:
    book.set_rules([BURNING])
    for number in range(MOST_ALERTS + 5):
        judged(book, event(number, at_s=NOW_S + number * 100))
    assert len(book.alerts) == MOST_ALERTS


# -- silence and failure


def test_silence_is_told_once_and_again_after_it_ended(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Quiet", kind="silent", after_s=30)])
    silent = row()
    assert book.tick([silent], NOW_S, 0) == []
    assert book.tick([silent], NOW_S + 29, 29) == []
    (raised,) = book.tick([silent], NOW_S + 30, 30)
    assert raised.message == "Map: No event for 30 s"
    assert book.tick([silent], NOW_S + 31, 31) == []
    silent.last_event_at_s = NOW_S + 32
    book.tick([silent], NOW_S + 32, 32)
    book.acknowledge_all()
    assert len(book.tick([silent], NOW_S + 62, 62)) == 1


@pytest.mark.parametrize("state", [ChannelState.IDLE, ChannelState.PAUSED, ChannelState.CONNECTING])
def test_who_does_not_listen_is_not_silent(book: AlertBook, state: ChannelState) -> None:
    book.set_rules([AlertRule(name="Quiet", kind="silent", after_s=5)])
    for second in range(10):
        assert book.tick([row(state)], NOW_S + second, second) == []


def test_down_is_measured_across_attempts(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Down", kind="down", after_s=10)])
    lost = row(ChannelState.RECONNECTING)
    book.tick([lost], NOW_S, 0)
    lost.status = Status(state=ChannelState.CONNECTING)
    assert book.tick([lost], NOW_S + 5, 5) == []
    lost.status = Status(state=ChannelState.FAILED, reason="401", advice="sign in again")
    (raised,) = book.tick([lost], NOW_S + 10, 10)
    assert raised.message == "Map: Failed: 401 · sign in again"
    lost.status = Status(state=ChannelState.CONNECTED)
    book.tick([lost], NOW_S + 11, 11)
    lost.status = Status(state=ChannelState.RECONNECTING)
    assert book.tick([lost], NOW_S + 12, 12) == []


def test_what_brings_nothing_readable_is_down_and_not_silent(book: AlertBook) -> None:
    book.set_rules(
        [AlertRule(name="Down", kind="down", after_s=10), AlertRule(name="Quiet", kind="silent", after_s=5)]
    )
    ill = row(ChannelState.STALE)
    ill.status = Status(state=ChannelState.STALE, code=UNREADABLE)
    assert book.tick([ill], NOW_S, 0) == []
    (raised,) = book.tick([ill], NOW_S + 10, 10)
    assert raised.message == "Map: Connected, nothing readable"


def test_an_alert_says_what_was_and_not_what_is_about_to_be(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Down", kind="down", after_s=10)])
    lost = row(ChannelState.BLOCKED)
    lost.status = Status(state=ChannelState.BLOCKED, retry_at_s=31.0, reason="503 Service Unavailable: {}")
    book.tick([lost], NOW_S, 0)
    (raised,) = book.tick([lost], NOW_S + 10, 10)
    assert raised.message == "Map: Not connected for 10 s · 503 Service Unavailable"


def test_a_rule_for_one_channel_leaves_the_others_alone(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Down", kind="down", after_s=0, channel="Map")])
    rows = [row(ChannelState.FAILED), row(ChannelState.FAILED, "Debate")]
    assert [raised.channel for raised in book.tick(rows, NOW_S, 0)] == ["Map"]


def test_what_a_recording_shows_is_not_told_again(book: AlertBook) -> None:
    book.set_rules([AlertRule(name="Down", kind="down", after_s=0)])
    lost = row()
    lost.status = Status(state=ChannelState.RECONNECTING, recorded=True)
    assert book.tick([lost], NOW_S, 0) == []
    lost.status = Status(state=ChannelState.RECONNECTING)
    assert len(book.tick([lost], NOW_S, 0)) == 1


def test_the_journal_reads_what_was_raised() -> None:
    raised = AlertRaised(channel="Map", at_s=NOW_S, rule="Burning", message="x", severity=5, seq=3)
    assert msgspec.json.decode(msgspec.json.encode(raised), type=AnyHappening) == raised


def test_alerts_of_earlier_starts_come_back_as_they_were_left(book: AlertBook) -> None:
    raised = [
        AlertRaised(channel="Map", at_s=NOW_S - 100 * number, rule="r", message="m", seq=number)
        for number in (3, 2, 1)
    ]
    marks = [f"{alert.at_s:.6f} {alert.rule} · {alert.channel}" for alert in raised]
    book.set_rules([AlertRule(name="strike", query="severity:>=5")])
    fresh = judged(book, event(9))
    book.recall(raised, seen=marks[:1], cleared=marks[1:2])
    assert [(alert.seq, alert.acknowledged) for alert in book.alerts][:2] == [(3, True), (1, False)]
    assert [alert.mark for alert in book.alerts][:2] == [marks[0], marks[2]]
    assert book.alerts[-1].rule == fresh[-1].rule
    assert len({alert.number for alert in book.alerts}) == len(book.alerts)
