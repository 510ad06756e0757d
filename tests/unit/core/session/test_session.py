"""Session: batches in, bounded models out, and a note of what changed."""

import math
from typing import Any

from tests.unit.core.profiles.sample import event
from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AttemptEnded, GapFound, Resumed, StateChanged
from watchfloor.core.session.backlog import READ_A_FRAME
from watchfloor.core.session.session import Change, Session
from watchfloor.core.state import ChannelState, Status


def batch(events: list[Event], channel: str = "channel", at_s: float = 1_000.0, **more: Any) -> Batch:
    totals = more.pop("totals", Totals(received=len(events), stored=len(events), missing=0))
    return Batch(channel, at_s, at_s, events, "", totals, **more)


def strike(seq: int, lat: float = 33.5, **more: Any) -> Event:
    body = {"type": "drone", "title": f"No. {seq}", "severity": 3, "to": {"lat": lat, "lon": 36.3}} | more
    return event("map-event", body, seq=seq)


def session_with(profile_name: str) -> Session:
    session = Session()
    session.add_channel("channel", profile_name)
    session.take_changes()
    return session


def test_a_batch_reaches_log_map_and_counts_and_is_noted_once() -> None:
    calls: list[int] = []
    session = Session(on_change=lambda: calls.append(1))
    session.add_channel("channel", "map_stream")
    session.take_changes()
    calls.clear()
    session.apply(batch([strike(1), strike(2)]))
    session.apply(batch([strike(3)]))
    assert len(calls) == 1
    changes = session.take_changes()
    assert changes == Change.COUNTS | Change.LOG | Change.SERIES | Change.PLACES
    assert [marker.title for marker in session.places] == ["No. 1", "No. 2", "No. 3"]
    assert len(session.log) == 3
    assert session.channels["channel"].unread == 3
    assert session.take_changes() == Change.NOTHING


def test_a_channel_knows_its_last_event() -> None:
    session = session_with("generic")
    session.apply(Batch("channel", 1_000.0, 1_000.0, [strike(1)], "41", Totals()))
    session.apply(Batch("channel", 1_009.0, 1_009.0, [], "", Totals()))
    row = session.channels["channel"]
    assert (row.last_event_id, row.last_event_at_s, row.events) == ("41", 1_000.0, 1)


def test_a_title_on_the_map_cannot_turn_its_direction() -> None:
    session = session_with("map_stream")
    session.apply(batch([strike(1, title="invoice\u202efdp.exe")]))
    session.take_changes()
    assert [marker.title for marker in session.places] == ["invoice�fdp.exe"]


def test_a_batch_for_an_unknown_channel_changes_nothing() -> None:
    session = Session()
    session.apply(batch([strike(1)]))
    assert session.take_changes() == Change.NOTHING


def test_the_map_keeps_the_newest_and_a_burst_is_counted() -> None:
    session = session_with("map_stream")
    amount = READ_A_FRAME + 500
    session.apply(batch([strike(seq) for seq in range(1, amount + 1)]))
    session.take_changes()
    assert len(session.places) == 300
    assert [marker.seq for marker in session.places][-1] == amount
    assert session.places.added == READ_A_FRAME
    assert session.unread_for_views == 500


def test_no_step_of_a_story_is_skipped_however_large_the_batch() -> None:
    session = session_with("debate")
    said = [
        event("utterance", {"id": str(n), "speaker": "A", "content": "x"}) for n in range(READ_A_FRAME + 200)
    ]
    session.apply(batch(said))
    assert len(session.library.debate("channel").lines) == READ_A_FRAME + 200


def test_a_run_and_its_document_grow_together() -> None:
    session = session_with("strategist")
    session.apply(
        batch(
            [
                event("analysis:start", {"run_id": "r", "ward": 14}),
                event("progress", {"run_id": "r", "stage": 1, "total": 6, "message": ""}),
                event("analysis:section", {"run_id": "r", "index": 0, "title": "One", "body": "Text"}),
                event("analysis:section", {"run_id": "r", "index": 0, "title": "One", "body": "Better"}),
            ]
        )
    )
    assert session.runs.current is not None
    assert session.runs.current.subject == "Ward 14"
    document = session.library.analysis("channel", "r")
    assert [(section.title, section.body) for section in document.sections] == [("One", "Better")]
    assert Change.RUNS | Change.DOCUMENTS in session.take_changes()


