"""A feed as a command, and back: nothing is lost but the secrets."""

import argparse

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.curl_case import CASES, Case
from watchfloor.command.connection_flag import add_connection_flags, feed_of
from watchfloor.core.curl.curl import parse_curl
from watchfloor.core.curl.curl_copy import curl_of, tail_of, variable_of
from watchfloor.core.curl.shell_word import split
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import part
from watchfloor.core.secret.secret import (
    Basic,
    Bearer,
    Cookie,
    ProxyLogin,
    SecretBody,
    SecretHeader,
    SecretQuery,
)

URL = "https://api.example.org/sse"
_WORD = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)
_VALUE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp", "Zs"]), max_size=20)
_BODY = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
_HEADER = st.tuples(_WORD.map("X-".__add__), _VALUE)


@st.composite
def feeds(draw: st.DrawFn) -> Feed:
    body = draw(_BODY)
    headers = draw(st.lists(_HEADER, max_size=3))
    if body is not None:
        headers.append(("Content-Type", "application/json"))
    return Feed(
        name="",
        url=URL + "?q=" + draw(_WORD),
        method=draw(st.sampled_from(["GET", "POST", "PUT"])),
        headers=tuple(headers),
        body=body,
        last_event_id=draw(_VALUE),
        proxy=draw(st.none() | st.just("http://proxy:3128")),
        ca_file=draw(st.none() | st.just("/etc/my ca.pem")),
        client_cert_file=draw(st.none() | st.just("me.pem")),
        verify_tls=draw(st.booleans()),
        http2=draw(st.booleans()),
        connect_timeout_s=draw(st.sampled_from([10.0, 2.5])),
    )


def _bare(feed: Feed) -> Feed:
    return msgspec.structs.replace(part(feed)[0], name="")


@given(feeds())
def test_a_feed_survives_copy_and_paste(feed: Feed) -> None:
    found = parse_curl(curl_of(feed))

    assert msgspec.structs.replace(found.feed, name="") == _bare(feed)
    assert found.secrets == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_pasted_command_can_be_copied_again(case: Case) -> None:
    first = parse_curl(case.command)
    again = parse_curl(curl_of(first.feed, first.secrets))

    assert again.feed == first.feed
    assert again.secrets == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_copies_hold_no_secret(case: Case) -> None:
    first = parse_curl(case.command)
    copies = curl_of(first.feed, first.secrets) + tail_of(first.feed, first.secrets)

    for secret in first.secrets:
        for name, value in msgspec.structs.asdict(secret).items():
            if name in ("token", "password", "value", "text") and value and not value.startswith("$"):
                assert value not in copies


def test_a_secret_left_in_the_feed_is_not_copied_either() -> None:
    feed = Feed(
        name="Desk",
        url="https://ana:hunter2@api.example.org/sse?token=t0ken",
        headers=(("Authorization", "Bearer s3cret"),),
        body='{"password": "hunter2"}',
        method="POST",
        proxy="http://u:pr0xy@proxy:1",
    )
    for copy in (curl_of(feed), tail_of(feed)):
        assert not [word for word in ("hunter2", "t0ken", "s3cret", "pr0xy") if word in copy]
        assert "WATCHFLOOR_TOKEN_DESK" in copy


def test_each_kind_of_secret_has_its_place() -> None:
    feed = Feed(name="desk 1", url=URL, proxy="http://proxy:3128", credential="Desk 1")
    kinds = (
        Bearer(token="x"),
        Basic(user="x", password="x"),
        SecretHeader(name="X-Key", value="x"),
        SecretQuery(name="key", value="x"),
        Cookie(value="x"),
        ProxyLogin(user="x", password="x"),
        SecretBody(text="x"),
    )
    copy = curl_of(feed, kinds)

    assert variable_of("Desk 1") == "WATCHFLOOR_TOKEN_DESK_1"
    for words in (
        "-H 'Authorization: Bearer '\"$WATCHFLOOR_TOKEN_DESK_1\"",
        '-u "$WATCHFLOOR_TOKEN_DESK_1_2"',
        "-H 'X-Key: '\"$WATCHFLOOR_TOKEN_DESK_1_3\"",
        "sse'?key='\"$WATCHFLOOR_TOKEN_DESK_1_4\"",
        "-H 'Cookie: '\"$WATCHFLOOR_TOKEN_DESK_1_5\"",
        '--proxy-user "$WATCHFLOOR_TOKEN_DESK_1_6"',
        '--data-raw "$WATCHFLOOR_TOKEN_DESK_1_7"',
    ):
        assert words in copy.replace("example.org/sse'", "example.org/sse'")


def test_a_named_credential_becomes_a_bearer_placeholder() -> None:
    copy = curl_of(Feed(name="Map", url=URL, credential="Map desk"))

    assert "-H 'Authorization: Bearer '\"$WATCHFLOOR_TOKEN_MAP_DESK\"" in copy


def test_the_copy_asks_as_our_transport_does() -> None:
    assert curl_of(Feed(name="", url=URL)) == f"curl -N \\\n  {URL} \\\n  -H 'Accept: text/event-stream'"
    posted = curl_of(Feed(name="", url=URL, method="POST", body="hello"))
    assert "-H 'Content-Type: text/plain; charset=utf-8'" in posted
    assert "-X" not in posted


def test_the_systems_proxy_is_curls_own_business() -> None:
    feed = Feed(name="", url=URL, proxy="system")

    assert "--proxy" not in curl_of(feed)
    assert _tailed(tail_of(feed)) == feed


def _tailed(command: str) -> Feed:
    """What `watchfloor tail` makes of the command."""
    words = [word.text for word in split(command, "bash").words]
    assert words[:2] == ["watchfloor", "tail"]
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("url")
    add_connection_flags(parser)
    arguments = parser.parse_args(words[2:])
    return feed_of(arguments, arguments.url, "")


def test_the_tail_command_is_one_that_tail_reads() -> None:
    feed = Feed(
        name="",
        url=URL + "?a=1&b=it's",
        method="PUT",
        headers=(("X-A", "b c"), ("Content-Type", "application/json")),
        body='-{"a": 1}',
        last_event_id="-4",
        proxy="socks5://127.0.0.1:9050",
        ca_file="/etc/my ca.pem",
        client_cert_file="me.pem",
        client_key_file="me.key",
        verify_tls=False,
        http2=True,
    )

    assert _tailed(tail_of(feed)) == feed


@given(feeds())
def test_every_feed_survives_the_tail_command(feed: Feed) -> None:
    # It has no flag for the time to connect.
    plain = msgspec.structs.replace(_bare(feed), connect_timeout_s=10.0)

    assert _tailed(tail_of(feed)) == plain
