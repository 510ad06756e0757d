"""Where secrets are kept: the session, the environment, the system's keyring; and what is said of it."""

from collections.abc import Iterator

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends import fail, null

from tests.unit.services.memory_keyring import MemoryKeyring
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    Cookie,
    OAuthClient,
    OAuthDevice,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
)
from watchfloor.core.workspace.reading import read
from watchfloor.services.credential.account import Accounts, adopt
from watchfloor.services.credential.keyring_store import KeyringStore, system_keyring
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault, Where, from_variable

ALL: tuple[AnySecret, ...] = (
    Bearer(token="t0ken-t0ken"),
    Basic(user="ana", password="hunter2"),
    SecretHeader(name="X-Key", value="k3y-k3y"),
    SecretQuery(name="token", value="qu3ry"),
    Cookie(value="sid=c00kie"),
    ProxyLogin(user="ana", password="pr0xy"),
    SecretBody(text="password=b0dy"),
    ClientCertificate(cert_file="/me.pem", password="c3rt"),
    OAuthClient(token_url="https://x/token", client_id="desk", client_secret="cl1ent"),
    OAuthDevice(
        token_url="https://x/token", client_id="desk", device_url="https://x/d", refresh_token="r3fresh"
    ),
)


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


async def _vault(environment: dict[str, str] | None = None) -> Vault:
    return Vault(await system_keyring(), environment or {})


async def test_every_kind_of_secret_comes_back_from_the_keyring(memory: MemoryKeyring) -> None:
    assert await (await _vault()).keep("desk", ALL) is Where.KEYRING

    again = await _vault()
    assert await again.read("desk") == ALL
    assert await again.where("desk") is Where.KEYRING
    assert "Memory" in again.words


async def test_a_long_credential_is_kept_in_pieces_and_leaves_none_behind(memory: MemoryKeyring) -> None:
    vault = await _vault()
    long = (Cookie(value="sid=" + "ä" * 5000),)
    await vault.keep("desk", long)
    assert len(memory.entries) == 6
    assert await (await _vault()).read("desk") == long

    await vault.keep("desk", ALL[:1])
    assert len(memory.entries) == 1
    assert await (await _vault()).read("desk") == ALL[:1]

    await vault.forget("desk")
    assert memory.entries == {}
    assert await vault.read("desk") == ()
    assert await vault.where("desk") is Where.NOWHERE


async def test_what_is_missing_a_piece_counts_as_missing(memory: MemoryKeyring) -> None:
    await (await _vault()).keep("desk", (Cookie(value="sid=" + "x" * 3000),))
    del memory.entries["watchfloor", "desk\n2"]

    assert await (await _vault()).read("desk") == ()


async def test_the_keyring_is_asked_once(memory: MemoryKeyring) -> None:
    await (await _vault()).keep("desk", ALL[:1])
    vault = await _vault()
    memory.reads = 0

    for _ in range(5):
        await vault.read("desk")
        await vault.read("nobody")
    assert memory.reads == 2

    memory.entries["watchfloor", "desk"] = memory.entries["watchfloor", "desk"].replace(
        "t0ken-t0ken", "other"
    )
    vault.refresh("desk")
    assert await vault.read("desk") == (Bearer(token="other"),)


async def test_without_a_keyring_it_lasts_for_the_session_and_that_is_said() -> None:
    before = keyring.get_keyring()
    for none in (fail.Keyring(), null.Keyring()):  # type: ignore[no-untyped-call]
        keyring.set_keyring(none)
        assert await system_keyring() is None
    keyring.set_keyring(before)

    vault = Vault(None, {})
    assert "this session only" in vault.words
    assert "WATCHFLOOR_TOKEN_" not in vault.words  # it has no name yet: the window says it once it has
    assert await vault.keep("desk", ALL[:1]) is Where.SESSION
    assert await vault.read("desk") == ALL[:1]
    assert await Vault(None, {}).read("desk") == ()


async def test_a_person_may_want_it_for_the_session_only(memory: MemoryKeyring) -> None:
    vault = await _vault()
    await vault.keep("desk", ALL[:1])

    assert await vault.keep("desk", ALL[1:2], lasting=False) is Where.SESSION
    assert await vault.read("desk") == ALL[1:2]
    assert await (await _vault()).read("desk") == ALL[:1]


async def test_the_environment_stands_before_the_keyring_and_behind_the_session(
    memory: MemoryKeyring,
) -> None:
    vault = await _vault({"WATCHFLOOR_TOKEN_NIGHT_DESK": "from-environment"})
    await vault.keep("night desk", ALL[:1])
    assert await vault.read("night desk") == (Bearer(token="from-environment"),)
    assert await vault.where("night desk") is Where.ENVIRONMENT

    await vault.keep("night desk", ALL[1:2], lasting=False)
    assert await vault.read("night desk") == ALL[1:2]


