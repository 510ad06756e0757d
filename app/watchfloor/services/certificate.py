"""A second look at a certificate that nobody vouches for: whether it has other faults besides."""

import asyncio
import ssl
from urllib.parse import urlsplit

from watchfloor.core.link.verdict import Outcome
from watchfloor.services.failure import outcome_of

LOOK_S = 3.0


async def fault_besides_trust(url: str) -> Outcome | None:
    """What would be wrong with the server's certificate if somebody trusted it; nothing is sent to it."""
    parts = urlsplit(url)
    if parts.scheme.lower() != "https":
        return None  # it was behind a redirect
    host, port = parts.hostname or "", parts.port or 443
    try:
        async with asyncio.timeout(LOOK_S):
            shown = await _shown(host, port, _blind())
            await _shown(host, port, _trusting(shown))
    except ssl.SSLCertVerificationError as error:
        outcome = outcome_of(error, host)
        return outcome if outcome.code != "tls-untrusted" else None
    except (OSError, ValueError):  # it could not be looked at a second time: then nothing more is known
        return None
    return None


async def _shown(host: str, port: int, context: ssl.SSLContext) -> bytes:
    """The certificate that the server shows to this context."""
    _, writer = await asyncio.open_connection(host, port, ssl=context, server_hostname=host)
    try:
        wire: ssl.SSLObject = writer.get_extra_info("ssl_object")
        return wire.getpeercert(binary_form=True) or b""
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
