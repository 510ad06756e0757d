"""The audit: a recorder that is killed at random, on a network that fails at random, loses nothing."""

import asyncio
import random
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest

from tests.integration.journal.oracle import Oracle
from watchfloor.journal.audit import audit


async def recorder(oracle: Oracle, path: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "watchfloor", "record", oracle.url, "-o", str(path)),
        *("--backoff-initial", "0.01", "--backoff-max", "0.05"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )


async def until(wanted: Coroutine[Any, Any, object], process: asyncio.subprocess.Process) -> None:
    """Wait for something while a recorder runs; a recorder that ends by itself would never bring it."""
    waiting, ended = asyncio.ensure_future(wanted), asyncio.ensure_future(process.wait())
    try:
        await asyncio.wait([waiting, ended], return_when=asyncio.FIRST_COMPLETED)
        assert waiting.done(), f"the recorder ended by itself: {await _said(process)}"
    finally:
        for each in (waiting, ended):
            each.cancel()
        await asyncio.gather(waiting, ended, return_exceptions=True)


async def _said(process: asyncio.subprocess.Process) -> str:
    return (await process.communicate())[1].decode()


async def killed(oracle: Oracle, path: Path, chance: random.Random) -> None:
    """Start a recorder and kill it somewhere among the next events."""
    process = await recorder(oracle, path)
    await until(oracle.sent(chance.randrange(1, 3_000)), process)
    for _ in range(chance.randrange(0, 50)):
        await asyncio.sleep(0)
    process.kill()
    await process.communicate()


async def run_audit(path: Path, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    async with Oracle(seed) as oracle:
        for _ in range(kills):
            await killed(oracle, path, chance)
        oracle.end()
        process = await recorder(oracle, path)
        await until(oracle.caught_up.wait(), process)
        process.send_signal(signal.SIGINT)
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
        account = oracle.account(path)
    print(f"\n{account.line} ({kills} kills, seed {seed})")
    assert (account.lost, account.doubled, account.altered, account.invented) == (0, 0, 0, 0)
    assert account.kept == account.sent > kills
    result = audit(path)
    assert result.ok, result
    assert result.channels[0].totals.stored == account.sent
    assert not result.channels[0].gaps


# A recorder that is killed leaves the server with a socket that nobody reads.
killed_peer = pytest.mark.logs(r"socket\.send\(\) raised exception")


@killed_peer
async def test_a_few_kills(tmp_path: Path) -> None:
    await run_audit(tmp_path / "a.watchfloor", 8, seed=4)


@killed_peer
@pytest.mark.soak
@pytest.mark.timeout(3_600)
async def test_two_hundred_kills(tmp_path: Path) -> None:
    await run_audit(tmp_path / "a.watchfloor", 200, seed=200)
