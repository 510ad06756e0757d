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
from watchfloor.services.credential.place import Place, origin_text, places_of

ORIGINS = "WATCHFLOOR_ORIGINS_"  # environment variables of this name say where such a token may go


class WithheldError(KnownError):
    """It is known, and kept for another place or another way."""


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """Secrets, and the places that they may be sent to."""

    secrets: tuple[AnySecret, ...]
    places: tuple[Place, ...] = ()
    is_found: bool = False  # in a file, so that no person said where it belongs

    def lacking(self, feed: Feed) -> tuple[Place, ...]:
        """Where this feed would send them, and they may not go."""
        return tuple(
            place for place in places_of(feed) if not any(known.covers(place) for known in self.places)
        )


# A bare list is how earlier versions kept secrets: for no place.
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
        return "This system has no keyring: the credential is kept for this session only."

    async def read(self, name: str) -> tuple[AnySecret, ...]:
        """The secrets of a credential; none where it is not known. `KnownError` where it cannot be read.
        To show and to change them: what is to be sent is asked for with `read_for`."""
        if self._is_given(name):
            variable = variable_of(name)
            return (from_variable(variable, self._environment[variable]),)
        kept = await self._found(name)
        return () if kept is None else kept.secrets

    async def read_for(self, name: str, feed: Feed) -> tuple[AnySecret, ...]:
        """The secrets that this feed may send; `WithheldError` where they are kept for another place."""
        kept = None if self._is_given(name) else await self._found(name)
        if kept is None:
            self._check_given(name, feed)
            return await self.read(name)
        lacking = kept.lacking(feed)
        if lacking:
            raise _withheld(name, kept, lacking[0], is_own=lacking[0] == places_of(feed)[0])
        return kept.secrets

    async def lacking(self, name: str, feed: Feed) -> tuple[Place, ...]:
        """Where this feed would send the credential, and no person has said that it may go there."""
        kept = None if not name or self._is_given(name) else await self._found(name)
        return () if kept is None else kept.lacking(feed)

    async def places(self, name: str) -> tuple[Place, ...]:
        """What the credential is kept for."""
        kept = None if self._is_given(name) else await self._found(name)
        return () if kept is None else kept.places

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
        self, name: str, secrets: Iterable[AnySecret], places: Iterable[Place] = (), *, lasting: bool = True
    ) -> Where:
        """Keep a credential: in the keyring where there is one and it is to last, else for this session.
        A person gave it for these `places`, and for those that they gave it for before."""
        if not name:
            raise KnownError("Give the credential a name.")
        async with self._writing:
            known = dict.fromkeys((*await self._given_for(name), *places))
            return await self._put(name, Kept(tuple(secrets), tuple(known)), lasting=lasting)

    def adopt(self, name: str, secrets: Iterable[AnySecret], feed: Feed) -> None:
        """Secrets that were found in a file with their feed: for this session, and where that feed is."""
        found = tuple(secrets)
        self._session[name] = Kept(found, places_of(feed), is_found=True)

    async def confirm(self, name: str, places: Iterable[Place]) -> None:
        """A person was told that it would be sent to these places, and wants that."""
        async with self._writing:
            kept = None if self._is_given(name) else await self._found(name)
            if kept is not None:
                known = tuple(dict.fromkeys((*kept.places, *places)))
                kept = msgspec.structs.replace(kept, places=known)
                await self._put(name, kept, lasting=name not in self._session)

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
        for name in self._environment:
            if name.startswith(PLACEHOLDER) and (value := self._environment[name].strip()):
                found += [value, value.rpartition(" ")[2].rpartition(":")[2]]
        return found

    # -- what is kept, and for where

    def _is_given(self, name: str) -> bool:
        """By the environment, and not typed anew since."""
        return name not in self._session and bool(self._environment.get(variable_of(name)))

    def _check_given(self, name: str, feed: Feed) -> None:
        """What the environment gives to this start goes wherever its feeds are, or where it says besides."""
        variable = variable_of(name).replace(PLACEHOLDER, ORIGINS, 1)
        places = tuple(Place(origin_text(url)) for url in self._environment.get(variable, "").split())
        if self._is_given(name) and places and (lacking := Kept((), places).lacking(feed)):
            raise WithheldError(
                f"The credential was not sent: {variable} lets it go to {', '.join(map(_words, places))}, and"
                f" this feed would send it to {lacking[0].words}."
            )

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

    async def _given_for(self, name: str) -> tuple[Place, ...]:
        """What a person has it kept for by now. One that cannot be read is replaced."""
        try:
            kept = await self._found(name)
        except KnownError:
            return ()
        return () if kept is None or kept.is_found else kept.places


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


def _words(place: Place) -> str:
    return place.words


def _withheld(name: str, kept: Kept, place: Place, *, is_own: bool) -> WithheldError:
    """`place` is where it was not kept for: `is_own`, where the feed is, or one that it asks besides."""
    known = ", ".join(map(_words, kept.places))
    if not known:
        return WithheldError(
            f"The credential was not sent: an earlier version kept {name!r}, and not where it may go."
            " Look at the feed's form, and agree to it there."
        )
    if is_own:
        return WithheldError(
            f"The credential was not sent: {name!r} is kept for {known}, and this feed is at {place.words}."
            " Agree to that in the feed's form, or sign in there."
        )
    return WithheldError(
        f"The credential was not sent: {name!r} is kept for {known}, and this feed also asks {place.words}."
        " Agree to that in the feed's form, or sign in there."
    )
