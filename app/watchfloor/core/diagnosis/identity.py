"""Ids: whether events have them, whether they go on, and whether the server resumes by them."""

from itertools import pairwise

from watchfloor.core.diagnosis.evidence import Evidence, Restart
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Heard, Listening
from watchfloor.core.diagnosis.trial import Answer
from watchfloor.core.diagnosis.word import many, quoted, span
from watchfloor.core.ledger.sequence import parse

LEAST_EVENTS = 2
_ASK = "Ask whoever runs the server"


def ids_missing(evidence: Evidence) -> Finding | None:
    """No event has an id, or all have the same: nothing can be resumed, and no gap can be proved."""
    listenings = [listening for listening in evidence.listenings if not listening.ndjson]
    without = sum(listening.events_without_id for listening in listenings)
    with_id = sum(listening.events_with_id for listening in listenings)
    if with_id:
        return _all_the_same(listenings, with_id)
    if without < LEAST_EVENTS:
        return None
    return Finding(
        "ids-missing",
        "The events have no ids",
        f"Not one of {many(without, 'event')} had an `id:` field.",
        f"{_ASK} to send an `id:` with every event and to replay from `Last-Event-ID`: without it, whatever"
        " happens while the connection is down is lost, and nobody can tell.",
    )


def _all_the_same(listenings: list[Listening], count: int) -> Finding | None:
    ids = set().union(*(listening.distinct_ids for listening in listenings))
    spread_s = max(_spread_s(listening) for listening in listenings)
    if len(ids) > 1 or count < 5 or spread_s < 1:
        return None
    return Finding(
        "ids-missing",
        "All events have the same id",
        f"{many(count, 'event')} came over {span(spread_s)}, all with one and the same `id:`.",
        f"{_ASK} to give each event an id of its own: by this one nothing can be resumed.",
    )


def _spread_s(listening: Listening) -> float:
    recent = listening.recent
    return recent[-1].at_s - recent[0].at_s if recent else 0.0


def ids_restart(evidence: Evidence) -> Finding | None:
    """Ids are given anew, so that one id stands for several events."""
    resumption = evidence.resumption
    if evidence.restarts:
        first = evidence.restarts[0]
        words = (
            f"After {quoted(first.after)} came {quoted(first.before)};"
            f" {many(len(evidence.restarts), 'such step')} in all."
        )
    elif resumption is not None and (resumption.answer is Answer.RESTARTED or resumption.anew):
        words = f"Asked to go on after {quoted(resumption.asked)}, {resumption.words}."
    else:
        return None
    return Finding(
        "ids-restart",
        "The ids begin anew",
        words,
        f"{_ASK} to keep counting across connections and restarts: an id that comes twice cannot be resumed"
        " from, and what is lost or doubled cannot be told.",
    )


def resume_ignored(evidence: Evidence) -> Finding | None:
    """There are ids, and the server does not go on where it is asked to."""
    resumption = evidence.resumption
    if resumption is None or resumption.answer not in (Answer.IGNORED, Answer.RESTARTED):
        return None
    return Finding(
        "resume-ignored",
        "The server ignores Last-Event-ID",
        f"Asked to go on after {quoted(resumption.asked)}, {resumption.words}.",
        f"{_ASK} to keep a history and to replay from the `Last-Event-ID` header: whatever happens while the"
        " connection is down is lost otherwise.",
    )


def restarts_of(listening: Listening) -> list[Restart]:
    """Where the ids of one connection fall back to their beginning and are counted up again."""
    owned = [heard for heard in listening.heard if heard.own_id and heard.id]
    steps = list(pairwise(owned))
    backs = [at for at, (one, other) in enumerate(steps) if _goes_back(one, other)]
    ups = sum(_number(other) > _number(one) for one, other in steps)
    if not backs or ups < max(2, 2 * len(backs)):
        return []
    return [Restart(owned[at].id, owned[at + 1].id) for at in backs if _is_anew(owned, at)]


def _is_anew(owned: list[Heard], at: int) -> bool:
    """Back to an id that came before, for another event, and on from there below where it was."""
    landed, top = owned[at + 1], _number(owned[at])
    known = [heard for heard in owned[: at + 1] if heard.id == landed.id]
    is_first = _number(landed) <= _number(owned[0])
    is_other = not known or any(heard.content != landed.content for heard in known) or is_first
    goes_on = at + 2 >= len(owned) or _number(landed) <= _number(owned[at + 2]) <= top
    return bool(known or is_first) and is_other and goes_on


def _goes_back(one: Heard, other: Heard) -> bool:
    first, second = parse(one.id), parse(other.id)
    if first is None or second is None or first.prefix != second.prefix:
        return False
    return second.number < first.number


def _number(heard: Heard) -> int:
    key = parse(heard.id)
    return -1 if key is None else key.number
