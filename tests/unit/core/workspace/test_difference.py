"""What a version of a workspace differs in from the next."""

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.difference import differences
from watchfloor.core.workspace.workspace import (
    Entry,
    Graph,
    Layout,
    LogLook,
    Look,
    Rule,
    Settings,
    View,
    Workspace,
)


def entry(name: str, url: str = "https://example.org/a") -> Entry:
    return Entry(feed=Feed(name=name, url=url))


BEFORE = Workspace(
    entries=(entry("wiki"), entry("map")),
    views={"mine": View(query="a")},
    rules={"down": Rule(kind="down")},
)


def test_the_same_differs_in_nothing() -> None:
    assert differences(BEFORE, BEFORE) == []


def test_what_has_a_name_is_named() -> None:
    after = Workspace(
        entries=(entry("map", "https://example.org/b"), entry("new")),
        views={"mine": View(query="a"), "other": View(query="b")},
        layouts={"wall": Layout(left="log")},
    )
    assert differences(BEFORE, after) == [
        "feed “new” added",
        "feed “wiki” removed",
        "feed “map” changed",
        "view “other” added",
        "alert rule “down” removed",
        "layout “wall” added",
    ]


def test_of_the_rest_it_is_said_that_it_changed() -> None:
    after = Workspace(
        name="Night",
        entries=BEFORE.entries,
        views=BEFORE.views,
        rules=BEFORE.rules,
        settings=Settings(map_events=9),
        graphs=(Graph(kind="rate"),),
        look=Look(log=LogLook(filter="b"), panels=Layout(left="log")),
    )
    assert differences(BEFORE, after) == [
        "name or remark changed",
        "graphs changed",
        "settings changed",
        "panels changed",
        "look changed",
    ]


def test_many_names_are_counted() -> None:
    after = Workspace(views={name: View() for name in "abcde"})
    assert differences(Workspace(), after) == ["view “a”, “b”, “c” + 2 added"]
