"""What befell a channel, in a sentence."""

from watchfloor.core.happening import (
    AlertRaised,
    GapFound,
    Happening,
    IdPoisoned,
    IdsRestarted,
    Refused,
    Resumed,
    StateChanged,
    Warned,
)
from watchfloor.core.state import ChannelState
from watchfloor.core.text.numeral import numeral
from watchfloor.core.text.speech import said


def sentence(happening: Happening) -> str:
    """What a row between the events says, in plain words."""
    match happening:
        case Resumed():
            return _resumed(happening)
        case GapFound():
            words = said("{events} missing between id {after} and id {before}")
            return words.format(
                events=_events(happening.missing), after=happening.after, before=happening.before
            )
        case Refused():
            words = said("An event of {size} bytes was refused: {reason}")
            return words.format(
                size=numeral(f"{happening.size_bytes:,}"), reason=_why_refused(happening.reason)
            )
        case IdsRestarted():
            words = said("The server began its ids anew: {before} came after {after}")
            return words.format(before=happening.before, after=happening.after)
        case IdPoisoned():
            return said("An id cannot be sent back to the server: {why}").format(why=happening.why)
        case Warned():
            return said(happening.message)
        case AlertRaised():
            words = said("Alert “{rule}”: {message}")
            return words.format(rule=said(happening.rule), message=said(happening.message))
        case StateChanged():
            return _state(happening)
    return type(happening).__name__


def _resumed(resumed: Resumed) -> str:
    span = _span(resumed.away_s) if resumed.away_s else ""
    away = said("Connection lost {span}").format(span=span) if span else said("New start")
    if not resumed.from_id:
        return said("{away} · no id to resume from: what was missed is not provable").format(away=away)
    if resumed.ignored:
        words = said("{away} · the server did not resume from id {id}")
        return words.format(away=away, id=resumed.from_id)
    # What is missing comes first: in a narrow row the end is cut.
    away = said("connection lost {span}").format(span=span) if span else said("new start")
    if resumed.missing is None:
        words = said("Missing: not provable · {away} · resumed from id {id} · {events} replayed")
    else:
        words = said("{missing} missing · {away} · resumed from id {id} · {events} replayed")
    events = _events(resumed.replayed)
    return words.format(away=away, id=resumed.from_id, events=events, missing=resumed.missing)


def _span(span_s: float) -> str:
    """How long, as exactly as one wants to know it."""
    for unit_s, words in ((86_400, said("{count} d")), (3_600, said("{count} h")), (60, said("{count} min"))):
        if span_s >= 2 * unit_s:
            return words.format(count=round(span_s / unit_s))
    return numeral(f"{span_s:.1f} s")


def _events(count: int) -> str:
    return said("{count} event" if count == 1 else "{count} events").format(count=count)


def _why_refused(reason: str) -> str:
    known = {
        "oversize": said("larger than the limit"),
        "unreadable": said("it cannot be read"),
        "over-bound": said("there was no room for it"),
    }
    return known.get(reason, reason)


def _without_body(reason: str) -> str:
    """What a server wrote into its refusal stands with the attempt; a row has no room for it."""
    head, _, rest = reason.partition(": ")
    return f"{head}." if rest[:1] in ("{", "[", "<") and rest else reason


def _state(changed: StateChanged) -> str:
    reason = _without_body(said(changed.reason.strip()))
    match changed.state:
        case ChannelState.RECONNECTING:
            words, bare = said("Not connected: {reason}"), said("Not connected")
        case ChannelState.BLOCKED:
            words, bare = said("The breaker opened: {reason}"), said("The breaker opened")
        case ChannelState.FAILED:
            words, bare = said("Failed, and not tried again: {reason}"), said("Failed, and not tried again")
        case ChannelState.POLLING:
            words, bare = said("Polling instead of streaming: {reason}"), said("Polling instead of streaming")
        case ChannelState.CONNECTED:
            return reason or said("Connected again")
        case ChannelState.STALE if reason:
            return reason
        case ChannelState.HELD:
            words, bare = said("Waits for the journal: {reason}"), said("Waits for the journal")
        case _:
            words, bare = f"{changed.state}: {{reason}}", changed.state
    return words.format(reason=reason) if reason else bare
