"""Killed at any moment of whatever takes longer: the file is whole, and the next start goes on."""

import asyncio
import sys
from pathlib import Path

import apsw
import pytest

from tests.integration.journal.mortal import WORKS
from tests.unit.journal.sample import AT_S, batch, event, journal
from tests.unit.journal.test_schema import older
from watchfloor.journal import schema
from watchfloor.journal.audit import audit
from watchfloor.journal.proof.result import Audit
from watchfloor.journal.settings import Settings
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention
from watchfloor.journal.writer.writer import Writer

pytestmark = pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="needs fork")


async def victims(work: str, original: Path, step: int) -> list[Path]:
    """The files on which the work was broken off, and the one on which it came to its end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.journal.mortal", work, str(original), str(step)),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    numbers = said.decode().split()
    assert len(numbers) >= 10, "it was killed in its midst"
    return [original.with_name(f"{number}.watchfloor") for number in numbers]


async def reopened(path: Path) -> Audit:
    """The next start opens the file for writing; from then on it is proven."""
    writer = Writer.open(path, settings=Settings(index=False))
    await writer.close()
    result = audit(path)
    assert result.ok, (path, result)
    return result


async def test_an_upgrade(tmp_path: Path) -> None:
    original = tmp_path / "a.watchfloor"
    older(original, 1)
    for path in await victims("upgrade", original, 29):
        assert audit(path).ok
        result = await reopened(path)
        assert result.channels[0].counted == 2
        connection = apsw.Connection(str(path))
        assert schema.version(connection) == schema.VERSION
        connection.close()


async def test_a_salvage(tmp_path: Path) -> None:
    """At every moment the damaged file is there whole, and what can be saved comes back."""
    original = journal(tmp_path / "a.watchfloor", 200, 10)
    raw = bytearray(original.read_bytes())
    raw[:16] = bytes(16)
    original.write_bytes(raw)
    for path in await victims("save", original, 2_003):
        counted = (await reopened(path)).channels[0].counted
        assert counted == 200
        aside = list(path.parent.glob(f"{path.stem}.damaged-*.watchfloor"))
        assert [each.read_bytes() for each in aside] == [bytes(raw)], path
        assert not list(path.parent.glob(f"{path.name}-*")), "nothing half-made is left"


async def test_retention(tmp_path: Path) -> None:
    original = journal(tmp_path / "a.watchfloor", 200, 10)
    book = Book(original)
    retention = Retention(book, Settings().keep)
    retention.pin(7, "mine", AT_S)
    book.close()
    for path in await victims("drop", original, 61):
        channel = (await reopened(path)).channels[0]
        assert channel.counted + channel.dropped + channel.pinned == 200
        assert channel.counted >= 100
        connection = apsw.Connection(str(path))
        assert connection.execute("SELECT note FROM pin WHERE event = 7").get == "mine"
        connection.close()


async def test_a_renaming(tmp_path: Path) -> None:
    original = journal(tmp_path / "a.watchfloor", 20, 10, channels=("map", "other"))
    names = set()
    for path in await victims("call_otherwise", original, 29):
        result = await reopened(path)
        names.add(tuple(channel.name for channel in result.channels))
        assert [channel.counted for channel in result.channels] == [20, 20]
    assert names == {("map", "other"), ("other", "other (2)")}


async def test_the_filling_of_the_indexes(tmp_path: Path) -> None:
    original = journal(tmp_path / "a.watchfloor", 1_000, 100)
    for path in await victims("fill_indexes", original, 4_999):
        assert (await reopened(path)).channels[0].counted == 1_000


async def test_an_export(tmp_path: Path) -> None:
    """Its name never stands for half a file, and the next export clears away what is left of it."""
    original = tmp_path / "a.watchfloor"
    book = Book(original)
    book.write([batch([event(seq, data="x" * 100) for seq in range(1, 5_001)])])
    book.close()
    whole = None
    for path in reversed(await victims("export", original, 20_011)):
        out = path.with_name(f"{path.name}.csv")
        whole = whole or out.read_bytes()
        assert not out.exists() or out.read_bytes() == whole
        assert audit(path).ok
        WORKS["export"](path)
        assert out.read_bytes() == whole
        assert not list(path.parent.glob(f".{out.name}.*")), "nothing half-made is left"
    assert whole is not None
    assert whole.count(b"\n") == 5_001
