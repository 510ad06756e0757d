"""Takes secrets out of whatever is shown, kept or sent: headers, addresses, and plain text.

When in doubt it takes out too much: a report with a word missing is a nuisance, one with a token in it
is a leak. What a secret looks like is known by its name (a header, a query parameter, a JSON key), by its
shape (a JSON Web Token, `Bearer …`), or because the caller knows it and says so.
"""

import base64
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus, unquote_plus

MARK = "[redacted]"
MIN_SECRET_LENGTH = 4  # anything shorter would take every other word with it

_SECRET_NAME = re.compile(
    r"""^auth$ | authorization$ | ^x-auth(?!or) | token$ | secret | passw | ^pass$ | ^pwd$ | passphrase
    | (?:^|[-_.])key(?:[-_]?id)?$ | api-?_?key$ | access-?_?key | private-?_?key
    | ^sig$ | signature$ | session(?:[-_]?(?:id|key))?$ | sess-?_?id$ | (?:^|[-_.])sid$
    | cookie$ | credential | ^jwt$ | bearer | ^otp$ | device_code$ | ^cert$ | x-client-cert""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_SECRET = frozenset(
    {"last-event-id", "idempotency-key", "sec-websocket-key", "partition-key", "primary-key"}
)
_SCHEME = re.compile(r"\s*(basic|bearer|digest|negotiate|token|apikey|aws4-hmac-sha256)\s+", re.IGNORECASE)

_URL = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s\"'<>`]+", re.IGNORECASE)
_USERINFO = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#@]*(?:@[^/?#@]*)*@", re.IGNORECASE)
_PAIR = re.compile(r"([^&;=#?]+)=([^&;#]*)")
_HEADER_LINE = re.compile(
    r"(?P<name>\b(?:proxy-)?authorization|\bset-cookie2?|\bcookie)(?P<between>\\?[\"']?\s*[:=]\s*\\?[\"']?)"
    r"(?P<value>[^\r\n\"'\\]+)",
    re.IGNORECASE,
)
_BEARER = re.compile(
    r"\b(bearer)\s+(?!(?:tokens?|auth|authentication|authorization|scheme|realm)\b)[^\s\"',;\\]{4,}",
    re.IGNORECASE,
)
_BASIC = re.compile(r"\b([Bb]asic|BASIC)\s+(?=\S*[0-9A-Z=])[A-Za-z0-9+/]{6,}={0,2}")
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*")
_NAMED = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9_.-]{1,63})(?P<between>\\?[\"']?\s*(?:=|:)\s*\\?[\"']?)"
    r"(?P<value>(?!//)[^\s\"'&,;{}\[\]<>\\]+)"
)


def is_secret_name(name: str) -> bool:
    """Whether a header, parameter or key of this name holds a secret."""
    name = name.strip().lower()
    return name not in _NOT_SECRET and _SECRET_NAME.search(name) is not None


def redact_headers(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same headers without the secret ones' values; the kind of an Authorization stays."""
    return [(name, _header_value(name, value)) for name, value in headers]


def redact_url(url: str) -> str:
    """The same address without user and password, and without the values of secret parameters."""
    url = _USERINFO.sub(rf"\1{MARK}@", url)
    at = min((place for place in (url.find("?"), url.find("#")) if place >= 0), default=len(url))
    return _JWT.sub(MARK, url[:at]) + _PAIR.sub(_pair, url[at:])


def redact_text(text: str, secrets: Iterable[str] = ()) -> str:
    """The same text without what looks like a secret, and without the `secrets` in any usual spelling."""
    for spelling in _spellings(secrets):
        text = text.replace(spelling, MARK)
    text = _URL.sub(lambda found: redact_url(found[0]), text)
    text = _HEADER_LINE.sub(_header_line, text)
    text = _BEARER.sub(rf"\1 {MARK}", text)
    text = _BASIC.sub(rf"\1 {MARK}", text)
    text = _JWT.sub(MARK, text)
    return _NAMED.sub(_named, text)


def secrets_of(headers: Iterable[tuple[str, str]]) -> list[str]:
    """What must not be shown of these headers: whole values, and what follows the scheme."""
    found: list[str] = []
    for name, value in headers:
        if is_secret_name(name):
            found += [value, _SCHEME.sub("", value, count=1)]
            if "cookie" in name.lower():
                found += [part.partition("=")[2].strip() for part in value.split(";")]
    return [value for value in dict.fromkeys(found) if len(value) >= MIN_SECRET_LENGTH]


def _header_value(name: str, value: str) -> str:
    if not is_secret_name(name):
        return redact_text(value)
    scheme = _SCHEME.match(value)
    return f"{scheme[1]} {MARK}" if scheme else MARK


def _pair(found: re.Match[str]) -> str:
    name, value = found[1], found[2]
    if is_secret_name(unquote_plus(name)) or _JWT.search(value):
        return f"{name}={MARK}"
    return found[0]


def _header_line(found: re.Match[str]) -> str:
    return f"{found['name']}{found['between']}{_header_value(found['name'], found['value'])}"


def _named(found: re.Match[str]) -> str:
    is_done = found.string[found.end() :].lstrip().startswith(MARK)  # it was a scheme before its secret
    if is_done or not is_secret_name(found["name"]):
        return found[0]
    return f"{found['name']}{found['between']}{MARK}"


def _spellings(secrets: Iterable[str]) -> list[str]:
    """Each secret plain, as in an address, as in JSON and as Basic would carry it; the longest first."""
    found: set[str] = set()
    for secret in secrets:
        if len(secret) >= MIN_SECRET_LENGTH:
            found |= {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
            found |= {secret.replace("\\", "\\\\").replace('"', '\\"')}
            found |= {base64.b64encode(secret.encode()).decode().rstrip("=")}
    return sorted(found, key=len, reverse=True)
