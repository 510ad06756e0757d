"""What every broker promises, held by both."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import apsw
import pytest

from tests.integration.server.conftest import until
from watchfloor.core.error import BugError, KnownError
from watchfloor.server.broker import Broker
from watchfloor.server.record import Change, Document, Draft, FeedItem, Record
from watchfloor.server.redis_broker import NEWS, RedisBroker
from watchfloor.server.sqlite_broker import SqliteBroker


@pytest.fixture
def news() -> list[Record]:
    return []


@pytest.fixture(params=["sqlite", "redis"])
async def broker(
    request: pytest.FixtureRequest, tmp_path: Path, redis_address: str, news: list[Record]
) -> AsyncIterator[Broker]:
    made: Broker = (
        SqliteBroker(str(tmp_path / "feed.sqlite"))
        if request.param == "sqlite"
        else RedisBroker(redis_address)
    )
    await made.open(news.extend, lambda: None)
    yield made
    await made.close()


def draft(stream: str, value: object = 1, *, at_s: float = 0.0, keep: int = 100) -> Draft:
    return Draft(stream, "tick", f'{{"value": "{value}"}}'.encode(), at_s, keep)


async def publish(broker: Broker, *drafts: Draft) -> list[Record]:
    records = await broker.commit(Change(drafts=drafts))
    assert records is not None
    return records


def numbers(records: Sequence[Record]) -> list[int]:
    return [record.seq for record in records]


async def test_each_stream_counts_for_itself_without_holes(broker: Broker) -> None:
    await publish(broker, draft("a"), draft("b"), draft("a"))
    await publish(broker, draft("b"), draft("a", "ü\\n"))
    assert numbers(await broker.after("a", 0, 10)) == [1, 2, 3]
    assert numbers(await broker.after("b", 1, 10)) == [2]
    assert (await broker.head("a"), await broker.head("never")) == (3, 0)
    assert (await broker.after("a", 2, 10))[0] == Record("a", 3, "tick", '{"value": "ü\\n"}'.encode(), 0.0)


async def test_many_publishers_get_one_row_of_numbers(broker: Broker) -> None:
    async def publisher(count: int) -> None:
        for _ in range(count):
            await publish(broker, draft("a"), draft("a"))

    await asyncio.gather(*(publisher(10) for _ in range(10)))
    assert numbers(await broker.after("a", 0, 1000)) == [*range(101, 201)]
    assert await broker.head("a") == 200


async def test_retention_is_exact(broker: Broker) -> None:
    for number in range(12):
        await publish(broker, draft("a", number, keep=5))
    assert numbers(await broker.after("a", 0, 100)) == [8, 9, 10, 11, 12]
    assert await broker.history_size("a") == 5
    await publish(broker, draft("ab", keep=5), draft("b", keep=5))
    assert (await broker.history_size("a"), await broker.history_size("c")) == (6, 0)


async def test_pages_end_where_they_are_told(broker: Broker) -> None:
    await publish(broker, *(draft("a", number) for number in range(7)))
    assert numbers(await broker.after("a", 2, 3)) == [3, 4, 5]


async def test_the_place_of_a_time(broker: Broker) -> None:
    await publish(broker, *(draft("a", at_s=at_s) for at_s in (10.0, 20.5, 20.5, 30.0)))
    places = [await broker.seq_before("a", at_s) for at_s in (5.0, 10.0, 20.4, 20.5, 30.0, 99.0)]
    assert places == [0, 1, 1, 3, 4, 4]
    assert await broker.seq_before("never", 1.0) == 0


async def test_news_is_delivered_in_order(broker: Broker, news: list[Record]) -> None:
    await asyncio.gather(*(publish(broker, draft("a", number)) for number in range(50)))
    async with asyncio.timeout(20):
        while len(news) < 50:  # noqa: ASYNC110 -- the broker signals nobody but us
            await asyncio.sleep(0.005)
    assert numbers(news) == list(range(1, 51))


async def test_documents_change_only_from_the_version_that_was_read(broker: Broker) -> None:
    first = Document("run", "x", 0, True, b'"1"')
    assert await broker.commit(Change(documents=(first,), drafts=(draft("a"),))) is not None
    assert await broker.commit(Change(documents=(first,), drafts=(draft("a"),))) is None
    read = await broker.document("run", "x")
    assert read == Document("run", "x", 1, True, b'"1"')
    second = Document("run", "x", 1, False, b'"2"')
    assert await broker.commit(Change(documents=(second,))) == []
    assert await broker.commit(Change(documents=(second,), drafts=(draft("a"),))) is None
    assert await broker.document("run", "x") == Document("run", "x", 2, False, b'"2"')
    assert await broker.head("a") == 1, "what was refused has published something"
    assert await broker.document("run", "y") is None


async def test_documents_are_listed_by_age_and_activity(broker: Broker) -> None:
    for key, active in (("a", True), ("b", False), ("c", True), ("d", True)):
        await broker.commit(Change(documents=(Document("run", key, 0, active, b"{}"),)))
    await broker.commit(Change(documents=(Document("run", "a", 1, False, b"{}"),)))
    assert [document.id for document in await broker.documents("run", active=True)] == ["c", "d"]
    assert [document.id for document in await broker.documents("run", active=False)] == ["a", "b"]
    assert await broker.documents("debate", active=True) == []


async def test_forgetting_takes_the_ended_alone_and_their_stream(broker: Broker) -> None:
    for key, active in (("a", True), ("b", False)):
        await broker.commit(Change(documents=(Document("run", key, 0, active, b"{}"),), drafts=(draft(key),)))
        await broker.forget("run", key, key, for_good=True)
    assert (await broker.document("run", "a"), await broker.head("a")) != (None, 0)
    assert (await broker.document("run", "b"), await broker.head("b")) == (None, 0)
    assert await broker.after("b", 0, 10) == []
    again = await broker.commit(
        Change(documents=(Document("run", "b", 0, True, b"{}"),), drafts=(draft("b"),))
    )
    assert again is not None
    assert numbers(again) == [1]


async def test_a_stream_that_begins_anew_goes_on_counting(broker: Broker) -> None:
    ended = Document("run", "a", 0, False, b"{}")
    await broker.commit(Change(documents=(ended,), drafts=(draft("s"), draft("s"))))
    await broker.forget("run", "a", "s", for_good=False)
    assert (await broker.head("s"), await broker.after("s", 0, 10)) == (2, [])
    assert await broker.commit(Change(documents=(ended,))) is not None
    assert numbers(await publish(broker, draft("s"))) == [3]


def item(key: str, at_s: float) -> FeedItem:
    return FeedItem(id=key, title=f"{key} ü", published_at=at_s, tags='["x"]')


async def test_items_are_read_once_earliest_first(broker: Broker) -> None:
    assert await broker.add_items([item("b", 2.0), item("a", 1.5), item("a", 9.0)]) == 2
    assert await broker.add_items([item("b", 2.0), item("c", 0.5)]) == 1
    unread = await broker.unread_items(2)
    assert unread == [item("c", 0.5), item("a", 1.5)]
    assert await broker.commit(Change(taking="c", drafts=(draft("m"),))) is not None
    assert await broker.commit(Change(taking="c", drafts=(draft("m"),))) is None
    assert [found.id for found in await broker.unread_items(10)] == ["a", "b"]
    assert await broker.add_items([item("c", 0.5)]) == 0
    assert await broker.head("m") == 1
    assert await broker.add_items([]) == 0


async def test_read_items_are_forgotten_beyond_a_number_oldest_first(broker: Broker) -> None:
    await broker.add_items([item(str(number), float(number)) for number in range(6)])
    for number in range(5):
        await broker.commit(Change(taking=str(number)))
    await broker.trim_items(2)
    assert await broker.add_items([item(str(number), float(number)) for number in range(6)]) == 3
    assert len(await broker.unread_items(10)) == 4


async def test_a_lost_answer_does_not_publish_twice(redis_address: str) -> None:
    """The link breaks when Redis has done the work and not yet said so; the question is asked again."""
    host, port = redis_address.removeprefix("redis://").partition("/")[0].split(":")
    proxy = _LosingProxy(host, int(port))
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    broker = RedisBroker(f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}/0")
    await broker.open(lambda _: None, lambda: None)
    await publish(broker, draft("a"))  # the script is known to Redis from here on
    proxy.lose_next = True
    assert numbers(await publish(broker, draft("a"))) == [2]
    assert proxy.lost == 1
    assert await broker.head("a") == 2
    await broker.close()
    server.close()
    await proxy.close()


class _LosingProxy:
    """Passes bytes on, and once, when told, drops the connection instead of the answer to a commit."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.lose_next = False
        self.lost = 0
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream, onward = await asyncio.open_connection(self._host, self._port)
        self._writers += [writer, onward]
        armed = asyncio.Event()
        for task in (
            asyncio.create_task(self._pass_on(reader, onward, writer, armed, is_question=True)),
            asyncio.create_task(self._pass_on(upstream, writer, onward, armed, is_question=False)),
        ):
            self._tasks.add(task)

    async def _pass_on(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        other: asyncio.StreamWriter,
        armed: asyncio.Event,
        *,
        is_question: bool,
    ) -> None:
        while data := await source.read(65_536):
            if is_question and self.lose_next and b"EVALSHA" in data:
                self.lose_next = False
                armed.set()
            elif not is_question and armed.is_set():
                self.lost += 1
                target.transport.abort()
                break
            target.write(data)
        other.close()
        target.close()

    async def close(self) -> None:
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def test_leases_are_for_one_at_a_time(redis_address: str) -> None:
    broker = RedisBroker(redis_address)
    await broker.open(lambda _: None, lambda: None)
    assert await broker.lease("job", "one", 60.0)
    assert not await broker.lease("job", "two", 60.0)
    assert await broker.lease("job", "one", 60.0)
    await broker.release("job", "two")
    assert not await broker.lease("job", "two", 60.0)
    await broker.release("job", "one")
    assert await broker.lease("job", "two", 0.05)
    async with asyncio.timeout(20):
        while not await broker.lease("job", "one", 60.0):  # noqa: ASYNC110 -- a lease runs out unheard
            await asyncio.sleep(0.01)
    await broker.close()


