"""Feature flags: settings, and the environment above them."""

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.services.home.flag import Flags

FEED = Feed(name="a", url="https://h.example/api/v1/strategist/feed?ward=7", profile="strategist")


def test_everything_is_on() -> None:
    flags = Flags.from_environment({})
    assert flags == Flags()
    assert flags.apply(FEED) == FEED


@pytest.mark.parametrize("word", ["0", "off", "FALSE", " no "])
def test_each_flag_can_be_switched_off(word: str) -> None:
    names = ("WATCHFLOOR_SSE", "WATCHFLOOR_BREAKER", "WATCHFLOOR_PROGRESS")
    flags = Flags.from_environment(dict.fromkeys(names, word))
    assert (flags.sse, flags.breaker, flags.progress) == (False, False, False)
    applied = flags.apply(FEED)
    assert not applied.sse_enabled
    assert not applied.breaker.enabled


@pytest.mark.parametrize("word", ["1", "on", "True", "YES"])
def test_the_environment_is_above_the_settings(word: str) -> None:
    assert Flags.from_environment({"WATCHFLOOR_SSE": word}, Flags(sse=False)).sse


def test_without_a_word_the_settings_hold() -> None:
    assert not Flags.from_environment({"WATCHFLOOR_SSE": " "}, Flags(sse=False)).sse


def test_a_word_that_is_none_is_said() -> None:
    with pytest.raises(KnownError, match="WATCHFLOOR_BREAKER is 'maybe': write on or off"):
        Flags.from_environment({"WATCHFLOOR_BREAKER": "maybe"})


def test_a_flag_never_switches_on_what_the_feed_has_off() -> None:
    feed = Flags(sse=False, breaker=False).apply(FEED)
    assert Flags().apply(feed) == feed


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("/v2/feed", "https://h.example/v2/feed"),
        ("https://other.example/feed", "https://other.example/feed"),
    ],
)
def test_the_endpoint_is_the_strategists(endpoint: str, url: str) -> None:
    flags = Flags.from_environment({"WATCHFLOOR_ENDPOINT": endpoint})
    assert flags.apply(FEED).url == url


def test_other_feeds_keep_their_address() -> None:
    feed = Feed(name="b", url="https://h.example/x")
    assert Flags(endpoint="/v2/feed").apply(feed).url == "https://h.example/x"
