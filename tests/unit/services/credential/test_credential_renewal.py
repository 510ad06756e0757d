"""A real channel whose token runs out: shown as what it is, renewed once, resumed by its id."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.integration.watch import Watch
from tests.unit.services.token_server import CLIENT, TokenServer
from watchfloor.core.feed import BackoffPolicy, Feed
from watchfloor.core.secret.secret import Bearer, OAuthClient
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.credential.account import Account, Accounts
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.renewal import Renewal
from watchfloor.services.credential.vault import Vault


@pytest.fixture
async def server() -> AsyncIterator[TokenServer]:
    async with TokenServer() as server:
        yield server


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    watch = Watch()
    hub = Hub([watch])
    yield hub
    await hub.close()


async def _channel(hub: Hub, server: TokenServer, *secrets: Any) -> tuple[Channel, Account, Vault, Watch]:
    vault = Vault(None, {})
    feed = Feed(
        name="desk",
        url=server.url + "/sse",
        credential="desk",
        backoff=BackoffPolicy(initial_s=0.01, max_s=0.05),
    )
    if secrets:
        await vault.keep("desk", secrets, places_of(feed))
    account = Accounts(vault).of(feed)
    assert account is not None
    channel = hub.add(feed, credential=account)
    watch = hub._sinks[0]
    assert isinstance(watch, Watch)
    watch.follow(channel)
    return channel, account, vault, watch


def _oauth(server: TokenServer) -> OAuthClient:
    return OAuthClient(token_url=server.url + "/token", client_id=CLIENT[0], client_secret=CLIENT[1])


async def test_an_expired_token_is_renewed_and_the_stream_resumes(hub: Hub, server: TokenServer) -> None:
    channel, account, _, watch = await _channel(hub, server, _oauth(server))
    renewal = Renewal(channel, account)
    channel.start()
    await watch.until(lambda: len(watch.events) == 2)

    server.revoke()
    await watch.until(lambda: len(watch.events) == 4)

    assert server.resumed == [None, "2"]
    assert [event.data for event in watch.events] == ["1", "2", "3", "4"]
    assert server.refusals == 1
    assert ChannelState.FAILED in [status.state for status in watch.statuses]
    renewal.close()


async def test_who_listens_later_hears_of_no_failure(hub: Hub, server: TokenServer) -> None:
    channel, account, _, watch = await _channel(hub, server, _oauth(server))
    watch.statuses.clear()
    renewal = Renewal(channel, account)
    later: list[Status] = []
    channel.standing.listeners.append(later.append)
    channel.start()
    await watch.until(lambda: len(watch.events) == 2)
    server.revoke()
    await watch.until(lambda: len(watch.events) == 4)

    assert ChannelState.FAILED in [status.state for status in watch.statuses]
    assert ChannelState.FAILED not in [status.state for status in later]
    renewal.close()


async def test_a_server_that_refuses_the_new_token_too_is_not_asked_again(
    hub: Hub, server: TokenServer
) -> None:
    channel, account, _, watch = await _channel(hub, server, _oauth(server))
    renewal = Renewal(channel, account)
    channel.start()
    await watch.until(lambda: len(watch.events) == 2)

    granted = server.granted

    def useless() -> Any:
        answer = granted()
        server.valid.clear()
        return answer

    server.granted = useless  # type: ignore[method-assign]
    server.revoke()
    await watch.until(lambda: server.refusals == 2 and channel.status.state is ChannelState.FAILED)
    await channel.closed()

    assert channel.status.code == "unauthorized"
    assert channel.status.advice == "sign in again"
    assert len(server.forms) == 2
    renewal.close()


async def test_a_person_signs_in_again_and_the_stream_resumes(hub: Hub, server: TokenServer) -> None:
    server.valid = {"first"}
    channel, account, vault, watch = await _channel(hub, server, Bearer(token="first"))
    renewal = Renewal(channel, account)
    channel.start()
    await watch.until(lambda: len(watch.events) == 2)

    server.revoke()
    await watch.until(lambda: channel.status.state is ChannelState.FAILED)
    assert channel.status.advice == "sign in again"

    server.valid = {"second"}
    await vault.keep("desk", [Bearer(token="second")])
    channel.retry_now()
    await watch.until(lambda: len(watch.events) == 4)
    assert server.resumed == [None, "2"]
    renewal.close()


async def test_without_its_credential_a_channel_fails_in_plain_words(hub: Hub, server: TokenServer) -> None:
    channel, _, _, watch = await _channel(hub, server)
    channel.start()
    await watch.until(lambda: channel.status.state is ChannelState.FAILED)

    assert channel.status.reason == "There is no credential named 'desk' on this machine."
    assert channel.status.advice == "sign in again"
    assert server.refusals == 0


async def test_a_closed_renewal_does_nothing(hub: Hub, server: TokenServer) -> None:
    channel, account, _, watch = await _channel(hub, server, _oauth(server))
    renewal = Renewal(channel, account)
    channel.start()
    await watch.until(lambda: len(watch.events) == 2)
    renewal.close()
    renewal.close()

    server.revoke()
    await watch.until(lambda: channel.status.state is ChannelState.FAILED)
    await channel.closed()
    assert len(server.forms) == 1
