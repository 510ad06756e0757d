"""One credential at work: its secrets as headers and parameters, asked for anew at each attempt."""

import asyncio

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
    OAuthDevice,
    SecretHeader,
    SecretQuery,
    basic_value,
)
from watchfloor.core.workspace.reading import Read
from watchfloor.services.clock import Clock
from watchfloor.services.credential.token import Token, TokenServer, Way
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import AttemptError, ended

Pairs = tuple[tuple[str, str], ...]


class Account:
    """What a channel asks for its secrets (`services.channel.Credential`).

    Whatever fails is an `AttemptError`: refused for good where signing in again is the remedy, worth
    another try where the token server is away.
    """

    def __init__(self, name: str, vault: Vault, server: TokenServer, clock: Clock) -> None:
        self.name = name
        self._vault = vault
        self._server = server
        self._clock = clock
        self._token: Token | None = None
        self._source: OAuth | None = None  # what the token was got with
        self._proved = False  # the server has taken what we sent
        self._asking = asyncio.Lock()

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
                    pairs.append(("Authorization", f"Bearer {await self._access(secret)}"))
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

    def accepted(self) -> None:
        """The server took what was sent."""
        self._proved = True

    def refused(self) -> bool:
        """The server takes it no more (401). True, once: a new token may be had, which is worth a try."""
        renewable, self._proved = self._proved and self._token is not None, False
        self._token = None
        self._vault.refresh(self.name)
        return renewable

    def signed_in(self, token: Token, oauth: OAuth) -> None:
        """A person signed in: this token is used from now on."""
        self._token, self._source, self._proved = token, oauth, False

    async def _secrets(self) -> tuple[AnySecret, ...]:
        try:
            secrets = await self._vault.read(self.name)
        except AttemptError:
            raise
        except KnownError as error:
            raise ended("unauthorized", str(error)) from error
        if not secrets:
            raise ended("unauthorized", f"There is no credential named {self.name!r} on this machine.")
        return secrets

    async def _access(self, oauth: OAuth) -> str:
        """A token that will still be good when it arrives; many who ask at once wait for one answer."""
        async with self._asking:
            token = self._token
            if token is None or not self._fits(oauth) or self._due(token):
                token = await self._new(oauth)
            return token.text

    def _fits(self, oauth: OAuth) -> bool:
        """Whether the token is this secret's: only the refresh token may have changed since."""
        return self._source is not None and _identity(self._source) == _identity(oauth)

    def _due(self, token: Token) -> bool:
        return token.renew_at_s is not None and self._clock.wall_s() >= token.renew_at_s

    async def _new(self, oauth: OAuth) -> Token:
        if isinstance(oauth, OAuthDevice):
            return await self._refreshed(oauth)
        form = {"grant_type": "client_credentials", "scope": oauth.scope, "audience": oauth.audience}
        self._token, self._source = await self._server.token(oauth, form), oauth
        return self._token

    async def _refreshed(self, oauth: OAuthDevice) -> Token:
        if not oauth.refresh_token:
            raise ended("unauthorized", f"The sign-in of {self.name!r} has ended.")
        form = {"grant_type": "refresh_token", "refresh_token": oauth.refresh_token, "scope": oauth.scope}
        token = await self._server.token(oauth, form)
        self._token, self._source = token, oauth
        if token.refresh_token and token.refresh_token != oauth.refresh_token:
            await self._keep(oauth, token.refresh_token)
        return token

    async def _keep(self, oauth: OAuthDevice, refresh_token: str) -> None:
        """Servers that rotate refresh tokens take the old one no more."""
        await self._vault.renew(self.name, oauth, refresh_token)


class Accounts:
    """One account for each credential, however many feeds use it: they share its token."""

    def __init__(self, vault: Vault, clock: Clock | None = None) -> None:
        self.vault = vault
        self._clock = clock or Clock()
        self._accounts: dict[str, Account] = {}

    def of(self, feed: Feed) -> Account | None:
        """The account that a feed names; None where it needs none."""
        if not feed.credential:
            return None
        known = self._accounts.get(feed.credential)
        if known is None:
            server = TokenServer(Way.of(feed), self._clock)
            known = Account(feed.credential, self.vault, server, self._clock)
            self._accounts[feed.credential] = known
        return known


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
            await vault.keep(feed.name, secrets, lasting=False)
            feed = msgspec.structs.replace(feed, credential=feed.name)
        feeds.append(feed)
    return feeds


def _identity(oauth: OAuth) -> tuple[str, ...]:
    return (oauth.token_url, oauth.client_id, oauth.client_secret, oauth.scope, oauth.audience)
