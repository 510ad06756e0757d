"""Foreign exceptions, each with the code and the sentence that people see."""

import socket
import ssl

import httpx
import pytest

from watchfloor.core.link.verdict import TABLE
from watchfloor.services.net.failure import outcome_of


def certificate(code: int, words: str = "self-signed certificate") -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, words)
    error.verify_code, error.verify_message = code, words
    return error


def raised(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


CASES = {
    "refused": (raised(httpx.ConnectError("x"), ConnectionRefusedError(111, "refused")), "refused"),
    "reset": (raised(httpx.ReadError(""), ConnectionResetError(104, "reset")), "reset"),
    "broken pipe": (BrokenPipeError(32, "pipe"), "reset"),
    "no name": (
        raised(httpx.ConnectError("x"), socket.gaierror(-2, "Name or service not known")),
        "unreachable-dns",
    ),
    "no such name": (raised(httpx.ConnectError("x"), UnicodeError("label empty")), "unreachable-dns"),
    "no route": (raised(httpx.ConnectError("x"), OSError(113, "No route to host")), "unreachable"),
    "connect timeout": (httpx.ConnectTimeout(""), "timed-out"),
    "timeout": (TimeoutError(), "timed-out"),
    "a peer that is gone": (
        raised(httpx.ReadError("x"), TimeoutError(110, "Connection timed out")),
        "timed-out",
    ),
    "expired": (certificate(10), "tls-expired"),
    "not yet": (certificate(9), "tls-expired"),
    "other host": (certificate(62), "tls-wrong-host"),
    "other address": (certificate(64), "tls-wrong-host"),
    "untrusted": (raised(httpx.ConnectError("x"), certificate(18)), "tls-untrusted"),
    "tls": (ssl.SSLError(1, "wrong version number"), "tls"),
    "in a group": (
        ExceptionGroup("two", [OSError("all failed"), ConnectionRefusedError(111, "no")]),
        "refused",
    ),
    "cut short": (
        httpx.RemoteProtocolError("peer closed connection without sending complete message body (x)"),
        "truncated",
    ),
    "no answer": (httpx.RemoteProtocolError("Server disconnected without sending a response."), "reset"),
    "no address to go to": (httpx.RemoteProtocolError("Invalid URL in location header: x."), "redirect"),
    "no http": (httpx.RemoteProtocolError("illegal status line"), "protocol"),
    "proxy": (httpx.ProxyError("502 Bad Gateway"), "proxy"),
    "proxy password": (httpx.ProxyError("407 Proxy Authentication Required"), "proxy-unauthorized"),
    "no request": (httpx.LocalProtocolError("Illegal header value"), "bad-request"),
    "anything else": (httpx.ReadError(""), "reset"),
}


@pytest.mark.parametrize(("error", "code"), CASES.values(), ids=CASES)
def test_each_has_a_code_and_a_sentence(error: Exception, code: str) -> None:
    outcome = outcome_of(error, "feeds.example")
    assert outcome.code == code
    assert outcome.code in TABLE
    assert "feeds.example" in outcome.detail
    assert outcome.detail.endswith(".")


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = httpx.ReadError("a"), httpx.ReadError("b")
    first.__cause__, second.__cause__ = second, first
    assert outcome_of(first, "h").code == "reset"
