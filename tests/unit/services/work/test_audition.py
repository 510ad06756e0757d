"""A feed is heard before it is kept: what it sends, how it answers, and nothing is left behind."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from tests.integration.fault_server import FaultServer, event, events, send, silence, sse
from tests.unit.services.token_server import TokenServer
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import Bearer, OAuthDevice, ProxyLogin
from watchfloor.core.state import ChannelState
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault
from watchfloor.services.work.audition import KEPT, Audition

DEADLINE_S = 60.0


class Heard:
    """An audition, and a way to wait for what it tells."""

    def __init__(self) -> None:
        self.told = asyncio.Event()
        self.changes = 0
        self.audition = Audition(self._on_change)

    def _on_change(self) -> None:
        self.changes += 1
        self.told.set()

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(DEADLINE_S):
            while not holds():
                self.told.clear()
                await self.told.wait()


@pytest.fixture
async def heard() -> AsyncIterator[Heard]:
    heard = Heard()
    yield heard
    await heard.audition.close()


def feed(url: str, **more: object) -> Feed:
    return Feed(name="?", url=url, **more)  # type: ignore[arg-type]


async def test_the_first_events_are_kept_and_all_are_counted(heard: Heard) -> None:
    async with FaultServer([sse(), send(events(1, 80)), silence]) as server:
        heard.audition.begin(feed(server.url), ())
        await heard.until(lambda: heard.audition.count == 80)
        assert [each.data for each in heard.audition.events] == [str(n) for n in range(31, 81)]
        assert len(heard.audition.events) == KEPT
        assert heard.audition.status.state is ChannelState.CONNECTED
        assert heard.audition.running


async def test_what_it_is_is_told_by_what_it_sends(heard: Heard) -> None:
    sent = event('{"lat": 1, "lon": 2, "title": "x", "mag": 4}', 1, "map-event")
    async with FaultServer([sse(), send(sent), silence]) as server:
        heard.audition.begin(feed(server.url), ())
        await heard.until(lambda: heard.audition.count)
        proposal = heard.audition.proposal()
        assert proposal is not None
        assert proposal.id == "map"
        guessed = heard.audition.guess()
        assert (guessed.lat, guessed.lon, guessed.title, guessed.severity) == ("lat", "lon", "title", "mag")


async def test_another_feed_takes_its_place(heard: Heard) -> None:
    async with (
        FaultServer([sse(), send(events(1, 5)), silence]) as one,
        FaultServer([sse(), send(events(101, 102)), silence]) as two,
    ):
        heard.audition.begin(feed(one.url), ())
        await heard.until(lambda: heard.audition.count == 5)
        heard.audition.begin(feed(two.url), ())
        assert heard.audition.count == 0
        await heard.until(lambda: heard.audition.count == 2)
        assert {each.data for each in heard.audition.events} == {"101", "102"}


async def test_who_must_sign_in_is_told_and_then_hears(heard: Heard) -> None:
    async with TokenServer() as server:
        server.valid.add("t-1")
        heard.audition.begin(feed(f"{server.url}/sse"), ())
        await heard.until(lambda: heard.audition.wants_sign_in)
        heard.audition.begin(feed(f"{server.url}/sse"), (Bearer(token="t-1"),))
        await heard.until(lambda: heard.audition.count)
        assert not heard.audition.wants_sign_in
        assert heard.audition.secrets == ["t-1"]


async def test_a_refresh_token_that_was_used_up_is_handed_back_renewed(heard: Heard) -> None:
    async with TokenServer() as server:
        server.rotates, server.refresh_token = True, "refresh-0"
        secret = OAuthDevice(
            token_url=f"{server.url}/token",
            device_url=f"{server.url}/device",
            client_id="desk",
            refresh_token="refresh-0",
        )
        login = ProxyLogin(user="u", password="p")
        assert heard.audition.renewed((secret,)) == (secret,)
        heard.audition.begin(feed(f"{server.url}/sse"), (secret, login))
        await heard.until(lambda: heard.audition.count)
        renewed, same = heard.audition.renewed((secret, login))
        assert isinstance(renewed, OAuthDevice)
        assert renewed.refresh_token == server.refresh_token == "refresh-1"
        assert same == login


async def test_a_feed_at_work_is_heard_with_its_own_token(heard: Heard) -> None:
    async with TokenServer() as server:
        server.valid.add("t-1")
        vault = Vault(None, {})
        own = feed(server.url, credential="desk")
        await vault.keep("desk", (Bearer(token="t-1"),), places_of(own), lasting=False)
        account = Accounts(vault).of(own)
        heard.audition.begin(feed(f"{server.url}/sse"), (), account)
        await heard.until(lambda: heard.audition.count)
        assert heard.audition.secrets == []


async def test_when_it_ends_nothing_is_left(heard: Heard) -> None:
    async with FaultServer([sse(), send(events(1, 2)), silence]) as server:
        heard.audition.begin(feed(server.url), ())
        await heard.until(lambda: heard.audition.count == 2)
        await heard.audition.close()
        assert not heard.audition.running
        changes = heard.changes
        assert heard.audition.count == 2  # what was heard stays to be seen
    assert heard.changes == changes
