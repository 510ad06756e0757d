"""A credential goes only where a person kept it for, and by the way that they know."""

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
from watchfloor.services.credential.place import Place, origin_text, places_of
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import AttemptError

TOKEN = Bearer(token="tide-pool-94")
SENT = (("Authorization", "Bearer tide-pool-94"),)
HOME = "https://feeds.example"
AT_HOME = Place(HOME)
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


async def kept(vault: Vault, *secrets: object, at: Place = AT_HOME, lasting: bool = True) -> Vault:
    await vault.keep("desk", secrets or [TOKEN], [at], lasting=lasting)  # type: ignore[arg-type]
    return vault


async def refusal(vault: Vault, asks: Feed) -> str:
    with pytest.raises(AttemptError) as caught:
        await account_of(vault, asks).headers()
    assert caught.value.outcome.code == "withheld"
    return caught.value.outcome.detail


@pytest.mark.parametrize("lasting", [True, False])
async def test_it_goes_where_it_was_kept_for_and_nowhere_else(memory: MemoryKeyring, lasting: bool) -> None:
    vault = await kept(again(memory), lasting=lasting)

    assert await account_of(vault, feed("https://FEEDS.example:443/other?a=b")).headers() == SENT
    assert await refusal(vault, feed("https://evil.example/sse")) == (
        "The credential was not sent: 'desk' is kept for https://feeds.example, and this feed is at"
        " https://evil.example. Agree to that in the feed's form, or sign in there."
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

    assert "was not sent" in await refusal(vault, feed(url))
    with pytest.raises(AttemptError):
        await account_of(vault, feed(url)).query()


async def test_a_strangers_feed_is_sent_nothing_at_all(memory: MemoryKeyring) -> None:
    async with FaultServer(SCRIPT) as own, FaultServer(SCRIPT, SCRIPT) as stranger:
        body, at = SecretBody(text="password=b0dy"), Place(origin_text(own.url))
        vault = await kept(again(memory), TOKEN, body, at=at)
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
    assert "was not sent" in status.reason
    assert status.advice == "say whether it may go there"


async def test_one_kept_by_an_earlier_version_goes_nowhere_before_a_person_agrees(
    memory: MemoryKeyring,
) -> None:
    memory.entries["watchfloor", "desk"] = OLD
    assert await again(memory).read("desk") == (TOKEN,)
    asks = feed(f"{HOME}/sse")
    assert "an earlier version kept 'desk'" in await refusal(again(memory), asks)
    assert memory.entries["watchfloor", "desk"] == OLD, "to be asked for it is no consent"

    vault = again(memory)
    assert await vault.places("desk") == ()
    await vault.confirm("desk", await vault.lacking("desk", asks))
    assert await account_of(again(memory), asks).headers() == SENT
    assert "is kept for https://feeds.example" in await refusal(again(memory), feed("https://evil.example"))


async def test_what_a_person_signs_in_or_agrees_to_is_added(memory: MemoryKeyring) -> None:
    vault = await kept(again(memory))
    assert await vault.lacking("desk", feed(f"{HOME}/other")) == ()
    assert await vault.lacking("desk", feed("https://b.example/")) == (Place("https://b.example"),)
    await account_of(vault, feed(HOME)).agree((Place("https://b.example"),))
    await vault.keep("desk", [TOKEN], [Place("https://c.example")])

    for place in (HOME, "https://b.example", "https://c.example"):
        assert await account_of(again(memory), feed(place)).headers() == SENT
    assert "was not sent" in await refusal(again(memory), feed("https://d.example"))


async def test_a_feed_without_a_credential_asks_no_keyring(memory: MemoryKeyring) -> None:
    memory.entries["watchfloor", ""] = OLD
    assert await again(memory).lacking("", feed(HOME)) == ()


async def test_nothing_is_agreed_to_of_what_is_not_kept(memory: MemoryKeyring) -> None:
    vault = again(memory)
    await vault.confirm("desk", [AT_HOME])
    assert (memory.entries, await vault.lacking("desk", feed(HOME))) == ({}, ())


STRAIGHT, CHECKED = {"proxy": "system"}, {"verify_tls": True}
PROXY, AUTHORITY, BLIND = {"proxy": "http://evil:3128"}, {"ca_file": "/their/ca.pem"}, {"verify_tls": False}


@pytest.mark.parametrize("way", [PROXY, AUTHORITY, BLIND, PROXY | BLIND, PROXY | AUTHORITY])
async def test_a_feed_at_the_same_server_by_another_way_is_sent_nothing(
    memory: MemoryKeyring, way: dict[str, object]
) -> None:
    asks = feed(HOME, **way)
    told = await refusal(await kept(again(memory)), asks)

    assert "'desk' is kept for https://feeds.example, and this feed is at https://feeds.example " in told
    assert ("through the proxy http://evil:3128" in told) is ("proxy" in way)
    assert ("vouched for by /their/ca.pem" in told) is ("ca_file" in way)
    assert ("without a check of its certificate" in told) is ("verify_tls" in way)
    vault = again(memory)
    await vault.confirm("desk", await vault.lacking("desk", asks))
    assert await account_of(again(memory), asks).headers() == SENT


@pytest.mark.parametrize(
    ("agreed", "asked", "goes"),
    [
        (STRAIGHT, {}, True),
        ({}, STRAIGHT, True),
        (PROXY, {"proxy": "http://EVIL:3128/"}, True),
        (PROXY, {"proxy": "http://evil:3129"}, False),
        (PROXY, {"proxy": "socks5://evil:3128"}, False),
        (PROXY, {}, False),
        (AUTHORITY, {"ca_file": "/other/ca.pem"}, False),
        (AUTHORITY, {}, False),
        (BLIND, CHECKED, True),
        (BLIND, AUTHORITY, True),
        (BLIND, BLIND | AUTHORITY, True),
        (BLIND, BLIND | PROXY, False),
        (PROXY | BLIND, PROXY, True),
        (PROXY | BLIND, {}, False),
    ],
)
async def test_a_way_is_what_could_read_along(
    memory: MemoryKeyring, agreed: dict[str, object], asked: dict[str, object], goes: bool
) -> None:
    vault = await kept(again(memory), at=places_of(feed(HOME, **agreed))[0])

    assert (await vault.lacking("desk", feed(HOME, **asked)) == ()) is goes


async def test_a_token_servers_way_counts_on_plain_http_too(memory: MemoryKeyring) -> None:
    vault = await kept(again(memory), at=Place("http://lan:8080"))

    assert "without a check" in await refusal(vault, feed("http://lan:8080/sse", **BLIND))


async def test_a_renewed_token_stays_where_it_was_kept_for(memory: MemoryKeyring) -> None:
    device = OAuthDevice(token_url="https://x/t", client_id="d", device_url="https://x/d", refresh_token="r1")
    vault = await kept(again(memory), device)
    await vault.renew("desk", device, "r2")

    assert "r2" in str(memory.entries)
    assert "was not sent" in await refusal(again(memory), feed("https://evil.example"))


async def test_the_environment_is_given_to_this_start_wherever_its_feeds_are(memory: MemoryKeyring) -> None:
    await kept(again(memory))
    vault = Vault(KeyringStore(memory), {"WATCHFLOOR_TOKEN_DESK": "of-this-start"})

    sent = await account_of(vault, feed("https://elsewhere.example")).headers()
    assert sent == (("Authorization", "Bearer of-this-start"),)
    assert await vault.lacking("desk", feed("https://elsewhere.example")) == ()


async def test_the_environment_may_say_where_its_credential_goes() -> None:
    vault = Vault(
        None,
        {
            "WATCHFLOOR_TOKEN_DESK": "tide-pool-94",
            "WATCHFLOOR_ORIGINS_DESK": f"{HOME}/sse  https://B.example:8443",
        },
    )
    for url in (f"{HOME}/other", "https://b.example:8443/"):
        assert await account_of(vault, feed(url)).headers() == SENT
    assert await refusal(vault, feed("https://b.example/")) == (
        "The credential was not sent: WATCHFLOOR_ORIGINS_DESK lets it go to https://feeds.example,"
        " https://b.example:8443, and this feed would send it to https://b.example."
    )
    assert "through the proxy http://evil:3128." in await refusal(vault, feed(HOME, **PROXY))
    assert "without a check" in await refusal(vault, feed(HOME, **BLIND))


async def test_polling_elsewhere_is_refused_too(memory: MemoryKeyring) -> None:
    vault = await kept(again(memory))
    polling = PollingPolicy(url="https://evil.example/poll")
    told = await refusal(vault, feed(HOME, polling=polling))
    assert "this feed also asks https://evil.example. Agree" in told


async def test_a_proxys_login_goes_to_no_other_proxy(memory: MemoryKeyring) -> None:
    own, other = feed(HOME, proxy="http://p:1"), feed(HOME, proxy="http://evil.example:3128")
    vault = await kept(again(memory), TOKEN, ProxyLogin(user="u", password="p"), at=places_of(own)[0])

    assert (await equipped(account_of(vault, own), own)).proxy == "http://u:p@p:1"
    assert await equipped(account_of(vault, other), other) == other
    by_system = feed(HOME, proxy="system")
    await vault.confirm("desk", places_of(by_system))
    assert await equipped(account_of(vault, by_system), by_system) == by_system


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
    assert "was not sent" in await refusal(vault, feed(HOME))

    await kept(vault)
    assert await account_of(vault, feed(HOME)).headers() == SENT
    assert "was not sent" in await refusal(vault, theirs)


def test_an_origin_is_written_as_people_write_it() -> None:
    assert origin_text("HTTPS://Feeds.Example:443/a?b=c") == "https://feeds.example"
    assert origin_text("http://u:s3cret@[::1]:80/") == "http://[::1]"
    assert origin_text("http://feeds.example:443/") == "http://feeds.example:443"
    assert "s3cret" not in origin_text("http://u:s3cret@x:port/")
    asks = feed(HOME, polling=PollingPolicy(url=f"{HOME}/poll"), proxy="http://p:1")
    assert places_of(asks) == (Place(HOME, "http://p:1"),)