async def test_nodes_count_each_other(redis_address: str) -> None:
    broker = RedisBroker(redis_address)
    await broker.open(lambda _: None, lambda: None)
    assert await broker.census("one", {"acme": 3}, 60.0) == []
    assert await broker.census("two", {}, 60.0) == [{"acme": 3}]
    assert await broker.census("one", {"acme": 2}, 60.0) == [{}]
    await broker.close()


async def test_a_file_belongs_to_one_server(tmp_path: Path) -> None:
    path = str(tmp_path / "feed.sqlite")
    first = SqliteBroker(path)
    await first.open(lambda _: None, lambda: None)
    with pytest.raises(KnownError, match="Another feed server is using"):
        await SqliteBroker(path).open(lambda _: None, lambda: None)
    await first.close()
    second = SqliteBroker(path)
    await second.open(lambda _: None, lambda: None)
    await second.close()
    with pytest.raises(KnownError, match="closed"):
        await second.head("a")


@pytest.mark.parametrize(
    "content", [b"this is no database, only text" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
async def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=r"cannot use .*notes\.txt"):
        await SqliteBroker(str(path)).open(lambda _: None, lambda: None)
    assert path.read_bytes() == content


@pytest.mark.parametrize("mine", ["PRAGMA application_id = 7", "CREATE TABLE bookmark(url)"])
async def test_another_programs_database_is_left_alone(tmp_path: Path, mine: str) -> None:
    path = tmp_path / "places.sqlite"
    other = apsw.Connection(str(path))
    other.execute(mine)
    other.close()
    before = path.read_bytes()
    with pytest.raises(KnownError, match="holds something else than feeds"):
        await SqliteBroker(str(path)).open(lambda _: None, lambda: None)
    assert path.read_bytes() == before


async def test_a_redis_that_is_not_there_is_said_without_its_password() -> None:
    broker = RedisBroker("redis://user:secret@127.0.0.1:1/0")
    with pytest.raises(KnownError, match=r"cannot use Redis at 127\.0\.0\.1:1") as caught:
        await broker.open(lambda _: None, lambda: None)
    assert "secret" not in str(caught.value)
    await broker.close()


@pytest.mark.logs("link to the other nodes broken")
async def test_what_is_no_news_of_ours_makes_no_node_deaf(redis_address: str, news: list[Record]) -> None:
    import redis.asyncio

    linked = asyncio.Event()
    broker = RedisBroker(redis_address)
    await broker.open(news.extend, linked.set)
    linked.clear()
    client = redis.asyncio.Redis.from_url(redis_address)
    await client.publish(NEWS, b"hello")
    await client.aclose()
    async with asyncio.timeout(10):
        await linked.wait()  # again: what came meanwhile is read from the store
        await publish(broker, draft("a"))
        await until(lambda: numbers(news) == [1])
    await broker.close()


async def test_a_value_that_cannot_be_kept_harms_no_other(tmp_path: Path) -> None:
    broker = SqliteBroker(str(tmp_path / "feed.sqlite"))
    await broker.open(lambda _: None, lambda: None)
    good = publish(broker, draft("a"))
    bad = broker.head("\ud800")
    kept, refused = await asyncio.gather(good, bad, return_exceptions=True)
    assert isinstance(kept, list)
    assert isinstance(refused, BugError)
    assert await broker.head("a") == 1
    await broker.close()
