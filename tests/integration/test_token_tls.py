"""A token server is trusted as the feed is, and no further: it is given the client's secret."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.certificate import Authority
from tests.unit.services.token_server import CLIENT, TokenServer
from watchfloor.core.secret.secret import OAuthClient
from watchfloor.services.clock import Clock
from watchfloor.services.credential import token
from watchfloor.services.credential.token import Way
from watchfloor.services.net.attempt import AttemptError

GRANT = {"grant_type": "client_credentials"}


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
async def server(authority: Authority) -> AsyncIterator[TokenServer]:
    async with TokenServer(authority.issue("tokens")) as server:
        yield server


def _client(server: TokenServer) -> OAuthClient:
    return OAuthClient(token_url=f"{server.url}/token", client_id=CLIENT[0], client_secret=CLIENT[1])


async def test_a_certificate_that_nobody_vouches_for_is_shown_no_secret(server: TokenServer) -> None:
    with pytest.raises(AttemptError, match="certificate") as caught:
        await token.TokenServer(Way(), Clock()).token(_client(server), GRANT)
    assert caught.value.outcome.code == "tls-untrusted"
    assert server.logins == []


@pytest.mark.parametrize("own_authority", [True, False])
async def test_an_authority_of_ones_own_or_no_check_at_all_is_the_user_s_word(
    server: TokenServer, authority: Authority, own_authority: bool
) -> None:
    way = Way(ca_file=str(authority.file)) if own_authority else Way(verify_tls=False)
    assert (await token.TokenServer(way, Clock()).token(_client(server), GRANT)).text == "token-1"
