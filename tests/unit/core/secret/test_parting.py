"""A feed is parted from its secrets, and gets back what it needs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.feed import Feed, PollingPolicy
from watchfloor.core.secret.parting import equip, from_authorization, part
from watchfloor.core.secret.secret import (
    AnySecret,
    Basic,
    Bearer,
    ClientCertificate,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
)
from watchfloor.core.text.url import split_url

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJjb21wYW55SWQiOiJhY21lIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "name",
    [
        *("Authorization", "X-Api-Key", "apikey", "X-Auth-Token", "Proxy-Authorization", "X-CSRF-Token"),
        *("X-Session-Id", "Ocp-Apim-Subscription-Key", "X-Amz-Security-Token", "client_secret"),
    ],
)
def test_headers_of_such_names_are_secrets(name: str) -> None:
    feed, secrets = part(Feed(name="a", url="http://x", headers=(("Accept", "*/*"), (name, "something"))))

    assert feed.headers == (("Accept", "*/*"),)
    assert len(secrets) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Accept",
        "X-Company",
        "Last-Event-ID",
        "Referer",
        "Content-Type",
        "Origin",
        "X-Request-Id",
        "max_tokens",
    ],
)
def test_other_headers_stay(name: str) -> None:
    feed = Feed(name="a", url="http://x", headers=((name, "something"),))

    assert part(feed) == (feed, ())


def test_an_empty_header_is_no_secret() -> None:
    feed = Feed(name="a", url="http://x", headers=(("Authorization", ""),))

    assert part(feed) == (feed, ())


@pytest.mark.parametrize(
    "value", [JWT, f"jwt {JWT}", "ghp_" + "a1" * 18, "sk-" + "x9" * 12, "glpat-abcdefghij0123456789"]
)
def test_a_value_of_such_a_shape_is_a_secret_whatever_its_name(value: str) -> None:
    assert part(Feed(name="a", url="http://x", headers=(("X-Note", value),)))[1] == (
        SecretHeader(name="X-Note", value=value),
    )


@pytest.mark.parametrize(
    ("url", "bare", "secrets"),
    [
        (
            "https://e.org/a?b=1&token=x%20y&c",
            "https://e.org/a?b=1&c",
            (SecretQuery(name="token", value="x y"),),
        ),
        ("https://e.org/?api_key=k", "https://e.org/", (SecretQuery(name="api_key", value="k"),)),
        ("https://e.org/?token=", "https://e.org/?token=", ()),
        ("https://a:b@e.org:8443/x", "https://e.org:8443/x", (Basic(user="a", password="b"),)),
        ("https://a%40b:c%2Fd@e.org/", "https://e.org/", (Basic(user="a@b", password="c/d"),)),
        (f"https://e.org/?x={JWT}", "https://e.org/", (SecretQuery(name="x", value=JWT),)),
        ("https://e.org/?q=%FF&a=%zz", "https://e.org/?q=%FF&a=%zz", ()),
        ("http://[broken", "http://[broken", ()),
    ],
)
def test_addresses_are_parted(url: str, bare: str, secrets: tuple[AnySecret, ...]) -> None:
    feed, found = part(Feed(name="a", url=url))

    assert feed.url == bare
    assert found == secrets


def test_the_polling_address_is_bared_too() -> None:
    polling = PollingPolicy(url="https://a:b@e.org/poll?token=x&y=1")
    feed, _ = part(Feed(name="a", url="https://e.org/?token=x", polling=polling))

    assert feed.polling == PollingPolicy(url="https://e.org/poll?y=1")


@pytest.mark.parametrize(
    ("value", "secret"),
    [
        ("Bearer abc", Bearer(token="abc")),
        ("bearer  abc ", Bearer(token="abc")),
        ("Basic YW5hOmh1bnRlcjI=", Basic(user="ana", password="hunter2")),
        ("Basic !!!", SecretHeader(name="Authorization", value="Basic !!!")),
        ("Basic YW5h", SecretHeader(name="Authorization", value="Basic YW5h")),
        ("Digest a=b", SecretHeader(name="Authorization", value="Digest a=b")),
        ("Bearer", SecretHeader(name="Authorization", value="Bearer")),
    ],
)
def test_an_authorization_is_read_as_what_it_is(value: str, secret: AnySecret) -> None:
    assert from_authorization(value) == secret


def test_a_feed_gets_back_what_only_it_can_carry() -> None:
    feed = Feed(
        name="a",
        url="http://x",
        method="POST",
        body="password=x",
        proxy="http://u%40:p%2F@proxy:1",
        client_cert_file="me.pem",
        client_key_password="pw",
    )
    bare, secrets = part(feed)

    assert (bare.body, bare.proxy, bare.client_key_password) == (None, "http://proxy:1", "")
    assert set(map(type, secrets)) == {SecretBody, ProxyLogin, ClientCertificate}
    assert equip(bare, secrets) == feed


def test_a_proxys_login_without_a_proxy_changes_nothing() -> None:
    feed = Feed(name="a", url="http://x")

    assert equip(feed, (ProxyLogin(user="u", password="p"), Bearer(token="t"))) == feed


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_parting_twice_finds_nothing_more(url: str, header: str, body: str) -> None:
    feed = Feed(name="a", url="http://x/?" + url, headers=(("X-A", header), ("token", header)), body=body)
    bare, _ = part(feed)

    assert part(bare) == (bare, ())
    split_url(url)


TOKEN, LOGIN = Bearer(token="t"), Basic(user="u", password="p")
PROXY, BODY = ProxyLogin(user="u", password="p"), SecretBody(text="password=p")
