"""TLS: whom we trust, and what we say when we do not."""

import asyncio
import ssl
from pathlib import Path
from typing import Any

import pytest

from tests.integration.certificate import Authority
from tests.integration.fault_server import FaultServer, events, send, silence, sse
from tests.integration.watch import watching
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.state import ChannelState

SCRIPT = [sse(), send(events(1, 2)), silence]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


async def test_an_own_authority_is_trusted(authority: Authority) -> None:
    async with (
        FaultServer(SCRIPT, tls=authority.server()) as server,
        watching(server.url, ca_file=str(authority.file)) as watch,
    ):
        await watch.until_data("1", "2")
        assert watch.channel is not None
        opened = watch.channel.connection.opened
        assert opened is not None
        assert opened.tls_version.startswith("TLSv1.")
        watch.channel.stop()
        attempt = await watch.until_told(AttemptEnded)
        assert attempt.tls_ms is not None
        assert attempt.tcp_ms is not None
        assert attempt.headers_ms is not None
        assert attempt.tcp_ms < attempt.tls_ms < attempt.headers_ms


async def test_an_authority_that_was_renewed_is_read_again(authority: Authority, tmp_path: Path) -> None:
    """A retry is enough: nobody has to start the program anew."""
    file = tmp_path / "trusted.pem"
    (tmp_path / "other").mkdir()
    file.write_bytes(Authority(tmp_path / "other").file.read_bytes())
    async with (
        FaultServer(SCRIPT, tls=authority.server()) as server,
        watching(server.url, ca_file=str(file)) as watch,
    ):
        await watch.until_state(ChannelState.FAILED)
        file.write_bytes(authority.file.read_bytes())
        assert watch.channel is not None
        watch.channel.retry_now()
        await watch.until_data("1", "2")


async def test_without_the_authority_nobody_vouches(authority: Authority) -> None:
    async with FaultServer(SCRIPT, tls=authority.server()) as server, watching(server.url) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "tls-untrusted"
        assert status.reason.startswith("Nobody we trust vouches for 127.0.0.1 (")
        assert status.advice == "add its certificate authority"


async def test_verification_can_be_switched_off(authority: Authority) -> None:
    async with (
        FaultServer(SCRIPT, tls=authority.server(host="elsewhere.example", to_days=0)) as server,
        watching(server.url, verify_tls=False) as watch,
    ):
        await watch.until_data("1", "2")


BAD: dict[str, tuple[dict[str, object], str, str]] = {
    "expired": (
        {"from_days": -3, "to_days": -2},
        "tls-expired",
        "The certificate of 127.0.0.1 has expired: it is valid from 20",
    ),
    "not valid yet": (
        {"from_days": 1, "to_days": 2},
        "tls-expired",
        "The certificate of 127.0.0.1 is not valid yet: it is valid from 20",
    ),
    "another address": (
        {"host": "127.0.0.9"},
        "tls-wrong-host",
        "The certificate is for another address than 127.0.0.1: it names “127.0.0.9”.",
    ),
    "a name": (
        {"host": "elsewhere.example"},
        "tls-wrong-host",
        "The certificate is for another address than 127.0.0.1: it names “elsewhere.example”.",
    ),
}


