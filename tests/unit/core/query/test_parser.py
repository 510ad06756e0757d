"""The query language: what can be written, and what is said of what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query.error import QueryError
from watchfloor.core.query.parser import MAX_DEPTH, MAX_LENGTH, parse
from watchfloor.core.query.tree import (
    All,
    And,
    Exists,
    Field,
    Moment,
    Near,
    Node,
    Not,
    Number,
    Or,
    Pattern,
    Span,
    Text,
    Within,
    Words,
)
from watchfloor.core.query.value import HALFWAY_ROUND_KM
from watchfloor.core.query.wording import ANY, ONE, words_of


def word(text: str) -> Text:
    return Text(words_of(text))


def field(path: str, text: str) -> Field:
    return Field(tuple(path.split(".")), words_of(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("  \n ", All()),
        ("*", All()),
        ("*:*", All()),
        ("port", word("port")),
        ("Port", word("port")),
        ("port closure", And((word("port"), word("closure")))),
        ("port AND closure", And((word("port"), word("closure")))),
        ("port && closure", And((word("port"), word("closure")))),
        ("port OR closure", Or((word("port"), word("closure")))),
        ("port || closure", Or((word("port"), word("closure")))),
        ("a OR b c OR d", Or((word("a"), And((word("b"), word("c"))), word("d")))),
        ("(a OR b) c", And((Or((word("a"), word("b"))), word("c")))),
        ("-port", Not(word("port"))),
        ("!port", Not(word("port"))),
        ("NOT port", Not(word("port"))),
        ("NOT NOT port", word("port")),
        ("+port -closure", And((word("port"), Not(word("closure"))))),
        ("-(a b)", Not(And((word("a"), word("b"))))),
        ('"port closure"', word("port closure")),
        ('"a \\"b\\" *"', Text(Words(("a", "b"), 'a "b" *'))),
        ("por*", Text(Words((f"por{ANY}",), f"por{ANY}"))),
        ("p?rt", Text(Words((f"p{ONE}rt",), f"p{ONE}rt"))),
        ("a\\*b", Text(Words(("a", "b"), "a*b"))),
        ("ANDroid", word("android")),
        ("port-closure", Text(Words(("port", "closure"), "port-closure"))),
        ("http://example.org/x", word("http://example.org/x")),
        ("/por(t|k)/", Text(Pattern("por(t|k)"))),
        ("/a\\/b/", Text(Pattern("a\\/b"))),
        ("/(a+)+b/", Text(Pattern("(a+)+b"))),
        ("a\\~2", word("a~2")),
        ("type:drone", field("type", "drone")),
        ("type:(airstrike OR drone)", Or((field("type", "airstrike"), field("type", "drone")))),
        ("type:(-airstrike drone)", And((Not(field("type", "airstrike")), field("type", "drone")))),
        ("source.name:Reuters", field("source.name", "reuters")),
        ('title:"port closure"', field("title", "port closure")),
        ("a\\.b.c:x", Field(("a.b", "c"), words_of("x"))),
        ("source.url:https://x.y/z", field("source.url", "https://x.y/z")),
        ("title:/^x/", Field(("title",), Pattern("^x"))),
        ("severity:4", Field(("severity",), Number(4.0, words_of("4")))),
        ("severity:>=4", Field(("severity",), Span(4.0, None))),
        ("severity:> 4", Field(("severity",), Span(4.0, None, with_low=False))),
        ("severity:<=4", Field(("severity",), Span(None, 4.0))),
        ("severity:<4", Field(("severity",), Span(None, 4.0, with_high=False))),
        ("data.value:[2 TO 3]", Field(("data", "value"), Span(2.0, 3.0))),
        ("x:{-1.5 TO 1e3]", Field(("x",), Span(-1.5, 1000.0, with_low=False))),
        ("x:[* TO 3}", Field(("x",), Span(None, 3.0, with_high=False))),
        ("x:[a TO f]", Field(("x",), Span("a", "f"))),
        (
            "x:[1700000000 TO now]",
            Field(("x",), Span(Moment(1_700_000_000.0, 1.0), Moment(0.0, relative=True))),
        ),
        ("x:7", Field(("x",), Number(7.0, words_of("7")))),
        ("x:*", Field(("x",), Exists())),
        ("_exists_:a.b", Field(("a", "b"), Exists())),
        (
            "time:[now-1h TO now]",
            Field(("time",), Span(Moment(-3600.0, relative=True), Moment(0.0, relative=True))),
        ),
        ("time:>2026-11-20", Field(("time",), Span(Moment(1795132800.0, 86400.0), None, with_low=False))),
        ("received_at:2026-11-20T06:39Z", Field(("received",), Moment(1795156740.0, 60.0))),
        ("received:2026-11-20T06:39Z", Field(("received",), Moment(1795156740.0, 60.0))),
        ("near:(33.5,36.3,200km)", Near(33.5, 36.3, 200.0)),
        ("near:( -33.5, 36 , 500m )", Near(-33.5, 36.0, 0.5)),
        ("near:(1,2,10mi)", Near(1.0, 2.0, 16.09344)),
        ("near:(1,2,10)", Near(1.0, 2.0, 10.0)),
        (f"near:(1,2,{'9' * 400}km)", Near(1.0, 2.0, HALFWAY_ROUND_KM)),
        ("within:(12,32,42,60)", Within(12.0, 32.0, 42.0, 60.0)),
        ("within:( -50.5, 160 ,10,-150 )", Within(-50.5, 160.0, 10.0, -150.0)),
    ],
)
def test_what_can_be_written(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "message", "expected"),
    [
        ("foo AND", 7, "The query ends here", "a word"),
        ("foo OR OR bar", 7, "OR has nothing before it", "a word"),
        ("type:(foo OR", 12, "The query ends here", "a word"),
        ("type:(OR foo)", 6, "OR has nothing before it", "a word"),
        ("type:(foo AND )", 14, "')' cannot stand here", "a word"),
        ("AND foo", 0, "AND has nothing before it", "a word"),
        ("(foo", 0, "This ( is never closed", ") at the end"),
        ("foo)", 3, "This ) closes nothing", "the end"),
        ("()", 1, "Nothing is in these brackets", "a word"),
        ("foo -", 4, "Nothing follows this -", "a word"),
        ('a "foo', 2, "This quotation mark is never closed", '"'),
        ("severity:", 9, "Nothing stands after severity:", "a number"),
        ("severity: 4", 9, "Nothing stands after severity:", "a number"),
        ("severity:high", 9, "This is no number", "a number such as 4"),
        ("severity:[1 TO x]", 15, "This is no number", "a number"),
        ("severity:[1 TO 3", 9, "This range is never closed", "]"),
        ("severity:[1 3]", 12, "A range has two ends", "TO"),
        ("severity:[TO 3]", 10, "An end of this range is missing", "or * for no end"),
        ("severity:>=", 11, "Nothing stands after >=", "a number"),
        ("time:yesterday", 5, "This is no time", "now-1h"),
        ("time:[now-1h TO", 5, "This range is never closed", "[low TO high]"),
        ("near:33.5", 5, "A place is missing", "(33.5,36.3,200km)"),
        ("near:(33.5,36.3)", 5, "A place is missing", "(33.5,36.3,200km)"),
        ("within:12", 7, "A box is missing", "(12,32,42,60)"),
        ("within:(12,32,42)", 7, "A box is missing", "(12,32,42,60)"),
        ("within:(12, 32, 42, wide)", 20, "A box is missing", "(12,32,42,60)"),
        ("within:(12,32,42,60", 7, "A box is missing", "(12,32,42,60)"),
        ("within:(12,32,142,60)", 8, "There is no such place", "latitudes to ±90"),
        ("within:(12,-190,42,60)", 8, "There is no such place", "longitudes to ±180"),
        ("within:(42,32,12,60)", 8, "south lies north", "south,west,north,east"),
        ("near:(133.5,36.3,1km)", 6, "There is no such place", "a latitude to ±90"),
        ("/a(b/", 2, "This regular expression cannot be read: missing )", ""),
        ("x /ab", 2, "This regular expression is never closed", "/ at its end"),
        ("/usr/bin", 4, "A regular expression ends at this /", "put the text in quotes"),
        ("/a\\/b(/", 5, "This regular expression cannot be read: missing )", ""),
        ("x /a*(?=b)/", 2, "both repeats and looks around or back", "without either"),
        ("title:/(a+)\\1/", 6, "both repeats and looks around or back", "without either"),
        ("/(a?){9999}/", 0, "This regular expression is too large", "a smaller one"),
        ("x:[1 TO b]", 8, "The ends of this range are of two kinds", "two numbers"),
        ("x:[2026-11-20 TO 7]", 17, "This is no time", "now-1h"),
        ("near:(1, north, 3km)", 9, "A place is missing", "(33.5,36.3,200km)"),
        ("near:(1,2,3ly)", 10, "A place is missing", "(33.5,36.3,200km)"),
        ("foo~2", 3, "Similar words (~) cannot be looked for", "a wildcard"),
        ('"a b"~3', 5, "Similar words (~)", ""),
        ("foo^2", 3, "A weight (^) has no meaning here", "the word alone"),
        ("foo [bar", 4, "'[' cannot stand here", "put signs in quotes"),
        ("!!!", 3, "The query ends here", "a word"),
        ('"..."', 0, "There is no letter or digit to look for", "a word"),
        ("title:---", 6, "There is no letter or digit to look for", ""),
        ("?", 0, "There is no letter or digit to look for", ""),
        ("a*:x", 0, "A field's name has no wildcards", "one field's name"),
        ("a..b:x", 0, "A part of this field's name is empty", "source.name"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text: str, position: int, message: str, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.position, message in error.message, expected in error.expected) == (position, True, True), (
        error
    )
    assert error.pointer().split("\n")[-1].index("^") == position


def error_of(text: str) -> QueryError | None:
    """Anything but a `QueryError` would come through."""
    try:
        parse(text)
    except QueryError as error:
        return error
    return None


@given(st.text(max_size=60) | st.text('ab:()[]{}"/\\*?-+!~^<>=. \u2028ANDORTO19', max_size=40))
def test_any_text_is_a_query_or_an_error_with_a_place(text: str) -> None:
    error = error_of(text)
    assert error is None or (0 <= error.position <= len(text) and error.sentence)


@pytest.mark.parametrize(
    "text",
    ["(" * 5_000, "-" * 8_000, "NOT " * 2_000 + "a", "((a) " * 1_500, "a:(" * 2_000, "/" + "(" * 4_000 + "/"],
)
def test_deep_queries_are_answered_by_a_sentence(text: str) -> None:
    error = error_of(text)
    assert error is None or error.sentence


def test_wide_queries_are_fine_and_endless_ones_refused() -> None:
    assert isinstance(parse("a " * 4_000), And)
    with pytest.raises(QueryError, match="longer than 8,192 characters"):
        parse("a" * (MAX_LENGTH + 1))
    parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)
    with pytest.raises(QueryError, match="More than 50 brackets"):
        parse("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))


def test_the_pointer_shows_the_line() -> None:
    with pytest.raises(QueryError) as caught:
        parse("first\nsecond (")
    assert caught.value.pointer() == "second (\n        ^"
