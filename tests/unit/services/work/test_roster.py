"""Feeds at work: added, changed, renamed and removed while everything runs, with a real journal."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from tests.unit.services.script_transport import ScriptTransport
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.secret.secret import Bearer
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Entry, Pace
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.reading_sink import Readers, SessionSink
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault
from watchfloor.services.net.attempt import Ask
from watchfloor.services.work.roster import Roster

DEADLINE_S = 60.0


class Desk:
    """A roster with all that it works with; `lines` are sent to whoever connects, `said` as they come."""

    def __init__(self, path: Path, flags: Callable[[Feed], Feed] = lambda feed: feed) -> None:
        self.path = path
        self.transport = ScriptTransport(self._play)
        self.broken = False  # the journal is closed
        self.session = Session()
        self.readers = Readers(lambda _event: None)
        self.writer = Writer.open(path, read=self.readers.read)
        self.views = SessionSink(self.session)
        self.hub = Hub([self.writer, self.views], transport=self.transport)
        self.vault = Vault(None, {})
        self.roster = Roster(
            self.hub,
            self.writer,
            self.readers,
            Accounts(self.vault),
            self.session,
            self.views.pace,
            flags,
        )

    async def _play(self, ask: Ask) -> AsyncGenerator[bytes, None]:
        yield b""
        first = int(ask.last_event_id or 0) + 1
        for number in range(first, first + 3):
            yield f'id: {number}\ndata: {{"n": {number}}}\n\n'.encode()
        await asyncio.Event().wait()

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(DEADLINE_S):
            while not holds():  # noqa: ASYNC110 - nothing tells of all of it
                await asyncio.sleep(0)

    def stored(self, name: str) -> int:
        row = self.session.channels.get(name)
        return 0 if row is None else row.totals.stored

    async def close(self) -> None:
        self.roster.close()
        await self.hub.close()
        await self.views.close()
        if not self.broken:
            await self.writer.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path / "a.watchfloor")
    yield desk
    await desk.close()


def entry(name: str = "a", **more: object) -> Entry:
    return Entry(feed=Feed(name=name, url="http://one.example/s", **more))  # type: ignore[arg-type]


def with_feed(of: Entry, **changes: object) -> Entry:
    return msgspec.structs.replace(of, feed=msgspec.structs.replace(of.feed, **changes))


async def test_a_feed_that_is_added_is_heard_shown_and_kept(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.writer.flush()
    assert desk.writer.resume("a").last_event_id == "3"
    assert [item.channel for item in desk.session.log.since(0)] == ["a"] * 3


async def test_it_may_wait_to_be_started(desk: Desk) -> None:
    channel = await desk.roster.add(entry(), start=False)
    assert channel.status.state is ChannelState.IDLE
    assert desk.transport.tries == []


async def test_a_name_is_given_once(desk: Desk) -> None:
    await desk.roster.add(entry(), start=False)
    with pytest.raises(KnownError, match="already a feed named 'a'"):
        await desk.roster.add(entry(), start=False)


async def test_nothing_is_left_of_a_feed_that_could_not_be_added(desk: Desk) -> None:
    await desk.writer.close()
    desk.broken = True
    with pytest.raises(Exception, match="closed"):
        await desk.roster.add(entry())
    assert desk.roster.entries == {}
    assert desk.session.channels == {}


async def test_a_feed_that_is_removed_while_it_is_added_stays_removed(desk: Desk) -> None:
    adding = asyncio.create_task(desk.roster.add(entry()))
    await asyncio.sleep(0)  # it waits for the journal
    await desk.roster.remove("a")
    with pytest.raises(KnownError, match="'a' was removed or changed"):
        await adding
    assert (desk.roster.entries, desk.hub.channels, desk.session.channels) == ({}, {}, {})
    await desk.roster.add(entry())  # the name is free
    await desk.until(lambda: desk.stored("a") == 3)


async def test_a_feed_that_is_changed_while_it_is_added_is_as_it_was_changed(desk: Desk) -> None:
    adding = asyncio.create_task(desk.roster.add(entry()))
    await asyncio.sleep(0)
    await desk.roster.change(with_feed(entry(), url="http://two.example/s"))
    with contextlib.suppress(KnownError):
        await adding
    assert desk.roster.entries["a"].feed.url == "http://two.example/s"
    assert desk.hub.channels["a"].feed.url == "http://two.example/s"
    assert "a" in desk.session.channels


async def test_a_change_of_patience_goes_on_from_the_last_id(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.change(with_feed(entry(), heartbeat_s=5.0))
    await desk.until(lambda: desk.stored("a") == 6)
    assert [tried.ask.last_event_id for tried in desk.transport.tries] == [b"", b"3"]


async def test_another_address_is_another_stream(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.change(with_feed(entry(), url="http://two.example/s"))
    await desk.until(lambda: len(desk.transport.tries) == 2)
    assert desk.transport.tries[1].ask.last_event_id == b""
    assert desk.session.channels["a"].url == "http://two.example/s"


async def test_another_meaning_needs_no_other_connection(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.change(msgspec.structs.replace(entry(), mapping=Mapping(title="n")))
    event = desk.session.log.since(0)[0]
    assert desk.session.read(event).title == "1"  # type: ignore[arg-type]
    assert len(desk.transport.tries) == 1


async def test_a_stopped_feed_that_is_changed_stays_stopped(desk: Desk) -> None:
    await desk.roster.add(entry(), start=False)
    await desk.roster.change(with_feed(entry(), heartbeat_s=5.0))
    assert desk.transport.tries == []


async def test_another_name_goes_on_with_everything(desk: Desk) -> None:
    await desk.roster.add(entry("a"))
    await desk.roster.add(entry("b"), start=False)
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.rename("a", with_feed(entry("z"), heartbeat_s=5.0))
    assert list(desk.roster.entries) == list(desk.session.channels) == ["z", "b"]
    await desk.until(lambda: desk.stored("z") == 6)
    assert [tried.ask.last_event_id for tried in desk.transport.tries] == [b"", b"3"]
    assert {item.channel for item in desk.session.log.since(0)} == {"z"}
    await desk.writer.flush()
    reader = Reader.open(desk.path, read=desk.readers.read)
    assert [channel.name for channel in await reader.channels()] == ["z", "b"]
    assert {row.event.channel for row in (await reader.page(limit=9)).rows} == {"z"}
    await reader.close()


async def test_a_name_that_is_taken_renames_nothing(desk: Desk) -> None:
    await desk.roster.add(entry("a"), start=False)
    await desk.roster.add(entry("b"), start=False)
    with pytest.raises(KnownError, match="already a feed named 'b'"):
        await desk.roster.rename("a", entry("b"))
    assert list(desk.session.channels) == ["a", "b"]


async def test_a_feed_that_is_removed_is_gone_and_its_events_are_kept(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.remove("a")
    assert desk.transport.open_now == 0
    assert list(desk.session.channels) == list(desk.hub.channels) == []
    await desk.writer.flush()
    assert desk.writer.resume("a").last_seq == 3


async def test_added_again_it_goes_on(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.remove("a")
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 6)
    assert desk.transport.tries[1].ask.last_event_id == b"3"


@pytest.mark.parametrize("begins_at", ["", "40"])
async def test_another_feed_of_that_name_is_not_asked_from_an_id_of_the_first(
    desk: Desk, begins_at: str
) -> None:
    """It is another server's id: that one would leave out what it believes to be known."""
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.remove("a")
    await desk.roster.add(with_feed(entry(), url="http://elsewhere/", last_event_id=begins_at))
    await desk.until(lambda: len(desk.transport.tries) == 2)
    assert (desk.transport.tries[1].ask.last_event_id or b"").decode() == begins_at


