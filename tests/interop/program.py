"""A server in a process group of its own, killed as hard as a test wants."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

PATIENCE_S = 20.0
STEP_S = 0.02


def need(command: str, package: str) -> str:
    """The path of a command; without it the test fails and says who installs it."""
    path = shutil.which(command)
    if path is None:
        pytest.fail(f"{command} is not installed: `make test` installs {package}.")
    return path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Program:
    """`start` waits until it listens; started again after `kill`, it listens at the same port."""

    def __init__(
        self, command: list[str], port: int, folder: Path, environment: dict[str, str] | None = None
    ) -> None:
        self._command = command
        self._environment = os.environ | (environment or {})
        self._log = folder / f"{Path(command[0]).name}-{port}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = port

    async def start(self) -> None:
        process = self._process = self._spawn()
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not await self._listens():
                    if process.poll() is not None:
                        pytest.fail(f"{self._command[0]} ended at its start: {self._log.read_text()}")
                    await asyncio.sleep(STEP_S)
        except TimeoutError:
            pytest.fail(f"{self._command[0]} does not listen at {self.port}: {self._log.read_text()}")

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self._command, stdout=log, stderr=log, env=self._environment, start_new_session=True
            )

    async def _listens(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    async def kill(self) -> None:
        """No farewell to anybody, as a crash would have it."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):  # it ended at its start, and that was told
                os.killpg(self._process.pid, signal.SIGKILL)
            await asyncio.to_thread(self._process.wait)
            self._process = None
