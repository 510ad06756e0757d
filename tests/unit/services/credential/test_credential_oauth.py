"""OAuth 2 against a real token server: asked once, refreshed in time, refused in plain words."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse

from tests.unit.services.token_server import CLIENT, TokenServer
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import (
    Basic,
    Bearer,
    Cookie,
    OAuthClient,
    OAuthDevice,
    ProxyLogin,
    SecretHeader,
    SecretQuery,
)
from watchfloor.services.clock import Clock
from watchfloor.services.credential import token as tokens
from watchfloor.services.credential.account import Account, Accounts
from watchfloor.services.credential.device import DeviceSignIn
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.token import Way
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import AttemptError

FEED = Feed(name="desk", url="https://example.org/", credential="desk")


class Hands:
    """A wall clock that a test moves."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.clock = Clock(wall_s=lambda: self.now_s)


@pytest.fixture
async def server() -> AsyncIterator[TokenServer]:
    async with TokenServer() as server:
        yield server


def _client(server: TokenServer, **fields: Any) -> OAuthClient:
    return OAuthClient(
        token_url=server.url + "/token", client_id=CLIENT[0], client_secret=CLIENT[1], **fields
    )


def _device(server: TokenServer, **fields: Any) -> OAuthDevice:
    return OAuthDevice(
        token_url=server.url + "/token", device_url=server.url + "/device", client_id="desk", **fields
    )


async def _account(hands: Hands, *secrets: Any) -> tuple[Account, Vault]:
    vault = Vault(None, {})
    await vault.keep("desk", secrets, places_of(FEED))
    account = Accounts(vault, hands.clock).of(FEED)
    assert account is not None
    return account, vault


async def test_plain_secrets_become_headers_and_parameters() -> None:
    account, _ = await _account(
        Hands(),
        Bearer(token="t"),
        Basic(user="ana", password="hunter2"),
        SecretHeader(name="X-Key", value="k"),
        Cookie(value="a=b"),
        SecretQuery(name="token", value="q"),
        ProxyLogin(user="u", password="p/"),
    )

    assert await account.headers() == (
        ("Authorization", "Bearer t"),
        ("Authorization", "Basic YW5hOmh1bnRlcjI="),
        ("X-Key", "k"),
        ("Cookie", "a=b"),
    )
    assert await account.query() == (("token", "q"),)
    equipped = await account.equip(Feed(name="", url="http://x", proxy="http://proxy:3128"))
    assert equipped.proxy == "http://u:p%2F@proxy:3128"


async def test_a_client_signs_in_as_itself_and_is_asked_for_once(server: TokenServer) -> None:
    account, _ = await _account(Hands(), _client(server, scope="read", audience="feeds"))

    answers = await asyncio.gather(*(account.headers() for _ in range(5)))

    assert set(answers) == {(("Authorization", "Bearer token-1"),)}
    assert server.forms == [{"grant_type": "client_credentials", "scope": "read", "audience": "feeds"}]
    assert server.logins == [":".join(CLIENT)]


async def test_id_and_secret_may_go_with_the_form(server: TokenServer) -> None:
    account, _ = await _account(Hands(), _client(server, post=True))
    await account.headers()

    assert server.forms[0]["client_secret"] == CLIENT[1]
    assert server.logins == [""]


async def test_a_token_is_renewed_before_it_expires(server: TokenServer) -> None:
    hands = Hands()
    account, _ = await _account(hands, _client(server))
    assert (await account.headers())[0][1] == "Bearer token-1"

    hands.now_s += 3600 - 61
    assert (await account.headers())[0][1] == "Bearer token-1"
    hands.now_s += 1
    assert (await account.headers())[0][1] == "Bearer token-2"


async def test_a_short_lived_token_is_renewed_at_nine_tenths_of_its_life(server: TokenServer) -> None:
    hands = Hands()
    server.life_s = 10
    account, _ = await _account(hands, _client(server))
    await account.headers()

    hands.now_s += 8.9
    assert (await account.headers())[0][1] == "Bearer token-1"
    hands.now_s += 0.1
    assert (await account.headers())[0][1] == "Bearer token-2"


