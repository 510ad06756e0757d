"""A channel under another name goes on: its events, its ledger, its digests, and what a query finds of it."""

import asyncio
from pathlib import Path

import pytest

from tests.unit.journal.sample import AT_S, batch, events, read
from watchfloor.core.happening import AlertRaised, GapFound
from watchfloor.core.query.parser import parse
from watchfloor.journal.audit import audit
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer

GAP = GapFound(channel="old", at_s=AT_S, after_seq=2, after="2", before="5", missing=2)
ALERT = AlertRaised(channel="old", at_s=AT_S, after_seq=3, rule="r", message="m")


async def renamed(path: Path, *others: str) -> None:
    writer = Writer.open(path, read=read)
    for name in others:
        await writer.put(batch(events(1, 2, name)))
    await writer.put(batch(events(1, 3, "old"), [GAP, ALERT]))
    await writer.rename("old", "new")
    await writer.put(batch(events(4, 5, "new")))
    await writer.close()


@pytest.mark.parametrize(
    ("others", "expected"),
    [((), ()), (("new",), ("new (2)",)), (("new", "new (2)"), ("new (3)", "new (2)"))],
)
async def test_its_events_go_on_and_its_proof_holds(
    tmp_path: Path, others: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    path = tmp_path / "a.watchfloor"
    await renamed(path, *others)
    found = {each.name: each for each in audit(path).channels}
    assert found["new"].totals.stored == 5
    assert all(not each.broken for each in found.values())
    assert set(found) == {"new", *expected}
    writer = Writer.open(path)
    assert writer.resume("new").last_seq == 5
    await writer.close()


async def test_it_is_found_under_its_new_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    await renamed(path)
    reader = Reader.open(path, read=read)
    assert len((await reader.page(parse("channel:new"), limit=9)).rows) == 5
    assert len((await reader.page(parse("channel:old"), limit=9)).rows) == 0
    assert {row.event.channel for row in (await reader.page(limit=9)).rows} == {"new"}
    assert {placed.happening.channel for placed in await reader.happenings(0, 9)} == {"new"}
    await reader.close()


async def test_what_was_indexed_before_is_still_found(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, read=read)
    await writer.put(batch(events(1, 3, "old")))
    await writer.indexed()
    await writer.rename("old", "new")
    reader = Reader.open(path, read=read)
    assert len((await reader.page(parse("channel:new severity:>=1"), limit=9)).rows) == 3
    await reader.close()
    await writer.close()


async def test_a_name_that_nobody_has_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path)
    await writer.put(batch(events(1, 3, "old")))
    await writer.rename("else", "new")
    await writer.rename("old", "old")
    assert writer.channels == ["old"]
    await writer.close()


async def test_it_is_done_also_where_whoever_asked_for_it_has_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    writer = Writer.open(path, read=read)
    await writer.put(batch(events(1, 3, "a")))
    asking = asyncio.create_task(writer.rename("a", "b"))
    await asyncio.sleep(0)  # it has asked
    asking.cancel()
    await writer.flush()
    await writer.put(batch(events(4, 6, "b")))
    await writer.close()
    (channel,) = audit(path).channels
    assert (channel.name, channel.counted, channel.broken) == ("b", 6, [])
