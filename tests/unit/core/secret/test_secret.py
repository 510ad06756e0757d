"""What a secret shows of itself, and which new one replaces which."""

import pytest

from watchfloor.core.secret.secret import AnySecret, Basic, Bearer, ProxyLogin, SecretBody, beside

TOKEN, LOGIN = Bearer(token="t"), Basic(user="u", password="p")
PROXY, BODY = ProxyLogin(user="u", password="p"), SecretBody(text="password=p")


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        ((TOKEN, PROXY), (), ()),  # nothing new: what is kept stays as it is
        ((TOKEN, PROXY), (LOGIN,), (PROXY, LOGIN)),
        ((TOKEN,), (PROXY,), (TOKEN, PROXY)),
        ((TOKEN, BODY, PROXY), (Bearer(token="n"),), (BODY, PROXY, Bearer(token="n"))),
        ((), (TOKEN,), (TOKEN,)),
    ],
)
def test_a_new_secret_replaces_what_it_must_and_nothing_else(
    known: tuple[AnySecret, ...], new: tuple[AnySecret, ...], expected: tuple[AnySecret, ...]
) -> None:
    assert beside(known, new) == expected


def test_a_secret_never_shows_itself() -> None:
    assert repr(LOGIN) == "Basic(…)"
    assert f"{BODY}" == "SecretBody(…)"
