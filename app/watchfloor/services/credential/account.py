"""One credential at work: its secrets as headers and parameters, asked for anew at each attempt."""

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import equip
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    Cookie,
    OAuth,
    SecretHeader,
    SecretQuery,
    basic_value,
)
from watchfloor.core.workspace.reading import Read
from watchfloor.services.clock import Clock
from watchfloor.services.credential.grant import Grant
from watchfloor.services.credential.place import Place, places_of
from watchfloor.services.credential.token import Token, TokenServer, Way
from watchfloor.services.credential.vault import Vault, WithheldError
from watchfloor.services.net.attempt import AttemptError, ended

Pairs = tuple[tuple[str, str], ...]


class Account:
    """What a channel asks for its secrets (`services.channel.Credential`): they go where they were kept for.

    Whatever fails is an `AttemptError`: refused for good where signing in again is the remedy, worth
    another try where the token server is away.
    """

    def __init__(self, feed: Feed, grant: Grant, vault: Vault, clock: Clock) -> None:
        self.name = grant.name
        self._feed = feed
        self._grant = grant
        self._vault = vault
        self._clock = clock
        self._server = TokenServer(Way.of(feed), clock)
        self._proved = False  # the server has taken what we sent

    def at(self, feed: Feed) -> "Account":
        """The same credential for this feed, which may be elsewhere: they share the token."""
        return Account(feed, self._grant, self._vault, self._clock)

    async def headers(self) -> Pairs:
        pairs: list[tuple[str, str]] = []
        for secret in await self._secrets():
            match secret:
                case Bearer(token=text):
                    pairs.append(("Authorization", f"Bearer {text}"))
                case Basic():
                    pairs.append(("Authorization", f"Basic {basic_value(secret)}"))
                case SecretHeader(name=name, value=value):
                    pairs.append((name, value))
                case Cookie(value=value):
                    pairs.append(("Cookie", value))
                case OAuth():
                    pairs.append(
                        ("Authorization", f"Bearer {await self._grant.access(secret, self._server)}")
                    )
                case _:
                    pass
        return tuple(pairs)

    async def query(self) -> Pairs:
        return tuple(
            (secret.name, secret.value) for secret in await self._secrets() if isinstance(secret, SecretQuery)
        )

    async def equip(self, feed: Feed) -> Feed:
        """The feed with what only a feed can carry: a proxy's login, a secret body, a client certificate."""
        return equip(feed, await self._secrets())

    async def lacking(self, feed: Feed) -> tuple[Place, ...]:
        """Where this feed would send it, and no person has said that it may go there."""
        return await self._vault.lacking(self.name, feed)

    async def places(self) -> tuple[Place, ...]:
        """What it is kept for."""
        return await self._vault.places(self.name)

    async def agree(self, places: tuple[Place, ...]) -> None:
        """A person was told of these places, and has it sent there from now on."""
        await self._vault.confirm(self.name, places)

    def accepted(self) -> None:
        """The server took what was sent."""
        self._proved = True

    def refused(self) -> bool:
        """The server takes it no more (401). True, once: a new token may be had, which is worth a try."""
        renewable, self._proved = self._proved and self._grant.held, False
        self._grant.drop()
        self._vault.refresh(self.name)
        return renewable

    def signed_in(self, token: Token, oauth: OAuth) -> None:
        """A person signed in: this token is used from now on."""
        self._proved = False
        self._grant.put(token, oauth)

    async def _secrets(self) -> tuple[AnySecret, ...]:
        try:
            secrets = await self._vault.read_for(self.name, self._feed)
        except AttemptError:
            raise
        except WithheldError as error:
            raise ended("withheld", str(error)) from error
        except KnownError as error:
            raise ended("unauthorized", str(error)) from error
        if not secrets:
            raise ended("unauthorized", f"There is no credential named {self.name!r} on this machine.")
        return secrets


class Accounts:
    """One account for each credential and place, however many feeds use it. All of a credential share its
    token."""

    def __init__(self, vault: Vault, clock: Clock | None = None) -> None:
        self.vault = vault
        self._clock = clock or Clock()
        self._grants: dict[str, Grant] = {}
        self._accounts: dict[tuple[str, tuple[Place, ...], Way], Account] = {}

    def of(self, feed: Feed) -> Account | None:
        """The account that a feed names; None where it needs none."""
        name = feed.credential
        if not name:
            return None
        grant = self._grants.setdefault(name, Grant(name, self.vault, self._clock))
        place = (name, places_of(feed), Way.of(feed))
        return self._accounts.setdefault(place, Account(feed, grant, self.vault, self._clock))


async def equipped(account: Account, feed: Feed) -> Feed:
    """With its secrets, where they can be had; else the channel itself says what is missing."""
    try:
        return await account.equip(feed)
    except AttemptError:
        return feed


async def adopt(found: Read, vault: Vault) -> list[Feed]:
    """A workspace's feeds, those that had secrets in the file signed in with them for this session."""
    feeds = []
    for feed in found.workspace.feeds:
        secrets = found.secrets.get(feed.name, ())
        if secrets and not feed.credential:
            vault.adopt(feed.name, secrets, feed)
            feed = msgspec.structs.replace(feed, credential=feed.name)
        feeds.append(feed)
    return feeds
