"""A credential goes only where a person kept it for: by origin, however it came to be kept."""

from collections.abc import Iterator

import keyring
import pytest

from tests.integration.fault_server import FaultServer, events, send, silence, sse
from tests.integration.watch import Watch
from tests.unit.services.memory_keyring import MemoryKeyring
from watchfloor.core.feed import Feed, PollingPolicy
from watchfloor.core.secret.secret import Bearer, OAuthDevice, ProxyLogin, SecretBody
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.reading import read
from watchfloor.services.channel.hub import Hub
from watchfloor.services.credential.account import Account, Accounts, adopt, equipped
from watchfloor.services.credential.keyring_store import KeyringStore
from watchfloor.services.credential.place import origin_text, places_of
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import AttemptError

TOKEN = Bearer(token="tide-pool-94")
SENT = (("Authorization", "Bearer tide-pool-94"),)
HOME = "https://feeds.example"
OLD = '1:[{"kind":"bearer","token":"tide-pool-94"}]'
SCRIPT = [sse(), send(events(1, 2)), silence]


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    before, backend = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def feed(url: str, **more: object) -> Feed:
    return Feed(name="f", url=url, credential="desk", **more)  # type: ignore[arg-type]


def account_of(vault: Vault, asks: Feed) -> Account:
    account = Accounts(vault).of(asks)
    assert account is not None
    return account


def again(memory: MemoryKeyring) -> Vault:
    """As the next start has it."""
    return Vault(KeyringStore(memory), {})


async def kept(vault: Vault, *secrets: object, at: str = HOME, lasting: bool = True) -> Vault:
    await vault.keep("desk", secrets or [TOKEN], [at], lasting=lasting)  # type: ignore[arg-type]
    return vault


async def refusal(vault: Vault, asks: Feed) -> str:
    with pytest.raises(AttemptError) as caught:
        await account_of(vault, asks).headers()
    assert caught.value.outcome.code == "unauthorized"
    return caught.value.outcome.detail


@pytest.mark.parametrize("lasting", [True, False])
async def test_it_goes_where_it_was_kept_for_and_nowhere_else(memory: MemoryKeyring, lasting: bool) -> None:
    vault = await kept(again(memory), lasting=lasting)

    assert await account_of(vault, feed("https://FEEDS.example:443/other?a=b")).headers() == SENT
    assert await refusal(vault, feed("https://evil.example/sse")) == (
        "The credential 'desk' is kept for https://feeds.example, and this feed is at https://evil.example."
        " Nothing was sent. Sign in to use it there too."
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://feeds.example/",
        "https://feeds.example:8443/",
        "https://feeds.example.evil.example/",
        "https://feeds.example@evil.example/",
        "https://feeds.example\\@evil.example/",
        "https://evil.example/?https://feeds.example",
        "https://[::1]:9/",
        "https://feeds.example:99999999999999/",
    ],
)
async def test_another_scheme_port_or_host_is_another_origin(memory: MemoryKeyring, url: str) -> None:
    vault = await kept(again(memory))

    assert "Nothing was sent." in await refusal(vault, feed(url))
    with pytest.raises(AttemptError):
        await account_of(vault, feed(url)).query()


async def test_a_strangers_feed_is_sent_nothing_at_all(memory: MemoryKeyring) -> None:
    async with FaultServer(SCRIPT) as own, FaultServer(SCRIPT, SCRIPT) as stranger:
        vault = await kept(again(memory), TOKEN, SecretBody(text="password=b0dy"), at=own.url)
        watch = Watch()
        hub = Hub([watch])
        asks = feed(stranger.url, method="POST")
        account = account_of(vault, asks)
        refused = hub.add(await equipped(account, asks), credential=account)
        watch.follow(refused)
        refused.start()
        await watch.until(lambda: stranger.requests or refused.status.state is ChannelState.FAILED)
        sent = [(request.headers, request.body) for request in stranger.requests]
        status = refused.status
        await hub.close()

    assert sent == []
    assert "Nothing was sent." in status.reason
    assert status.advice == "sign in again"


async def test_one_kept_by_an_earlier_version_is_bound_to_the_first_that_uses_it(
    memory: MemoryKeyring,
) -> None:
    memory.entries["watchfloor", "desk"] = OLD
    assert await again(memory).read("desk") == (TOKEN,)
    assert memory.entries["watchfloor", "desk"] == OLD, "to look at it is no use of it"

    assert await account_of(again(memory), feed(f"{HOME}/sse")).headers() == SENT
    assert HOME in memory.entries["watchfloor", "desk"]
    assert "is kept for https://feeds.example" in await refusal(again(memory), feed("https://evil.example"))
    assert await account_of(again(memory), feed(f"{HOME}/sse")).headers() == SENT