def test_a_debate_has_its_phase_and_speaker_and_hears_nothing_twice() -> None:
    session = session_with("debate")
    said = event("utterance", {"id": "1", "phase": "opening", "speaker": "A", "content": "x"})
    session.apply(batch([said, said, event("pause", {})]))
    debate = session.library.debate("channel")
    assert (debate.phase, debate.speaker, debate.halted, len(debate.lines)) == ("opening", "A", True, 1)
    session.apply(
        batch([event("phase_transition", {"phase": "closing"}), event("complete", {"reason": "time"})])
    )
    assert (debate.phase, debate.speaker, debate.complete, debate.halted) == ("closing", "", True, False)


def test_a_metric_is_a_line_that_ends_where_nobody_listens() -> None:
    session = session_with("cockpit")
    session.observe("channel", Status(state=ChannelState.CONNECTED), 999)
    session.apply(batch([event("dashboard-update", {"metric": "SROI", "value": 2.5})]))
    session.take_changes()
    session.observe("channel", Status(state=ChannelState.RECONNECTING), 1_001)
    _, values = session.metrics["channel", "SROI"].points
    assert str(list(map(float, values))) == "[2.5, nan]"


def test_gaps_and_resumes_stand_in_the_log_where_they_happened_and_attempts_do_not() -> None:
    session = session_with("generic")
    gap = GapFound(channel="channel", at_s=1_000.0, after="3", before="7", missing=3)
    resumed = Resumed(
        channel="channel", at_s=1_000.0, from_id="3", away_s=2.0, replayed=0, duplicates=0, missing=3
    )
    attempt = AttemptEnded(channel="channel", at_s=1_000.0, started_at_s=990.0, outcome="reset")
    state = StateChanged(channel="channel", at_s=1_000.0, state="connected")
    session.apply(batch([event("message", "{}")], happenings=[state, attempt, resumed, gap]))
    kinds = [type(item).__name__ for item in session.log.since(0)]
    assert kinds == ["Resumed", "GapFound", "Event"]
    assert list(session.channels["channel"].attempts) == [attempt]
    assert session.channels["channel"].uptime() == 0


def test_missing_is_not_provable_as_soon_as_one_channel_says_so() -> None:
    session = session_with("generic")
    session.add_channel("other", "generic")
    session.apply(batch([event("m", "{}")], totals=Totals(received=1, stored=1, missing=2)))
    assert session.missing == 2
    session.apply(
        batch([event("m", "{}")], channel="other", totals=Totals(received=5, stored=5, missing=None))
    )
    assert str(session.missing) == "None"
    assert session.stored == 6


def test_a_feed_that_has_just_begun_takes_nothing_from_what_is_known_of_others() -> None:
    session = session_with("generic")
    session.add_channel("other", "generic")
    session.apply(batch([event("m", "{}")], totals=Totals(received=9, stored=9, missing=2)))
    early = Totals(received=4, stored=4, missing=None)
    session.apply(batch([event("m", "{}")], channel="other", totals=early))
    assert (session.missing, session.early, session.heard) == (2, 1, 2)
    session.apply(batch([event("m", "{}")], channel="other", totals=Totals(received=2, stored=2, missing=0)))
    assert (session.missing, session.early) == (2, 0)  # two ids that follow each other are enough


def test_what_was_looked_at_is_read() -> None:
    session = session_with("generic")
    session.apply(batch([event("m", "{}")]))
    session.take_changes()
    session.seen("channel")
    assert session.channels["channel"].unread == 0
    assert session.take_changes() == Change.COUNTS


