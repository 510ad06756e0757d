"""The OAuth token of one credential: all feeds that use the credential share it, wherever they are."""

import asyncio

from watchfloor.core.secret.secret import OAuth, OAuthDevice
from watchfloor.services.clock import Clock
from watchfloor.services.credential.token import Token, TokenServer
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import ended


class Grant:
    """A server may take each refresh token only once, so there is one of these for each credential."""

    def __init__(self, name: str, vault: Vault, clock: Clock) -> None:
        self.name = name
        self._vault = vault
        self._clock = clock
        self._token: Token | None = None
        self._source: OAuth | None = None  # what the token was got with
        self._asking = asyncio.Lock()

    @property
    def held(self) -> bool:
        return self._token is not None

    def drop(self) -> None:
        """The token is taken no more."""
        self._token = None

    def put(self, token: Token, oauth: OAuth) -> None:
        """This token is used from now on."""
        self._token, self._source = token, oauth

    async def access(self, oauth: OAuth, server: TokenServer) -> str:
        """A token that will still be good when it arrives; many who ask at once wait for one answer."""
        async with self._asking:
            token = self._token
            if token is None or not self._fits(oauth) or self._due(token):
                token = await self._new(oauth, server)
            return token.text

    def _fits(self, oauth: OAuth) -> bool:
        """Whether the token is this secret's: only the refresh token may have changed since."""
        return self._source is not None and _identity(self._source) == _identity(oauth)

    def _due(self, token: Token) -> bool:
        return token.renew_at_s is not None and self._clock.wall_s() >= token.renew_at_s

    async def _new(self, oauth: OAuth, server: TokenServer) -> Token:
        if isinstance(oauth, OAuthDevice):
            return await self._refreshed(oauth, server)
        form = {"grant_type": "client_credentials", "scope": oauth.scope, "audience": oauth.audience}
        token = await server.token(oauth, form)
        self.put(token, oauth)
        return token

    async def _refreshed(self, oauth: OAuthDevice, server: TokenServer) -> Token:
        if not oauth.refresh_token:
            raise ended("unauthorized", f"The sign-in of {self.name!r} has ended.")
        form = {"grant_type": "refresh_token", "refresh_token": oauth.refresh_token, "scope": oauth.scope}
        token = await server.token(oauth, form)
        self.put(token, oauth)
        if token.refresh_token and token.refresh_token != oauth.refresh_token:
            # Servers that rotate refresh tokens take the old one no more.
            await self._vault.renew(self.name, oauth, token.refresh_token)
        return token


def _identity(oauth: OAuth) -> tuple[str, ...]:
    return (oauth.token_url, oauth.client_id, oauth.client_secret, oauth.scope, oauth.audience)
