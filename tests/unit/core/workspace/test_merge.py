"""Importing, exporting and renaming: nothing of one's own changes, names stay unique."""

import msgspec

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.merge import merge, rename, select
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.workspace import Entry, Graph, Layout, View, Workspace
from watchfloor.core.workspace.writing import write


def _entry(name: str, host: str = "") -> Entry:
    return Entry(feed=Feed(name=name, url=f"https://{host or name}.example.org/"))


OWN = Workspace(
    name="Own",
    entries=(_entry("a"), _entry("b")),
    views={"v": View(query="x")},
    graphs=(Graph(kind="rate", feed="a"),),
    colours={"edit": "#000000"},
    layouts={"wall": Layout(theme="dark")},
)


def test_the_same_is_not_taken_twice() -> None:
    merged, told = merge(OWN, msgspec.structs.replace(OWN, name="Other", layouts={}))

    assert merged == OWN
    assert told == ("The feed 'a' was there already.", "The feed 'b' was there already.")


def test_another_feed_of_a_known_name_gets_its_own_and_its_views_follow() -> None:
    other = Workspace(
        entries=(_entry("a", "elsewhere"), _entry("c")),
        views={"v": View(query="y", feeds=("a", "c"))},
        graphs=(Graph(kind="rate", feed="a"), Graph(kind="latency")),
        colours={"edit": "#ffffff", "log": "#111111"},
    )
    merged, told = merge(OWN, other)

    assert [feed.name for feed in merged.feeds] == ["a", "b", "a (2)", "c"]
    assert merged.views["v"] == OWN.views["v"]
    assert merged.views["v (2)"].feeds == ("a (2)", "c")
    assert merged.graphs == (*OWN.graphs, Graph(kind="rate", feed="a (2)"), Graph(kind="latency"))
    assert merged.colours == {"edit": "#000000", "log": "#111111"}
    assert told == (
        "Another feed is named 'a'; the new one is 'a (2)'.",
        "Another view is named 'v'; the new one is 'v (2)'.",
    )


def test_an_export_has_the_chosen_feeds_and_what_needs_no_others() -> None:
    workspace = msgspec.structs.replace(
        OWN,
        views={"all": View(query="x"), "b": View(feeds=("b",)), "a": View(feeds=("a",))},
        graphs=(Graph(kind="rate", feed="a"), Graph(kind="rate", feed="b"), Graph(kind="rate")),
    )
    chosen = select(workspace, ["b"])

    assert [feed.name for feed in chosen.feeds] == ["b"]
    assert list(chosen.views) == ["all", "b"]
    assert [graph.feed for graph in chosen.graphs] == ["b", ""]
    assert chosen.layouts == {}


def test_a_renamed_feed_is_renamed_everywhere() -> None:
    text = (
        'schema = 2\n\n# kept\n[feeds.a]\nurl = "http://a"  # beside\n\n[views.v]\nfeeds = ["a", "b"]\n\n'
        '[[graphs]]\nkind = "rate"\nfeed = "a"\n'
    )
    written = write(rename(read(text).workspace, "a", "z"))

    assert '# kept\n[feeds.z]\nurl = "http://a"  # beside\n' in written
    assert 'feeds = ["z", "b"]' in written
    assert 'feed = "z"' in written
