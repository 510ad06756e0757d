"""Each preset's form gives the feed that wire.md, or the stream's own documentation, asks for."""

import jmespath
import msgspec
import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.feed import BackoffPolicy, Feed, PollingPolicy
from watchfloor.core.link import backoff
from watchfloor.core.preset.catalogue import PRESETS, preset, propose
from watchfloor.core.preset.system import SYSTEMS
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.generic import GenericProfile
from watchfloor.core.profiles.reading import Reading

BASE = "https://feeds.example.org/"


def test_the_strategist_is_one_feed_for_all_wards() -> None:
    feed = preset("strategist").feed(BASE, {"ward": "Ward 14"})

    assert feed == Feed(
        name="Political strategist · Ward 14",
        url="https://feeds.example.org/api/v1/strategist/feed",
        profile="strategist",
        backoff=backoff.STRATEGIST,
    )


def test_a_strategy_is_polled_and_ends() -> None:
    feed = preset("strategy").feed(BASE, {"strategy": "s:1"}, "Mine")
    root = "https://feeds.example.org/api/content-planning/strategies/s%3A1"

    assert preset("strategy").feed(BASE, {"strategy": "s1"}).ends_on == ("complete", "error")
    assert feed.name == "Mine"
    assert feed.url == root + "/stream"
    assert feed.backoff is backoff.STRATEGY
    assert feed.polling == PollingPolicy(url=root + "/status", every_s=10, give_up_s=300)


def test_the_map_asks_for_scope_and_since() -> None:
    feed = preset("map").feed("feeds.example.org", {"scope": "middle-east", "since": "2026-11-20T06:00:00Z"})

    assert feed == Feed(
        name="World map · middle-east",
        url="http://feeds.example.org/api/map-stream?scope=middle-east&since=1795154400",
        profile="map_stream",
        backoff=backoff.MAP,
        heartbeat_s=30,
    )
    assert preset("map").feed(BASE).url == "https://feeds.example.org/api/map-stream?scope=global"


def test_the_cockpit_falls_back_to_polling() -> None:
    feed = preset("cockpit").feed(BASE + "api", {"company": "acme", "channel": "report-updates"})
    query = "?companyId=acme&channel=report-updates"

    assert feed.url == "https://feeds.example.org/api/sse/stream" + query
    assert feed.polling == PollingPolicy(url="https://feeds.example.org/api/sse/poll" + query, every_s=5)
    assert feed.backoff is backoff.COCKPIT
    assert feed.heartbeat_s == 30
    assert feed.name == "Corporate cockpit · acme · report-updates"


def test_a_debate_closes_when_it_is_complete() -> None:
    feed = preset("debate").feed(BASE, {"debate": "d-7"})

    assert feed.url == "https://feeds.example.org/api/debates/d-7/stream"
    assert feed.ends_on == ("complete",)
    assert feed.heartbeat_s == 15
    assert feed.backoff == BackoffPolicy()


@pytest.mark.parametrize(
    ("name", "base", "answers", "words"),
    [
        ("debate", BASE, {}, "Debate id is missing"),
        ("debate", BASE, {"debate": "a b"}, "Debate id 'a b' cannot be right"),
        ("debate", "", {"debate": "d"}, "give the server's address"),
        ("debate", "ftp://x", {"debate": "d"}, "ftp:// is not"),
        ("map", BASE, {"scope": "moon"}, "Scope 'moon' is none of global, middle-east"),
        ("map", BASE, {"since": "yesterday"}, "Since 'yesterday' is no moment"),
        ("map", BASE, {"sinse": "1"}, "no field named sinse"),
        ("cockpit", BASE, {"company": "ACME"}, "Company 'ACME' cannot be right"),
        ("cockpit", BASE, {"company": "acme", "channel": "x"}, "Channel 'x' is none of"),
    ],
)
def test_a_wrong_field_is_named(name: str, base: str, answers: dict[str, str], words: str) -> None:
    with pytest.raises(KnownError, match=words.replace("?", r"\?")):
        preset(name).feed(base, answers)


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(KnownError, match="wikimedia-recentchange"):
        preset("nonsense")


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_recognised_by_its_address_and_adopted(name: str) -> None:
    known = PRESETS[name]
    answers = {q.key: q.default or "abc" for q in known.questions if not q.instant}
    feed = known.feed("" if known.base else BASE, answers)
    plain = Feed(name=feed.name, url=feed.url, headers=(("X-Kept", "1"),), verify_tls=False)

    assert propose(feed.url) is known
    adopted = known.adopt(plain)
    assert adopted == msgspec.structs.replace(feed, headers=plain.headers, verify_tls=False)
    assert profile(feed.profile).name == feed.profile
    if known not in SYSTEMS:
        assert known.documentation.startswith("https://")