async def test_a_token_without_an_end_is_used_until_it_is_refused(server: TokenServer) -> None:
    hands = Hands()
    server.life_s = None
    account, _ = await _account(hands, _client(server))
    await account.headers()
    hands.now_s += 1e9
    assert (await account.headers())[0][1] == "Bearer token-1"

    account.accepted()
    assert account.refused()
    assert (await account.headers())[0][1] == "Bearer token-2"


async def test_a_refused_token_is_worth_one_new_one(server: TokenServer) -> None:
    account, _ = await _account(Hands(), _client(server))
    await account.headers()
    assert not account.refused(), "it never worked: a new one would not either"

    await account.headers()
    account.accepted()
    assert account.refused()
    await account.headers()
    assert not account.refused()


async def test_a_refused_plain_token_is_not_tried_again() -> None:
    account, _ = await _account(Hands(), Bearer(token="t"))
    await account.headers()
    account.accepted()

    assert not account.refused()


async def test_changed_settings_take_a_new_token(server: TokenServer) -> None:
    account, vault = await _account(Hands(), _client(server))
    await account.headers()
    await vault.keep("desk", [_client(server, scope="more")])

    assert (await account.headers())[0][1] == "Bearer token-2"


async def test_a_refresh_token_is_used_and_its_successor_kept(server: TokenServer) -> None:
    hands = Hands()
    account, vault = await _account(hands, Cookie(value="a=b"), _device(server, refresh_token="refresh-0"))
    await account.headers()

    assert server.forms == [
        {"grant_type": "refresh_token", "refresh_token": "refresh-0", "client_id": "desk"}
    ]
    assert await vault.read("desk") == (Cookie(value="a=b"), _device(server, refresh_token="refresh-1"))
    hands.now_s += 4000
    assert (await account.headers())[1][1] == "Bearer token-2"
    assert server.forms[1]["refresh_token"] == "refresh-1"


async def test_a_refresh_token_that_stays_is_not_written_again(server: TokenServer) -> None:
    server.refresh_token = ""
    account, vault = await _account(Hands(), _device(server, refresh_token="refresh-0"))
    await account.headers()

    assert await vault.read("desk") == (_device(server, refresh_token="refresh-0"),)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (
            JSONResponse({"error": "invalid_client", "error_description": "Unknown <b>desk</b>\n!"}, 401),
            "unauthorized",
            "refused (invalid_client): Unknown <b>desk</b> !",
        ),
        (JSONResponse({"error": "invalid_grant"}, 400), "unauthorized", "refused (invalid_grant)"),
        (JSONResponse({"error": "invalid_scope"}, 400), "bad-request", "refused (invalid_scope)"),
        (PlainTextResponse("sorry", 503), "server-error", "503 Service Unavailable"),
        (JSONResponse({"error": "temporarily_unavailable"}, 503), "server-error", "503"),
        (PlainTextResponse("slow", 429), "rate-limited", "429"),
        (PlainTextResponse("no", 404), "not-found", "404"),
        (RedirectResponse("/login"), "redirect", "307"),
        (Response(status_code=204), "redirect", "204"),
        (PlainTextResponse("<html>"), "bad-request", "without an access token"),
        (JSONResponse({"access_token": ""}), "bad-request", "no bearer tokens"),
        (JSONResponse({"access_token": "x", "token_type": "mac"}), "bad-request", "no bearer tokens"),
        (JSONResponse({"access_token": "a\r\nX-Evil: 1"}), "bad-request", "no header can carry"),
        (JSONResponse({"access_token": "x", "expires_in": "soon"}), "bad-request", "without an access token"),
        (JSONResponse(["error"], 400), "refused-status", "400"),
        (PlainTextResponse("[" * 50_000, 400), "refused-status", "400"),
        (PlainTextResponse("[" * 50_000), "bad-request", "without an access token"),
    ],
)
async def test_what_the_token_server_says_decides_what_comes_next(
    server: TokenServer, answer: Response, code: str, words: str
) -> None:
    server.answers.append(answer)
    account, _ = await _account(Hands(), _client(server))

    with pytest.raises(AttemptError) as caught:
        await account.headers()
    assert caught.value.outcome.code == code
    assert words in str(caught.value)
    assert CLIENT[1] not in str(caught.value)
    assert (await account.headers())[0][1] == "Bearer token-1"


