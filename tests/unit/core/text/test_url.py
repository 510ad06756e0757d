"""What an address is made of."""

import pytest

from watchfloor.core.text.url import wrong_port


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("http://feeds.example:99999/a", "99999"),
        ("http://feeds.example:65536", "65536"),
        ("https://ana:secret@feeds.example:0/", "0"),
        ("http://feeds.example:http/a:80", "http"),
        ("http://feeds.example:-1?x=:1", "-1"),
        ("http://[::1]:70000/", "70000"),
        ("http://feeds.example:99999999999999999999/", "99999999999999999999"),
        ("http://feeds.example:\u0661\u0662/", "\u0661\u0662"),
    ],
)
def test_a_port_that_is_none_is_named(url: str, port: str) -> None:
    assert wrong_port(url) == port


@pytest.mark.parametrize(
    "url",
    [
        "http://feeds.example/a:99999",
        "http://feeds.example:65535/",
        "http://feeds.example:/",
        "http://ana:99999@feeds.example/",
        "http://[::1]/",
        "http://[2001:db8::99999]/",
        "http://2001:db8::99999/",
        "no address",
    ],
)
def test_what_is_no_port_or_a_sound_one_is_none_of_its_business(url: str) -> None:
    assert wrong_port(url) == ""
