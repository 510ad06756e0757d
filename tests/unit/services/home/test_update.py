"""Looking for a newer version, against a real server: what is believed, and what is not."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from watchfloor import resource
from watchfloor.core.error import BugError, KnownError
from watchfloor.core.release import Release
from watchfloor.services.home import update
from watchfloor.services.home.update import MOST_BYTES, Source, newer_release

OURS, THEIRS = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")


def public(key: OKPKey) -> str:
    return str(key.as_dict(private=False)["x"])


def signed(version: str, key: OKPKey = OURS) -> bytes:
    payload = msgspec.json.encode(Release(version, "2026-01-01", ["New"], "https://watchfloor.example/new"))
    return jws.serialize_compact({"alg": "Ed25519"}, payload, key, algorithms=["Ed25519"]).encode()


class Page:
    """A server that gives one answer, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answer = b""
        self.asked = ""

    def say(self, body: bytes, status: str = "200 OK", headers: str = "") -> None:
        self.answer = (
            f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}Connection: close\r\n\r\n".encode()
            + body
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        writer.write(self.answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.fixture
async def page() -> AsyncIterator[tuple[Page, str]]:
    served = Page()
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    async with server:
        yield served, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/release.jws"


async def test_a_newer_release_is_told_with_its_notes(page: tuple[Page, str]) -> None:
    served, url = page
    served.say(signed("9.0.0") + b"\n")
    found = await newer_release(Source(url, public(OURS)), "1.0.0")
    assert found == Release("9.0.0", "2026-01-01", ["New"], "https://watchfloor.example/new")


@pytest.mark.parametrize("version", ["1.0.0", "0.9.0", "1.0.0rc1"])
async def test_the_same_or_an_older_one_is_nothing_to_tell(page: tuple[Page, str], version: str) -> None:
    served, url = page
    served.say(signed(version))
    assert await newer_release(Source(url, public(OURS)), "1.0.0") is None


async def test_the_request_says_nothing_of_the_user(page: tuple[Page, str]) -> None:
    served, url = page
    served.say(signed("1.0.0"))
    await newer_release(Source(url, public(OURS)), "1.0.0")
    lines = {
        line.partition(":")[0].lower(): line.partition(":")[2].strip()
        for line in served.asked.splitlines()[1:]
        if line
    }
    assert lines["user-agent"] == "Watchfloor"
    assert lines.keys() == {"host", "accept", "accept-encoding", "connection", "user-agent"}


def _altered(document: bytes) -> bytes:
    head, body, signature = document.split(b".")
    other = signed("8.0.0").split(b".")[1]
    assert other != body
    return b".".join([head, other, signature])


@pytest.mark.parametrize(
    "alter",
    [
        _altered,
        lambda _: signed("9.0.0", THEIRS),
        lambda _: b"",
        lambda _: b'{"version": "9.0.0"}',
        lambda document: document.rpartition(b".")[0] + b".",
        lambda document: b"eyJhbGciOiJub25lIn0." + document.split(b".")[1] + b".",
        lambda _: b"<html>Please sign in to this network</html>",
        lambda _: b"\xff\xfe.\xff.\xff",
    ],
)  # fmt: skip
async def test_what_is_not_signed_by_us_is_not_believed(
    page: tuple[Page, str], alter: Callable[[bytes], bytes]
) -> None:
    served, url = page
    served.say(alter(signed("9.0.0")))
    with pytest.raises(KnownError, match="does not bear the signature"):
        await newer_release(Source(url, public(OURS)), "1.0.0")


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", "404 Not Found", "answered 404"),
        (b"", "500 Oops", "answered 500"),
        (b"x" * (MOST_BYTES + 1), "200 OK", "sent too much"),
    ],
)
async def test_why_it_is_not_known_is_said(
    page: tuple[Page, str], body: bytes, status: str, reason: str
) -> None:
    served, url = page
    served.say(body, status)
    with pytest.raises(KnownError, match=reason):
        await newer_release(Source(url, public(OURS)), "1.0.0")


async def test_an_answer_without_tls_is_not_read(page: tuple[Page, str]) -> None:
    served, url = page
    served.say(signed("9.0.0"))
    elsewhere = url.replace("127.0.0.1", "0.0.0.0")  # this machine, under a name that is not loopback's
    with pytest.raises(KnownError, match="was asked without TLS"):
        await newer_release(Source(elsewhere, public(OURS)), "1.0.0")


async def test_nobody_there_is_told_in_a_sentence(unused_tcp_port: int) -> None:
    with pytest.raises(KnownError, match="Whether there is a newer version is not known"):
        await newer_release(Source(f"http://127.0.0.1:{unused_tcp_port}/", public(OURS)), "1.0.0")


@pytest.mark.parametrize("url", ["http://", "nonsense", "ftp://watchfloor.example/"])
async def test_an_address_that_is_none_is_told_in_a_sentence(url: str) -> None:
    with pytest.raises(KnownError, match="Whether there is a newer version is not known"):
        await newer_release(Source(url, public(OURS)), "1.0.0")


async def test_a_checkout_and_a_distribution_s_package_have_nobody_to_ask() -> None:
    assert update.source() is None


async def test_a_bundle_of_the_project_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "folder", lambda: tmp_path)
    told = Source("https://watchfloor.example/release.jws", public(OURS))
    (tmp_path / update.SOURCE).write_bytes(msgspec.json.encode(told))
    assert update.source() == told
    (tmp_path / update.SOURCE).write_bytes(b"{")
    with pytest.raises(BugError, match="is not as it was made"):
        update.source()
