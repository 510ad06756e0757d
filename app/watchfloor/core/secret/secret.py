"""What opens a door: the kinds of secret a feed can need, and how to part them from a feed.

A secret never travels with its feed: workspaces, copies and reports hold a `Feed`, the keyring holds
these. What they are never shows in their `repr`, so that a log line cannot hold it by accident.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import is_secret_name


class Secret(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class Bearer(Secret, frozen=True, tag="bearer"):
    token: str


class Basic(Secret, frozen=True, tag="basic"):
    user: str
    password: str


class SecretHeader(Secret, frozen=True, tag="header"):
    name: str
    value: str


class SecretQuery(Secret, frozen=True, tag="query"):
    name: str
    value: str


class Cookie(Secret, frozen=True, tag="cookie"):
    """The whole Cookie header."""

    value: str


class ProxyLogin(Secret, frozen=True, tag="proxy"):
    user: str
    password: str


class SecretBody(Secret, frozen=True, tag="body"):
    """A request body that has a password or a token in it."""

    text: str


class ClientCertificate(Secret, frozen=True, tag="certificate"):
    """Files of this machine; the certificate's file may hold the key too."""

    cert_file: str
    key_file: str | None = None
    password: str = ""


class OAuth(Secret, frozen=True, kw_only=True):
    """What the two kinds of OAuth 2 have in common. `post` sends id and secret in the form, not as Basic."""

    token_url: str
    client_id: str
    client_secret: str = ""
    scope: str = ""
    audience: str = ""
    post: bool = False


class OAuthClient(OAuth, frozen=True, tag="oauth-client"):
    """Client credentials: the program signs in as itself."""


class OAuthDevice(OAuth, frozen=True, kw_only=True, tag="oauth-device"):
    """Device flow: a person signs in, in a browser, once; the refresh token does the rest."""

    device_url: str
    refresh_token: str = ""


AnySecret = (
    Bearer
    | Basic
    | SecretHeader
    | SecretQuery
    | Cookie
    | ProxyLogin
    | SecretBody
    | ClientCertificate
    | OAuthClient
    | OAuthDevice
)

# What a feed needs besides signing in.
_NO_SIGN_IN = (ProxyLogin, SecretBody)

NOUNS: dict[type[Secret], str] = {
    Bearer: "bearer token",
    Basic: "user and password",
    SecretHeader: "secret header",
    SecretQuery: "secret in the address",
    Cookie: "cookies",
    ProxyLogin: "user and password of the proxy",
    SecretBody: "request body with a secret",
    ClientCertificate: "client certificate",
    OAuthClient: "OAuth 2 client",
    OAuthDevice: "OAuth 2 sign-in",
}

PLACEHOLDER = "WATCHFLOOR_TOKEN_"  # environment variables of this name hold tokens
_IN_TEXT = re.compile(r"""([A-Za-z0-9_.\-]+)["'>]?\s*[:=>]\s*["']?([^"'&,<>}\s]+)""")
# Values that are secrets whatever they are called: placeholders, JSON Web Tokens, keys of known services.
_VALUE = re.compile(
    r"\$\{?WATCHFLOOR_TOKEN_|eyJ[\w\-]{8,}\.eyJ[\w\-]{8,}\.|(?:^|[^\w])(?:sk-[\w\-]{16,}|gh[pousr]_\w{30,}|github_pat_\w{20,}|"
    r"glpat-[\w\-]{16,}|xox[abprs]-[\w\-]{10,}|AKIA[0-9A-Z]{16})"
)


def part(feed: Feed) -> tuple[Feed, tuple[AnySecret, ...]]:
    """The feed without its secrets, and the secrets."""
    address, in_url = _part_url(feed.url)
    headers, in_headers = _part_headers(feed.headers)
    proxy, in_proxy = _part_proxy(feed.proxy)
    polling = feed.polling
    if polling is not None:
        polling = msgspec.structs.replace(polling, url=_part_url(polling.url)[0])
    certificate = feed.client_cert_file if feed.client_key_password else None
    in_files = (
        (
            ClientCertificate(
                cert_file=certificate, key_file=feed.client_key_file, password=feed.client_key_password
            ),
        )
        if certificate
        else ()
    )
    in_body = (SecretBody(text=feed.body),) if feed.body and tells_secret(feed.body) else ()
    bare = msgspec.structs.replace(
        feed,
        url=address,
        headers=headers,
        proxy=proxy,
        polling=polling,
        body=None if in_body else feed.body,
        client_key_password="",
    )
    return bare, (*in_headers, *in_url, *in_proxy, *in_body, *in_files)


def tells_secret(body: str) -> bool:
    """Whether JSON, a form or any other text has a field that holds a secret."""
    return bool(_VALUE.search(body)) or any(is_secret_name(name) and value for name, value in _fields(body))


def _fields(body: str) -> list[tuple[str, str]]:
    """Names and texts in JSON, a form or anything else."""
    try:
        return list(_in_json(msgspec.json.decode(body)))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return _IN_TEXT.findall(body) if "=" not in body or "<" in body else _in_form(body)


def _in_form(body: str) -> list[tuple[str, str]]:
    pairs = [pair.partition("=") for pair in body.split("&")]
    return [(unquote(name), unquote(value.replace("+", " "))) for name, _, value in pairs]


