"""Pasted commands: the table of real ones, what is refused, and that nothing breaks the reader."""

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.core.curl_case import CASES, REFUSED, URL, Case
from watchfloor.core.curl.address import name_of
from watchfloor.core.curl.curl import flavour_of, parse_curl, pasted
from watchfloor.core.curl.pasted import CurlError, Pasted
from watchfloor.core.curl.shell_word import Flavour, quoted
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import Basic, SecretQuery


def test_the_table_is_as_long_as_promised() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_real_commands_become_the_feed_they_ask_for(case: Case) -> None:
    found = parse_curl(case.command)

    assert found.feed == case.expected(found.feed.name)
    assert found.secrets == case.secrets


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_left_out_is_told_and_nothing_else(case: Case) -> None:
    told = parse_curl(case.command).told

    assert len(told) == len(case.told), told
    for sentence, words in zip(told, case.told, strict=True):
        assert words in sentence


@pytest.mark.parametrize(("command", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_what_cannot_be_a_feed_is_refused_in_a_sentence(command: str, words: str) -> None:
    with pytest.raises(CurlError) as caught:
        parse_curl(command)

    assert words in str(caught.value)
    assert 0 <= caught.value.position <= len(command)


def test_an_error_points_at_its_place() -> None:
    with pytest.raises(CurlError) as caught:
        parse_curl(f"curl {URL} \\\n  -F a=b")

    assert caught.value.pointer() == "  -F a=b\n  ^"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_secret_stays_in_the_feed_or_in_a_sentence(case: Case) -> None:
    found = parse_curl(case.command)
    shown = repr(found)

    for secret in found.secrets:
        for name, value in msgspec.structs.asdict(secret).items():
            if name in ("token", "password", "value", "text") and value and not value.startswith("$"):
                assert value not in shown


def test_a_bare_address_needs_no_command() -> None:
    found = pasted(f"  {URL}?token=abc123 \n")

    assert found == Pasted(
        Feed(name="api.example.org", url=URL), (SecretQuery(name="token", value="abc123"),)
    )


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(KnownError, match="not an address"):
        pasted("https://")


def test_a_word_is_no_address() -> None:
    with pytest.raises(CurlError, match="neither an address nor"):
        pasted(" nonsense ")
    assert pasted("localhost").feed.url == "http://localhost"


def test_a_command_is_read_as_one() -> None:
    command = f"curl '{URL}' -H 'X-Company: acme'"

    assert pasted(command) == parse_curl(command)
    assert pasted(command).feed.headers == (("X-Company", "acme"),)


def test_a_host_called_curl_is_an_address() -> None:
    assert pasted("curl.example.org/sse").feed.url == "http://curl.example.org/sse"


def test_a_password_in_the_address_gives_way_to_an_explicit_one() -> None:
    found = parse_curl("curl https://a:b@example.org/ -u c:d")

    assert found.secrets == (Basic(user="c", password="d"),)


def test_an_authorization_header_stands_before_a_login() -> None:
    found = parse_curl(f"curl -u a:b -H 'Authorization: Bearer x' {URL}")

    assert [type(secret).__name__ for secret in found.secrets] == ["Bearer"]


def test_the_flavour_shows_in_the_quotes() -> None:
    assert flavour_of("curl 'x' -H 'a: ^\"b'") == "bash"
    assert flavour_of('curl ^"x^"') == "cmd"
    assert flavour_of('curl "x"') == "bash"
    assert parse_curl('curl "https://e.org" -H "a: ""b"""', "cmd").feed.headers == (("a", '"b"'),)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://stream.wikimedia.org/v2/stream/recentchange", "stream.wikimedia.org recentchange"),
        ("http://127.0.0.1:8765/api/map-stream?scope=global", "127.0.0.1 map-stream"),
        ("https://example.org/api/v1/stream", "example.org"),
        ("https://example.org/d%C3%A9bat/", "example.org débat"),
    ],
)
def test_a_name_to_begin_with(url: str, name: str) -> None:
    assert name_of(url) == name


def test_a_million_characters_are_enough() -> None:
    with pytest.raises(CurlError, match="too long"):
        parse_curl("curl " + "x" * 1_000_000)


_PIECES = st.sampled_from(
    [
        *[
            "curl",
            "-H",
            "-d",
            "-sNk",
            "--",
            "'",
            '"',
            "$'",
            "\\",
            "^",
            "\\u",
            "\\x",
            "@",
            "=",
            ":",
            ";",
            "&",
            "|",
            "<(",
            ">",
            "$",
            "${",
            "$(",
            "`",
            "`x`",
            "https://",
            "http://[",
            "]",
            "%",
            "é",
            "#",
        ],
        *["-x", "-u", "-E", "-b", "--json", "--url-query", "--cert", "a", "1", "token="],
        *("Authorization: Basic =", " ", "^\n", "\\\n", "\n", "\ud83d", "\x00"),
    ]
)


def _asked(text: str, flavour: Flavour | None) -> tuple[str, str]:
    """The address and the name that a text asks for, or the sentence that refuses it and nothing."""
    try:
        feed = (parse_curl(text, flavour) if flavour else pasted(text)).feed
    except KnownError as error:
        return str(error), ""
    return feed.url, feed.name


@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
@example("curl 'http://[::1'")
@example("curl https://example.org -H 'Authorization: Basic !!'")
@example("curl http://x/?token=%ff")
@example("curl -x http://[ http://x")
@example("curl -d password=%zz \ud800 http://x")
def test_whatever_is_pasted_gives_a_feed_or_a_sentence(text: str) -> None:
    for said, name in (_asked(text, None), _asked("curl https://example.org " + text, "cmd")):
        assert said.lower().startswith(("http://", "https://")) if name else said.strip()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_a_body_comes_through_any_quotes(body: str) -> None:
    feed, secrets, _ = msgspec.structs.astuple(parse_curl(f"curl {URL} --data-raw {quoted(body)}"))
    assert (feed.body if not secrets else secrets[0].text) == body
