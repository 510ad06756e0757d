"""Importing, exporting and renaming: nothing of one's own changes, names stay unique."""

import msgspec
import pytest

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.merge import merge, rename, select
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.workspace import (
    Curve,
    Entry,
    Graph,
    Highlight,
    Layout,
    LogLook,
    Look,
    Rule,
    View,
    Workspace,
)
from watchfloor.core.workspace.writing import write


def _entry(name: str, host: str = "") -> Entry:
    return Entry(feed=Feed(name=name, url=f"https://{host or name}.example.org/"))


OWN = Workspace(
    name="Own",
    entries=(_entry("a"), _entry("b")),
    views={"v": View(query="x")},
    graphs=(Graph(kind="rate", feed="a"),),
    rules={"down": Rule(kind="down")},
    highlights=(Highlight(query="x", colour="#000000"),),
    layouts={"wall": Layout(left="log")},
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
        rules={"down": Rule(kind="down", feed="a"), "quiet": Rule(kind="silent")},
        highlights=(*OWN.highlights, Highlight(query="y", colour="#ffffff")),
    )
    merged, told = merge(OWN, other)

    assert [feed.name for feed in merged.feeds] == ["a", "b", "a (2)", "c"]
    assert merged.views["v"] == OWN.views["v"]
    assert merged.views["v (2)"].feeds == ("a (2)", "c")
    assert merged.graphs == (*OWN.graphs, Graph(kind="rate", feed="a (2)"), Graph(kind="latency"))
    assert merged.rules["down (2)"] == Rule(kind="down", feed="a (2)")
    assert list(merged.rules) == ["down", "down (2)", "quiet"]
    assert merged.highlights == (*OWN.highlights, Highlight(query="y", colour="#ffffff"))
    assert told == (
        "Another feed is named 'a'; the new one is 'a (2)'.",
        "Another view is named 'v'; the new one is 'v (2)'.",
        "Another rule is named 'down'; the new one is 'down (2)'.",
    )


def test_an_export_has_the_chosen_feeds_and_what_needs_no_others() -> None:
    workspace = msgspec.structs.replace(
        OWN,
        views={"all": View(query="x"), "b": View(feeds=("b",)), "a": View(feeds=("a",))},
        rules={"a": Rule(kind="down", feed="a"), "any": Rule(kind="down")},
        look=Look(panels=Layout(left="log")),
        graphs=(
            Graph(kind="rate", feed="a"),
            Graph(kind="rate", feed="b"),
            Graph(kind="rate"),
            Graph(kind="rate", beside=(Curve(kind="rate", feed="a"),)),
        ),
    )
    chosen = select(workspace, ["b"])

    assert [feed.name for feed in chosen.feeds] == ["b"]
    assert list(chosen.views) == ["all", "b"]
    assert [graph.feed for graph in chosen.graphs] == ["b", ""]
    assert list(chosen.rules) == ["any"]
    assert (chosen.look, chosen.layouts) == (Look(), {})


def test_a_renamed_feed_is_renamed_everywhere() -> None:
    text = (
        'schema = 2\n\n# kept\n[feeds.a]\nurl = "http://a"  # beside\n\n[views.v]\nfeeds = ["a", "b"]\n\n'
        '[rules.r]\nkind = "down"\nfeed = "a"\n\n'
        '[[graphs]]\nkind = "rate"\n\n[[graphs.beside]]\nkind = "rate"\nfeed = "a"\n'
    )
    written = write(rename(read(text).workspace, "a", "z"))

    assert '# kept\n[feeds.z]\nurl = "http://a"  # beside\n' in written
    assert 'feeds = ["z", "b"]' in written
    assert written.count('feed = "z"') == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('channel:"a b" severity:>=3', 'channel:"z" severity:>=3'),
        ('x OR (channel:"a b" -channel:"a bc")', 'x OR (channel:"z" -channel:"a bc")'),
        ('title:"a b"', 'title:"a b"'),
        ("", ""),
    ],
)
def test_queries_that_name_a_feed_name_it_anew(query: str, expected: str) -> None:
    workspace = Workspace(
        views={"v": View(query=query)},
        rules={"r": Rule(query=query)},
        highlights=(Highlight(query=query, colour="#000000"),),
        look=Look(log=LogLook(filter=query)),
    )
    found = rename(workspace, "a b", "z")

    queries = (found.views["v"], found.rules["r"], found.highlights[0])
    assert {each.query for each in queries} == {expected}
    assert found.look.log.filter == expected


def test_a_bare_name_and_one_with_quotes_in_it_are_understood() -> None:
    bare = rename(Workspace(views={"v": View(query="channel:a x")}), "a", 'say "z"')

    assert bare.views["v"].query == r'channel:"say \"z\"" x'
    assert rename(bare, 'say "z"', "a").views["v"].query == 'channel:"a" x'
