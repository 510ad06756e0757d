"""A channel that has run for long, by what befell it."""

from collections.abc import Sequence
from typing import Any

from tests.unit.core.diagnosis.scene import attempt
from watchfloor.core.diagnosis.history import History, diagnose
from watchfloor.core.diagnosis.neighbour import Neighbour
from watchfloor.core.event import Event
from watchfloor.core.happening import AttemptEnded, Happening, IdsRestarted, Refused, Resumed

URL = "https://feeds.example/a?token=planted"


def ids(happenings: Sequence[Happening], **more: object) -> list[str]:
    return [each.id for each in diagnose(history(happenings, **more))]


def history(happenings: Sequence[Happening], **more: object) -> History:
    return History(**{"name": "a", "url": URL, "happenings": happenings, **more})  # type: ignore[arg-type]


def closed(lasted_s: float, silence_s: float, at_s: float = 1000.0) -> AttemptEnded:
    return attempt(
        "closed",
        at_s=at_s,
        lasted_s=lasted_s,
        last_byte_ms=(lasted_s - silence_s) * 1000,
        status=200,
        bytes=500,
        events=5,
    )


def neighbour(
    name: str,
    outcome: str = "",
    *,
    url: str = "https://feeds.example/b",
    at_s: float = 1000.0,
    **more: Any,
) -> Neighbour:
    """Open, unless it ended with `outcome`."""
    attempts = (attempt(outcome, at_s=at_s, **more),) if outcome else ()
    return Neighbour(name, url, not outcome, "HTTP/1.1", attempts)


def test_a_channel_that_is_well() -> None:
    assert ids([]) == []
    assert ids([closed(3000.0, 1.0), closed(50.0, 2.0)], open_for_s=500.0) == []


def test_an_idle_timeout_over_hours() -> None:
    happenings = [closed(400.0, 60.2), closed(75.0, 60.0), closed(3000.0, 60.1)]
    assert ids(happenings, open_for_s=9000.0) == ["idle-timeout"]


def test_a_stream_that_ends_with_its_token_is_not_broken_off() -> None:
    """The server ends it, lets the client in once more or twice, and then says why."""
    ends = [closed(19.0, 1.0, 1000.0), closed(0.02, 0.0, 1000.5), closed(0.02, 0.0, 1001.5)]
    assert ids(ends, open_for_s=3.0) == ["server-error"]
    refused = attempt("unauthorized", at_s=1003.0)
    assert ids([*ends, refused], open_for_s=3.0) == []
    assert ids([*ends, attempt("unauthorized", at_s=1101.0)], open_for_s=3.0) == ["server-error"]
    assert ids([*ends, attempt("forbidden", at_s=1003.0)], open_for_s=3.0) == ["server-error"]


def test_a_lifetime_over_hours() -> None:
    assert ids([closed(100.0, 3.0), closed(100.1, 1.0), closed(99.8, 2.0)], open_for_s=40.0) == [
        "lifetime-limit"
    ]


def test_attempts_without_their_last_byte_do_not_lie_about_silence() -> None:
    old = [attempt("closed", lasted_s=100.0, status=200, bytes=500) for _ in range(3)]
    assert ids(old) == ["lifetime-limit"]


def test_a_refusal_is_over_once_the_channel_is_open() -> None:
    assert ids([attempt("unauthorized")]) == ["unauthorized"]
    assert ids([attempt("unauthorized")], open_for_s=1.0) == []


def test_happenings_count() -> None:
    assert ids([IdsRestarted(channel="a", at_s=1.0, after="40", before="1")]) == ["ids-restart"]
    assert ids([Refused(channel="a", at_s=1.0, reason="oversize", size_bytes=2**25)]) == ["oversize"]
    ignored = Resumed(
        channel="a", at_s=1.0, from_id="7", away_s=2.0, replayed=0, duplicates=5, missing=0, ignored=True
    )
    honoured = Resumed(channel="a", at_s=2.0, from_id="9", away_s=2.0, replayed=3, duplicates=0, missing=0)
    assert ids([ignored]) == ["resume-ignored"]
    assert ids([ignored, honoured]) == []


def test_what_the_channel_knows_counts() -> None:
    assert ids([], heartbeat_s=120.0, open_for_s=900.0) == ["no-heartbeat"]
    assert ids([], clock_offset_s=3600.0) == ["clock-skew"]