@pytest.mark.parametrize(
    ("value", "secret"),
    [
        (" abc.def ", Bearer(token="abc.def")),
        ("Bearer abc", Bearer(token="abc")),
        ("Basic ana:hun:ter2", Basic(user="ana", password="hun:ter2")),
        ("basic YW5hOmh1bnRlcjI=", Basic(user="ana", password="hunter2")),
        ("Header X-Api-Key: k: 1", SecretHeader(name="X-Api-Key", value="k: 1")),
        ("Query token=a=b", SecretQuery(name="token", value="a=b")),
        ("Cookie sid=1; theme=dark", Cookie(value="sid=1; theme=dark")),
    ],
)
def test_a_variable_says_what_kind_of_secret_it_is(value: str, secret: AnySecret) -> None:
    assert from_variable("V", value) == secret


@pytest.mark.parametrize("value", ["Digest abc", "Header nonsense", "Query nonsense", "two words"])
def test_a_variable_that_makes_no_sense_is_a_sentence_without_it(value: str) -> None:
    with pytest.raises(KnownError, match="WATCHFLOOR_TOKEN_X cannot be read") as caught:
        from_variable("WATCHFLOOR_TOKEN_X", value)
    assert value not in str(caught.value)


async def test_a_locked_keyring_is_a_sentence(memory: MemoryKeyring) -> None:
    vault = await _vault()
    memory.locked = True

    for doing in (vault.read("desk"), vault.keep("desk", ALL), vault.forget("desk")):
        with pytest.raises(KnownError, match="The keyring is locked"):
            await doing


async def test_a_keyring_that_refuses_is_a_sentence(memory: MemoryKeyring) -> None:
    memory.most = 10

    with pytest.raises(KnownError, match="The keyring refused"):
        await (await _vault()).keep("desk", ALL)


async def test_too_much_for_any_keyring_is_a_sentence(memory: MemoryKeyring) -> None:
    with pytest.raises(KnownError, match="too long for a keyring"):
        await (await _vault()).keep("desk", (SecretBody(text="x" * 70_000),))


@pytest.mark.parametrize(
    "text", ["", "1:", "1:{", "x:[]", "1:[{}]", '1:[{"kind":"bearer"}]', '1:[{"kind":"moon"}]']
)
async def test_a_damaged_entry_breaks_nothing_and_shows_nothing(memory: MemoryKeyring, text: str) -> None:
    memory.entries["watchfloor", "desk"] = text
    vault = await _vault()
    said = ""
    found: tuple[AnySecret, ...] = ()

    try:
        found = await vault.read("desk")
    except KnownError as error:
        said = f"{error} {error.__cause__}"
    assert found == ()
    assert not said or said.endswith("Sign in again to replace it. None")


async def test_a_nameless_credential_is_refused(memory: MemoryKeyring) -> None:
    with pytest.raises(KnownError, match="name"):
        await (await _vault()).keep("", ALL)


async def test_every_secret_text_is_known_for_taking_out(memory: MemoryKeyring) -> None:
    vault = await _vault(
        {"WATCHFLOOR_TOKEN_A": "3nv-token", "WATCHFLOOR_TOKEN_B": "Basic a:3nv-word", "HOME": "/root"}
    )
    await vault.keep("desk", ALL)
    await vault.keep("other", (Bearer(token="s3ssion"),), lasting=False)

    assert {
        *("t0ken-t0ken", "hunter2", "k3y-k3y", "qu3ry", "sid=c00kie", "pr0xy", "password=b0dy", "c3rt"),
        *("cl1ent", "r3fresh", "3nv-token", "3nv-word", "s3ssion"),
    } <= set(vault.values)
    assert "/root" not in vault.values
    assert "desk" not in vault.values


async def test_a_refused_credential_is_read_anew(memory: MemoryKeyring) -> None:
    vault = await _vault()
    feed = Feed(name="a", url="http://a", credential="desk")
    await vault.keep("desk", [Bearer(token="old-token")], places_of(feed))
    account = Accounts(vault).of(feed)
    assert account is not None
    await account.headers()
    memory.entries["watchfloor", "desk"] = memory.entries["watchfloor", "desk"].replace("old", "new")
    assert await account.headers() == (("Authorization", "Bearer old-token"),)

    account.refused()
    assert await account.headers() == (("Authorization", "Bearer new-token"),)


async def test_what_a_workspace_should_not_have_held_signs_in_for_this_session(memory: MemoryKeyring) -> None:
    found = read(
        'schema = 2\n[feeds.a]\nurl = "http://a/"\nheaders = { Authorization = "Bearer t0ken" }\n'
        '[feeds.b]\nurl = "http://b/?token=qu3ry"\ncredential = "desk"\n[feeds.c]\nurl = "http://c/"\n'
    )
    vault = await _vault()

    assert [feed.credential for feed in await adopt(found, vault)] == ["a", "desk", ""]
    assert await vault.read("a") == (Bearer(token="t0ken"),)
    assert await vault.read("desk") == ()
    assert memory.entries == {}


def test_no_secret_shows_itself() -> None:
    shown = repr(ALL) + str(ALL)

    for word in ("t0ken", "hunter2", "k3y", "qu3ry", "c00kie", "pr0xy", "b0dy", "c3rt", "cl1ent", "r3fresh"):
        assert word not in shown


@given(st.text(max_size=4000), st.text(min_size=1, max_size=8))
def test_any_text_survives_the_pieces(text: str, name: str) -> None:
    store = KeyringStore(MemoryKeyring())
    store._write(name, text)

    assert store._read(name) == text