def test_latency_is_of_live_events_and_not_of_replays() -> None:
    session = session_with("debate")
    session.observe("channel", Status(state=ChannelState.CONNECTED), 1_000)

    def say(sent_s: float, at_s: float) -> None:
        body = {"speaker": "A", "content": "x", "timestamp": sent_s}
        said = event("utterance", body)
        said.received_at_s = at_s
        session.apply(batch([said], at_s=at_s))
        session.take_changes()

    say(999.5, 1_000.5)
    assert len(session.latency) == 0
    say(1_009.75, 1_010.0)
    say(1_010, 1_010.5)
    assert list(session.latency.points[1]) == [250.0]
    session.observe("channel", Status(state=ChannelState.RECONNECTING), 1_011)
    session.observe("channel", Status(state=ChannelState.CONNECTED), 1_020)
    say(1_019.25, 1_020.5)
    assert len(session.latency) == 1


def test_silence_while_listening_is_zero_and_silence_alone_is_unknown() -> None:
    session = session_with("generic")
    session.tick(1_000)
    assert str(float(session.throughput.window(1_001, 1)[1][0])) == "nan"
    session.observe("channel", Status(state=ChannelState.CONNECTED), 1_000)
    session.tick(1_000)
    assert session.throughput.window(1_001, 1)[1][0] == 0
    assert session.up == 1


def test_polling_that_gets_no_answer_is_neither_up_nor_zero() -> None:
    session = session_with("generic")
    session.observe("channel", Status(state=ChannelState.POLLING, polling_every_s=5.0), 1_000.0)
    assert session.up == 1
    session.observe("channel", Status(state=ChannelState.POLLING, code="refused"), 1_002.0)
    for second in range(10):
        session.tick(1_003.0 + second)
    assert session.up == 0
    assert session.channels["channel"].troubled
    _, counts = session.throughput.window(1_013.0, 8)
    assert all(math.isnan(count) for count in counts)


def test_the_same_status_twice_is_no_change() -> None:
    session = session_with("generic")
    session.observe("channel", Status(state=ChannelState.CONNECTING), 1)
    session.take_changes()
    session.observe("channel", Status(state=ChannelState.CONNECTING), 2)
    assert session.take_changes() == Change.NOTHING


def test_a_session_that_begins_anew_has_its_channels_and_nothing_else() -> None:
    session = session_with("map_stream")
    row = session.channels["channel"]
    row.colour, row.insecure = "#ff0000", True
    session.observe("channel", Status(state=ChannelState.CONNECTED), 999.0)
    befell = [
        StateChanged(channel="channel", at_s=1_000, state="reconnecting"),
        GapFound(channel="channel", at_s=1_000, after="1", before="3", missing=1),
    ]
    session.apply(batch([strike(1)], happenings=befell))
    session.take_changes()
    serial = session.log.end
    session.apply(batch([strike(2)]))
    session.restart()
    assert session.take_changes() == Change.ALL
    again = session.channels["channel"]
    assert (again.colour, again.insecure, again.profile) == ("#ff0000", True, row.profile)
    assert (again.status, again.events, again.unread, again.totals) == (Status(), 0, 0, Totals())
    assert not again.story
    assert (len(session.log), len(session.places), session.began_at_s) == (0, 0, None)
    assert session.log.end > serial, "a serial is never given twice"
    session.apply(batch([strike(1)]))
    session.take_changes()
    assert len(session.places) == 1


def test_what_earlier_starts_have_kept_is_on_map_and_graphs_and_counted_nowhere() -> None:
    session = session_with("map_stream")
    session.add_channel("cockpit", "cockpit")
    session.take_changes()
    body = {"metric": "VIS", "value": 61.0, "previous": 60.0, "unit": "%"}
    kept = [event("dashboard-update", body, seq=1), strike(2), event("x", {}, seq=3)]
    kept[0].channel, kept[2].channel = "cockpit", "gone"
    for each in kept:
        each.received_at_s = 900.0
    session.recall(kept)
    assert session.take_changes() & Change.PLACES
    assert [marker.title for marker in session.places] == ["No. 2"]
    assert (len(session.log), session.stored, session.channels["channel"].unread) == (0, 0, 0)
    assert session.latency.latest is None
    # No line leads from the last point of then to the first of now.
    _, values = session.metrics["cockpit", "VIS"].points
    assert values[0] == 61.0
    assert math.isnan(values[1])


