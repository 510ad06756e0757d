"""Foreign exceptions become outcomes here, and nowhere else."""

import contextlib
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx

from watchfloor.core.link.verdict import Outcome
from watchfloor.services.net.attempt import AttemptError, ended

_TLS = {
    10: ("tls-expired", "The certificate of {host} has expired."),
    9: ("tls-expired", "The certificate of {host} is not valid yet."),
    62: ("tls-wrong-host", "The certificate is for another host than {host}."),
    64: ("tls-wrong-host", "The certificate is for another address than {host}."),
}


_OF_CONNECTING = ("refused", "unreachable", "unreachable-dns", "timed-out")


def outcome_of(error: BaseException, host: str) -> Outcome:
    """What an exception of httpx means, looking through to its cause."""
    for cause in _causes(error):
        outcome = _of_cause(cause, host)
        if outcome is not None:
            return outcome
    return _of_httpx(error, host)


def _causes(error: BaseException) -> list[BaseException]:
    """The error and what it came from, innermost first."""
    chain: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo:
        link = todo.pop()
        if link is None or link in chain:
            continue
        chain.append(link)
        if isinstance(link, BaseExceptionGroup):
            todo.extend(link.exceptions)
        todo.extend((link.__cause__, link.__context__))
    return chain[::-1]


def _of_cause(error: BaseException, host: str) -> Outcome | None:
    match error:
        case ssl.SSLCertVerificationError():
            code, words = _TLS.get(error.verify_code, ("tls-untrusted", "Nobody we trust vouches for {host}"))
            if code == "tls-untrusted":
                words += f" ({error.verify_message})."
            return Outcome(code=code, detail=words.format(host=host))
        case ssl.SSLError():
            return Outcome(
                code="tls", detail=f"TLS with {host} failed: {getattr(error, 'reason', '') or error}."
            )
        case socket.gaierror():
            return Outcome(
                code="unreachable-dns", detail=f"The name {host} could not be resolved ({error.strerror})."
            )
        case UnicodeError():  # the encoder of names is the only one that is asked
            return Outcome(code="unreachable-dns", detail=f"{host} cannot be the name of a host.")
        case ConnectionRefusedError():
            return Outcome(code="refused", detail=f"{host} refused the connection: nothing listens there.")
        case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
            return Outcome(code="reset", detail=f"{host} reset the connection.")
        case TimeoutError() if error.errno is not None:
            return Outcome(
                code="timed-out",
                detail=f"{host} has vanished without a word: nothing there answers any more.",
            )
        case TimeoutError():
            return Outcome(code="timed-out", detail=f"{host} did not answer in time.")
        case OSError() if error.errno is not None:
            return Outcome(
                code="unreachable", detail=f"{host} cannot be reached ({error.strerror or error})."
            )
        case _:
            return None


def _of_httpx(error: BaseException, host: str) -> Outcome:
    match error:
        case httpx.TimeoutException():
            return Outcome(code="timed-out", detail=f"{host} did not answer in time.")
        case httpx.RemoteProtocolError():
            if "complete message body" in str(error):
                return Outcome(code="truncated", detail=f"{host} broke off in the middle of the stream.")
            if "disconnected" in str(error):
                return Outcome(code="reset", detail=f"{host} closed the connection without a whole answer.")
            if "location header" in str(error):
                return Outcome(code="redirect", detail=f"{host} redirects to what is no address.")
            return Outcome(code="protocol", detail=f"{host} does not speak HTTP as it should: {error}.")
        case httpx.ProxyError() if str(error).startswith("407"):
            return Outcome(
                code="proxy-unauthorized", detail=f"The proxy on the way to {host} asks who you are."
            )
        case httpx.ProxyError():
            return Outcome(code="proxy", detail=f"The proxy on the way to {host} refused: {error}.")
        case httpx.LocalProtocolError() | httpx.UnsupportedProtocol() | httpx.InvalidURL():
            return Outcome(code="bad-request", detail=f"The request to {host} cannot be made: {error}.")
        case httpx.ConnectError():
            return Outcome(code="unreachable", detail=f"{host} cannot be reached ({error}).")
        case _:
            return Outcome(
                code="reset",
                detail=f"The connection to {host} was lost ({str(error) or type(error).__name__}).",
            )


def _of_proxy(outcome: Outcome, error: BaseException, host: str, proxy: str) -> Outcome:
    """Whoever goes by a proxy connects to nobody else: the server was never reached."""
    is_unconnected = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    if not is_unconnected or outcome.code not in _OF_CONNECTING:
        return outcome
    why = outcome_of(error, host_of(proxy)).detail
    return Outcome(code="proxy", detail=f"There is no way to {host} through its proxy: {why}")


@contextlib.contextmanager
def mapped(url: str, proxy: str = "") -> Iterator[None]:
    """What the network raises becomes an outcome. Only its own calls belong in here: a bug must stay one."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ExceptionGroup) as error:
        outcome = outcome_of(error, host_of(url))
        raise AttemptError(_of_proxy(outcome, error, host_of(url), proxy) if proxy else outcome) from error
    except (ValueError, UnicodeError) as error:
        raise ended("bad-request", f"The request to {host_of(url)} cannot be made: {error}.") from error


def host_of(url: str) -> str:
    """The host as sentences name it; the whole address where it has none that can be read."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