async def test_expires_in_may_be_text_or_nonsense(server: TokenServer) -> None:
    hands = Hands()
    account, _ = await _account(hands, _client(server))
    server.answers += [
        JSONResponse({"access_token": "a", "expires_in": "100"}),
        JSONResponse({"access_token": "b", "expires_in": -1}),
    ]
    assert (await account.headers())[0][1] == "Bearer a"
    hands.now_s += 91
    assert (await account.headers())[0][1] == "Bearer b"


async def test_a_token_server_that_is_away_may_come_back() -> None:
    oauth = OAuthClient(token_url="http://127.0.0.1:9/token", client_id="desk")
    account, _ = await _account(Hands(), oauth)

    with pytest.raises(AttemptError) as caught:
        await account.headers()
    assert caught.value.outcome.code == "refused"


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("nonsense", Way()),
        ("http://x/", Way(proxy="nonsense://x")),
        ("http://x/", Way(ca_file="/nowhere.pem")),
    ],
)
async def test_a_token_server_that_cannot_be_asked_is_a_sentence(url: str, way: Way) -> None:
    server = tokens.TokenServer(way, Clock())

    with pytest.raises(AttemptError):
        await server.token(OAuthClient(token_url=url, client_id="desk"), {})


async def test_a_huge_answer_is_not_taken_in(server: TokenServer) -> None:
    most, sent = 1000, 0

    async def huge() -> AsyncIterator[str]:
        nonlocal sent
        while sent < most:
            sent += 1
            yield "x" * 65_536
            await asyncio.sleep(0)

    server.answers.append(StreamingResponse(huge()))
    account, _ = await _account(Hands(), _client(server))

    with pytest.raises(AttemptError, match="without an access token"):
        await account.headers()
    assert sent < most


async def test_a_credential_that_is_not_here_says_so() -> None:
    account = Accounts(Vault(None, {}), Clock()).of(FEED)
    assert account is not None

    with pytest.raises(AttemptError, match="no credential named 'desk'") as caught:
        await account.headers()
    assert caught.value.outcome.code == "unauthorized"


async def test_a_sign_in_without_a_refresh_token_has_ended(server: TokenServer) -> None:
    account, _ = await _account(Hands(), _device(server))

    with pytest.raises(AttemptError, match="has ended"):
        await account.headers()


def test_feeds_of_one_credential_and_one_origin_share_its_account() -> None:
    accounts = Accounts(Vault(None, {}))
    other = "https://EXAMPLE.org:443/other"

    assert accounts.of(FEED) is accounts.of(Feed(name="other", url=other, credential="desk"))
    assert accounts.of(FEED) is not accounts.of(Feed(name="far", url="http://y", credential="desk"))
    assert accounts.of(Feed(name="none", url="http://y")) is None


async def test_feeds_of_two_origins_share_the_token_of_their_credential(server: TokenServer) -> None:
    accounts, other = Accounts(Vault(None, {})), Feed(name="other", url="http://y", credential="desk")
    await accounts.vault.keep("desk", [_client(server)], [*places_of(FEED), *places_of(other)])
    sent = [await account.headers() for account in map(accounts.of, (FEED, other)) if account]

    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert len(server.forms) == 1


# The device flow


def _pending(error: str = "authorization_pending") -> Response:
    return JSONResponse({"error": error}, 400)


async def _signing_in(server: TokenServer, hands: Hands) -> tuple[DeviceSignIn, list[float]]:
    waits: list[float] = []

    async def wait(delay_s: float) -> None:
        waits.append(delay_s)
        hands.now_s += delay_s

    sign_in = DeviceSignIn(
        _device(server, scope="read"), tokens.TokenServer(Way(), hands.clock), hands.clock, wait
    )
    return sign_in, waits


