"""The contract service in a process of its own, as the harness would start it."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.contract.peer import Peer

READY = "Serving on "


def start_service() -> tuple[subprocess.Popen[str], str]:
    """A running service and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.contract.service", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONWARNINGS": "error"},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.startswith(READY):
        process.kill()
        raise AssertionError(f"the service said {line!r} and then: {process.communicate()[1]}")
    return process, line.removeprefix(READY).strip()


def stop_service(process: subprocess.Popen[str]) -> None:
    """Ctrl-C: it has to end by itself, and without a complaint."""
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=20)
    assert process.returncode == 0, complaints
    assert not complaints


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    process, url = start_service()
    yield url
    stop_service(process)


@pytest.fixture
async def peer(service: str) -> AsyncIterator[Peer]:
    async with Peer(service) as peer:
        yield peer
    assert not peer.faults