@pytest.mark.parametrize(("wishes", "code", "reason"), BAD.values(), ids=BAD)
async def test_a_bad_certificate(
    authority: Authority, wishes: dict[str, object], code: str, reason: str
) -> None:
    async with (
        FaultServer(SCRIPT, tls=authority.server(**wishes)) as server,  # type: ignore[arg-type]
        watching(server.url, ca_file=str(authority.file)) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == code
        assert status.reason.startswith(reason)


async def test_a_wrong_host_name(authority: Authority) -> None:
    async with FaultServer(SCRIPT, tls=authority.server(host="elsewhere.example")) as server:
        url = server.url.replace("127.0.0.1", "localhost")
        async with watching(url, ca_file=str(authority.file)) as watch:
            status = await watch.until_state(ChannelState.FAILED)
            assert status.code == "tls-wrong-host"
            assert (
                status.reason
                == "The certificate is for another host than localhost: it names “elsewhere.example”."
            )


@pytest.mark.parametrize(
    ("wishes", "code", "words"),
    [
        (
            {"to_days": -2},
            "tls-expired",
            "Failed: The certificate of localhost has expired · the server needs",
        ),
        (
            {"host": "other.example"},
            "tls-wrong-host",
            "Failed: The certificate is for another host than localhost",
        ),
        ({"host": "localhost"}, "tls-untrusted", "Failed: Nobody we trust vouches for localhost"),
    ],
)
async def test_what_else_is_wrong_with_a_certificate_that_nobody_vouches_for(
    authority: Authority, wishes: dict[str, object], code: str, words: str
) -> None:
    """State, history and doctor tell one story: the fault that no authority can mend comes first."""
    wishes = {"host": "localhost", "from_days": -3} | wishes
    async with (
        FaultServer(SCRIPT, tls=authority.server(**wishes)) as server,  # type: ignore[arg-type]
        watching(server.url.replace("127.0.0.1", "localhost")) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert watch.words(status).startswith(words)
        attempt = await watch.until_told(AttemptEnded)
        assert (status.code, attempt.outcome, attempt.detail) == (code, code, status.reason)
        assert ("Nobody vouches for it either." in status.reason) is (code != "tls-untrusted")


async def test_behind_a_redirect_the_host_that_is_told_is_the_one_that_was_asked(
    authority: Authority,
) -> None:
    async with FaultServer(SCRIPT, tls=authority.server(host="elsewhere.example")) as there:
        moved = [send(f"HTTP/1.1 307 Moved\r\nLocation: {there.url}\r\nContent-Length: 0\r\n\r\n")]
        async with FaultServer(moved) as here:
            url = here.url.replace("127.0.0.1", "localhost")
            async with watching(url, ca_file=str(authority.file)) as watch:
                status = await watch.until_state(ChannelState.FAILED)
                words = "The certificate is for another address than 127.0.0.1: it names “elsewhere.example”."
                assert status.reason == words


async def test_a_server_without_tls() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with watching(f"https://127.0.0.1:{port}/") as watch:
            status = await watch.until_state(ChannelState.FAILED)
            assert status.code == "tls"
            assert status.reason.startswith("TLS with 127.0.0.1 failed: ")


async def test_a_client_certificate(authority: Authority, tmp_path: Path) -> None:
    context = authority.server()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    mine = str(authority.issue("client", client=True))
    async with (
        FaultServer(SCRIPT, tls=context) as server,
        watching(
            server.url, ca_file=str(authority.file), client_cert_file=mine, client_key_file=mine
        ) as watch,
    ):
        await watch.until_data("1", "2")


async def test_a_client_certificate_that_is_missing(authority: Authority) -> None:
    context = authority.server()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    async with (
        FaultServer(SCRIPT, tls=context) as server,
        watching(server.url, ca_file=str(authority.file)) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED, ChannelState.RECONNECTING)
        assert status.code in ("tls", "reset")


@pytest.mark.parametrize("setting", ["ca_file", "client_cert_file"])
@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_file_that_cannot_be_read(tmp_path: Path, setting: str, content: str | None) -> None:
    file = tmp_path / "mine.pem"
    if content is not None:
        file.write_text(content)
    files: dict[str, Any] = {setting: str(file)}
    async with watching("https://127.0.0.1:9/", **files) as watch:
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "bad-request"
        assert status.reason.startswith("The certificate files (mine.pem) cannot be read: ")


async def test_a_reset_within_tls_is_tried_again(authority: Authority) -> None:
    async with (
        FaultServer([sse(), send(events(1, 1))], SCRIPT, tls=authority.server()) as server,
        watching(server.url, ca_file=str(authority.file)) as watch,
    ):
        await watch.until_data("1", "2")
        assert server.requests[1].last_event_id == "1"
