"""Which texts are secret, in a body and of a secret itself."""

import pytest

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
from watchfloor.core.secret.secret_text import tells_secret, texts_of

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJjb21wYW55SWQiOiJhY21lIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("body", "secret"),
    [
        ('{"password": "x"}', True),
        ('{"a": [{"client_secret": "x"}]}', True),
        ('{"password": ""}', False),
        ('{"token": 4, "max_tokens": 100, "stream": true}', False),
        ('{"prompt": "what is a password?"}', False),
        ("user=ana&password=x", True),
        ("user=ana&note=hello", False),
        ("<login><password>x</password></login>", True),
        ("just words", False),
        (f"anything {JWT}", True),
        ("[" * 5000, False),
    ],
)
def test_bodies_that_hold_a_secret_are_known(body: str, secret: bool) -> None:
    assert tells_secret(body) is secret


def test_every_text_that_must_not_be_shown_is_named() -> None:
    assert texts_of(Cookie(value="sid=abc; theme=dark")) == ["sid=abc; theme=dark", "abc", "dark"]
    assert texts_of(Basic(user="ana", password="hunter2")) == ["hunter2", "YW5hOmh1bnRlcjI="]
    assert texts_of(SecretBody(text='{"password": "x1", "user": "ana"}'))[1:] == ["x1"]
    assert texts_of(SecretHeader(name="Authorization", value="Token abc")) == ["Token abc", "abc"]


@pytest.mark.parametrize(
    ("secret", "texts"),
    [
        (Bearer(token="t"), ["t"]),
        (SecretQuery(name="key", value="v"), ["v"]),
        (ProxyLogin(user="u", password="p"), ["p"]),
        (ClientCertificate(cert_file="a.pem", password="p"), ["p"]),
        (ClientCertificate(cert_file="a.pem"), []),
        (OAuthClient(token_url="https://t", client_id="id", client_secret="c"), ["c"]),
        (
            OAuthDevice(
                token_url="https://t", client_id="id", client_secret="c", device_url="d", refresh_token="r"
            ),
            ["c", "r"],
        ),
    ],
)
def test_of_each_kind_only_what_opens_a_door_is_hidden(secret: AnySecret, texts: list[str]) -> None:
    assert texts_of(secret) == texts
