"""Events that are held back on the way."""

import pytest

from tests.unit.core.diagnosis.scene import ACCEL, attempt, clumps, event, heard, listening, steady
from watchfloor.core.diagnosis.buffering import buffered
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.examination import examine
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.happening import AttemptEnded


def found(one: Listening) -> Finding | None:
    return buffered(heard(one))


def test_clumps_of_events_that_were_made_in_the_silence() -> None:
    finding = found(listening(clumps(2.0, 5, spread_s=1.8)))
    assert finding is not None
    assert "4 clumps" in finding.evidence
    assert "made over 1.8 s" in finding.evidence
    assert "`X-Accel-Buffering: no` is missing" in finding.evidence


def test_one_clump_after_a_long_silence_is_enough() -> None:
    assert found(listening(clumps(4.0, 6, spread_s=3.5, lasted_s=9.0))) is not None
    assert found(listening(clumps(4.0, 3, spread_s=3.5, lasted_s=9.0))) is None


def test_clumps_of_events_that_were_made_together_are_honest() -> None:
    assert found(listening(clumps(2.0, 8, spread_s=0.05))) is None


def test_news_of_the_day_sent_together_is_honest() -> None:
    assert found(listening(clumps(2.0, 8, spread_s=86_400))) is None


def test_a_replay_at_the_beginning_is_honest() -> None:
    replay = b"".join(event(n, at_s=n - 100.0) for n in range(50))
    assert found(listening([(0.01, replay), *steady(0.5, first=50)])) is None


def test_without_times_it_takes_another_sign() -> None:
    assert found(listening(clumps(2.0, 4, spread_s=None), headers=[ACCEL])) is None
    finding = found(listening(clumps(2.0, 4, spread_s=None), headers=[ACCEL, ("Content-Encoding", "gzip")]))
    assert finding is not None
    assert "Content-Encoding: “gzip”." in finding.evidence
    assert found(listening(clumps(2.0, 4, spread_s=None), headers=[ACCEL, ("Via", "1.1 proxy")])) is not None
    assert found(listening(clumps(2.0, 6, spread_s=None))) is not None


def test_a_full_buffer_cuts_an_event_in_two() -> None:
    whole = b"".join(event(n) for n in range(40))
    moments = [(turn * 2.0, whole[turn * 97 : turn * 97 + 97]) for turn in range(1, 5)]
    finding = found(listening(moments, headers=[ACCEL]))
    assert finding is not None
    assert "middle of a line" in finding.evidence


def test_what_this_program_itself_held_up_speaks_neither_for_a_buffer_nor_against_one() -> None:
    one = listening(clumps(2.0, 6, spread_s=None))
    one.stalled(2.0)
    finding = found(one)
    assert finding is not None
    assert "3 clumps" in finding.evidence


def held(outcome: str = "truncated", **more: object) -> AttemptEnded:
    """An answer that came after ten seconds and was over at once."""
    fields: dict[str, object] = {"lasted_s": 10.01, "status": 200, "headers_ms": 10_005.0} | more
    return attempt(outcome, **fields)  # type: ignore[arg-type]  # any field may be given


def test_an_answer_that_is_held_back_until_somebody_gives_up() -> None:
    finding = buffered(Evidence(attempts=[held(), held()]))
    assert finding is not None
    assert finding.title == "The answer is held back for 10 s, and then given up"
    assert finding.evidence.startswith("2 answers came after 10 s or more, and ended at once without a byte")
    assert [each.id for each in examine(Evidence(attempts=[held()]))] == ["buffered"]


@pytest.mark.parametrize(
    "other",
    [
        {"bytes": 40},
        {"headers_ms": 20.0},
        {"headers_ms": 20.0, "lasted_s": 0.1},
        {"outcome": "stopped"},
        {"status": 503},
    ],
    ids=str,
)
def test_what_only_looks_held_back(other: dict[str, object]) -> None:
    assert buffered(Evidence(attempts=[held(**other)])) is None  # type: ignore[arg-type]  # any field


def test_one_that_brought_something_clears_the_others() -> None:
    assert buffered(Evidence(attempts=[held(), held(bytes=40)])) is None
    assert buffered(Evidence(attempts=[held(), held()], least_endings=3)) is None


def test_heartbeats_that_come_together_were_held() -> None:
    block = b":\n\n" + event(1) + event(2) + event(3) + b":\n\n"
    assert found(listening([(2.0, block), (4.0, block), (6.0, block)], headers=[ACCEL])) is not None


def test_a_compressor_that_lets_nothing_go() -> None:
    gzip = ("Content-Encoding", "gzip")
    assert found(listening([], headers=[gzip])) is not None
    assert found(listening(steady(0.3), headers=[gzip])) is None


def test_an_even_stream_through_a_proxy_is_well() -> None:
    assert found(listening(steady(0.3), headers=[("Via", "1.1 proxy")])) is None


def answered_late(*, made_from_s: float, waited_s: float = 30.0, count: int = 60) -> Listening:
    """The answer and its first events come together; those were made from then on, two a second."""
    block = b"".join(event(n, at_s=made_from_s + n * 0.5) for n in range(count))
    return listening([(0.01, block)], waited_s=waited_s, lasted_s=12.0)


def test_what_was_made_while_the_answer_was_waited_for_was_held_back_with_it() -> None:
    finding = found(answered_late(made_from_s=-30.0))
    assert finding is not None
    assert "after silences of up to 30 s" in finding.evidence
    live = Evidence(listenings=[answered_late(made_from_s=-30.0)], is_live=True)
    assert buffered(live) is not None, "no second clump is waited for"


def test_old_news_that_come_with_a_late_answer_are_honest() -> None:
    assert found(answered_late(made_from_s=-60.0)) is None
    assert found(answered_late(made_from_s=-3600.0)) is None
    assert found(answered_late(made_from_s=-1.0, waited_s=1.0, count=3)) is None
