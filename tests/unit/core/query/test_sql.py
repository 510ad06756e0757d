"""A query as SQL: what the indexes are asked, said of the plan, so that no clock is needed."""

import pytest

from watchfloor.core.query.clause import join
from watchfloor.core.query.parser import parse
from watchfloor.core.query.sql import plan

NOW_S = 1_795_156_769.0


def test_words_go_to_the_full_text_index() -> None:
    found = plan(parse('"port closure" severity:>=4'), NOW_S)
    assert found.words == '("port closure")'
    assert "r.severity >= ?" in found.where
    assert found.parameters == [4.0]
    assert not found.needs_event


def test_words_with_and_or_and_not_go_there_together() -> None:
    found = plan(parse("(port OR harb*) (closure -drone)"), NOW_S)
    assert found.words == '((("port") OR ("harb" *)) AND ("closure")) NOT (("drone"))'
    assert found.where == "1"
    assert plan(parse("(a -b -d) OR c"), NOW_S).words == '(((("a")) NOT (("b") OR ("d"))) OR ("c"))'
    assert plan(parse("-b -c"), NOW_S).words == "", "what is only excluded is asked of each event"


def test_ranges_and_names_skip_whole_zones() -> None:
    found = plan(parse("type:drone time:>=now-1m value:[2 TO 3] near:(33,36,111km)"), NOW_S)
    for condition in (
        "z.kinds",
        "z.max_time_us >= ?",
        "z.max_value >= ?",
        "z.min_value <= ?",
        "z.max_lat >= ?",
    ):
        assert condition in found.zones
    assert not found.needs_event


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("severity:>3", "z.max_severity > ?"),
        ("severity:>=3", "z.max_severity >= ?"),
        ("severity:<3", "z.min_severity < ?"),
        ("severity:<=3", "z.min_severity <= ?"),
        ("severity:3", "z.max_severity >= ? AND z.min_severity <= ?"),
    ],
)
def test_an_end_that_is_excluded_rules_out_its_zones_too(text: str, zones: str) -> None:
    assert f"AND {zones})" in plan(parse(text), NOW_S).zones


def test_a_path_is_asked_of_the_events_that_have_its_words() -> None:
    found = plan(parse("source.name:Reuters"), NOW_S)
    assert found.words == '("reuters")'
    assert found.needs_event
    assert plan(parse("source.rank:7"), NOW_S).words == ""
    assert plan(parse("NOT source.name:Reuters"), NOW_S).words == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id:map-7", '("map 7")'),
        ("id:map-7*", '("map 7" *)'),
        ("id:map-*", ""),
        ("id:*7", ""),
        ("id:m?p", ""),
        ("source.rank:7*", ""),  # a number can be written in many ways
    ],
)
def test_an_id_is_looked_for_by_its_words_even_if_only_its_beginning_is_known(text: str, words: str) -> None:
    assert plan(parse(text), NOW_S).words == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("source.rank:7", ['"rank"']),
        ("data.value:>2 AND _exists_:Wind-Speed.0", ['"value"', '"wind speed"']),
        ("source.rank:high", []),  # that word says more
        ("NOT rank:7", []),
        ("rank:7 OR severity:3", []),
        ("severity:3 title:port", []),
    ],
)
def test_whoever_has_a_path_has_its_last_name(text: str, names: list[str]) -> None:
    assert plan(parse(text), NOW_S).names == names


def test_nothing_of_a_query_stands_in_the_sql_itself() -> None:
    hostile = "x'; DROP TABLE event; --"
    found = plan(
        parse(f'type:"{hostile}" title:"{hostile}" channel:"{hostile}" a.b:"{hostile}" "{hostile}"'), NOW_S
    )
    assert "drop" not in (found.where + found.zones).lower()
    assert "'" not in found.words


def test_wide_conditions_are_joined_in_balance() -> None:
    def depth(text: str) -> int:
        deepest = level = 0
        for character in text:
            level += {"(": 1, ")": -1}.get(character, 0)
            deepest = max(deepest, level)
        return deepest

    assert join("OR", ["a"]) == "(a)"
    assert join("OR", ["a", "b", "c"]) == "((a) OR (b OR c))"
    assert depth(join("OR", ["a"] * 4_000)) < 20
