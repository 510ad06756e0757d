"""Looks whether there is a newer version, when it is asked to. It tells; it never installs.

An announcement is a small signed document beside the newest release. Where it is and whose signature it
must bear is in the resource `update.json`, which only the project's own bundles have: a package of a
distribution has none, because the distribution tells of new versions itself.
"""

import httpx
import msgspec

from watchfloor import __version__, resource
from watchfloor.core.error import BugError, KnownError
from watchfloor.core.release import Release, newer, read_release
from watchfloor.services.net.failure import outcome_of

SOURCE = "update.json"
ALGORITHM = "Ed25519"
TIMEOUT_S = 10.0
MOST_BYTES = 64 << 10
OK = 200
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Source(msgspec.Struct, frozen=True):
    """Where the announcement is, and the public key (Ed25519, base64url) that it must be signed with."""

    url: str
    key: str


def source() -> Source | None:
    """Whom to ask; None where this package is kept up to date by somebody else."""
    path = resource.path(SOURCE)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Source)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise BugError(f"{path} is not as it was made: {error}") from error


async def newer_release(asked: Source, current: str = __version__) -> Release | None:
    """The newest release if it is newer than `current`. `KnownError` says why that cannot be known.

    One request, that names nothing but the program; no cookie, no id, no version.
    """
    release = read_release(verified(await _fetched(asked.url), asked.key))
    return release if newer(release, current) else None


def verified(document: bytes, key: str) -> bytes:
    """What was signed; `KnownError` unless it bears the signature of this key."""
    from joserfc import jws  # imported when asked: no start should wait for it
    from joserfc.errors import JoseError
    from joserfc.jwk import OKPKey

    try:
        owner = OKPKey.import_key({"kty": "OKP", "crv": ALGORITHM, "x": key})
        return jws.deserialize_compact(document.strip(), owner, algorithms=[ALGORITHM]).payload
    except (JoseError, ValueError) as error:
        raise KnownError(
            "The announcement of the newest version does not bear the signature of Watchfloor's makers, "
            "so it is not believed. Look at the project's own page instead."
        ) from error


async def _fetched(url: str) -> bytes:
    """The document at this address, over TLS, not larger than it can be."""
    headers = {"User-Agent": "Watchfloor", "Accept-Encoding": "identity"}
    try:
        async with (
            httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=True, headers=headers) as client,
            client.stream("GET", url) as answer,
        ):
            return await _read(answer)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        host = httpx.URL(url).host if isinstance(error, httpx.HTTPError) else url
        raise KnownError(
            f"Whether there is a newer version is not known: {outcome_of(error, host).detail}"
        ) from error


async def _read(answer: httpx.Response) -> bytes:
    if answer.url.scheme != "https" and answer.url.host not in _LOOPBACK:
        raise KnownError(
            f"Whether there is a newer version is not known: {answer.url.host} was asked without TLS."
        )
    if answer.status_code != OK:
        raise KnownError(
            f"Whether there is a newer version is not known: {answer.url.host} answered {answer.status_code}."
        )
    document = b""
    async for part in answer.aiter_raw():
        document += part
        if len(document) > MOST_BYTES:
            raise KnownError(
                f"Whether there is a newer version is not known: {answer.url.host} sent too much."
            )
    return document
