"""The Node server: its packages are installed from the lock once, into a cache under build/."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.interop.program import Program, need

HERE = Path(__file__).parent
CACHE = HERE.parent.parent / "build" / "interop"
FILES = ("package.json", "package-lock.json", "node_server.mjs")
INSTALL = ("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def node(folder: Path, port: int) -> Program:
    return Program([need("node", "nodejs"), str(installed() / "node_server.mjs"), str(port)], port, folder)


def installed() -> Path:
    """A folder with the server and its packages, named by the content of its files."""
    digest = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()[:16]
    target = CACHE / f"node-{digest}"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test processes may come at the same time
        if not target.exists():
            _install(CACHE / f"unfinished-{os.getpid()}", target)
    return target


def _install(unfinished: Path, target: Path) -> None:
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    for name in FILES:
        shutil.copy(HERE / name, unfinished)
    said = subprocess.run(
        [need("npm", "npm"), *INSTALL], cwd=unfinished, capture_output=True, text=True, check=False
    )
    if said.returncode:
        pytest.fail(f"npm could not install better-sse from its lock: {said.stderr[-2000:]}")
    for outdated in CACHE.glob("node-*"):
        shutil.rmtree(outdated)
    unfinished.rename(target)
