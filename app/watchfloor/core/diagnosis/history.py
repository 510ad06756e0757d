"""The same rules for a channel that has run for long: its happenings in, findings out."""

from collections.abc import Sequence

import msgspec

from watchfloor.core.diagnosis import neighbour
from watchfloor.core.diagnosis.content import malformed_json
from watchfloor.core.diagnosis.evidence import ENDED_BY_SERVER, Ending, Evidence, Oversize, Restart
from watchfloor.core.diagnosis.examination import examine
from watchfloor.core.diagnosis.finding import Finding, by_gravity
from watchfloor.core.diagnosis.identity import ids_missing
from watchfloor.core.diagnosis.impression import Impressions
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.live import Live, listening_of
from watchfloor.core.diagnosis.neighbour import Neighbour
from watchfloor.core.diagnosis.speed import slow_line
from watchfloor.core.diagnosis.trial import Answer, Resumption
from watchfloor.core.diagnosis.word import many
from watchfloor.core.event import Event
from watchfloor.core.happening import AttemptEnded, Happening, IdsRestarted, Refused, Resumed
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.stream.frame import MAX_EVENT_BYTES

MAX_ATTEMPTS = 200
LEAST_ENDINGS = 3
EXPIRY_S = 20.0  # a server that ends a stream whose token expired says so to who comes back


class History(msgspec.Struct, kw_only=True):
    """A channel up to now. `happenings` are in order; `neighbours` are the other channels."""

    name: str
    url: str
    happenings: Sequence[Happening]
    open_for_s: float | None = None  # how old the open connection is; None: there is none
    http_version: str = ""
    heartbeat_s: float | None = None
    clock_offset_s: float | None = None  # our clock minus theirs
    max_event_bytes: int = MAX_EVENT_BYTES
    recent: Sequence[Event] = ()  # its newest events, as far as they are in memory
    impressions: Impressions = msgspec.field(default_factory=Impressions)  # what is known of them already
    ndjson: bool = False
    live: Live | None = None  # the open connection, as far as it is known how it came
    neighbours: Sequence[Neighbour] = ()


def diagnose(history: History, secrets: Sequence[str] = ()) -> list[Finding]:
    """What is wrong, the gravest first. Free of secrets."""
    evidence = evidence_of(history)
    own = Neighbour(
        history.name, history.url, evidence.is_open, history.http_version, tuple(evidence.attempts)
    )
    around = (
        neighbour.offline(own, history.neighbours),
        neighbour.asleep(own),
        neighbour.server_trouble(own, history.neighbours),
        neighbour.only_this_feed(own, history.neighbours),
        neighbour.six_connections(own, history.neighbours),
    )
    heard = Evidence(listenings=[_heard(history)])
    found = (*around, malformed_json(heard), ids_missing(heard), slow_line(evidence))
    findings = [*examine(evidence), *(finding for finding in found if finding is not None)]
    return [
        msgspec.structs.replace(
            each, evidence=redact_text(each.evidence, secrets), advice=redact_text(each.advice, secrets)
        )
        for each in by_gravity(findings)
    ]


def _heard(history: History) -> Listening:
    """What the newest events hold. How they came is not known: only rules on their content may ask."""
    events = history.recent
    began_s = events[0].received_at_s if events else 0.0
    listening = Listening(headers=[], opened_wall_s=began_s, ndjson=history.ndjson)
    for event in events:
        at_s = max(0.0, event.received_at_s - began_s)
        listening.hear(event, at_s, history.impressions.of(event))
    return listening


def evidence_of(history: History) -> Evidence:
    """What the happenings prove, and the open connection as far as it was felt."""
    happenings = history.happenings
    attempts = [each for each in happenings if isinstance(each, AttemptEnded)][-MAX_ATTEMPTS:]
    offset_s = history.clock_offset_s
    live = _live(history)
    return Evidence(
        url=history.url,
        attempts=attempts,
        listenings=live,
        outlived_quiet_s=max((each.quiet_s for each in live), default=0.0),
        is_live=bool(live),
        endings=[_ending(attempt) for attempt in _unexplained(attempts) if _is_ended_by_server(attempt)],
        outlived_s=max(
            [history.open_for_s or 0.0, *(each.lasted_s for each in attempts if each.outcome == "stopped")]
        ),
        is_open=history.open_for_s is not None,
        open_for_s=history.open_for_s or 0.0,
        resumption=_resumption(happenings),
        restarts=[Restart(each.after, each.before) for each in happenings if isinstance(each, IdsRestarted)],
        oversize=_oversize(happenings, history.max_event_bytes),
        heartbeat_s=history.heartbeat_s,
        clock_ahead_s=None if offset_s is None else -offset_s,
        least_endings=LEAST_ENDINGS,
    )


def _live(history: History) -> list[Listening]:
    if history.live is None or history.open_for_s is None:
        return []
    return [listening_of(history.live, history.recent, history.impressions, ndjson=history.ndjson)]


def _is_ended_by_server(attempt: AttemptEnded) -> bool:
    return attempt.outcome in ENDED_BY_SERVER and attempt.status == 200


def _unexplained(attempts: Sequence[AttemptEnded]) -> list[AttemptEnded]:
    """Without those that ended because the credential had: the server said so (401) right afterwards."""
    found: list[AttemptEnded] = []
    for attempt in attempts:
        if attempt.outcome == "unauthorized":
            since_s = attempt.at_s
            while found and _is_ended_by_server(found[-1]) and since_s - found[-1].at_s < EXPIRY_S:
                since_s = found.pop().at_s
        found.append(attempt)
    return found


def _ending(attempt: AttemptEnded) -> Ending:
    if attempt.last_byte_ms is None:
        silence_s = attempt.lasted_s if attempt.bytes == 0 else None
    else:
        silence_s = max(0.0, attempt.lasted_s - attempt.last_byte_ms / 1000)
    return Ending(attempt.lasted_s, silence_s, is_clean=attempt.outcome == "closed")


def _resumption(happenings: Sequence[Happening]) -> Resumption | None:
    """How the last resume went."""
    resumed = [each for each in happenings if isinstance(each, Resumed) and each.from_id]
    if not resumed:
        return None
    last = resumed[-1]
    if last.duplicates == 1:
        return Resumption(last.from_id, Answer.UNPROVEN, "it sent that very event again")
    if not last.ignored:
        words = f"{many(last.replayed, 'event')} came that had been missed"
        return Resumption(last.from_id, Answer.HONOURED, words)
    words = f"{many(last.duplicates, 'event')} came again that had come before"
    return Resumption(last.from_id, Answer.IGNORED, words)


def _oversize(happenings: Sequence[Happening], limit_bytes: int) -> Oversize | None:
    sizes_bytes = [
        each.size_bytes for each in happenings if isinstance(each, Refused) and each.reason == "oversize"
    ]
    return Oversize(len(sizes_bytes), max(sizes_bytes), limit_bytes) if sizes_bytes else None
