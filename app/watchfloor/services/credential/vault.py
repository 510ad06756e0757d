"""Where secrets are: this session, the environment, or the system's keyring, in that order."""

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from watchfloor.core.curl.curl_copy import variable_of
from watchfloor.core.error import KnownError
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

_DECODER = msgspec.json.Decoder(tuple[AnySecret, ...])
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
        self._session: dict[str, tuple[AnySecret, ...]] = {}
        self._read: dict[str, tuple[AnySecret, ...]] = {}

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
        """The secrets of a credential; none where it is not known. `KnownError` where it cannot be read."""
        if name in self._session:
            return self._session[name]
        variable = variable_of(name)
        if self._environment.get(variable):
            return (from_variable(variable, self._environment[variable]),)
        if name not in self._read and self._keyring is not None:
            self._read[name] = _decoded(name, await self._keyring.read(name))
        return self._read.get(name, ())

    def of_session(self, name: str) -> tuple[AnySecret, ...]:
        """What is kept for this session only; none where it is elsewhere."""
        return self._session.get(name, ())

    async def where(self, name: str) -> Where:
        """Where a credential is kept now."""
        if name in self._session:
            return Where.SESSION
        if self._environment.get(variable_of(name)):
            return Where.ENVIRONMENT
        return Where.KEYRING if await self.read(name) else Where.NOWHERE

    async def keep(self, name: str, secrets: Iterable[AnySecret], *, lasting: bool = True) -> Where:
        """Keep a credential: in the keyring where there is one and it is to last, else for this session."""
        kept = tuple(secrets)
        if not name:
            raise KnownError("Give the credential a name.")
        if self._keyring is None or not lasting:
            self._session[name] = kept
            return Where.SESSION
        await self._keyring.write(name, _ENCODER.encode(kept).decode())
        self._session.pop(name, None)
        self._read[name] = kept
        return Where.KEYRING

    async def renew(self, name: str, oauth: OAuthDevice, refresh_token: str) -> None:
        """Put a new refresh token in the place of the old one, where that was kept."""
        renewed = msgspec.structs.replace(oauth, refresh_token=refresh_token)
        secrets = tuple(renewed if secret == oauth else secret for secret in await self.read(name))
        await self.keep(name, secrets, lasting=name not in self._session)

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
        found = [text for secrets in known for secret in secrets for text in texts_of(secret)]
        for name, value in self._environment.items():
            if name.startswith(PLACEHOLDER) and value.strip():
                found += [value.strip(), value.strip().rpartition(" ")[2].rpartition(":")[2]]
        return found


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


def _decoded(name: str, text: str | None) -> tuple[AnySecret, ...]:
    if text is None:
        return ()
    try:
        return _DECODER.decode(text)
    except msgspec.MsgspecError:
        # Never say what it is: it may be a secret all the same.
        raise KnownError(
            f"The credential {name!r} in the keyring cannot be read. Sign in again to replace it."
        ) from None