def test_a_system_is_recognised_by_its_events_wherever_it_is() -> None:
    for known in SYSTEMS:
        assert propose("https://example.org/anything", ["connected", *known.types]) is known


@pytest.mark.parametrize("url", ["https://example.org/events", "https://example.org", "http://[", ""])
def test_any_other_address_is_generic(url: str) -> None:
    assert propose(url, ["message", "ping"]) is None


def _read(name: str, data: object) -> Reading:
    reader = GenericProfile(PRESETS[name].mapping)
    return reader.read(Event("c", 1, 0.0, "message", msgspec.json.encode(data).decode()))


def test_public_streams_are_read_by_their_documented_fields() -> None:
    wiki = _read(
        "wikimedia-recentchange",
        {
            "meta": {"dt": "2026-11-20T07:00:00Z"},
            "title": "Berlin",
            "user": "Ana",
            "server_name": "de.wikipedia.org",
            "wiki": "dewiki",
            "length": {"old": 1, "new": 512},
            "comment": "typo",
            "type": "edit",
        },
    )
    assert (wiki.title, wiki.source, wiki.metric, wiki.value, wiki.time_s) == (
        "Berlin",
        "Ana",
        "dewiki",
        512,
        1795158000,
    )

    created = _read(
        "wikimedia-page-create",
        {"page_title": "New", "database": "enwiki", "rev_len": 7, "performer": {"user_text": "Bo"}},
    )
    assert (created.title, created.source, created.value) == ("New", "Bo", 7)

    note = _read(
        "ntfy",
        {
            "id": "x",
            "time": 1795158000,
            "event": "message",
            "topic": "ops",
            "message": "Disk full",
            "priority": 5,
        },
    )
    assert (note.title, note.severity, note.source, note.kind) == ("Disk full", 5, "ops", "message")

    post = _read(
        "mastodon",
        {"created_at": "2026-11-20T07:00:00.000Z", "account": {"acct": "ana@e.org"}, "content": "<p>Hi</p>"},
    )
    assert (post.title, post.text, post.time_s) == ("ana@e.org", "<p>Hi</p>", 1795158000)

    ledger = _read(
        "stellar-ledgers",
        {"sequence": 7, "closed_at": "2026-11-20T07:00:00Z", "successful_transaction_count": 120},
    )
    assert (ledger.title, ledger.metric, ledger.value) == ("Ledger 7", "transactions", 120)

    state = {"state": "21.5", "attributes": {"friendly_name": "Hall"}}
    house = _read(
        "home-assistant",
        {
            "event_type": "state_changed",
            "time_fired": "2026-11-20T07:00:00+00:00",
            "data": {"entity_id": "sensor.hall", "new_state": state},
        },
    )
    assert (house.title, house.metric, house.value, house.kind) == (
        "Hall",
        "sensor.hall",
        21.5,
        "state_changed",
    )


def test_every_mapping_parses() -> None:
    for known in PRESETS.values():
        for expression in msgspec.structs.asdict(known.mapping).values() if known.mapping else ():
            if expression:
                jmespath.compile(expression)
