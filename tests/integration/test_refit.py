"""Other settings while everything runs: the channel goes on from its last id, and the journal is whole."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.integration.fault_server import FaultServer, events, send, silence, sse
from tests.integration.watch import Watch, feed_of
from watchfloor.core.feed import Feed
from watchfloor.core.happening import AlertRaised
from watchfloor.core.session.session import Session
from watchfloor.core.setting import Settings
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Entry
from watchfloor.journal.audit import audit
from watchfloor.journal.reader.reader import Reader
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.hub import Hub
from watchfloor.services.channel.reading_sink import Readers, SessionSink
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.flag import Flags
from watchfloor.services.work.refit import DAY_S, keep_of
from watchfloor.services.work.roster import Roster


def test_settings_become_the_journals_bounds() -> None:
    assert keep_of(Settings()).max_age_s is None
    keep = keep_of(Settings(keep_days=7, keep_megabytes=100))
    assert (keep.max_age_s, keep.max_bytes) == (7 * DAY_S, 100_000_000)


class Desk:
    """A roster of one feed, its journal, and who watches both."""

    def __init__(self, path: Path, feed: Feed) -> None:
        self.feed = feed
        self.flags = Flags()
        self.watch = Watch()
        readers = Readers(lambda _event: None)
        self.writer = Writer.open(path, read=readers.read)
        session = Session()
        self.views = SessionSink(session)
        self.hub = Hub([self.writer, self.views, self.watch])
        self.roster = Roster(
            self.hub,
            self.writer,
            readers,
            Accounts(Vault(None, {})),
            session,
            self.views.pace,
            self._flagged,
        )

    def _flagged(self, feed: Feed) -> Feed:
        return self.flags.apply(feed)

    async def open(self) -> None:
        self.watch.follow(await self.roster.add(Entry(feed=self.feed), start=False))

    async def change(self, flags: Flags) -> None:
        self.flags, before = flags, self.hub.channels["feed"]
        await self.roster.refit()
        if self.hub.channels["feed"] is not before:
            self.watch.follow(self.hub.channels["feed"])

    async def close(self) -> None:
        self.roster.close()
        await self.hub.close()
        await self.views.close()
        await self.writer.close()


@asynccontextmanager
async def desk_of(path: Path, feed: Feed) -> AsyncIterator[Desk]:
    desk = Desk(path, feed)
    await desk.open()
    try:
        yield desk
    finally:
        await desk.close()


async def test_a_channel_goes_on_from_its_last_id_under_other_flags(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    first = [sse(), send(events(1, 3)), silence]
    second = [sse(), send(events(4, 6)), silence]
    async with FaultServer(first, second) as server, desk_of(path, feed_of(server.url)) as desk:
        desk.hub.channels["feed"].start()
        await desk.watch.until(lambda: len(desk.watch.events) == 3)
        await desk.change(Flags(breaker=False))
        assert not desk.hub.channels["feed"].feed.breaker.enabled
        assert (await server.asked(2)).last_event_id == "3"
        await desk.watch.until(lambda: len(desk.watch.events) == 6)
    assert [event.seq for event in desk.watch.events] == [1, 2, 3, 4, 5, 6]
    (account,) = audit(path).channels
    assert (account.totals.received, account.totals.stored, account.gaps) == (6, 6, [])


async def test_what_is_the_same_is_left_alone_and_what_rests_stays_so(tmp_path: Path) -> None:
    async with desk_of(tmp_path / "a.watchfloor", feed_of("http://127.0.0.1:9/")) as desk:
        before = desk.hub.channels["feed"]
        await desk.change(Flags())
        assert desk.hub.channels["feed"] is before
        await desk.change(Flags(sse=False))
        assert desk.hub.channels["feed"] is not before
        assert desk.hub.channels["feed"].status.state is ChannelState.IDLE


async def test_streaming_off_and_on_again_goes_on_where_it_was(tmp_path: Path) -> None:
    first, second = [sse(), send(events(1, 2)), silence], [sse(), send(events(3, 4)), silence]
    async with (
        FaultServer(first, second) as server,
        desk_of(tmp_path / "a.watchfloor", feed_of(server.url)) as desk,
    ):
        desk.hub.channels["feed"].start()
        await desk.watch.until(lambda: len(desk.watch.events) == 2)
        await desk.change(Flags(sse=False))
        assert "switched off" in (await desk.watch.until_state(ChannelState.FAILED)).reason
        await desk.change(Flags())
        await desk.watch.until(lambda: len(desk.watch.events) == 4)
        assert (await server.asked(2)).last_event_id == "2"


async def test_an_alert_is_kept_in_the_journal_where_it_happened(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    script = [sse(), send(events(1, 2)), silence]
    async with FaultServer(script) as server, desk_of(path, feed_of(server.url)) as desk:
        desk.hub.channels["feed"].start()
        await desk.watch.until(lambda: len(desk.watch.events) == 2)
        raised = AlertRaised(channel="feed", at_s=5.0, after_seq=2, rule="Fire", message="x", seq=2)
        desk.hub.channels["feed"].standing.tell(raised)
        await desk.writer.flush()
        reader = Reader.open(path)
        kept = [placed.happening for placed in await reader.happenings(0, 10)]
        await reader.close()
    assert raised in kept
    assert audit(path).ok