async def test_it_begins_where_it_was_told_to(desk: Desk) -> None:
    await desk.roster.add(entry(last_event_id="40"))
    await desk.until(lambda: desk.stored("a") == 3)
    assert desk.transport.tries[0].ask.last_event_id == b"40"


async def test_who_signs_in_goes_on_with_the_new_secret(desk: Desk) -> None:
    await desk.roster.add(entry(credential="desk"))
    await desk.until(lambda: desk.session.channels["a"].status.state is ChannelState.FAILED)
    assert desk.session.channels["a"].status.code == "unauthorized"
    places = places_of(desk.roster.entries["a"].feed)
    await desk.vault.keep("desk", (Bearer(token="t-1"),), places, lasting=False)
    await desk.roster.signed_in("a")
    await desk.until(lambda: desk.stored("a") == 3)
    assert ("Authorization", "Bearer t-1") in desk.transport.tries[-1].ask.secret_headers


async def test_flags_have_the_last_word_and_change_while_it_runs(tmp_path: Path) -> None:
    worn = {"heartbeat_s": 7.0}
    desk = Desk(tmp_path / "b.watchfloor", lambda feed: msgspec.structs.replace(feed, **worn))
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    await desk.roster.refit()
    assert len(desk.transport.tries) == 1  # they leave it as it was
    worn["heartbeat_s"] = 8.0
    await desk.roster.refit()
    await desk.until(lambda: desk.stored("a") == 6)
    assert desk.transport.tries[-1].ask.feed.heartbeat_s == 8.0
    assert desk.roster.entries["a"].feed.heartbeat_s is None
    await desk.close()