async def test_what_a_person_signs_in_or_confirms_is_added(memory: MemoryKeyring) -> None:
    vault = await kept(again(memory))
    assert not await vault.confirm("desk", feed(f"{HOME}/other"))
    assert await vault.confirm("desk", feed("https://b.example/"))
    await vault.keep("desk", [TOKEN], ["https://c.example"])

    for place in (HOME, "https://b.example", "https://c.example"):
        assert await account_of(again(memory), feed(place)).headers() == SENT
    assert "Nothing was sent." in await refusal(again(memory), feed("https://d.example"))


async def test_nothing_is_confirmed_of_what_is_not_kept(memory: MemoryKeyring) -> None:
    assert not await again(memory).confirm("desk", feed(HOME))
    assert memory.entries == {}


async def test_a_renewed_token_stays_where_it_was_kept_for(memory: MemoryKeyring) -> None:
    device = OAuthDevice(token_url="https://x/t", client_id="d", device_url="https://x/d", refresh_token="r1")
    vault = await kept(again(memory), device)
    await vault.renew("desk", device, "r2")

    assert "r2" in str(memory.entries)
    assert "Nothing was sent." in await refusal(again(memory), feed("https://evil.example"))


async def test_the_environment_is_given_to_this_start_wherever_its_feeds_are(memory: MemoryKeyring) -> None:
    await kept(again(memory))
    vault = Vault(KeyringStore(memory), {"WATCHFLOOR_TOKEN_DESK": "of-this-start"})

    sent = await account_of(vault, feed("https://elsewhere.example")).headers()
    assert sent == (("Authorization", "Bearer of-this-start"),)
    assert not await vault.confirm("desk", feed("https://elsewhere.example"))


async def test_polling_elsewhere_and_a_login_to_another_proxy_are_refused_too(memory: MemoryKeyring) -> None:
    vault = await kept(again(memory))
    polling = PollingPolicy(url="https://evil.example/poll")
    assert "this feed also asks https://evil.example. Nothing" in await refusal(
        vault, feed(HOME, polling=polling)
    )
    proxied = feed(HOME, proxy="http://evil.example:3128")
    assert await account_of(vault, proxied).headers() == SENT

    await vault.keep("desk", [TOKEN, ProxyLogin(user="u", password="p")], [HOME])
    assert "also asks http://evil.example:3128" in await refusal(vault, proxied)
    assert await equipped(account_of(vault, proxied), proxied) == proxied


async def test_who_listens_to_a_changed_address_sends_it_nothing_yet(memory: MemoryKeyring) -> None:
    account = account_of(await kept(again(memory)), feed(HOME))

    with pytest.raises(AttemptError, match="this feed is at https://new"):
        await account.at(feed("https://new.example")).headers()
    assert await account.at(feed(f"{HOME}/new")).headers() == SENT


async def test_what_a_strangers_file_held_lends_its_address_to_nobody() -> None:
    vault = Vault(None, {})
    file = (
        'schema = 2\n[feeds.desk]\nurl = "https://evil.example/"\nheaders = { Authorization = "Bearer x" }\n'
    )
    (theirs,) = await adopt(read(file), vault)
    assert await account_of(vault, theirs).headers() == (("Authorization", "Bearer x"),)
    assert "Nothing was sent." in await refusal(vault, feed(HOME))

    await kept(vault)
    assert await account_of(vault, feed(HOME)).headers() == SENT
    assert "Nothing was sent." in await refusal(vault, theirs)


def test_an_origin_is_written_as_people_write_it() -> None:
    assert origin_text("HTTPS://Feeds.Example:443/a?b=c") == "https://feeds.example"
    assert origin_text("http://u:s3cret@[::1]:80/") == "http://[::1]"
    assert origin_text("http://feeds.example:443/") == "http://feeds.example:443"
    assert "s3cret" not in origin_text("http://u:s3cret@x:port/")
    asks = feed(HOME, polling=PollingPolicy(url=f"{HOME}/poll"), proxy="http://p:1")
    assert places_of(asks, [TOKEN]) == (HOME,)
    assert places_of(asks, [ProxyLogin(user="u", password="p")]) == (HOME, "http://p:1")
