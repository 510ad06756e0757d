"""Silence: none at all comes, or nothing comes that would tell a quiet stream from a dead one."""

from watchfloor.core.diagnosis.content import foreign
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.word import many, span

QUIET_SHARE = 0.85  # a stream with an event now and then is not to be taken for one that stands still
REPLAY_S = 0.3
LEAST_QUIET_S = 1.5
SLOW_S = 60.0
USUAL_S = 30.0
_HOW = "The standard recommends a comment (a line `:`) about every 15 s."


def silent(evidence: Evidence) -> Finding | None:
    """The stream is open, and not one byte comes."""
    listenings = evidence.listenings
    if not listenings or any(listening.size_bytes for listening in listenings) or evidence.endings:
        return None
    listened_s = sum(listening.lasted_s for listening in listenings)
    if listened_s < evidence.least_quiet_s:
        return None
    if listenings[-1].outcome != "stopped" or any(each.encoding for each in listenings):
        return None  # of a compressed stream something may have come, and stuck in the packing
    return Finding(
        "silent",
        "The stream is open, and nothing comes",
        f"The answer was 200 with the right type; after it not one byte came in {span(listened_s)}.",
        "Either nothing happens there, or something on the way holds it back. Ask whoever runs the server to"
        f" send a comment at once and as a heartbeat: then one can tell. {_HOW}",
    )


def gone_silent(evidence: Evidence) -> Finding | None:
    """It had a heartbeat, and from one moment on nothing came any more."""
    dead = [attempt for attempt in evidence.attempts if attempt.outcome == "silent"]
    if not dead or (evidence.is_open and len(dead) < 2):
        return None
    return Finding(
        "silent",
        "Connections die without a word",
        f"{len(dead)} of {many(len(evidence.attempts), 'connection')} stayed open, and nothing came for"
        " longer than three heartbeats; we ended them and connected again.",
        "Something on the way forgets connections (a NAT or a firewall), or the server hangs. Ask your"
        " network's administrator about idle limits, and whoever runs the server about its load.",
    )


def no_heartbeat(evidence: Evidence) -> Finding | None:
    """It was quiet for long, and no comment said that the connection lives."""
    if evidence.heartbeat_s is not None and evidence.heartbeat_s > SLOW_S:
        return _slow(evidence.heartbeat_s)
    listenings = evidence.listenings
    quiet_s = longest_quiet_s(listenings)
    if any(listening.beats_s for listening in listenings) or not any(
        listening.size_bytes for listening in listenings
    ):
        return None
    if foreign(evidence) is not None:
        return None  # who is no event stream is not asked for an event stream's comments
    if quiet_s < max(LEAST_QUIET_S, QUIET_SHARE * evidence.patience_s, evidence.least_quiet_s):
        return None
    events = sum(listening.events for listening in listenings)
    listened_s = sum(listening.lasted_s for listening in listenings)
    return Finding(
        "no-heartbeat",
        f"Silent so far: no heartbeat in {span(quiet_s)}",
        f"For {span(quiet_s)} nothing new came, not even a comment; {many(events, 'event')} came in"
        f" {span(listened_s)} in all. A heartbeat slower than that cannot be seen in this time"
        f"{', and half a minute is usual: listen longer to be sure' if quiet_s < USUAL_S else ''}.",
        "Without one a dead connection looks like a quiet one, and proxies cut it. Ask whoever runs the"
        f" server for a heartbeat. {_HOW}",
    )


def longest_quiet_s(listenings: list[Listening]) -> float:
    """The longest time without anything new. A replay on the next connection is nothing new."""
    return max(_quiets_s(listenings))


def running_quiet_s(listenings: list[Listening]) -> float:
    """For how long nothing new has come up to the end."""
    return _quiets_s(listenings)[1]


def _quiets_s(listenings: list[Listening]) -> tuple[float, float]:
    """The longest silence that ended, and the one that did not."""
    longest_s = running_s = 0.0
    for listening in listenings:
        if listening.asked_id and (listening.last_byte_at_s or 0.0) <= REPLAY_S:
            running_s += listening.lasted_s
            continue
        first_s = listening.lasted_s if listening.first_byte_at_s is None else listening.first_byte_at_s
        longest_s = max(longest_s, running_s + first_s, listening.longest_gap_s or 0.0)
        is_mute = listening.last_byte_at_s is None
        running_s = running_s + first_s if is_mute else listening.lasted_s - (listening.last_byte_at_s or 0.0)
    return longest_s, running_s


def _slow(every_s: float) -> Finding:
    return Finding(
        "no-heartbeat",
        f"The heartbeat is slow: one in {span(every_s)}",
        f"Comments come every {span(every_s)}; a dead connection is noticed after two and a half of them at"
        f" the earliest, and many proxies cut a silence of 60 s.",
        f"Ask whoever runs the server for a quicker heartbeat. {_HOW}",
    )
