"""Secrets: gone from headers, addresses and texts; all else as it was."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.secret.redaction import (
    MARK,
    is_secret_name,
    redact_headers,
    redact_text,
    redact_url,
    secrets_of,
)


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "X-API-KEY",
        "apikey",
        "api_key",
        "X-Auth-Token",
        "X-Auth",
        "access_token",
        "refresh_token",
        "id-token",
        "csrftoken",
        "X-CSRF-Token",
        "client_secret",
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "token",
        "key",
        "subscription-key",
        "sig",
        "signature",
        "X-Amz-Signature",
        "session_id",
        "JSESSIONID",
        "PHPSESSID",
        "connect.sid",
        "sid",
        "jwt",
        "auth",
        "private_key",
        "AWSAccessKeyId",
        "X-Amz-Credential",
        "device_code",
    ],
)
def test_these_names_hold_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Accept",
        "Last-Event-ID",
        "Content-Type",
        "author",
        "keyword",
        "monkey",
        "tokens",
        "max_tokens",
        "companyId",
        "channel",
        "since",
        "scope",
        "www-authenticate",
        "author_id",
        "partition-key",
        "assignee",
        "design",
        "X-Accel-Buffering",
        ":authority",
        "lastEventId",
    ],
)
def test_these_names_do_not(name: str) -> None:
    assert not is_secret_name(name)


def test_a_header_keeps_its_name_and_its_scheme() -> None:
    headers = [("Authorization", "Bearer abc.def"), ("X-Api-Key", "k"), ("Accept", "text/event-stream")]
    assert redact_headers(headers) == [
        ("Authorization", f"Bearer {MARK}"),
        ("X-Api-Key", MARK),
        ("Accept", "text/event-stream"),
    ]


def test_a_secret_in_the_address_that_a_harmless_header_holds_is_gone_as_well() -> None:
    [(_, value)] = redact_headers([("Referer", "https://example.org/a?token=hunter2")])
    assert value == f"https://example.org/a?token={MARK}"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://e.org/s?scope=all&token=abc", f"https://e.org/s?scope=all&token={MARK}"),
        ("https://e.org/s?access%5Ftoken=abc&x=1", f"https://e.org/s?access%5Ftoken={MARK}&x=1"),
        ("https://user:pass@e.org:8443/s", f"https://{MARK}@e.org:8443/s"),
        ("https://user:p@ss@e.org/s", f"https://{MARK}@e.org/s"),
        ("https://token@e.org", f"https://{MARK}@e.org"),
        ("https://e.org/s#access_token=abc&state=1", f"https://e.org/s#access_token={MARK}&state=1"),
        ("https://e.org/s?next=eyJhbGciOi.eyJzdWIi.c2ln", f"https://e.org/s?next={MARK}"),
        ("redis://:pw@cache:6379/0", f"redis://{MARK}@cache:6379/0"),
        ("https://e.org/~someone@home/s?since=5", "https://e.org/~someone@home/s?since=5"),
        ("http://[::1]:8000/s?q=a=b", "http://[::1]:8000/s?q=a=b"),
    ],
)
def test_an_address_keeps_all_but_its_secrets(url: str, shown: str) -> None:
    assert redact_url(url) == shown
    assert redact_url(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET https://u:p@e.org/s?key=1 failed", f"GET https://{MARK}@e.org/s?key={MARK} failed"),
        ("Authorization: Bearer hunter2\nAccept: */*", f"Authorization: Bearer {MARK}\nAccept: */*"),
        ("Cookie: a=1; b=2\r\nHost: e.org", f"Cookie: {MARK}\r\nHost: e.org"),
        ("sent bearer hunter2, refused", f"sent bearer {MARK}, refused"),
        ("sent Basic dXNlcjpwYXNz", f"sent Basic {MARK}"),
        ('{"token": "hunter2", "n": 1}', f'{{"token": "{MARK}", "n": 1}}'),
        ('{\\"password\\": \\"hunter2\\"}', f'{{\\"password\\": \\"{MARK}\\"}}'),
        ('{\\"Authorization\\": \\"Bearer hunter2\\"}', f'{{\\"Authorization\\": \\"Bearer {MARK}\\"}}'),
        ('"cookie":"a=1; b=2"', f'"cookie":"{MARK}"'),
        ("got eyJhbGciOi.eyJzdWIi.c2ln back", f"got {MARK} back"),
        ("client_secret=hunter2&grant_type=x", f"client_secret={MARK}&grant_type=x"),
    ],
)
def test_a_text_loses_what_looks_like_a_secret(text: str, shown: str) -> None:
    assert redact_text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "401 Unauthorized: a bearer token is needed",
        "The basic information is at http://127.0.0.1:8765/api/map-stream?scope=global",
        "The stream ended after 30.0 s; status: 503, code: 12",
        "WWW-Authenticate asks for a Bearer scheme",
    ],
)
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert redact_text(text) == text


@given(
    secret=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=8, max_size=40),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_a_secret_that_is_known_goes_in_every_spelling(secret: str, before: str, after: str) -> None:
    encoded = base64.b64encode(secret.encode()).decode().rstrip("=")
    for spelling in (secret, quote(secret, safe=""), encoded):
        assert spelling not in redact_text(f"{before} {spelling} {after}", [secret]).replace(MARK, "")


def test_the_secrets_of_headers_are_their_values_with_and_without_the_scheme() -> None:
    headers = [
        ("Authorization", "Bearer hunter2"),
        ("Cookie", "sid=abcd1234; theme=dark"),
        ("Accept", "hunter9"),
    ]
    found = secrets_of(headers)
    assert "hunter2" in found
    assert "abcd1234" in found
    assert "hunter9" not in found
    assert redact_text("the server said: unknown hunter2", found) == f"the server said: unknown {MARK}"


def test_a_secret_too_short_to_look_for_does_not_shred_the_text() -> None:
    assert redact_text("a quiet stream", ["a"]) == "a quiet stream"
