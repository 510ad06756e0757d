"""Which texts are secret: what a body or a value tells, and what must never be shown of a secret."""

import re
from collections.abc import Iterator
from typing import assert_never
from urllib.parse import unquote

import msgspec

from watchfloor.core.secret.redaction import is_secret_name
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    OAuthClient,
    OAuthDevice,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
    basic_value,
)

_IN_TEXT = re.compile(r"""([A-Za-z0-9_.\-]+)["'>]?\s*[:=>]\s*["']?([^"'&,<>}\s]+)""")
# Values that are secrets whatever they are called: placeholders, JSON Web Tokens, keys of known services.
_VALUE = re.compile(
    r"\$\{?WATCHFLOOR_TOKEN_|eyJ[\w\-]{8,}\.eyJ[\w\-]{8,}\.|(?:^|[^\w])(?:sk-[\w\-]{16,}|gh[pousr]_\w{30,}|github_pat_\w{20,}|"
    r"glpat-[\w\-]{16,}|xox[abprs]-[\w\-]{10,}|AKIA[0-9A-Z]{16})"
)


def is_secret_value(value: str) -> bool:
    """Whether it is a secret by its looks, under whatever name."""
    return _VALUE.search(value) is not None


def tells_secret(body: str) -> bool:
    """Whether JSON, a form or any other text has a field that holds a secret."""
    return is_secret_value(body) or any(is_secret_name(name) and value for name, value in _fields(body))


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


def texts_of(secret: AnySecret) -> list[str]:
    """What of a secret must never be shown: the whole, and each part that is a secret by itself."""
    return [text for text in _texts(secret) if text]


def _texts(secret: AnySecret) -> list[str]:
    match secret:
        case Bearer(token=token):
            return [token]
        case Basic(password=password):
            return [password, basic_value(secret)]
        case SecretHeader(value=value):
            return [value, value.strip().rpartition(" ")[2]]
        case SecretQuery(value=value):
            return [value]
        case Cookie(value=value):
            return [value, *(pair.partition("=")[2].strip() for pair in value.split(";"))]
        case ProxyLogin(password=password) | ClientCertificate(password=password):
            return [password]
        case SecretBody(text=body):
            return [body, *(value for name, value in _fields(body) if is_secret_name(name))]
        case OAuthClient(client_secret=client_secret):
            return [client_secret]
        case OAuthDevice(client_secret=client_secret, refresh_token=refresh_token):
            return [client_secret, refresh_token]
    assert_never(secret)
