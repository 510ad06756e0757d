"""How an attempt ended, in words: for people who have never seen our ids."""

from enum import StrEnum

from watchfloor.core.link.verdict import TABLE, Next
from watchfloor.core.session.channel import WELL_ENDED
from watchfloor.core.text.speech import said


class EndKind(StrEnum):
    WELL = "well"  # the server or the user closed it in good order
    LOST = "lost"  # it is tried again
    REFUSED = "refused"  # it is not


def kind_of_end(code: str) -> EndKind:
    if code in WELL_ENDED:
        return EndKind.WELL
    return EndKind.LOST if code in TABLE and TABLE[code].next is Next.RETRY else EndKind.REFUSED


def words_of_end(code: str) -> str:
    """In the language that is spoken; an id that is not known stays as it is."""
    return said(ENDINGS.get(code, code))


ENDINGS = {
    "closed": "closed by the server",
    "stopped": "ended by us",
    "paused": "paused",
    "ended": "complete",
    "complete": "complete",
    "no-content": "nothing more to send",
    "truncated": "cut off in the middle",
    "reset": "connection broken off",
    "silent": "gone silent",
    "timed-out": "no answer in time",
    "request-timeout": "the server waited too long",
    "unreachable-dns": "host name not known",
    "unreachable": "no way to the server",
    "refused": "nothing listens there",
    "proxy": "refused by the proxy",
    "protocol": "not proper HTTP",
    "server-error": "server in trouble",
    "too-early": "server in trouble",
    "rate-limited": "too many requests",
    "unauthorized": "sign in again",
    "proxy-unauthorized": "sign in to the proxy",
    "withheld": "credential not sent",
    "login-page": "sign in again",
    "forbidden": "no access",
    "not-found": "not found",
    "redirect": "redirected to nowhere",
    "refused-status": "request not accepted",
    "bad-request": "request not possible",
    "wrong-content-type": "not an event stream",
    "tls-expired": "certificate out of date",
    "tls-wrong-host": "certificate of another host",
    "tls-untrusted": "certificate not trusted",
    "tls": "no encryption agreed on",
    "bomb": "too large when unpacked",
    "bug": "an error of Watchfloor's own",
}
