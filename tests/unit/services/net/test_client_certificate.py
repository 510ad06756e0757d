"""A client certificate whose key has a password: from the keyring to the handshake, and never asked for."""

import ssl
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from tests.integration.certificate import Authority
from tests.integration.fault_server import FaultServer
from tests.integration.test_transport_tls import SCRIPT
from tests.integration.watch import watching
from watchfloor.core.feed import Feed
from watchfloor.core.secret.parting import equip, part
from watchfloor.core.secret.secret import ClientCertificate
from watchfloor.core.state import ChannelState

PASSWORD = "op3n-sesame"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def locked(authority: Authority, tmp_path: Path) -> tuple[str, str]:
    """The certificate, and its key under a password."""
    file = authority.issue("client", client=True)
    key = serialization.load_pem_private_key(file.read_bytes(), None)
    locked = tmp_path / "locked.pem"
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(PASSWORD.encode()),
        )
    )
    return str(file), str(locked)


def _server(authority: Authority) -> FaultServer:
    context = authority.server()
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(authority.file)
    return FaultServer(SCRIPT, tls=context)


async def test_the_password_of_the_credential_opens_the_key(
    authority: Authority, locked: tuple[str, str]
) -> None:
    secret = ClientCertificate(cert_file=locked[0], key_file=locked[1], password=PASSWORD)
    equipped = equip(Feed(name="a", url="https://x", ca_file=str(authority.file)), (secret,))
    assert part(equipped)[1] == (secret,)
    async with (
        _server(authority) as server,
        watching(
            server.url,
            ca_file=equipped.ca_file,
            client_cert_file=equipped.client_cert_file,
            client_key_file=equipped.client_key_file,
            client_key_password=equipped.client_key_password,
        ) as watch,
    ):
        await watch.until_data("1", "2")


@pytest.mark.parametrize("password", ["", "wrong-wrong"])
async def test_without_the_right_password_it_is_a_sentence(
    authority: Authority, locked: tuple[str, str], password: str
) -> None:
    async with (
        _server(authority) as server,
        watching(
            server.url,
            ca_file=str(authority.file),
            client_cert_file=locked[0],
            client_key_file=locked[1],
            client_key_password=password,
        ) as watch,
    ):
        status = await watch.until_state(ChannelState.FAILED)
        assert status.code == "bad-request"
        assert "certificate files" in status.reason