async def test_streaming_off_and_on_again_goes_on_where_it_was(tmp_path: Path) -> None:
    worn = {"sse_enabled": True}
    desk = Desk(tmp_path / "b.watchfloor", lambda feed: msgspec.structs.replace(feed, **worn))
    await desk.roster.add(entry())
    await desk.roster.add(entry("stopped"), start=False)
    await desk.until(lambda: desk.stored("a") == 3)
    worn["sse_enabled"] = False
    await desk.roster.refit()
    await desk.until(lambda: desk.session.channels["a"].status.state is ChannelState.FAILED)
    worn["sse_enabled"] = True
    await desk.roster.refit()
    await desk.until(lambda: desk.stored("a") == 6)
    assert desk.transport.tries[-1].ask.last_event_id == b"3"
    assert desk.session.channels["stopped"].status.state is ChannelState.IDLE
    await desk.close()


async def test_what_is_not_checked_and_the_colour_are_known_to_the_views(desk: Desk) -> None:
    unsafe = msgspec.structs.replace(entry(verify_tls=False), colour="#112233")
    await desk.roster.add(unsafe, start=False)
    row = desk.session.channels["a"]
    assert (row.insecure, row.colour) == (True, "#112233")
    await desk.roster.change(entry())
    assert (row.insecure, row.colour) == (False, "")


# -- its pace


def paced(pace: Pace) -> Entry:
    return msgspec.structs.replace(entry(), pace=pace)


async def test_the_views_hear_at_the_feeds_pace_and_the_journal_keeps_all(desk: Desk) -> None:
    await desk.roster.add(paced(Pace(kind="throttle", delay_s=3_600)))
    await desk.until(lambda: desk.stored("a") == 3)
    row = desk.session.channels["a"]
    await desk.until(lambda: row.events)
    shown = row.events
    assert shown < 3
    await desk.writer.flush()
    assert desk.writer.resume("a").last_seq == 3
    await desk.roster.change(paced(Pace()))  # what is pending is shown
    await desk.until(lambda: row.events + row.held_back == 3)


async def test_only_what_its_query_finds_is_shown(desk: Desk) -> None:
    await desk.roster.add(paced(Pace(where="data.n:>=3")))
    row_of = desk.session.channels.get
    await desk.until(lambda: (row := row_of("a")) is not None and row.events)
    row = desk.session.channels["a"]
    assert (row.events, row.held_back, row.totals.stored) == (1, 2, 3)
    await desk.roster.rename(
        "a", msgspec.structs.replace(paced(Pace(where="data.n:>=3")), feed=entry("z").feed)
    )
    await desk.until(lambda: desk.stored("z") == 6)
    await desk.until(lambda: desk.session.channels["z"].events == 4)


async def test_a_buffer_takes_the_last_of_a_burst(desk: Desk) -> None:
    async def burst(_ask: Ask) -> AsyncGenerator[bytes, None]:
        yield b""
        yield b"".join(b"id: %d\ndata: %d\n\n" % (number, number) for number in range(1, 101))
        await asyncio.Event().wait()

    desk.transport.play = burst
    await desk.roster.add(paced(Pace(kind="buffer", size=10)))
    await desk.until(lambda: "a" in desk.session.channels and desk.session.channels["a"].events == 10)
    row = desk.session.channels["a"]
    assert (row.held_back, row.totals.stored) == (90, 100)
    assert [item.data for item in desk.session.log.since(0)] == [str(n) for n in range(91, 101)]  # type: ignore[union-attr]


async def test_without_a_pace_nothing_is_held_back(desk: Desk) -> None:
    await desk.roster.add(entry())
    await desk.until(lambda: desk.stored("a") == 3)
    row = desk.session.channels["a"]
    assert (row.events, row.held_back) == (3, 0)
