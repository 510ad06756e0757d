"""A second look at a certificate that was not accepted: what it says, and what is wrong with it besides."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec

from watchfloor.core.diagnosis.evidence import Certificate
from watchfloor.core.diagnosis.refusal import certificate_words
from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import Outcome
from watchfloor.services.net.attempt import AttemptError
from watchfloor.services.net.failure import outcome_of
from watchfloor.services.net.proxy import proxy_of

LOOK_S = 3.0
TLS = ("tls-expired", "tls-wrong-host", "tls-untrusted")
_NO_CHECK_TIME = 0x200000  # OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which has no name in Python


class Look(msgspec.Struct, frozen=True):
    """What a certificate says, and what would be wrong with it if somebody vouched for it."""

    certificate: Certificate | None = None
    fault: Outcome | None = None


@asynccontextmanager
async def explained(feed: Feed) -> AsyncIterator[None]:
    """A certificate that was refused is told of in full. A proxy is not asked for the second look."""
    try:
        yield
    except AttemptError as error:
        url = error.exchange.url if error.exchange else ""
        if error.outcome.code not in TLS or proxy_of(feed.proxy, url or feed.url):
            raise
        fuller = AttemptError(in_full(error.outcome, await look_at_certificate(url or feed.url)))
        fuller.exchange = error.exchange
        raise fuller from error


def in_full(outcome: Outcome, look: Look) -> Outcome:
    """With what the certificate says of itself; where nobody vouches for it, its other fault comes first."""
    fault = look.fault if outcome.code == "tls-untrusted" else None
    grave = fault or outcome
    words = certificate_words(grave.detail, grave.code, look.certificate)
    if fault is not None:
        words += " Nobody vouches for it either."
    return msgspec.structs.replace(outcome, code=grave.code, detail=words)


async def look_at_certificate(url: str) -> Look:
    """A second look at the server's certificate; nothing is sent to it."""
    parts = urlsplit(url)
    if parts.scheme.lower() != "https":
        return Look()  # it was behind a redirect
    host, port = parts.hostname or "", parts.port or 443
    try:
        async with asyncio.timeout(LOOK_S):
            shown, _ = await _shown(host, port, _blind())
            _, told = await _shown(host, port, _lenient(_trusting(shown)))
            return Look(_certificate(told), await _fault(host, port, _trusting(shown)))
    except (OSError, ValueError):  # it could not be looked at a second time: then nothing more is known
        return Look()


async def _fault(host: str, port: int, context: ssl.SSLContext) -> Outcome | None:
    try:
        await _shown(host, port, context)
    except ssl.SSLCertVerificationError as error:
        outcome = outcome_of(error, host)
        return outcome if outcome.code != "tls-untrusted" else None
    return None


def _certificate(told: dict[str, Any]) -> Certificate:
    issuer = {name: value for part in told.get("issuer", ()) for name, value in part}
    return Certificate(
        names=tuple(value for _, value in told.get("subjectAltName", ())),
        issuer=issuer.get("organizationName") or issuer.get("commonName") or "",
        since=_date(told.get("notBefore")),
        until=_date(told.get("notAfter")),
    )


def _date(text: str | None) -> str:
    if not text:
        return ""
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC).strftime("%Y-%m-%d %H:%M UTC")


async def _shown(host: str, port: int, context: ssl.SSLContext) -> tuple[bytes, dict[str, Any]]:
    """The certificate that the server shows to this context: as it is, and what it says if it is trusted."""
    _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=host)
    try:
        wire: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return wire.getpeercert(binary_form=True) or b"", dict(wire.getpeercert() or {})
    finally:
        writer.transport.abort()


def _blind() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _trusting(certificate: bytes) -> ssl.SSLContext:
    """Trusts this one certificate as it is, whoever signed it."""
    context = ssl.create_default_context(cadata=certificate)
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN
    context.verify_flags &= ~ssl.VerifyFlags.VERIFY_X509_STRICT
    return context


def _lenient(context: ssl.SSLContext) -> ssl.SSLContext:
    """Reads it whatever its dates and names are."""
    context.check_hostname = False
    context.verify_flags = ssl.VerifyFlags(context.verify_flags | _NO_CHECK_TIME)
    return context
