"""Attempts that did not become a stream: what each kind of refusal means, and whom to ask."""

import msgspec

from watchfloor.core.diagnosis.evidence import Certificate, Evidence
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.word import many, quoted, span
from watchfloor.core.happening import AttemptEnded


class Meaning(msgspec.Struct, frozen=True):
    id: str
    title: str
    advice: str


_UNAUTHORIZED = Meaning(
    "unauthorized",
    "The server asks who you are",
    "Sign in again, or ask whoever runs the feed for a new token; the one sent is missing, wrong or expired.",
)
_SERVER_ERROR = Meaning(
    "server-error",
    "The server is in trouble itself",
    "Ask whoever runs the server to look into its log for this moment; nothing can be done from here.",
)
_REFUSED = Meaning(
    "refused",
    "Nothing listens at this address",
    "Check host and port. If they are right, ask whoever runs the server whether it is up, and whether a"
    " firewall lets you through.",
)
_BAD_REQUEST = Meaning(
    "refused",
    "The server does not accept the request",
    "Compare path, parameters, method and headers with the feed's documentation.",
)
_UNTRUSTED = Meaning(
    "tls-untrusted",
    "The server's certificate is not vouched for by anyone this machine trusts",
    "If it is your organisation's own authority, or that of a proxy which opens the encryption, add its"
    " certificate to the feed. If not, ask whoever runs the server for a complete certificate chain; somebody"
    " may be reading along.",
)
_NOT_HTTP = Meaning(
    "wrong-content-type",
    "What answers there is not an event stream",
    "Check the address and the port, and whether it should be http or https.",
)
_GARBLED = Meaning(
    "server-error",
    "The stream loses its form in the middle",
    "Ask whoever runs the server, or the proxy before it, to look at how it frames the stream"
    " (`Transfer-Encoding: chunked`).",
)
_PACKED = Meaning(
    "wrong-content-type",
    "The stream is packed in a way that was not asked for",
    "Ask whoever runs the server or the proxy to send the stream uncompressed, as the request says.",
)

MEANINGS: dict[str, Meaning] = {
    "unreachable-dns": Meaning(
        "unreachable-dns",
        "The host name is not known",
        "Check the spelling. If it is right, ask your network's administrator whether its name server knows"
        " it, and whether you have to be inside a private network.",
    ),
    "refused": _REFUSED,
    "unreachable": Meaning(
        "timed-out",
        "There is no way to the server",
        "Check that this machine is online; then ask your network's administrator about the way there.",
    ),
    "proxy": Meaning(
        "refused",
        "There is no way through the proxy",
        "Check the feed's proxy setting and that the proxy is up, and ask whoever runs it whether it lets you"
        " through. Nothing is known of the server behind it.",
    ),
    "reset": Meaning(
        "refused",
        "The connection is broken off before an answer",
        "Ask whoever runs the server whether it or a firewall before it ends connections; check that http or"
        " https is right.",
    ),
    "timed-out": Meaning(
        "timed-out",
        "The server does not answer",
        "Ask whoever runs the server whether it is up, and your network's administrator whether a firewall"
        " swallows the connection.",
    ),
    "request-timeout": Meaning(
        "timed-out",
        "The server gave up waiting for the request",
        "A proxy on the way may hold the request back: ask whoever runs it.",
    ),
    "unauthorized": _UNAUTHORIZED,
    "proxy-unauthorized": Meaning(
        "unauthorized",
        "The proxy on the way asks who you are",
        "Put a user and a password before the host in the address of the feed's proxy; they are kept as a"
        " secret. The server itself was not asked.",
    ),
    "withheld": Meaning(
        "unauthorized",
        "The credential is kept for another place, or another way there",
        "The server was not asked. If you know who runs it, and who is on the way, open the feed's form and"
        " say that the credential may go there, or sign in with another one. If the feed came from somebody"
        " else, ask them why it names your credential.",
    ),
    "login-page": Meaning(
        "login-page",
        "A login page comes instead of the stream",
        "Sign in again and renew the cookie or token; a gateway sends whoever it does not know to its page.",
    ),
    "forbidden": Meaning(
        "forbidden",
        "You are known, and not allowed",
        "Ask whoever runs the feed for access to it with this account.",
    ),
    "not-found": Meaning(
        "not-found",
        "There is nothing at this address",
        "Check the path. If it was right before, ask whoever runs the server where the feed has gone.",
    ),
    "rate-limited": Meaning(
        "rate-limited",
        "The server has had too many requests from you",
        "Wait as long as it says, use fewer connections, or ask whoever runs the feed for a higher limit.",
    ),
    "server-error": _SERVER_ERROR,
    "too-early": _SERVER_ERROR,
    "refused-status": _BAD_REQUEST,
    "bad-request": _BAD_REQUEST,
    "redirect": Meaning(
        "not-found",
        "The address leads in circles or nowhere",
        "Ask whoever runs the server where the feed is now, and enter that address.",
    ),
    "wrong-content-type": Meaning(
        "wrong-content-type",
        "What comes is not an event stream",
        "Check the address. If it is right, ask whoever runs the server to send `Content-Type:"
        " text/event-stream`; browsers refuse anything else.",
    ),
    "protocol": _NOT_HTTP,
    "no-content": Meaning(
        "silent",
        "The server says that there is nothing to send",
        "204 tells a client to stay away. Ask whoever runs the feed whether it has ended.",
    ),
    "tls-expired": Meaning(
        "tls-expired",
        "The server's certificate is out of date",
        "Ask whoever runs the server to renew it, and check the date of this machine.",
    ),
    "tls-wrong-host": Meaning(
        "tls-wrong-host",
        "The server's certificate is for another host",
        "Check the host name; if it is right, ask whoever runs the server for a certificate with that name.",
    ),
    "tls-untrusted": _UNTRUSTED,
    "tls": Meaning(
        "tls-untrusted",
        "No encrypted connection can be agreed on",
        "Check that the port is one for https. If it is, ask whoever runs the server about its TLS versions.",
    ),
    "bomb": Meaning(
        "oversize",
        "The answer grows beyond all measure when it is unpacked",
        "Ask whoever runs the server to send the stream uncompressed.",
    ),
}


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
        meaning = _PACKED
    if last.outcome == "protocol" and last.status == 200 and last.bytes:
        meaning = _GARBLED
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
