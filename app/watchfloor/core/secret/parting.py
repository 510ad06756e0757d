"""Parts a feed from its secrets, and gives a feed in memory what a connection needs of them."""

import base64
import binascii
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import is_secret_name
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
    basic_value,
)
from watchfloor.core.secret.secret_text import is_secret_value, tells_secret
from watchfloor.core.text.url import login_of, split_url, without_login


def part(feed: Feed) -> tuple[Feed, tuple[AnySecret, ...]]:
    """The feed without its secrets, and the secrets."""
    address, in_url = _part_url(feed.url)
    headers, in_headers = _part_headers(feed.headers)
    proxy, in_proxy = _part_proxy(feed.proxy)
    body, in_body = _part_body(feed.body)
    polling = feed.polling
    if polling is not None:
        polling = msgspec.structs.replace(polling, url=_part_url(polling.url)[0])
    bare = msgspec.structs.replace(
        feed, url=address, headers=headers, proxy=proxy, polling=polling, body=body, client_key_password=""
    )
    return bare, (*in_headers, *in_url, *in_proxy, *in_body, *_in_files(feed))


def equip(feed: Feed, secrets: tuple[AnySecret, ...]) -> Feed:
    """The feed with those secrets that a connection needs in the feed itself. Only ever in memory."""
    for secret in secrets:
        match secret:
            case ProxyLogin(user=user, password=password) if feed.proxy and "://" in feed.proxy:
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


def _part_headers(
    headers: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, str], ...], list[AnySecret]]:
    kept, secrets = [], list[AnySecret]()
    for name, value in headers:
        if not value.strip() or not (is_secret_name(name) or is_secret_value(value)):
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
    login = login_of(parts)
    if login is not None:
        secrets.append(Basic(user=login[0], password=login[1]))
    kept = []
    for pair in parts.query.split("&"):
        name, equals, value = pair.partition("=")
        text = unquote(value.replace("+", " "))
        if equals and value and (is_secret_name(unquote(name)) or is_secret_value(text)):
            secrets.append(SecretQuery(name=unquote(name), value=text))
        else:
            kept.append(pair)
    if not secrets:
        return url, secrets
    return urlunsplit(without_login(parts)._replace(query="&".join(kept))), secrets


def _part_proxy(proxy: str | None) -> tuple[str | None, list[AnySecret]]:
    parts = split_url(proxy) if proxy else None
    login = None if parts is None else login_of(parts)
    if parts is None or login is None:
        return proxy, []
    return urlunsplit(without_login(parts)), [ProxyLogin(user=login[0], password=login[1])]


def _part_body(body: str | None) -> tuple[str | None, list[AnySecret]]:
    return (None, [SecretBody(text=body)]) if body and tells_secret(body) else (body, [])


def _in_files(feed: Feed) -> list[AnySecret]:
    """A certificate is a secret where its key needs a password."""
    cert, key, password = feed.client_cert_file, feed.client_key_file, feed.client_key_password
    return [ClientCertificate(cert_file=cert, key_file=key, password=password)] if cert and password else []


def from_authorization(value: str) -> AnySecret:
    """What an Authorization header says, so that it can be shown and changed field by field."""
    scheme, _, rest = value.strip().partition(" ")
    rest = rest.strip()
    if scheme.lower() == "bearer" and rest:
        return Bearer(token=rest)
    if scheme.lower() == "basic" and (login := _basic(rest)):
        return login
    return SecretHeader(name="Authorization", value=value)


def _basic(encoded: str) -> Basic | None:
    try:
        user, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    login = Basic(user=user, password=password)
    return login if colon and basic_value(login) == encoded else None