def test_runs_and_documents_of_earlier_starts_go_on() -> None:
    """A start in the middle of a run showed it without its subject, and its document was blank."""
    session = session_with("strategist")
    bodies = (
        ("analysis:start", {"run_id": "r", "ward": "Ward 14"}),
        ("progress", {"run_id": "r", "stage": 2, "total": 6, "message": "Reading"}),
        ("analysis:section", {"run_id": "r", "index": 1, "title": "Turnout", "body": "It rose."}),
    )
    kept = [event(kind, body, seq=seq) for seq, (kind, body) in enumerate(bodies, 1)]
    session.recall(kept)
    changes = session.take_changes()
    assert changes & Change.RUNS
    assert changes & Change.DOCUMENTS
    later = event("progress", {"run_id": "r", "stage": 3, "total": 6, "message": ""}, seq=4)
    session.apply(batch([later]))
    run = session.runs.get(("channel", "r"))
    assert run is not None
    assert (run.subject, run.stage) == ("Ward 14", 3)


def test_throughput_of_a_long_time_is_told_by_the_minute() -> None:
    session = session_with("generic")
    for at_s in (100_000.0, 100_030.0, 190_000.0):
        session.apply(batch([event("x", {}, seq=1)], at_s=at_s))
    times, counts = session.throughput.window(190_120.0, 100_000.0)
    assert times[1] - times[0] == 60
    assert counts[times == 99_960].tolist() == [1 / 60]
    assert [count for count in counts.tolist() if not math.isnan(count)] == [1 / 60, 1 / 60, 1 / 60]
    fine, _ = session.throughput.window(190_120.0, 600.0)
    assert fine[1] - fine[0] == 1


def test_a_clock_that_was_set_back_leaves_nothing_standing_still() -> None:
    """As where a machine begins with the time of another zone, until it hears the right one."""
    session = session_with("strategist")
    session.observe("channel", Status(state=ChannelState.CONNECTED, latency_ms=4.0), 9_000.0)
    begun = event("progress", {"run_id": "r", "stage": 1, "total": 6, "message": "m"}, seq=1)
    begun.received_at_s = 9_000.0
    session.apply(batch([begun], at_s=9_000.0))
    for second in range(9_000, 9_010):
        session.tick(second)
    for second in range(1_800, 1_900):
        session.tick(second)
        if second == 1_805:
            session.apply(batch([event("x", {}, seq=2)], at_s=1_805.0))
    row, run = session.channels["channel"], next(iter(session.runs))
    assert row.tally.rate(1_806, 5) == session.throughput.rate(1_806, 5) == 0.2
    assert row.last_event_at_s == 1_805
    assert run.stalled(1_900.0)
    session.observe("channel", Status(state=ChannelState.CONNECTED, latency_ms=6.0), 1_900.0)
    assert session.latency.window(1_901, 60)[1][-1] == 6
    assert session.turned_at == 1


def test_a_clock_that_is_kept_right_costs_nothing() -> None:
    session = session_with("generic")
    session.observe("channel", Status(state=ChannelState.CONNECTED), 1_000.0)
    for at_s in (1_000.0, 1_001.0, 998.0, 999.0):
        session.apply(batch([event("x", {}, seq=1)], at_s=at_s))
        session.tick(at_s)
    assert session.turned_at == 0
    assert session.throughput.rate(1_002, 4) == 1


def test_a_feed_that_is_removed_leaves_no_run_that_never_ends() -> None:
    session = session_with("strategist")
    session.add_channel("other", "strategist")
    body = {"run_id": "r", "stage": 1, "total": 6, "message": "m"}
    for name in ("channel", "other"):
        session.apply(batch([event("progress", body, channel=name)], name))
    session.take_changes()
    session.remove_channel("other")
    assert [run.channel for run in session.runs] == ["channel"]
    assert session.take_changes() & Change.RUNS
    session.remove_channel("channel")
    assert session.runs.current is None
