"""Links that offer a feed: what is taken from them, and what hostile ones come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.error import KnownError
from watchfloor.core.offer import MOST_CHARACTERS, SCHEME, clipped, is_offer, offered


@pytest.mark.parametrize(
    ("word", "url"),
    [
        ("watchfloor:https://feeds.example/stream", "https://feeds.example/stream"),
        ("WatchFloor:HTTPS://feeds.example/stream", "HTTPS://feeds.example/stream"),
        ("watchfloor:http://127.0.0.1:8765/a?b=c&d=%20e", "http://127.0.0.1:8765/a?b=c&d=%20e"),
        ("watchfloor:https%3A%2F%2Ffeeds.example%2Fa%3Fb%3Dc", "https://feeds.example/a?b=c"),
        ("watchfloor:https://feeds.example/a?q=x@y", "https://feeds.example/a?q=x@y"),
        ("watchfloor:https://feeds.example/a#part", "https://feeds.example/a"),
        ("watchfloor:https://bücher.example/ströme", "https://bücher.example/ströme"),
    ],
)
def test_an_address_is_taken_as_it_is_meant(word: str, url: str) -> None:
    assert is_offer(word)
    assert offered(word) == url


HOSTILE = {
    "": "begins with http",
    "feeds.example/stream": "begins with http",
    "file:///etc/passwd": "begins with http",
    "javascript:alert(1)": "begins with http",
    "watchfloor:https://feeds.example/": "begins with http",
    "//feeds.example/": "begins with http",
    "curl https://feeds.example/ -o ~/.bashrc": "begins with http",
    "https:/feeds.example/": "begins with http",
    "file%3A%2F%2F%2Fetc%2Fpasswd": "begins with http",
    "https://": "offers no address",
    "https://:80/": "offers no address",
    "https://feeds.example:port/": "offers no address",
    "https://[::1/": "offers no address",
    "https://bank.example@evil.example/": "a user in front",
    "https://bank.example%40evil.example@evil.example/": "a user in front",
    "https%3A%2F%2Fbank.example%40evil.example%2F": "a user in front",
    "https://feeds.example/ -H 'X: y'": "no address has",
    "https://feeds.example/%0d\r\nHost: evil.example": "no address has",
    "https%3A%2F%2Ffeeds.example%2F%0d%0aHost: evil": "no address has",
    "https://feeds.example/\u202egnp.exe": "cannot be seen",
    "https://feeds.exam\u200bple/": "cannot be seen",
    "https://feeds.example/\x00": "cannot be seen",
    "https://bank.example\\@evil.example/": "no address has",
    "https://feeds.example/<b>bold</b>": "no address has",
    "https://feeds.example/" + "a" * MOST_CHARACTERS: "longer than 4,096 characters",
}


@pytest.mark.parametrize(("link", "reason"), HOSTILE.items())
def test_what_is_hostile_gets_a_plain_sentence(link: str, reason: str) -> None:
    with pytest.raises(KnownError, match=reason) as refused:
        offered(SCHEME + link)
    assert str(refused.value).startswith("The link was not taken. ")
    assert len(str(refused.value)) < 200, "it repeats nothing of what it refuses"


@given(st.text(max_size=200))
def test_whatever_it_says_it_is_an_address_or_a_sentence(link: str) -> None:
    for word in (SCHEME + link, f"{SCHEME}https://{link}", f"{SCHEME}https://feeds.example/{link}"):
        try:
            url = offered(word)
        except KnownError:
            continue
        assert url.lower().startswith(("http://", "https://"))
        assert url.isprintable()


def test_what_is_handed_on_is_bounded_and_still_refused() -> None:
    word = clipped(SCHEME + "https://feeds.example/" + "a" * 1_000_000)
    assert len(word) < 5_000
    with pytest.raises(KnownError, match="longer than"):
        offered(word)


@pytest.mark.parametrize(
    "word", ["night.watchfloor", "/home/watchfloor:x", "watchfloor", "file:///a.watchfloor"]
)
def test_a_file_is_no_link(word: str) -> None:
    assert not is_offer(word)
