"""What was done and measured, step by step, for people who watch."""

from typing import Literal

import msgspec

from watchfloor.core.diagnosis.clock import date_skew_s
from watchfloor.core.diagnosis.evidence import ENDED_BY_SERVER, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.heartbeat import longest_quiet_s
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.speed import is_slow, rate, transit_s
from watchfloor.core.diagnosis.trial import Answer, Resumption
from watchfloor.core.diagnosis.word import many, quoted, size, span
from watchfloor.core.happening import AttemptEnded

Mark = Literal["good", "bad", "open"]  # open: could not be told


class Step(msgspec.Struct, frozen=True):
    name: str
    mark: Mark
    words: str


def connection_steps(attempt: AttemptEnded, hops: list[str], tls_version: str = "") -> list[Step]:
    """The way to the answer, as far as it led."""
    steps: list[Step] = []
    if attempt.dns_ms is not None:
        steps.append(Step("resolves", "good", f"in {span(attempt.dns_ms / 1000)}"))
    elif attempt.outcome == "unreachable-dns":
        return [Step("resolves", "bad", attempt.detail)]
    if attempt.tcp_ms is not None:
        tls_ms = None if attempt.tls_ms is None else attempt.tls_ms - attempt.tcp_ms
        encrypted = f", encrypted in {span(tls_ms / 1000)}" if tls_ms is not None else ""
        where = f"{attempt.peer} " if attempt.peer else ""
        version = f" with {tls_version}" if tls_version else ""
        tcp_ms = attempt.tcp_ms - (attempt.dns_ms or 0.0)
        steps.append(Step("connects", "good", f"{where}in {span(tcp_ms / 1000)}{encrypted}{version}"))
    elif attempt.dns_ms is not None:
        return [*steps, Step("connects", "bad", attempt.detail)]
    steps += [Step("redirects", "good", f"to {url}") for url in hops]
    if attempt.headers_ms is not None and attempt.outcome == "":
        words = f"200 over {attempt.http_version} in {span(attempt.headers_ms / 1000)}"
        return [*steps, Step("answers", "good", words)]
    return [*steps, Step("answers", "bad", attempt.detail)]


def listening_step(listening: Listening, *, again: bool) -> Step:
    """What one connection brought, and how it ended."""
    words = (
        f"{many(listening.events, 'event')}, {many(listening.comments, 'comment')},"
        f" {size(listening.size_bytes)} in {span(listening.lasted_s)}"
    )
    if again and listening.asked_id:
        words = f"after {quoted(listening.asked_id)}: {words}"
    is_cut = listening.outcome in ENDED_BY_SERVER
    if is_cut and listening.finished:
        words += ", then the stream said that it was complete"
    elif is_cut:
        words += ", then the other side ended it"
    elif listening.outcome != "stopped":
        words += f", then it failed ({listening.outcome})"
    is_good = listening.outcome == "stopped" or listening.finished
    return Step("listens again" if again else "listens", "good" if is_good else "bad", words)


def resume_step(resumption: Resumption) -> Step:
    marks: dict[Answer, Mark] = {Answer.HONOURED: "good", Answer.UNPROVEN: "open"}
    words = f"asked to go on after {quoted(resumption.asked)}, {resumption.words}"
    return Step("resumes", marks.get(resumption.answer, "bad"), words)


def rule_steps(evidence: Evidence, findings: list[Finding]) -> list[Step]:
    """What was tested without a connection of its own."""
    if not evidence.listenings:
        return []
    found = {finding.id for finding in findings}
    steps = []
    if evidence.resumption is None:
        steps.append(_no_trial(evidence))
    steps.append(_heartbeat(evidence, found))
    steps.append(_buffering(evidence, found))
    slow = [each.pulse for each in evidence.listenings if is_slow(each.pulse)]
    if slow:
        words = f"an event takes {span(transit_s(slow[-1]))} to come, at {size(rate(slow[-1]))} a second"
        steps.append(Step("speed", "bad", words))
    clock = _clock(evidence)
    return [*steps, clock] if clock else steps


def _no_trial(evidence: Evidence) -> Step:
    with_id = sum(listening.events_with_id for listening in evidence.listenings)
    if max(len(listening.distinct_ids) for listening in evidence.listenings) > 1:
        return Step("resumes", "open", "not tried: there was no second connection to try it on")
    if with_id:
        return Step("resumes", "open", "not tried: it takes two events with different ids on one connection")
    events = sum(listening.events for listening in evidence.listenings)
    why = "no event had an id" if events else "no event came"
    return Step("resumes", "open", f"not tried: {why}")


def _heartbeat(evidence: Evidence, found: set[str]) -> Step:
    beats = sum(len(listening.beats_s) for listening in evidence.listenings)
    quiet_s = longest_quiet_s(evidence.listenings)
    if evidence.heartbeat_s is not None:
        return Step("heartbeat", "good", f"one about every {span(evidence.heartbeat_s)}")
    if beats:
        return Step(
            "heartbeat", "good", f"{many(beats, 'heartbeat')}; the longest silence was {span(quiet_s)}"
        )
    if "no-heartbeat" in found or "silent" in found or "idle-timeout" in found:
        return Step("heartbeat", "bad", f"none in a silence of {span(quiet_s)}")
    return Step("heartbeat", "open", f"none seen; the longest silence was {span(quiet_s)}")


def _buffering(evidence: Evidence, found: set[str]) -> Step:
    if "buffered" in found:
        return Step("buffering", "bad", "events are held back and come in clumps")
    events = sum(listening.events for listening in evidence.listenings)
    encodings = {listening.encoding for listening in evidence.listenings} - {""}
    packed = f", though packed with {' '.join(sorted(encodings))}" if encodings else ""
    if events < 3:
        return Step("buffering", "open", f"too few events to tell{packed}")
    return Step("buffering", "good", f"none seen{packed}")


def _clock(evidence: Evidence) -> Step | None:
    skew_s = date_skew_s(evidence.listenings[0])
    if skew_s is None:
        return None
    if abs(skew_s) <= 5:
        return Step("clock", "good", "agrees with this machine's within 5 s")
    direction = "ahead of" if skew_s > 0 else "behind"
    return Step("clock", "bad", f"{span(abs(skew_s))} {direction} this machine's")
