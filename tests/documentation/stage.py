"""Where the pages' command lines are run: a demo server, a Redis, files under the pages' names."""

import asyncio
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.unit.journal.sample import journal
from watchfloor.core.feed import Feed
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.services.work.workspace_file import WorkspaceFile

PATIENCE_S = 60.0
# What of a command line is only shorter, or somewhere else, than on the page.
SHORTER = (
    (r"--for \d+", "--for 1"),
    (r"--port \d+", "--port 0"),
    (r"…", "abc"),
)
ENDLESS = ("serve", "record", "tail")


class Done(NamedTuple):
    """How a command line ended."""

    code: int
    out: str
    err: str


class Stage:
    """Runs one command line after another in a folder of its own, as a user's shell would."""

    def __init__(self, folder: Path, feed_url: str, redis_url: str) -> None:
        self.folder = folder
        self._feed_url = feed_url
        self._redis_url = redis_url
        self._variables: dict[str, str] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        journal(self.folder / "night.watchfloor", 40)
        feed = Feed(name="World map", url=self._feed_url, profile="map_stream")
        WorkspaceFile(self.folder / "shift.toml").save(Workspace(entries=(Entry(feed=feed),)))
        (self.folder / "old.ndjson").write_text('{"title": "An old event"}\n', encoding="utf-8")
        key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048).public_key()
        (self.folder / "public.pem").write_bytes(
            key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )

    async def run(self, line: str) -> Done:
        """One line; what would go on without end is brought to its end by Ctrl-C once it is at work."""
        if line.startswith("export "):
            return self._export(line)
        words = shlex.split(self._placed(line))
        assert words[0] == "watchfloor", f"{line} is not ours to run: say why above the block"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *words),
            cwd=self.folder,
            env=self._environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        if words[1] in ENDLESS and not {"--for", "--count", "--help"} & set(words):
            await self._interrupt(process)
        async with asyncio.timeout(PATIENCE_S):
            out, err = await process.communicate()
        return Done(process.returncode or 0, out.decode(), err.decode())

    async def _interrupt(self, process: asyncio.subprocess.Process) -> None:
        """Ctrl-C, once it has said or written something."""
        assert process.stdout is not None
        before = self._written()
        said = asyncio.create_task(process.stdout.readline())
        async with asyncio.timeout(PATIENCE_S):
            while not said.done() and self._written() == before:  # noqa: ASYNC110 - another program's file
                await asyncio.sleep(0.02)
        if not said.done():
            said.cancel()
            await asyncio.wait({said})
        if process.returncode is None:
            process.send_signal(signal.SIGINT)

    def _written(self) -> int:
        """The bytes of all journals here: a recording grows."""
        return sum(path.stat().st_size for path in self.folder.glob("*.watchfloor*"))

    def _export(self, line: str) -> Done:
        name = line.removeprefix("export ").partition("=")[0]
        done = subprocess.run(
            ["bash", "-euc", f'{line}; printf %s "${name}"'],
            capture_output=True, text=True, check=False, env=self._environment(),
        )  # fmt: skip
        self._variables[name] = done.stdout
        return Done(done.returncode if done.stdout else 1, done.stdout, done.stderr)

    def _placed(self, line: str) -> str:
        line = line.replace("https://feeds.example/stream", f"'{self._feed_url}'")
        line = re.sub(r"redis://\S+", self._redis_url, line)
        for pattern, instead in SHORTER:
            line = re.sub(pattern, instead, line)
        if line.startswith("watchfloor serve") and "--port" not in line:
            line += " --port 0"
        if line.startswith("watchfloor doctor") and "--for" not in line:
            line += " --for 1"
        return line

    def _environment(self) -> dict[str, str]:
        ours = {
            "WATCHFLOOR_HOME": str(self.folder / "home"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "QT_QPA_PLATFORM": "offscreen",
        }
        return {**os.environ, **ours, **self._variables}