async def test_a_person_signs_in_on_another_screen(server: TokenServer) -> None:
    hands = Hands()
    sign_in, waits = await _signing_in(server, hands)
    prompt = await sign_in.begin()

    assert (prompt.user_code, prompt.address) == ("WDJB-MJHT", "https://login.example.org/device")
    assert prompt.whole_address.endswith("?code=WDJB-MJHT")
    assert prompt.expires_at_s == 1600

    server.answers += [_pending(), _pending("slow_down"), _pending()]
    oauth, token = await sign_in.finish()

    assert waits == [2, 2, 7, 7]
    assert oauth == _device(server, scope="read", refresh_token="refresh-1")
    assert server.forms[-1] == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "device_code": "device-code-1",
        "client_id": "desk",
    }
    account, vault = await _account(hands, oauth)
    account.signed_in(token, oauth)
    assert (await account.headers())[0][1] == "Bearer token-1"
    assert await vault.read("desk") == (oauth,)


async def test_a_server_that_is_away_for_a_moment_ends_no_sign_in(server: TokenServer) -> None:
    """The person has the code in hand, and types it meanwhile."""
    sign_in, waits = await _signing_in(server, Hands())
    await sign_in.begin()
    server.answers += [_pending(), PlainTextResponse("sorry", 503), _pending()]
    await sign_in.finish()
    assert waits == [2, 2, 7, 7]


async def test_what_is_null_or_a_number_in_text_is_read_all_the_same(server: TokenServer) -> None:
    sign_in, waits = await _signing_in(server, Hands())
    answer = {"device_code": "x", "user_code": "y", "verification_uri": "https://login.example.org/"}
    answer |= {"expires_in": "900", "interval": "3"}
    server.answers += [
        JSONResponse(answer | {"verification_uri_complete": None}),
        JSONResponse({"access_token": "a", "refresh_token": None}),
    ]
    prompt = await sign_in.begin()
    assert (prompt.expires_at_s, prompt.whole_address) == (1900, "")
    oauth, token = await sign_in.finish()
    assert (waits, token.text, oauth.refresh_token) == ([3], "a", "")


async def test_nobody_signs_in(server: TokenServer) -> None:
    hands = Hands()
    server.device_life_s = 20
    sign_in, waits = await _signing_in(server, hands)
    await sign_in.begin()
    server.answers += [_pending() for _ in range(20)]

    with pytest.raises(AttemptError, match="Nobody signed in"):
        await sign_in.finish()
    assert waits == [2] * 10


@pytest.mark.parametrize("error", ["access_denied", "expired_token"])
async def test_a_sign_in_that_is_refused_ends_at_once(server: TokenServer, error: str) -> None:
    sign_in, waits = await _signing_in(server, Hands())
    await sign_in.begin()
    server.answers.append(_pending(error))

    with pytest.raises(AttemptError, match=error) as caught:
        await sign_in.finish()
    assert caught.value.outcome.code == "unauthorized"
    assert len(waits) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (JSONResponse({"error": "unauthorized_client"}, 400), "refused"),
        (PlainTextResponse("<html>"), "without a code"),
        (JSONResponse({"device_code": "x", "user_code": "y"}), "no address"),
        (
            JSONResponse({"device_code": "x", "user_code": "y", "verification_uri": "file:///etc"}),
            "no address",
        ),
    ],
)
async def test_a_code_that_cannot_be_had_is_a_sentence(
    server: TokenServer, answer: Response, words: str
) -> None:
    sign_in, _ = await _signing_in(server, Hands())
    server.answers.append(answer)

    with pytest.raises(AttemptError, match=words):
        await sign_in.begin()


async def test_a_whole_address_of_another_kind_is_not_offered(server: TokenServer) -> None:
    sign_in, _ = await _signing_in(server, Hands())
    server.answers.append(
        JSONResponse(
            {
                "device_code": "x",
                "user_code": "y",
                "verification_url": "https://x/",
                "verification_uri_complete": "javascript:alert(1)",
                "interval": -5,
            }
        )
    )
    prompt = await sign_in.begin()

    assert (prompt.address, prompt.whole_address) == ("https://x/", "")
