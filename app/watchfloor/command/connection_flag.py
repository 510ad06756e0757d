"""The flags that say how to connect, shared by tail and record."""

import argparse
import re
from urllib.parse import urlsplit

from watchfloor.core.feed import BackoffPolicy, Feed
from watchfloor.core.text.url import wrong_port
from watchfloor.services.channel.resume_id import why_poisoned


def add_request_flags(group: argparse._ActionsContainer) -> None:
    """What is asked for: headers, resume, method, body."""
    group.add_argument(
        "-H",
        "--header",
        action="append",
        default=[],
        type=_header,
        metavar="'Name: value'",
        help="send this header (may be given several times)",
    )
    group.add_argument(
        "--last-event-id", default="", type=_event_id, metavar="ID", help="resume after this event"
    )
    group.add_argument(
        "--method",
        default=None,
        type=_method,
        metavar="M",
        help="request method (default GET, POST with --data)",
    )
    group.add_argument("--data", default=None, metavar="TEXT", help="request body")


_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # what HTTP lets a method or a header be called


def add_connection_flags(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("connection")
    add_request_flags(group)
    add_way_flags(group)
    group.add_argument(
        "--backoff-initial",
        type=seconds,
        default=1.0,
        metavar="S",
        help="first wait before a retry (default 1)",
    )
    group.add_argument(
        "--backoff-max",
        type=seconds,
        default=30.0,
        metavar="S",
        help="longest wait before a retry (default 30)",
    )
    group.add_argument(
        "--status",
        action="store_true",
        help="put state changes, and all else there is to say, on standard error as JSON objects",
    )


def add_way_flags(group: argparse._ActionsContainer) -> None:
    """How the server is reached; *Copy as watchfloor tail* writes these."""
    group.add_argument("--proxy", default=None, metavar="URL", help="go through this proxy, or `system`")
    group.add_argument("--cacert", default=None, metavar="FILE", help="trust this authority (PEM)")
    group.add_argument("--cert", default=None, metavar="FILE", help="show this client certificate (PEM)")
    group.add_argument(
        "--key", default=None, metavar="FILE", help="the certificate's key, if it is not with it"
    )
    group.add_argument(
        "-k", "--insecure", action="store_true", help="do not check who the server is: anyone can read along"
    )
    group.add_argument("--http2", action="store_true", help="offer HTTP/2")


def feed_of(arguments: argparse.Namespace, url: str, name: str) -> Feed:
    """The feed that the flags describe."""
    backoff = BackoffPolicy(
        initial_s=arguments.backoff_initial, max_s=max(arguments.backoff_initial, arguments.backoff_max)
    )
    return Feed(
        name=name,
        url=url,
        method=arguments.method or ("GET" if arguments.data is None else "POST"),
        headers=tuple(arguments.header),
        body=arguments.data,
        last_event_id=arguments.last_event_id,
        backoff=backoff,
        proxy=arguments.proxy,
        ca_file=arguments.cacert,
        client_cert_file=arguments.cert,
        client_key_file=arguments.key,
        verify_tls=not arguments.insecure,
        http2=arguments.http2,
    )


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not _TOKEN.fullmatch(name.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a header: write 'Name: value'")
    if any(character in text for character in "\r\n\0"):
        raise argparse.ArgumentTypeError("a header cannot have line breaks")
    return name.strip(), value.strip()


def _event_id(text: str) -> str:
    """What can be sent as it stands: an id that is sent in part resumes somewhere else."""
    if why := why_poisoned(text):
        raise argparse.ArgumentTypeError(f"{text[:60]!r} cannot be sent: {why}")
    return text


def seconds(text: str) -> float:
    """A time span of the command line."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def count(text: str) -> int:
    """A number of events of the command line."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above zero")
    return int(text)


def url(text: str) -> str:
    """An http(s) address of the command line."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if port := wrong_port(text):
        raise argparse.ArgumentTypeError(f"{port} in {text!r} is no port: ports are numbers from 1 to 65535")
    if not sound:
        raise argparse.ArgumentTypeError(f"{text!r} is not an http:// or https:// address")
    return text


def _method(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a method: write GET, POST or another name")
    return text
