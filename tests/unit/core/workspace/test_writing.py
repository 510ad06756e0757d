"""Workspaces as they are written: one form, what differs, people's words where they were, no secret."""

import tomllib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.workspace.test_reading import FULL
from watchfloor.core.error import KnownError
from watchfloor.core.feed import BackoffPolicy, BreakerPolicy, Feed, PollingPolicy
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.toml import text_of
from watchfloor.core.workspace.workspace import (
    HEAD,
    Comment,
    Curve,
    Entry,
    Graph,
    Highlight,
    Layout,
    LogLook,
    Look,
    MapLook,
    Pace,
    Rule,
    Settings,
    View,
    Workspace,
)
from watchfloor.core.workspace.writing import write

URL = "https://example.org/sse"


def test_a_file_in_the_usual_form_comes_back_as_it_was() -> None:
    assert write(read(FULL).workspace) == FULL


def test_an_empty_workspace_says_what_it_is() -> None:
    assert write(Workspace()) == f"# {HEAD}\nschema = 2\n"
    assert read(write(Workspace())).workspace == Workspace()


def test_only_what_differs_is_written() -> None:
    workspace = Workspace(entries=(Entry(feed=Feed(name="a b", url=URL)),))

    assert write(workspace).endswith(f'schema = 2\n\n[feeds."a b"]\nurl = "{URL}"\n')


def test_comments_stay_where_they_were() -> None:
    text = (
        "# Ours\n#\n# since spring\nschema = 2  # of the form\n\n"
        "# The map\n# of the world\n[feeds.map] # main\n"
        'url = "https://example.org/"\n# agreed with ops\nheartbeat_s = 30 # seconds\n'
        "columns2 = [ # inside\n  1, # one\n]\n\n# below all\n"
    )
    written = write(read(text).workspace)

    assert written == (
        "# Ours\n#\n# since spring\nschema = 2  # of the form\n\n"
        "# The map\n# of the world\n[feeds.map]  # main\n"
        'url = "https://example.org/"\n# agreed with ops\nheartbeat_s = 30  # seconds\n'
        "# inside\n# one\ncolumns2 = [1]\n\n# below all\n"
    )
    assert write(read(written).workspace) == written


def test_a_default_with_a_comment_is_kept_with_it() -> None:
    text = (
        'schema = 2\n\n[settings]\nmap_events = 300  # agreed\n\n[feeds.a]\nurl = "https://example.org/"\n'
        "http2 = false  # the proxy buffers\n\n[feeds.a.breaker]\nthreshold = 5  # agreed too\n"
    )

    assert write(read(text).workspace) == text.replace("schema", f"# {HEAD}\nschema")


def test_a_feeds_comments_go_with_it() -> None:
    found = read(
        'schema = 2\n# one\n[feeds.a]\nurl = "http://a"\n# two\n[feeds.b]\nurl = "http://b"\n'
    ).workspace
    written = write(msgspec.structs.replace(found, entries=found.entries[1:]))

    assert "# two\n[feeds.b]" in written
    assert "# one" not in written


def test_what_is_known_stands_before_what_was_not() -> None:
    extra = {"url": "http://other", "backoff": {"max_s": 1, "shape": "sine"}}
    feed = Feed(name="a", url=URL, backoff=BackoffPolicy(max_s=9))
    written = write(Workspace(entries=(Entry(feed=feed, extra=extra),)))

    assert read(written).workspace.feeds == [feed]
    assert 'shape = "sine"' in written


def test_headers_that_come_twice_are_pairs() -> None:
    headers = (("X-A", "1"), ("X-A", "2"))
    workspace = Workspace(entries=(Entry(feed=Feed(name="a", url=URL, headers=headers)),))

    assert 'headers = [["X-A", "1"], ["X-A", "2"]]' in write(workspace)
    assert read(write(workspace)).workspace.feeds[0].headers == headers


def test_a_body_of_lines_is_written_in_lines() -> None:
    body = '{\n  "question": "what is \\"new\\"?",\n  "say": """triple"""\n}\n'
    workspace = Workspace(entries=(Entry(feed=Feed(name="a", url=URL, method="POST", body=body)),))

    assert '"""\n{\n  \\"question\\"' in write(workspace)
    assert read(write(workspace)).workspace.feeds[0].body == body


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_survives(name: str) -> None:
    preset = PRESETS[name]
    answers = {q.key: q.default or "abc" for q in preset.questions if not q.instant}
    feed = preset.feed("https://example.org", answers)
    workspace = Workspace(entries=(Entry(feed=feed, mapping=preset.mapping),))

    assert read(write(workspace)).workspace == workspace


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (Feed(name="a", url=URL, headers=(("Authorization", "Bearer s3cret"),)), "bearer token"),
        (Feed(name="a", url=URL, headers=(("Cookie", "sid=s3cret"),)), "cookies"),
        (Feed(name="a", url=URL, headers=(("X-Api-Key", "s3cret"),)), "secret header"),
        (Feed(name="a", url=URL + "?access_token=s3cret"), "secret in the address"),
        (Feed(name="a", url="https://me:s3cret@example.org/"), "user and password"),
        (Feed(name="a", url=URL, proxy="http://me:s3cret@proxy:1"), "password of the proxy"),
        (Feed(name="a", url=URL, body="password=s3cret"), "request body"),
        (
            Feed(name="a", url=URL, client_cert_file="a.pem", client_key_password="s3cret"),
            "client certificate",
        ),
    ],
)
def test_a_secret_is_refused_by_its_kind_and_never_shown(feed: Feed, words: str) -> None:
    with pytest.raises(KnownError, match=words) as caught:
        write(Workspace(entries=(Entry(feed=feed),)))

    assert "s3cret" not in str(caught.value)


_TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
_NAME = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=10)
_NUMBER = st.floats(0.1, 3600).map(lambda number: round(number, 3))
_FEED = st.builds(
    Feed,
    name=_NAME,
    url=st.just(URL),
    method=st.sampled_from(["GET", "POST"]),
    headers=st.lists(st.tuples(st.sampled_from(["X-A", "X-B"]), _NAME), max_size=3).map(tuple),
    last_event_id=_TEXT,
    credential=_TEXT,
    backoff=st.builds(
        BackoffPolicy, initial_s=_NUMBER, tries=st.none() | st.integers(1, 9), jitter=st.booleans()
    ),
    breaker=st.builds(BreakerPolicy, threshold=st.integers(1, 9), open_s=_NUMBER),
    polling=st.none() | st.builds(PollingPolicy, url=st.just(URL), every_s=_NUMBER),
    heartbeat_s=st.none() | _NUMBER,
    ends_on=st.lists(_NAME, max_size=2).map(tuple),
    verify_tls=st.booleans(),
)
_LEAF = (
    st.none().map(lambda _: True)
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | _TEXT
    | st.dates()
)
_EXTRA = st.dictionaries(
    _TEXT.map("plugin ".__add__),
    st.recursive(
        _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3)
    ),
    max_size=2,
)
_LAYOUT = st.builds(
    Layout,
    left=_TEXT,
    hidden=st.lists(_TEXT, max_size=2).map(tuple),
    floating=st.dictionaries(_TEXT, st.tuples(*[st.integers(-9_000, 9_000)] * 4), max_size=2),
    state=_TEXT,
)
_WORKSPACE = st.builds(
    Workspace,
    name=_TEXT,
    about=_TEXT,
    settings=st.builds(Settings, map_events=st.integers(1, 50_000), graph_span_s=st.floats(10)),
    entries=st.lists(
        st.builds(
            Entry,
            feed=_FEED,
            mapping=st.none() | st.just(Mapping(time="a.b")),
            pace=st.builds(Pace, kind=st.sampled_from(["all", "buffer"]), size=st.integers(1, 100)),
            colour=st.sampled_from(["", "#0a1B2c"]),
        ),
        max_size=3,
        unique_by=lambda entry: entry.feed.name,
    ).map(tuple),
    views=st.dictionaries(
        _TEXT, st.builds(View, query=st.just("a"), feeds=st.lists(_TEXT, max_size=2).map(tuple))
    ),
    rules=st.dictionaries(
        _TEXT,
        st.builds(Rule, kind=st.sampled_from(["silent", "down"]), after_s=st.floats(1, 86_400), feed=_TEXT),
    ),
    highlights=st.lists(st.builds(Highlight, query=st.just("a"), colour=st.just("#0a1B2c")), max_size=2).map(
        tuple
    ),
    look=st.builds(
        Look,
        panels=_LAYOUT,
        log=st.builds(
            LogLook,
            filter=_TEXT,
            columns=st.lists(_TEXT, max_size=3).map(tuple),
            widths=st.dictionaries(_TEXT, st.integers(0, 900), max_size=2),
        ),
        map=st.builds(
            MapLook,
            region=_TEXT,
            box=st.none() | st.tuples(_NUMBER, _NUMBER, _NUMBER, _NUMBER),
            heat=st.booleans(),
        ),
    ),
    graphs=st.lists(
        st.builds(
            Graph,
            kind=st.just("rate"),
            title=_TEXT,
            threshold=st.none() | _NUMBER,
            beside=st.lists(
                st.builds(Curve, kind=st.just("latency"), feed=_TEXT, colour=st.just("#ffffff")), max_size=2
            ).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    layouts=st.dictionaries(_TEXT, _LAYOUT, max_size=2),
)


@given(_WORKSPACE)
def test_every_workspace_survives_its_file(workspace: Workspace) -> None:
    text = write(workspace)

    assert read(text).workspace == workspace
    assert write(read(text).workspace) == text


@pytest.mark.parametrize(("value", "text"), [(float("nan"), "nan"), (float("-inf"), "-inf"), (1e22, "1e+22")])
def test_unusual_numbers_are_written_as_toml_has_them(value: float, text: str) -> None:
    assert text_of({"a": value}, {}) == f"a = {text}\n"
    assert repr(tomllib.loads(f"a = {text}")["a"]) == repr(value)


@given(_EXTRA)
def test_every_tree_survives_the_writer(tree: dict[str, object]) -> None:
    assert tomllib.loads(text_of(tree, {})) == tree


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"])).map(str.strip), max_size=3).map(
        tuple
    )
)
def test_comments_of_any_words_stay_comments(words: tuple[str, ...]) -> None:
    comment = Comment(above=words, beside=words[0] if words else "")
    text = text_of(
        {"a": 1, "b": {"c": 2}}, {("a",): comment, ("b",): comment, ("b", "c"): comment, (): comment}
    )

    assert tomllib.loads(text) == {"a": 1, "b": {"c": 2}}
