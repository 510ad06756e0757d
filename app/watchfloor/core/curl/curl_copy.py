"""A feed as a command to paste into a shell: for curl, and for `watchfloor tail`. No secret is ever in it."""

from collections.abc import Iterable
from urllib.parse import quote

from watchfloor.core.curl.curl_feed import DEFAULT_ACCEPT
from watchfloor.core.curl.shell_word import quoted
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import (
    PLACEHOLDER,
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    OAuth,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
)

_TEXT = "text/plain; charset=utf-8"


def variable_of(credential: str) -> str:
    """The environment variable that stands for a credential: WATCHFLOOR_TOKEN_ and its name in capitals."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in credential.upper())
    return PLACEHOLDER + (plain.strip("_") or "FEED")


def curl_of(feed: Feed, secrets: Iterable[AnySecret] = ()) -> str:
    """The feed as a cURL command for bash. `secrets` only say what kind of placeholder stands where."""
    feed, named = _bare(feed, secrets)
    words = ["curl -N" if feed.verify_tls else "curl -N -k", _address(feed, named)]
    implied = "GET" if feed.body is None and not _body(named) else "POST"
    if feed.method != implied:
        words.append(f"-X {quoted(feed.method)}")
    words += [f"-H {quoted(_header(name, value))}" for name, value in _headers(feed, named)]
    words += [_curl_word(secret, variable) for secret, variable in named if _curl_word(secret, variable)]
    if feed.body is not None:
        words.append(f"--data-raw {quoted(feed.body)}")
    # curl asks the environment for a proxy by itself.
    words += [f"{flag} {quoted(value)}" for flag, value in _ways(feed) if value != "system"]
    if feed.connect_timeout_s != Feed(name="", url="").connect_timeout_s:
        words.append(f"--connect-timeout {feed.connect_timeout_s:g}")
    if feed.http2:
        words.append("--http2")
    return " \\\n  ".join(words)


def tail_of(feed: Feed, secrets: Iterable[AnySecret] = ()) -> str:
    """The feed as a `watchfloor tail` command for bash, with placeholders for secrets."""
    feed, named = _bare(feed, secrets)
    words = ["watchfloor tail", _address(feed, named)]
    implied = "GET" if feed.body is None and not _body(named) else "POST"
    if feed.method != implied:
        words.append(f"--method {quoted(feed.method)}")
    headers = [pair for pair in _headers(feed, named) if pair[0] != "Last-Event-ID"]
    words += [f"-H {quoted(f'{name}: {value}')}" for name, value in headers if (name, value) != _ACCEPT]
    words += [_tail_word(secret, variable) for secret, variable in named if _tail_word(secret, variable)]
    if feed.body is not None:
        # Joined by =, for a body may begin with a dash.
        words.append(
            f"--data={quoted(feed.body)}" if feed.body.startswith("-") else f"--data {quoted(feed.body)}"
        )
    if feed.last_event_id:
        words.append(f"--last-event-id={quoted(feed.last_event_id)}")
    words += [f"{flag} {quoted(value)}" for flag, value in _ways(feed)]
    words += ["--insecure"] * (not feed.verify_tls) + ["--http2"] * feed.http2
    return " ".join(words)


_ACCEPT = ("Accept", DEFAULT_ACCEPT)
_Named = list[tuple[AnySecret, str]]


def _bare(feed: Feed, secrets: Iterable[AnySecret]) -> tuple[Feed, _Named]:
    """The feed without any secret, and a variable for each that it needs."""
    bare, found = part(feed)
    kinds = [*found, *secrets]
    if not kinds and feed.credential:
        kinds = [Bearer(token="")]
    variable = variable_of(feed.credential or feed.name)
    return bare, [
        (kind, variable if not place else f"{variable}_{place + 1}") for place, kind in enumerate(kinds)
    ]


def _body(named: _Named) -> bool:
    return any(isinstance(secret, SecretBody) for secret, _ in named)


def _address(feed: Feed, named: _Named) -> str:
    """The address as one word, with variables where parameters are secret."""
    word, sign = quoted(feed.url), "&" if "?" in feed.url else "?"
    for secret, variable in named:
        if isinstance(secret, SecretQuery):
            word += quoted(sign + quote(secret.name, safe="") + "=") + f'"${variable}"'
            sign = "&"
    return word


def _headers(feed: Feed, named: _Named) -> list[tuple[str, str]]:
    """What goes out with the request, the defaults of our transport among it."""
    given = {name.lower() for name, _ in feed.headers}
    headers = [] if "accept" in given else [_ACCEPT]
    headers += feed.headers
    if (feed.body is not None or _body(named)) and "content-type" not in given:
        headers.append(("Content-Type", _TEXT))
    if feed.last_event_id:
        headers.append(("Last-Event-ID", feed.last_event_id))
    return headers


def _header(name: str, value: str) -> str:
    """As curl takes it: a header without a value ends with a semicolon."""
    return f"{name}: {value}" if value else f"{name};"


def _ways(feed: Feed) -> list[tuple[str, str]]:
    ways = (
        ("--proxy", feed.proxy),
        ("--cacert", feed.ca_file),
        ("--cert", feed.client_cert_file),
        ("--key", feed.client_key_file),
    )
    return [(flag, value) for flag, value in ways if value]


def _curl_word(secret: AnySecret, variable: str) -> str:
    match secret:
        case Basic():
            return f'-u "${variable}"'
        case SecretBody():
            return f'--data-raw "${variable}"'
        case ProxyLogin():
            return f'--proxy-user "${variable}"'
        case ClientCertificate() if secret.password:
            return f'--pass "${variable}"'
        case _:
            return _tail_word(secret, variable)


def _tail_word(secret: AnySecret, variable: str) -> str:
    """A header that ends with a variable; the quotes keep history expansion away from the rest."""
    match secret:
        case Bearer() | OAuth():
            start = "Authorization: Bearer "
        case Basic():
            start = "Authorization: Basic "
        case SecretHeader(name=name):
            start = f"{name}: "
        case Cookie():
            start = "Cookie: "
        case SecretBody():
            return f'--data "${variable}"'
        case _:
            return ""
    return f'-H {quoted(start)}"${variable}"'
