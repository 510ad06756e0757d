"""A salvage that takes too long for whoever closes the window: given up, and the file is as it was."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.journal.sample import batch, events, journal
from watchfloor.core.error import KnownError
from watchfloor.journal.audit import audit
from watchfloor.journal.salvage.salvage import Salvaged, SalvageStoppedError, salvage
from watchfloor.journal.writer.writer import Writer

EVENTS = 2_000


def damaged(path: Path) -> bytes:
    """A journal with a page that is none: in the middle, where opening does not look."""
    journal(path, EVENTS, 500)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"Report 1000:") // 16_384 * 16_384
    raw[at : at + 16_384] = b"\xaa" * 16_384
    path.write_bytes(raw)
    return bytes(raw)


def after(count: int) -> Callable[[], bool]:
    asked = iter(range(count))
    return lambda: next(asked, None) is None


@pytest.mark.parametrize("looks", [0, 3, 30])
def test_it_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path, looks: int) -> None:
    path = tmp_path / "a.watchfloor"
    raw = damaged(path)
    with pytest.raises(SalvageStoppedError, match="the next start begins anew"):
        salvage(path, 0.0, after(looks))
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]
    assert salvage(path, 0.0, lambda: False).lost < EVENTS / 10


async def test_a_start_that_is_given_up_lets_go_of_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    raw = damaged(path)
    with pytest.raises(SalvageStoppedError):
        Writer.open(path, stopped=lambda: True)
    assert path.read_bytes() == raw
    assert list(tmp_path.iterdir()) == [path]


class Gate:
    """Holds up the journal's thread where it is passed."""

    def __init__(self) -> None:
        self.reached, self._opened = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.reached.set()
        self._opened.wait(60)

    def open(self) -> None:
        self._opened.set()


async def mending(writer: Writer, gate: Gate) -> "asyncio.Task[Salvaged]":
    """A salvage that begins once the gate is open."""
    first = Gate()
    writer._inbox.call(first)
    first.reached.wait(60)
    writer._inbox.call(gate)
    task = asyncio.create_task(writer.salvage())
    await asyncio.sleep(0)  # it has asked for it
    first.open()
    gate.reached.wait(60)
    return task


async def test_a_journal_that_is_closed_meanwhile_does_not_wait_for_it(tmp_path: Path) -> None:
    path, gate = tmp_path / "a.watchfloor", Gate()
    writer = Writer.open(journal(path, EVENTS, 500))
    task = await mending(writer, gate)
    writer._inbox.close()
    gate.open()
    await writer.close()
    with pytest.raises(SalvageStoppedError):
        await task
    assert audit(path).ok
    assert list(tmp_path.iterdir()) == [path]


async def test_what_waits_to_be_committed_is_not_given_up_with_it(tmp_path: Path) -> None:
    path, gate = tmp_path / "a.watchfloor", Gate()
    writer = Writer.open(journal(path, EVENTS, 500))
    task = await mending(writer, gate)
    writer.accept(batch(events(EVENTS + 1, EVENTS + 10)))
    writer._inbox.close()
    gate.open()
    await writer.close()
    assert (await task).intact == EVENTS
    (channel,) = audit(path).channels
    assert (channel.counted, channel.broken) == (EVENTS + 10, [])


async def test_whoever_asks_for_a_salvage_that_fails_is_told_why_and_so_is_the_stream(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 10, 10)
    told: list[str] = []
    writer = Writer.open(path, on_trouble=told.append)
    Path(f"{path}-salvaging").mkdir()  # where the new file would be built
    async with asyncio.timeout(60):
        with pytest.raises(KnownError, match=r"cannot be saved: .*-salvaging"):
            await writer.salvage()
        with pytest.raises(KnownError, match="cannot be saved"):
            await writer.close()
    assert "cannot be saved" in told[-1]
    with pytest.raises(KnownError, match="cannot be saved"):
        Writer.open(path)
    Path(f"{path}-salvaging").rmdir()
    assert audit(path).ok
    assert list(tmp_path.iterdir()) == [path]


async def test_damage_that_is_found_as_the_journal_ends_is_left_to_the_next_start(tmp_path: Path) -> None:
    path, gate = tmp_path / "a.watchfloor", Gate()
    writer = Writer.open(journal(path, 10, 10))
    writer._inbox.call(gate)
    gate.reached.wait(60)
    writer._inbox.call(writer._replace_soon)  # done after what the last turn takes with it
    writer._inbox.close()
    gate.open()
    await writer.close()
    assert audit(path).ok
    assert list(tmp_path.iterdir()) == [path]
