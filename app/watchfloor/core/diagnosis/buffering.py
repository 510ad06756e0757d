"""Events that are held back on the way and let go in clumps."""

from watchfloor.core.diagnosis.burst import Burst, bursts
from watchfloor.core.diagnosis.evidence import ENDED_BY_SERVER, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.word import many, quoted, size, span
from watchfloor.core.happening import AttemptEnded

ALONE_S = 1.0  # one clump has to do where it comes after so long a silence
AT_ONCE_S = 0.3
HTTP_OK = 200
CLUMPS, LIVE_CLUMPS = 2, 3  # so many are a rule: of a look that soon ends, and of one that goes on
_PROXY_HEADERS = ("via", "x-cache", "cf-ray", "x-amz-cf-id", "x-varnish", "x-served-by")


def buffered(evidence: Evidence) -> Finding | None:
    """Clumps whose events were made during the silence, clumps with a sign of a buffer, or nothing at all."""
    found = [_of(listening, evidence) for listening in evidence.listenings]
    return next((finding for finding in found if finding is not None), None) or _given_up(evidence)


def _given_up(evidence: Evidence) -> Finding | None:
    """A proxy that holds a quiet stream back until its patience ends: only then comes an answer, empty."""
    opened = [each for each in evidence.attempts if each.status == HTTP_OK]
    empty = [each for each in opened if _is_late_and_empty(each)]
    if len(empty) < evidence.least_endings or any(each.bytes for each in opened):
        return None
    waits_s = [(each.headers_ms or 0.0) / 1000 for each in empty]
    return Finding(
        "buffered",
        f"The answer is held back for {span(max(waits_s))}, and then given up",
        f"{many(len(empty), 'answer')} came after {span(min(waits_s))} or more, and ended at once without a"
        " byte: a proxy waits for so long for enough to fill its buffer.",
        "Ask whoever runs the proxy to switch off buffering for this path and to wait longer (nginx:"
        " `proxy_buffering off`, `proxy_read_timeout`), or whoever runs the server to send"
        " `X-Accel-Buffering: no`, and a comment (a line `:`) at once and then every 15 s.",
    )


def _is_late_and_empty(attempt: AttemptEnded) -> bool:
    headers_s = (attempt.headers_ms or 0.0) / 1000
    return (
        attempt.outcome in ENDED_BY_SERVER
        and attempt.bytes == 0
        and headers_s >= ALONE_S
        and attempt.lasted_s - headers_s < AT_ONCE_S
    )


def _of(listening: Listening, evidence: Evidence) -> Finding | None:
    found = bursts(listening)
    clumps = [burst for burst in found if burst.is_clump]
    held = [burst for burst in clumps if burst.was_held]
    least = LIVE_CLUMPS if evidence.is_live else CLUMPS
    alone = [burst for burst in held if len(burst.events) >= 5 and burst.quiet_s >= ALONE_S]
    is_alone = any(burst.is_answer or not evidence.is_live for burst in alone)
    if len(held) >= least or is_alone:
        return _finding(listening, held, [_spread_words(held)])
    if _holds_all_back(listening, max(1.0, evidence.least_quiet_s)):
        return _compressed(listening)
    signs = _signs(listening, clumps)
    if not signs and not evidence.is_live:
        signs = _doubt(listening, clumps)
    if signs and len(clumps) >= least and _is_most(found, clumps) and not _are_stamped(clumps):
        return _finding(listening, clumps, signs)
    return None


def _finding(listening: Listening, clumps: list[Burst], signs: list[str]) -> Finding:
    events = sum(len(burst.events) for burst in clumps)
    quiet_s = max(burst.quiet_s for burst in clumps)
    return Finding(
        "buffered",
        "Events are held back on the way and come in clumps",
        f"{events} events came in {many(len(clumps), 'clump')} after silences of up to {span(quiet_s)}."
        f" {' '.join(signs)} {' '.join(_header_words(listening))}".strip(),
        "Ask whoever runs the proxy to switch off buffering and compression for this path (nginx:"
        " `proxy_buffering off`, `gzip off`), or whoever runs the server to send `X-Accel-Buffering: no` and"
        " to flush after each event.",
    )


def _spread_words(held: list[Burst]) -> str:
    spread_s = max(max(burst.stamps_s) - min(burst.stamps_s) for burst in held)
    return f"By their own times those of one clump were made over {span(spread_s)}."


def _holds_all_back(listening: Listening, least_s: float) -> bool:
    """A compressor that was given something and has let go of nothing for so long."""
    return (
        bool(listening.encoding)
        and not listening.events
        and not listening.comments
        and listening.lasted_s >= least_s
    )


def _compressed(listening: Listening) -> Finding:
    return Finding(
        "buffered",
        "The stream is compressed, and nothing of it can be read yet",
        f"Content-Encoding is {listening.encoding}, though no compression was asked for;"
        f" {size(listening.size_bytes)} and not one whole event came out of it in"
        f" {span(listening.lasted_s)}.",
        "Ask whoever runs the server or the proxy to switch off compression for this path: a compressor keeps"
        " events back until it has enough of them.",
    )


def _signs(listening: Listening, clumps: list[Burst]) -> list[str]:
    """What besides the clumps speaks for a buffer, where the events do not say when they were made."""
    signs = []
    if any(burst.cut for burst in clumps):
        signs.append("A clump ended in the middle of a line, as only a full buffer does.")
    if any(burst.comments >= 2 for burst in clumps):
        signs.append("Heartbeats came together in one clump.")
    if listening.encoding:
        signs.append("The stream is compressed, though that was not asked for.")
    if any(listening.header(name) for name in _PROXY_HEADERS):
        signs.append("The answer came through a proxy or cache.")
    return signs


def _doubt(listening: Listening, clumps: list[Burst]) -> list[str]:
    """Large clumps alone: worth a word to who asks for one, and none to who only looks on."""
    is_strong = all(len(burst.events) >= 5 for burst in clumps)
    if not is_strong or listening.header("x-accel-buffering").lower() == "no":
        return []
    return ["The events do not say when they were made, so the server itself may send them so."]


def _is_most(found: list[Burst], clumps: list[Burst]) -> bool:
    """Clumps are the rule, but for the very beginning, which may be a replay, and for stalls of our own."""
    events = [event for burst in found if not burst.after_stall for event in burst.events]
    later = [event for event in events if event.at_s > 0.25]
    return sum(len(burst.events) for burst in clumps) >= 0.8 * len(later)


def _are_stamped(clumps: list[Burst]) -> bool:
    """Their own times have told already that they were made together."""
    return any(len(burst.stamps_s) >= len(burst.events) / 2 for burst in clumps)


def _header_words(listening: Listening) -> list[str]:
    words = []
    if listening.encoding:
        words.append(f"Content-Encoding: {quoted(listening.encoding)}.")
    if listening.header("x-accel-buffering").lower() != "no":
        words.append("`X-Accel-Buffering: no` is missing.")
    via = ", ".join(
        f"{name}: {quoted(listening.header(name))}" for name in _PROXY_HEADERS if listening.header(name)
    )
    return [*words, f"Seen on the way: {via}."] if via else words
