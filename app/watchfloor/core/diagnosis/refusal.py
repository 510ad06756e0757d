"""Attempts that did not become a stream: which kind of refusal it was, and what shows it."""

from watchfloor.core.diagnosis.evidence import Certificate, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.meaning import GARBLED, MEANINGS, PACKED
from watchfloor.core.diagnosis.word import many, quoted, span
from watchfloor.core.happening import AttemptEnded

NAMES = 5  # of a certificate's that are told
UNREACHED = frozenset({"unreachable-dns", "unreachable", "timed-out"})


def refusal(evidence: Evidence) -> Finding | None:
    """The newest attempt that failed for a reason of its own, unless one after it went well."""
    attempts = evidence.attempts
    if evidence.is_open or not attempts or not is_refused(attempts[-1]):
        return None
    last = attempts[-1]
    meaning = MEANINGS[last.outcome]
    alike = sum(is_refused(attempt) and attempt.outcome == last.outcome for attempt in attempts)
    if last.outcome == "bad-request" and last.status == 200:
        meaning = PACKED
    if last.outcome == "protocol" and last.status == 200 and last.bytes:
        meaning = GARBLED
    special = _offline(evidence, last) or _unsent(last) or _hanging(last) or _gone(evidence, last)
    title, advice = special or (meaning.title, meaning.advice)
    return Finding(meaning.id, title, " ".join(_evidence(evidence, last, alike)), advice)


def certificate(evidence: Evidence) -> Finding | None:
    """A certificate that nobody vouches for may have other faults, which stand behind that one."""
    fault = evidence.certificate_fault
    if fault is None or fault.code not in MEANINGS:
        return None
    meaning = MEANINGS[fault.code]
    words = certificate_words(fault.detail, fault.code, evidence.certificate)
    return Finding(meaning.id, meaning.title, f"{words} Nobody vouches for it either.", meaning.advice)


def certificate_words(detail: str, code: str, certificate: Certificate | None) -> str:
    """With what of the certificate shows it, behind a colon: the sentence says enough without."""
    more = "" if certificate is None else _shown(code, certificate)
    return f"{detail.removesuffix('.')}: {more}." if more else detail


def _shown(code: str, certificate: Certificate) -> str:
    match code:
        case "tls-expired" if certificate.until:
            return f"it is valid from {certificate.since} to {certificate.until}"
        case "tls-wrong-host" if certificate.names:
            more = f" and {len(certificate.names) - NAMES} more" if len(certificate.names) > NAMES else ""
            return f"it names {', '.join(map(quoted, certificate.names[:NAMES]))}{more}"
        case "tls-untrusted" if certificate.issuer:
            return f"it was issued by {quoted(certificate.issuer)}"
    return ""


def is_refused(attempt: AttemptEnded) -> bool:
    """It brought nothing and was not ended in the ordinary way."""
    if attempt.outcome in ("bomb", "bad-request", "protocol") and attempt.outcome in MEANINGS:
        return True  # these come in the middle of a stream as well
    return attempt.outcome in MEANINGS and attempt.bytes == 0 and not _was_open(attempt)


def _was_open(attempt: AttemptEnded) -> bool:
    """A stream that was open and then lost is a matter of its ending."""
    return attempt.status == 200 and attempt.outcome in ("reset", "timed-out")


def _offline(evidence: Evidence, attempt: AttemptEnded) -> tuple[str, str] | None:
    """It is not the server that cannot be reached: nothing can."""
    if not evidence.is_offline or attempt.outcome not in UNREACHED:
        return None
    return (
        "This machine seems to be offline",
        "Check cable, Wi-Fi and VPN: this machine has no route out. Inside a closed network check the"
        " spelling, and ask whether its name server knows the host.",
    )


def _unsent(attempt: AttemptEnded) -> tuple[str, str] | None:
    """There was nothing to sign in with, so the server was never asked."""
    if attempt.outcome != "unauthorized" or attempt.tcp_ms is not None or attempt.status is not None:
        return None
    return (
        "There is nothing to sign in with",
        "The server was not asked. Sign in on this machine; without a keyring a credential is known until the"
        " program ends, and not at the next start.",
    )


def _gone(evidence: Evidence, last: AttemptEnded) -> tuple[str, str] | None:
    """The address has served before: it is right."""
    if last.outcome not in ("refused", "reset") or not _served(evidence):
        return None
    return (
        MEANINGS[last.outcome].title,
        "The address was right before: ask whoever runs the server whether it is up, or being restarted, and"
        " whether a firewall has come between.",
    )


def _served(evidence: Evidence) -> bool:
    return any(attempt.events for attempt in evidence.attempts)


def _hanging(attempt: AttemptEnded) -> tuple[str, str] | None:
    """The connection stands, and the answer does not come."""
    if attempt.outcome != "timed-out" or attempt.tcp_ms is None:
        return None
    return (
        "The server takes the connection and does not answer",
        "Ask whoever runs the server why the request hangs. Some hold the answer back until the first event:"
        " they should send the headers at once; or a proxy holds them.",
    )


def _evidence(evidence: Evidence, last: AttemptEnded, alike: int) -> list[str]:
    detail = last.detail or f"The attempt ended with {last.outcome}."
    words = [certificate_words(detail, last.outcome, evidence.certificate)]
    if last.outcome == "timed-out" and last.tcp_ms is not None:
        words.append(f"The connection itself stood after {span(last.tcp_ms / 1000)}.")
    if last.retry_after_s is not None:
        words.append(f"Retry-After: {span(last.retry_after_s)}.")
    if evidence.hops:
        words.append(
            f"It was reached by {many(len(evidence.hops), 'redirect')}, the last to {evidence.hops[-1]}."
        )
    if len(evidence.attempts) > 1:
        words.append(f"{alike} of {many(len(evidence.attempts), 'attempt')} ended so.")
    if _served(evidence):
        words.append("Before that the stream was open and sent events.")
    return [word if word.endswith((".", "…")) else f"{word}." for word in words]
