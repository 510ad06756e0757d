"""What is pasted becomes a feed, or a sentence: never anything else, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.feed.feed_draft import FeedDraft

BEFORE = Entry(feed=Feed(name="a", url="https://a.example/x", heartbeat_s=9.0))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("htp://x.example", "htp:// is not a feed's address; http:// and https:// are (character 1)."),
        ("wss://x.example/socket", "wss:// is not a feed's address"),
        ("javascript:alert(1)", "This is not an address"),
        ("https://", "This is not an address"),
        ("https://x.example:99999/", "99999 is no port"),
        ("https://[::1", "This is not an address"),
        ("\u202ehttps://x.example", "characters in it that cannot be seen"),
        ("fetch('https://x.example/s')", "This is JavaScript (fetch)"),
        ('{"a":1}', "This is JSON"),
        ("wget https://x.example", "This is a wget command"),
        ('Invoke-WebRequest -Uri "https://x.example"', "This is a command for PowerShell"),
        ("curl", "The command has no address"),
        ("curl 'https://x.example", "is never closed"),
        ("hello", "neither an address nor a cURL command"),
        ("hello there", "must begin with “curl”"),
    ],
)
def test_what_is_no_feed_is_a_sentence(text: str, sentence: str) -> None:
    draft = FeedDraft()
    draft.paste(text)

    assert draft.feed is None
    assert draft.error is not None
    assert sentence in str(draft.error)
    assert ".." not in str(draft.error)
    assert 0 <= draft.error.position <= len(draft.error.text)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://x.example/s", "https://x.example/s"),
        ("  x.example/s\n", "http://x.example/s"),
        ("localhost:8000/s", "http://localhost:8000/s"),
        ("[::1]:8000/s", "http://[::1]:8000/s"),
        ("curl x.example/s", "http://x.example/s"),
    ],
)
def test_an_address_is_enough(text: str, url: str) -> None:
    draft = FeedDraft()
    draft.paste(text)

    assert draft.error is None
    assert draft.feed is not None
    assert draft.feed.url == url


def test_a_command_changes_what_it_says_and_leaves_patience_alone() -> None:
    draft = FeedDraft(BEFORE)
    draft.paste("curl -X POST https://b.example/y -H 'X-A: 1' -k")

    feed = draft.feed
    assert feed is not None
    assert (feed.url, feed.method, feed.headers) == ("https://b.example/y", "POST", (("X-A", "1"),))
    assert (feed.name, feed.heartbeat_s, feed.verify_tls) == ("a", 9.0, False)
    draft.paste("https://c.example/z")
    assert draft.feed == Feed(name="a", url="https://c.example/z", heartbeat_s=9.0)
    draft.paste("")
    assert draft.feed == BEFORE.feed


@given(st.text(max_size=60))
def test_whatever_is_pasted_is_a_feed_or_a_sentence(text: str) -> None:
    draft = FeedDraft()
    draft.paste(text)

    assert (draft.feed is None) == (draft.error is not None or not text.strip())