def _in_json(body: object) -> Iterator[tuple[str, str]]:
    """Only text is a secret: a number called `token` counts something."""
    if isinstance(body, dict):
        for name, value in body.items():
            if isinstance(value, str):
                yield str(name), value
            else:
                yield from _in_json(value)
    elif isinstance(body, list):
        for value in body:
            yield from _in_json(value)


def equip(feed: Feed, secrets: tuple[AnySecret, ...]) -> Feed:
    """The feed with those secrets that a connection needs in the feed itself. Only ever in memory."""
    for secret in secrets:
        match secret:
            case ProxyLogin(user=user, password=password) if feed.proxy:
                parts = urlsplit(feed.proxy)
                login = f"{quote(user, safe='')}:{quote(password, safe='')}@{parts.netloc}"
                feed = msgspec.structs.replace(feed, proxy=urlunsplit(parts._replace(netloc=login)))
            case SecretBody(text=text):
                feed = msgspec.structs.replace(feed, body=text)
            case ClientCertificate(cert_file=cert_file, key_file=key_file, password=password):
                feed = msgspec.structs.replace(
                    feed, client_cert_file=cert_file, client_key_file=key_file, client_key_password=password
                )
            case _:
                pass
    return feed


def beside(known: tuple[AnySecret, ...], new: tuple[AnySecret, ...]) -> tuple[AnySecret, ...]:
    """New secrets, with those that were known and that they do not replace: another way to sign in replaces
    the one before, and not the proxy's login or a secret body. Nothing new replaces nothing."""
    if not new:
        return ()
    signs_in = any(not isinstance(each, _NO_SIGN_IN) for each in new)
    kinds = {type(each) for each in new}
    stay = [each for each in known if type(each) not in kinds]
    return (*(each for each in stay if isinstance(each, _NO_SIGN_IN) or not signs_in), *new)


def texts_of(secret: AnySecret) -> list[str]:
    """What of a secret must never be shown: the whole, and each part that is a secret by itself."""
    hidden = ("token", "password", "value", "text", "client_secret", "refresh_token")
    texts = [text for name in hidden if (text := getattr(secret, name, ""))]
    match secret:
        case Cookie(value=value):
            texts += [pair.partition("=")[2].strip() for pair in value.split(";")]
        case SecretHeader(value=value):
            texts.append(value.strip().rpartition(" ")[2])
        case SecretBody(text=body):
            texts += [value for name, value in _fields(body) if is_secret_name(name)]
        case Basic():
            texts.append(basic_value(secret))
        case _:
            pass
    return [text for text in texts if text]


def from_authorization(value: str) -> AnySecret:
    """What an Authorization header says, so that it can be shown and changed field by field."""
    scheme, _, rest = value.strip().partition(" ")
    rest = rest.strip()
    if scheme.lower() == "bearer" and rest:
        return Bearer(token=rest)
    if scheme.lower() == "basic" and (login := _basic(rest)):
        return login
    return SecretHeader(name="Authorization", value=value)


def basic_value(secret: Basic) -> str:
    return base64.b64encode(f"{secret.user}:{secret.password}".encode()).decode()


def _basic(encoded: str) -> Basic | None:
    try:
        user, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    login = Basic(user=user, password=password)
    return login if colon and basic_value(login) == encoded else None


def _part_headers(
    headers: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, str], ...], list[AnySecret]]:
    kept, secrets = [], list[AnySecret]()
    for name, value in headers:
        if not value.strip() or not (is_secret_name(name) or _VALUE.search(value)):
            kept.append((name, value))
        elif name.lower() == "authorization":
            secrets.append(from_authorization(value))
        elif name.lower() == "cookie":
            secrets.append(Cookie(value=value))
        else:
            secrets.append(SecretHeader(name=name, value=value))
    return tuple(kept), secrets


def _part_url(url: str) -> tuple[str, list[AnySecret]]:
    """The address without user:password and without parameters that tell secrets; the rest stays as it is."""
    secrets = list[AnySecret]()
    parts = split_url(url)
    if parts is None:
        return url, secrets
    login, at, host = parts.netloc.rpartition("@")
    if at:
        user, _, password = login.partition(":")
        secrets.append(Basic(user=unquote(user), password=unquote(password)))
    kept = []
    for pair in parts.query.split("&"):
        name, equals, value = pair.partition("=")
        text = unquote(value.replace("+", " "))
        if equals and value and (is_secret_name(unquote(name)) or _VALUE.search(text)):
            secrets.append(SecretQuery(name=unquote(name), value=text))
        else:
            kept.append(pair)
    if not secrets:
        return url, secrets
    return urlunsplit(parts._replace(netloc=host if at else parts.netloc, query="&".join(kept))), secrets


def _part_proxy(proxy: str | None) -> tuple[str | None, list[AnySecret]]:
    parts = split_url(proxy) if proxy else None
    if parts is None or "@" not in parts.netloc:
        return proxy, []
    login, _, host = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    secret = ProxyLogin(user=unquote(user), password=unquote(password))
    return urlunsplit(parts._replace(netloc=host)), [secret]


def split_url(url: str) -> SplitResult | None:
    """The address in its parts, or None where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts
