"""Where secrets are: this session, the environment, or the system's keyring, in that order."""

import asyncio
import os
from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from watchfloor.core.curl.curl_copy import variable_of
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import from_authorization
from watchfloor.core.secret.secret import (
    PLACEHOLDER,
    AnySecret,
    Basic,
    Bearer,
    Cookie,
    OAuthDevice,
    SecretHeader,
    SecretQuery,
)
from watchfloor.core.secret.secret_text import texts_of
from watchfloor.services.credential.keyring_store import KeyringStore
from watchfloor.services.credential.place import origin_text, places_of


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """Secrets, and the origins that they may be sent to; without any, the first that asks becomes theirs."""

    secrets: tuple[AnySecret, ...]
    origins: tuple[str, ...] = ()
    is_found: bool = False  # in a file, so that no person said where it belongs


# A bare list is how earlier versions kept secrets: for no origin.
_DECODER = msgspec.json.Decoder(Kept | tuple[AnySecret, ...])
_ENCODER = msgspec.json.Encoder()


class Where(StrEnum):
    SESSION = "session"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    NOWHERE = "nowhere"


class Vault:
    """Secrets by the name of their credential. What was read once is not asked of the keyring again."""

    def __init__(
        self, keyring: KeyringStore | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self._keyring = keyring
        self._environment = os.environ if environment is None else environment
        self._session: dict[str, Kept] = {}
        self._read: dict[str, Kept | None] = {}
        self._writing = asyncio.Lock()

    @property
    def words(self) -> str:
        """Where a new credential will be kept, for the person who types it."""
        if self._keyring is not None:
            return f"Kept in the system's keyring ({self._keyring.name})."
        return (
            "This system has no keyring: the credential is kept for this session only. To have it the next"
            " time, put it into the environment variable WATCHFLOOR_TOKEN_ and its name."
        )

    async def read(self, name: str) -> tuple[AnySecret, ...]:
        """The secrets of a credential; none where it is not known. `KnownError` where it cannot be read.
        To show and to change them: what is to be sent is asked for with `read_for`."""
        if self._is_given(name):
            variable = variable_of(name)
            return (from_variable(variable, self._environment[variable]),)
        kept = await self._found(name)
        return () if kept is None else kept.secrets

    async def read_for(self, name: str, feed: Feed) -> tuple[AnySecret, ...]:
        """The secrets that this feed may send; `KnownError` where they are kept for another origin."""
        kept = None if self._is_given(name) else await self._found(name)
        if kept is None:
            return await self.read(name)  # of the environment: given to this start, wherever its feeds are
        if not kept.origins:
            kept = await self._bound(name, feed) or kept
        for place in places_of(feed, kept.secrets):
            if place not in kept.origins:
                raise _elsewhere(name, kept, place, origin_text(feed.url))
        return kept.secrets

    def of_session(self, name: str) -> tuple[AnySecret, ...]:
        """What is kept for this session only; none where it is elsewhere."""
        kept = self._session.get(name)
        return () if kept is None else kept.secrets

    async def where(self, name: str) -> Where:
        """Where a credential is kept now."""
        if name in self._session:
            return Where.SESSION
        if self._is_given(name):
            return Where.ENVIRONMENT
        return Where.KEYRING if await self.read(name) else Where.NOWHERE

    async def keep(
        self, name: str, secrets: Iterable[AnySecret], origins: Iterable[str] = (), *, lasting: bool = True
    ) -> Where:
        """Keep a credential: in the keyring where there is one and it is to last, else for this session.
        A person gave it for these `origins`, and for those that they gave it for before."""
        if not name:
            raise KnownError("Give the credential a name.")
        async with self._writing:
            known = dict.fromkeys((*await self._origins(name), *origins))
            return await self._put(name, Kept(tuple(secrets), tuple(known)), lasting=lasting)

    def adopt(self, name: str, secrets: Iterable[AnySecret], feed: Feed) -> None:
        """Secrets that were found in a file with their feed: for this session, and where that feed is."""
        found = tuple(secrets)
        self._session[name] = Kept(found, places_of(feed, found), is_found=True)

    async def confirm(self, name: str, feed: Feed) -> bool:
        """A person has this feed use the credential: it may go there from now on. True: it could not."""
        async with self._writing:
            kept = None if self._is_given(name) else await self._found(name)
            if kept is None:
                return False
            known = tuple(dict.fromkeys((*kept.origins, *places_of(feed, kept.secrets))))
            if known == kept.origins:
                return False
            await self._put(name, _at(kept, known), lasting=name not in self._session)
            return True

    async def renew(self, name: str, oauth: OAuthDevice, refresh_token: str) -> None:
        """Put a new refresh token in the place of the old one, where that was kept."""
        renewed = msgspec.structs.replace(oauth, refresh_token=refresh_token)
        async with self._writing:
            kept = await self._found(name)
            if kept is not None:
                secrets = tuple(renewed if secret == oauth else secret for secret in kept.secrets)
                kept = msgspec.structs.replace(kept, secrets=secrets)
                await self._put(name, kept, lasting=name not in self._session)

    async def forget(self, name: str) -> None:
        """Remove it from the session and from the keyring. What the environment says stays."""
        self._session.pop(name, None)
        self._read.pop(name, None)
        if self._keyring is not None:
            await self._keyring.delete(name)

    def refresh(self, name: str) -> None:
        """Ask the keyring anew the next time: another program may have changed it."""
        self._read.pop(name, None)

    @property
    def values(self) -> list[str]:
        """Every secret text that is known here, so that it can be taken out of what is shown."""
        known = [*self._session.values(), *self._read.values()]
        found = [text for kept in known if kept for secret in kept.secrets for text in texts_of(secret)]
        for name, value in self._environment.items():
            if name.startswith(PLACEHOLDER) and value.strip():
                found += [value.strip(), value.strip().rpartition(" ")[2].rpartition(":")[2]]
        return found

    # -- what is kept, and for where

    def _is_given(self, name: str) -> bool:
        """By the environment, and not typed anew since."""
        return name not in self._session and bool(self._environment.get(variable_of(name)))

    async def _found(self, name: str) -> Kept | None:
        """What is kept for the session, or in the keyring."""
        if name in self._session:
            return self._session[name]
        if name not in self._read and self._keyring is not None:
            text = await self._keyring.read(name)
            if name not in self._read:  # else it was kept anew meanwhile
                self._read[name] = _decoded(name, text)
        return self._read.get(name)

    async def _put(self, name: str, kept: Kept, *, lasting: bool) -> Where:
        if self._keyring is None or not lasting:
            self._session[name] = kept
            return Where.SESSION
        await self._keyring.write(name, _ENCODER.encode(kept).decode())
        self._session.pop(name, None)
        self._read[name] = kept
        return Where.KEYRING

    async def _origins(self, name: str) -> tuple[str, ...]:
        """What a person has it kept for by now. One that cannot be read is replaced."""
        try:
            kept = await self._found(name)
        except KnownError:
            return ()
        return () if kept is None or kept.is_found else kept.origins

    async def _bound(self, name: str, feed: Feed) -> Kept | None:
        """One that was kept for no origin is this feed's, unless another was quicker."""
        async with self._writing:
            kept = await self._found(name)
            if kept is not None and not kept.origins:
                kept = _at(kept, places_of(feed, kept.secrets))
                await self._put(name, kept, lasting=name not in self._session)
            return kept


def from_variable(variable: str, value: str) -> AnySecret:
    """A bearer token, unless a first word says otherwise: Basic, Header, Query or Cookie."""
    kind, _, rest = value.strip().partition(" ")
    rest = rest.strip()
    match kind.lower():
        case "basic" if ":" in rest:
            user, _, password = rest.partition(":")
            return Basic(user=user, password=password)
        case "basic" | "bearer" if rest:
            return from_authorization(value.strip())
        case "header" if ":" in rest:
            name, _, text = rest.partition(":")
            return SecretHeader(name=name.strip(), value=text.strip())
        case "query" if "=" in rest:
            name, _, text = rest.partition("=")
            return SecretQuery(name=name, value=text)
        case "cookie" if "=" in rest:
            return Cookie(value=rest)
        case _ if rest:
            raise KnownError(
                f"{variable} cannot be read: write the token alone, or one of Basic user:password,"
                " Header Name: value, Query name=value, Cookie name=value."
            )
        case _:
            return Bearer(token=value.strip())


def _decoded(name: str, text: str | None) -> Kept | None:
    if text is None:
        return None
    try:
        kept = _DECODER.decode(text)
    except msgspec.MsgspecError:
        # Never say what it is: it may be a secret all the same.
        raise KnownError(
            f"The credential {name!r} in the keyring cannot be read. Sign in again to replace it."
        ) from None
    return kept if isinstance(kept, Kept) else Kept(kept)


def _at(kept: Kept, origins: tuple[str, ...]) -> Kept:
    return msgspec.structs.replace(kept, origins=origins)


def _elsewhere(name: str, kept: Kept, place: str, own: str) -> KnownError:
    """`place` is where it was not kept for: the feed's `own` origin, or one that the feed asks besides."""
    known = ", ".join(kept.origins)
    if place == own:
        return KnownError(
            f"The credential {name!r} is kept for {known}, and this feed is at {place}. Nothing was sent."
            " Sign in to use it there too."
        )
    return KnownError(
        f"The credential {name!r} is kept for {known}, and this feed also asks {place}. Nothing was sent."
        " Sign in to use it there too."
    )
