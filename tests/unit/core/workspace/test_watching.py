"""A workspace's rules and views as the window has them, and back."""

import msgspec

from watchfloor.core.watch.alert import FIRST_RULES, AlertRule
from watchfloor.core.watch.keepsake import Watching
from watchfloor.core.watch.saved_view import FIRST_VIEWS, SavedView
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.watching import first_workspace, watching_of, with_watching
from watchfloor.core.workspace.workspace import Rule, View, Workspace
from watchfloor.core.workspace.writing import write


def test_one_begins_with_the_usual_rules_and_views_and_they_survive_the_file() -> None:
    first = first_workspace()
    assert watching_of(first) == Watching(rules=FIRST_RULES, views=FIRST_VIEWS)
    assert watching_of(read(write(first)).workspace) == watching_of(first)


def test_all_of_a_rule_and_of_a_view_goes_both_ways() -> None:
    rule = AlertRule(name="r", kind="silent", channel="a", after_s=9.0, enabled=False)
    view = SavedView(name="v", query="x", feeds=("a",), columns=("time",), colour="#112233")
    watching = Watching(rules=(rule,), views=(view,))

    assert watching_of(with_watching(Workspace(), watching)) == watching


def test_what_is_unknown_stays_with_its_name_and_goes_with_it() -> None:
    before = Workspace(
        rules={"r": Rule(query="x", extra={"loud": True}), "gone": Rule(query="y")},
        views={"v": View(query="x", extra={"mood": "calm"})},
    )
    watching = watching_of(before)
    after = with_watching(before, msgspec.structs.replace(watching, rules=watching.rules[:1]))

    assert after.rules == {"r": before.rules["r"]}
    assert after.views == before.views