def test_the_asked_event_sent_along_is_no_fault() -> None:
    inclusive = Resumed(channel="a", at_s=1.0, from_id="7", away_s=2.0, replayed=3, duplicates=1, missing=0)
    assert ids([inclusive]) == []
    inclusive.ignored = True  # as earlier versions wrote it down
    assert ids([inclusive]) == []


def came(*datas: str, own_id: bool = True) -> list[Event]:
    return [
        Event("feed", n, 1_000.0 + n, "tick", data, str(n) if own_id else "", own_id)
        for n, data in enumerate(datas, 1)
    ]


def test_what_the_newest_events_hold_counts() -> None:
    well, broken = '{"n": 1}', '{"n": '
    assert ids([], recent=came(well, well, broken), open_for_s=5.0) == ["malformed-json"]
    assert ids([], recent=came(well, well, well), open_for_s=5.0) == []
    assert ids([], recent=came(well, well, own_id=False), open_for_s=5.0) == ["ids-missing"]
    assert ids([], recent=came(well, well, own_id=False), open_for_s=5.0, ndjson=True) == []
    assert ids([], recent=[], open_for_s=5.0) == []


def test_how_events_came_is_not_guessed_from_the_log() -> None:
    """Neither silence nor clumps: the log knows nothing of comments, and shows other channels too."""
    quiet = [*came("1"), *came("2")]
    quiet[1].received_at_s += 900.0
    assert ids([], recent=quiet, open_for_s=1_000.0) == []


def test_connections_that_died_without_a_word() -> None:
    dead = [attempt("silent", status=200, bytes=90), attempt("silent", status=200, bytes=90)]
    assert ids(dead, open_for_s=4.0) == ["silent"]


def test_this_machine_was_asleep() -> None:
    slept = attempt("reset", at_s=9000.0, lasted_s=30.0, started_at_s=1000.0, status=200, bytes=9)
    assert ids([slept], open_for_s=5.0) == ["asleep"]
    assert ids([attempt("reset", at_s=1030.0, lasted_s=30.0, status=200, bytes=9)], open_for_s=5.0) == []


def test_this_machine_is_offline() -> None:
    failed = [attempt("unreachable-dns")]
    elsewhere = neighbour("c", "timed-out", url="https://other.example/", at_s=1020.0)
    assert ids(failed, neighbours=[elsewhere])[0] == "offline"
    assert "offline" not in ids(failed, neighbours=[neighbour("c", url="https://other.example/")])
    assert "offline" not in ids(failed, neighbours=[neighbour("b", "timed-out")])
    refused = neighbour("c", "refused", url="https://other.example/")
    assert "offline" not in ids(failed, neighbours=[refused])
    long_ago = neighbour("c", "timed-out", url="https://other.example/", at_s=10.0)
    assert "offline" not in ids(failed, neighbours=[long_ago])


def test_the_server_is_in_trouble_for_all_its_feeds() -> None:
    failed = [attempt("server-error", status=503)]
    others = [neighbour("b", "server-error"), neighbour("c", url="https://other.example/")]
    findings = diagnose(history(failed, neighbours=others))
    assert [each.id for each in findings] == ["server-error", "server-trouble"]
    assert "1 feed on other servers is well" in findings[1].evidence


def test_only_this_feed_is_in_trouble() -> None:
    findings = diagnose(
        history([attempt("forbidden", status=403)], neighbours=[neighbour("b"), neighbour("c")])
    )
    assert [each.id for each in findings] == ["forbidden", "only-this-feed"]
    assert "2 other feeds" in findings[1].evidence


def test_a_seventh_connection_that_hangs() -> None:
    hanging = [attempt("timed-out", tcp_ms=4.0)]
    six = [neighbour(str(n)) for n in range(6)]
    assert "six-connections" in ids(hanging, neighbours=six)
    assert "six-connections" not in ids(hanging, neighbours=six[:5])
    assert "six-connections" not in ids([attempt("forbidden")], neighbours=six)
    assert "six-connections" not in ids(hanging, neighbours=six, open_for_s=1.0)


def test_secrets_are_in_no_finding() -> None:
    detail = "401: the token planted-s3cret and https://u:planted@feeds.example/?api_key=planted are unknown"
    last = attempt("unauthorized", detail=detail)
    for each in diagnose(history([last], neighbours=[neighbour("b")]), ["planted-s3cret"]):
        assert "planted" not in each.evidence + each.advice + each.title
