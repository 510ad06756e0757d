"""One function says whether the end of an attempt is worth another try."""

from enum import StrEnum

import msgspec


class Next(StrEnum):
    RETRY = "retry"
    FAIL = "fail"
    END = "end"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How an attempt ended. `code` is one of the table below."""

    code: str
    detail: str = ""
    status: int | None = None
    retry_after_s: float | None = None


class Verdict(msgspec.Struct, frozen=True):
    next: Next
    advice: str = ""
    blames_origin: bool = False  # counts for the breaker


_RETRY = Verdict(Next.RETRY, blames_origin=True)
_RETRY_BLAMELESS = Verdict(Next.RETRY)

TABLE: dict[str, Verdict] = {
    # The world may be better in a moment.
    "closed": _RETRY_BLAMELESS,
    "truncated": _RETRY,
    "reset": _RETRY,
    "refused": _RETRY,
    "timed-out": _RETRY,
    "silent": _RETRY,
    "unreachable-dns": _RETRY,
    "unreachable": _RETRY,
    "protocol": _RETRY,
    "server-error": _RETRY,
    "rate-limited": _RETRY_BLAMELESS,
    "request-timeout": _RETRY,
    "too-early": _RETRY_BLAMELESS,
    "proxy": _RETRY,
    # The server said no, and will say so again.
    "unauthorized": Verdict(Next.FAIL, "sign in again"),
    "proxy-unauthorized": Verdict(Next.FAIL, "sign in to the proxy"),
    "withheld": Verdict(Next.FAIL, "say whether it may go there"),
    "forbidden": Verdict(Next.FAIL, "ask for access"),
    "not-found": Verdict(Next.FAIL, "check the address"),
    "refused-status": Verdict(Next.FAIL, "check the request"),
    "redirect": Verdict(Next.FAIL, "check the address"),
    "wrong-content-type": Verdict(Next.FAIL, "this is not an event stream"),
    "login-page": Verdict(Next.FAIL, "sign in again"),
    "tls-expired": Verdict(Next.FAIL, "the server needs a new certificate"),
    "tls-wrong-host": Verdict(Next.FAIL, "check the host name"),
    "tls-untrusted": Verdict(Next.FAIL, "add its certificate authority"),
    "tls": Verdict(Next.FAIL, "check the TLS settings"),
    "bad-request": Verdict(Next.FAIL, "check the feed's settings"),
    "bomb": Verdict(Next.FAIL, "the server compresses without measure"),
    # Done.
    "no-content": Verdict(Next.END),
    "complete": Verdict(Next.END),
    "stopped": Verdict(Next.END),
}


def judge(outcome: Outcome) -> Verdict:
    """Retry, fail for good, or end quietly. A code that is not in the table is our bug."""
    return TABLE[outcome.code]


def code_of_status(status: int) -> str:
    """The code for a plain answer that is not a stream."""
    match status:
        case 204 | 205:
            return "no-content"
        case 401:
            return "unauthorized"
        case 407:
            return "proxy-unauthorized"
        case 403:
            return "forbidden"
        case 404 | 410:
            return "not-found"
        case 408:
            return "request-timeout"
        case 425:
            return "too-early"
        case 429:
            return "rate-limited"
        case _ if status >= 500:
            return "server-error"
        case _ if 300 <= status < 400:
            return "redirect"
        case _:
            return "refused-status"
