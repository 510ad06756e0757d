"""The event-stream format as a table: for each named stream, what comes out and what is remembered.

Written by hand from the standard. A `str` stands for its UTF-8 bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from watchfloor.core.stream.frame import Comment, Frame

Item = Frame | Comment
BOM = "\ufeff"
MAX_RETRY_MS = 3_600_000


@dataclass(frozen=True)
class Case:
    name: str
    stream: bytes
    items: list[Item]
    last_event_id: str = ""
    retry_ms: int | None = None
    started_from: str = ""  # the id that the decoder was told at the start


def case(
    name: str,
    stream: str | bytes,
    *items: Item,
    last_id: str = "",
    retry_ms: int | None = None,
    started_from: str = "",
) -> Case:
    octets = stream.encode() if isinstance(stream, str) else stream
    return Case(name, octets, list(items), last_id, retry_ms, started_from)


def event(data: str, type_: str = "message", *, own: str | None = None, kept: str = "") -> Frame:
    """An event with an id of its `own`, or with the one `kept` from before."""
    return Frame(type_, data, kept if own is None else own, own is not None)


def comment(text: str) -> Comment:
    return Comment(text)


def boms() -> Iterator[Case]:
    one = event("a")
    yield case("BOM at the start is dropped", BOM + "data: a\n\n", one)
    yield case("BOM then LF", BOM + "\ndata: a\n\n", one)
    yield case("BOM then CR LF", BOM + "\r\ndata: a\r\n\r\n", one)
    yield case("BOM then CR", BOM + "\rdata: a\r\r", one)
    yield case("BOM alone", BOM)
    yield case("BOM before a comment", BOM + ":a\n", comment("a"))
    yield case("BOM before an id", BOM + "id: 1\ndata: a\n\n", event("a", own="1"), last_id="1")
    yield case("BOM before a retry", BOM + "retry: 7\n", retry_ms=7)
    yield case("BOM before a type", BOM + "event: t\ndata: a\n\n", event("a", "t"))
    yield case("BOM before data without a colon", BOM + "data\n\n", event(""))
    yield case("second BOM makes the field unknown", BOM + BOM + "data: a\n\ndata: b\n\n", event("b"))
    yield case("second BOM hides only its own line", BOM + BOM + "data: a\ndata: b\n\n", event("b"))
    yield case("second BOM before a comment makes it a field", BOM + BOM + ":a\ndata: b\n\n", event("b"))
    yield case("BOM after the first event hides a field", "data: a\n\n" + BOM + "data: b\n\n", one)
    yield case("BOM after one empty line hides a field", "\n" + BOM + "data: a\n\n")
    yield case("BOM after a comment hides a field", ":c\n" + BOM + "data: a\n\n", comment("c"))
    yield case("BOM in a value is text", "data: " + BOM + "a\n\n", event(BOM + "a"))
    yield case("BOM alone in a value is text", "data:" + BOM + "\n\n", event(BOM))
    yield case("BOM at the start and in a value", BOM + "data:" + BOM + "\n\n", event(BOM))
    yield case("BOM at the end of a value is text", "data: a" + BOM + "\n\n", event("a" + BOM))
    yield case("BOM inside a field name makes it unknown", "da" + BOM + "ta: a\n\n")
    yield case("BOM in a comment is text", ":" + BOM + "a\n", comment(BOM + "a"))
    yield case("BOM in an id is text", f"id:{BOM}\ndata\n\n", event("", own=BOM), last_id=BOM)
    yield case("two of three BOM bytes are no BOM", b"\xef\xbbdata: a\n\ndata: b\n\n", event("b"))
    yield case("one of three BOM bytes is no BOM", b"\xefdata: a\n\ndata: b\n\n", event("b"))
    yield case("BOM's first bytes before a comment", b"\xef\xbb:a\ndata: b\n\n", event("b"))
    yield case("BOM's first bytes then an empty line", b"\xef\xbb\ndata: a\n\n", one)
    yield case("BOM's first byte then a whole BOM", b"\xef\xef\xbb\xbfdata: a\n\ndata: b\n\n", event("b"))
    yield case("another character of the same lead byte", "\uff21\ndata: a\n\n", one)
    yield case("UTF-16 BOM is not one", b"\xff\xfedata: a\n\ndata: b\n\n", event("b"))
    yield case("space before a BOM", " " + BOM + "data: a\n\ndata: b\n\n", event("b"))


def line_ends() -> Iterator[Case]:
    """`|` stands for the line end in question."""
    patterns: dict[str, tuple[str, tuple[Item, ...]]] = {
        "one event": ("data: a||", (event("a"),)),
        "two events": ("data: a||data: b||", (event("a"), event("b"))),
        "two data lines": ("data: a|data: b||", (event("a\nb"),)),
        "empty first data line": ("data:|data: b||", (event("\nb"),)),
        "empty middle data line": ("data: a|data|data: c||", (event("a\n\nc"),)),
        "empty last data line": ("data: a|data:||", (event("a\n"),)),
        "extra empty line": ("data: a|||data: b||", (event("a"), event("b"))),
        "many empty lines": ("||||data: a||||||data: b||||", (event("a"), event("b"))),
        "only empty lines": ("||||", ()),
        "comment then event": (":c|data: a||", (comment("c"), event("a"))),
        "comment in an event": ("data: a|:c|data: b||", (comment("c"), event("a\nb"))),
        "event and comment at the end": ("data: a||:c|", (event("a"), comment("c"))),
        "type and data": ("event: t|data: a||data: b||", (event("a", "t"), event("b"))),
        "not yet ended by its empty line": ("data: a|", ()),
    }
    for label, end in {"LF": "\n", "CR": "\r", "CR LF": "\r\n"}.items():
        for name, (pattern, items) in patterns.items():
            yield case(f"{label}: {name}", pattern.replace("|", end), *items)


def mixed_line_ends() -> Iterator[Case]:
    one, both = event("a"), (event("a"), event("b"))
    yield case("LF CR ends two lines", "data: a\n\rdata: b\n\r", *both)
    yield case("CR LF then LF", "data: a\r\n\ndata: b\r\n\n", *both)
    yield case("CR LF then CR", "data: a\r\n\rdata: b\r\n\r", *both)
    yield case("CR then CR LF", "data: a\r\r\ndata: b\r\r\n", *both)
    yield case("LF then CR LF", "data: a\n\r\ndata: b\n\r\n", *both)
    yield case("CR LF CR LF CR", "data: a\r\n\r\n\rdata: b\r\r", *both)
    yield case("LF CR CR LF LF", "data: a\n\r\r\n\ndata: b\n\n", *both)
    yield case("each line ends otherwise", "data: a\rdata: b\ndata: c\r\n\r", event("a\nb\nc"))
    yield case(
        "each line ends otherwise, turned round", "data: a\r\ndata: b\ndata: c\r\r\n", event("a\nb\nc")
    )
    yield case("one CR LF is one line end", "data: a\r\ndata: b\r\n\r\n", event("a\nb"))
    yield case("LF CR between data lines dispatches", "data: a\n\rdata: b\n\n", *both)
    yield case("bare final CR", "data: a\r\r", one)
    yield case("bare final CR after CR LF", "data: a\r\n\r", one)
    yield case("bare final CR after LF", "data: a\n\r", one)
    yield case("final CR of one line only", "data: a\r")
    yield case("final CR of a comment", ":a\r", comment("a"))
    yield case("LF behind a dispatching CR is swallowed once", "data: a\r\r\n\ndata: b\n\n", *both)
    yield case("CR at the start", "\rdata: a\n\n", one)
    yield case("CR LF at the start", "\r\ndata: a\n\n", one)
    yield case("CR before a space in a value", "data: a\r b\r\r", one)
    yield case("LF as the whole stream", "\n")
    yield case("CR as the whole stream", "\r")
    yield case("CR LF as the whole stream", "\r\n")
    yield case("CR LF where id and data meet", "id: 1\r\ndata: a\r\n\r\n", event("a", own="1"), last_id="1")
    yield case("CR where retry and data meet", "retry: 5\rdata: a\r\r", one, retry_ms=5)
    yield case("events by CR, LF and CR LF in turn", "data:1\r\rdata:2\n\ndata:3\r\n\r\n", *map(event, "123"))
    yield case("no bytes at all", "")


def characters() -> Iterator[Case]:
    """Characters that other tools take for line ends or blanks: here all of them are text."""
    table = {
        "TAB": "\t",
        "VT": "\v",
        "FF": "\f",
        "FS": "\x1c",
        "GS": "\x1d",
        "RS": "\x1e",
        "US": "\x1f",
        "DEL": "\x7f",
        "NEL U+0085": "\x85",
        "NBSP U+00A0": "\xa0",
        "line separator U+2028": "\u2028",
        "paragraph separator U+2029": "\u2029",
        "ideographic space U+3000": "\u3000",
        "non-character U+FFFF": "\uffff",
        "emoji U+1F600": "\U0001f600",
        "highest U+10FFFF": "\U0010ffff",
    }
    for name, it in table.items():
        yield case(f"{name} within data", f"data: a{it}b\n\n", event(f"a{it}b"))
        yield case(f"{name} first and last in data", f"data:{it}a{it}\n\n", event(f"{it}a{it}"))
        yield case(f"{name} in a type", f"event: {it}t{it}\ndata: a\n\n", event("a", f"{it}t{it}"))
        yield case(f"{name} in an id", f"id: {it}1\ndata\n\n", event("", own=f"{it}1"), last_id=f"{it}1")
        yield case(f"{name} in a comment", f":{it}c{it}\n", comment(f"{it}c{it}"))
        yield case(f"{name} in a field name", f"data{it}: a\n{it}data: b\ndata: c\n\n", event("c"))
    yield case("NUL in data is text", "data: a\0b\n\n", event("a\0b"))
    yield case("NUL alone in data", "data:\0\n\n", event("\0"))
    yield case("NUL in a type is text", "event: \0t\ndata: a\n\n", event("a", "\0t"))
    yield case("NUL in a comment is text", ":\0\n", comment("\0"))
    yield case("NUL in a field name makes it unknown", "data\0: a\n\0data: b\ndata: c\n\n", event("c"))
    yield case("NUL between events is a line", "data: a\n\n\0\ndata: b\n\n", event("a"), event("b"))
    yield case(
        "NUL in an otherwise empty line keeps the event open", "data: a\n\0\ndata: b\n\n", event("a\nb")
    )


BAD_OCTETS: dict[str, tuple[bytes, str]] = {
    "lone continuation byte": (b"\x80", "\ufffd"),
    "three lone continuation bytes": (b"\x80\xbf\x80", "\ufffd" * 3),
    "byte FF": (b"\xff", "\ufffd"),
    "byte FE": (b"\xfe", "\ufffd"),
    "byte F5": (b"\xf5\x80\x80\x80", "\ufffd" * 4),
    "overlong C0 AF": (b"\xc0\xaf", "\ufffd" * 2),
    "overlong C1": (b"\xc1\xbf", "\ufffd" * 2),
    "overlong E0 80 80": (b"\xe0\x80\x80", "\ufffd" * 3),
    "overlong F0 80 80 80": (b"\xf0\x80\x80\x80", "\ufffd" * 4),
    "surrogate ED A0 80": (b"\xed\xa0\x80", "\ufffd" * 3),
    "surrogate pair in bytes": (b"\xed\xa0\xbd\xed\xb8\x80", "\ufffd" * 6),
    "above U+10FFFF": (b"\xf4\x90\x80\x80", "\ufffd" * 4),
    "one of two bytes": (b"\xc3", "\ufffd"),
    "one of three bytes": (b"\xe2", "\ufffd"),
    "two of three bytes": (b"\xe2\x82", "\ufffd"),
    "one of four bytes": (b"\xf0", "\ufffd"),
    "two of four bytes": (b"\xf0\x9f", "\ufffd"),
    "three of four bytes": (b"\xf0\x9f\x98", "\ufffd"),
    "cut character before a whole one": (b"\xe2\x82\xe2\x82\xac", "\ufffd€"),
    "cut four-byte before a three-byte": (b"\xf0\x9f\xe2\x82\xac", "\ufffd€"),
    "cut character before a lead byte": (b"\xf0\x9f\x98\xc3\xa9", "\ufffdé"),
    "Latin-1 text": (b"caf\xe9 \xfcber", "caf\ufffd \ufffdber"),
}


def utf8() -> Iterator[Case]:
    yield case("two-byte character", "data: é\n\n", event("é"))
    yield case("three-byte characters", "data: €豆腐\n\n", event("€豆腐"))
    yield case("four-byte characters", "data: 🛰🌍\n\n", event("🛰🌍"))
    yield case("combining marks stay apart", "data: e\u0301\n\n", event("e\u0301"))
    yield case("right-to-left text", "data: مرحبا\n\n", event("مرحبا"))
    yield case("not ASCII in a type", "event: größe\ndata: a\n\n", event("a", "größe"))
    yield case("not ASCII in an id", "id: ключ\ndata: a\n\n", event("a", own="ключ"), last_id="ключ")
    yield case("not ASCII in a comment", ": 注释\n", comment(" 注释"))
    yield from bad_octets()


def bad_octets() -> Iterator[Case]:
    for name, (octets, text) in BAD_OCTETS.items():
        yield case(f"{name}, inside", b"data: <" + octets + b">\n\n", event(f"<{text}>"))
        yield case(f"{name}, at the line's end", b"data:" + octets + b"\r\r", event(text))
    yield case(
        "cut character does not eat the LF", b"data: \xe2\x82\n\ndata: b\n\n", event("\ufffd"), event("b")
    )
    yield case(
        "cut character does not eat the CR", b"data: \xf0\x9f\r\rdata: b\r\r", event("\ufffd"), event("b")
    )
    yield case("cut character does not eat the colon", b"data\xe2\x82: a\ndata: b\n\n", event("b"))
    yield case("bad bytes in a field name", b"\xffdata: a\ndata: b\n\n", event("b"))
    yield case("bad byte in a type", b"event: \xff\ndata: a\n\n", event("a", "\ufffd"))
    yield case("bad byte in an id", b"id: \xff\ndata: a\n\n", event("a", own="\ufffd"), last_id="\ufffd")
    yield case("bad byte in a comment", b":\xff\n", comment("\ufffd"))
    yield case("bad byte in a retry", b"retry: 1\xff\ndata: a\n\n", event("a"))
    yield case(
        "character cut by a line end on both sides",
        b"data: \xe2\ndata: \x82\xac\n\n",
        event("\ufffd\n\ufffd\ufffd"),
    )
    yield case("sent replacement character", "data: \ufffd\n\n", event("\ufffd"))


def fields() -> Iterator[Case]:
    one = event("a")
    yield case("space after the colon", "data: a\n\n", one)
    yield case("no space after the colon", "data:a\n\n", one)
    yield case("only one space goes", "data:  a\n\n", event(" a"))
    yield case("three spaces leave two", "data:   a\n\n", event("  a"))
    yield case("tab after the colon stays", "data:\ta\n\n", event("\ta"))
    yield case("space then tab leaves the tab", "data: \ta\n\n", event("\ta"))
    yield case("spaces at the end stay", "data: a  \n\n", event("a  "))
    yield case("value of one space is empty", "data: \n\n", event(""))
    yield case("value of two spaces is one", "data:  \n\n", event(" "))
    yield case("no colon", "data\n\n", event(""))
    yield case("no colon, twice", "data\ndata\n\n", event("\n"))
    yield case("colon in the value", "data: a:b\n\n", event("a:b"))
    yield case("colon first in the value", "data::a\n\n", event(":a"))
    yield case("space and colon in the value", "data: :a\n\n", event(":a"))
    yield case("several colons", "data: a: b:: c\n\n", event("a: b:: c"))
    yield case("URL as value", "data:http://x/?a=1:2\n\n", event("http://x/?a=1:2"))
    yield case("JSON as value", 'data: {"a": [1, 2], "b": "c: d"}\n\n', event('{"a": [1, 2], "b": "c: d"}'))
    yield case("value that reads like a field", "data: data: a\n\n", event("data: a"))
    yield case("value that reads like a comment", "data: : a\n\n", event(": a"))
    yield case("no-break space is not stripped", "data:\xa0a\n\n", event("\xa0a"))
    yield case("space before the colon", "data : a\ndata: b\n\n", event("b"))
    yield case("space before the name", " data: a\ndata: b\n\n", event("b"))
    yield case("line of one space", " \ndata: a\n\n", one)
    yield case("line of one space does not end an event", "data: a\n \ndata: b\n\n", event("a\nb"))
    yield case("line of a tab does not end an event", "data: a\n\t\ndata: b\n\n", event("a\nb"))
    yield case("capitals", "DATA: a\nData: b\ndata: c\n\n", event("c"))
    yield case("capitals in other names", "ID: 1\nEvent: t\nRETRY: 5\ndata: a\n\n", one)
    yield case("longer name", "datas: a\ndata: b\n\n", event("b"))
    yield case("shorter name", "dat: a\ndata: b\n\n", event("b"))
    yield case("name data with text behind it", "data a\ndata: b\n\n", event("b"))
    yield case("unknown field", "color: blue\ndata: a\n\n", one)
    yield case("unknown field without a colon", "color\ndata: a\n\n", one)
    yield case("unknown field inside an event", "data: a\ncolor: blue\ndata: b\n\n", event("a\nb"))
    yield case("unknown fields only", "color: blue\nshape: round\n\n")
    yield case("fields in reverse", "data: a\nid: 1\nevent: t\n\n", event("a", "t", own="1"), last_id="1")
    yield case("data around other fields", "data: a\nid: 1\ndata: b\n\n", event("a\nb", own="1"), last_id="1")
    yield case("names without colons", "event\nid\nretry\ndata\n\n", event("", own=""))
    yield case("no spaces anywhere", "event:t\nid:1\ndata:a\n\n", event("a", "t", own="1"), last_id="1")
    yield case("names of other formats", "msg: a\nbody: b\ndata: c\n\n", event("c"))
    yield case("name in full-width letters", "ｄａｔａ: a\ndata: b\n\n", event("b"))
    yield case("full-width colon is text", "data：a\ndata: b\n\n", event("b"))
    yield case("HTTP headers", "HTTP/1.1 200 OK\nContent-Type: text/plain\n\ndata: a\n\n", one)
    yield case("an HTML page", "<!doctype html>\n<html><body>Sign in</body></html>\n\n")


def data() -> Iterator[Case]:
    yield case("empty data is an event", "data:\n\n", event(""))
    yield case("empty data with a type", "event: t\ndata:\n\n", event("", "t"))
    yield case("two empty data lines", "data:\ndata:\n\n", event("\n"))
    yield case("three empty data lines", "data\ndata:\ndata: \n\n", event("\n\n"))
    yield case("only the last LF goes", "data: a\ndata:\ndata:\n\n", event("a\n\n"))
    yield case("two lines", "data: a\ndata: b\n\n", event("a\nb"))
    yield case("five lines", "".join(f"data: {n}\n" for n in range(5)) + "\n", event("0\n1\n2\n3\n4"))
    yield case("the standard's stock example", "data: YHOO\ndata: +2\ndata: 10\n\n", event("YHOO\n+2\n10"))
    yield case(
        "the standard's example of four blocks",
        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
        comment(" test stream"),
        event("first event", own="1"),
        event("second event", own=""),
        event(" third event"),
    )
    yield case("the standard's example of empty data", "data\n\ndata\ndata\n\ndata:", event(""), event("\n"))
    yield case(
        "the standard's example of the space", "data:test\n\ndata: test\n\n", event("test"), event("test")
    )
    yield case("second line without a space", "data: a\ndata:b\n\n", event("a\nb"))
    yield case("second line with two spaces", "data:a\ndata:  b\n\n", event("a\n b"))
    yield case("second line reads like a field", "data: a\ndata: data: b\n\n", event("a\ndata: b"))
    yield case("second line reads like a field, no space", "data:a\ndata:data:b\n\n", event("a\ndata:b"))
    yield case("second line without a colon", "data: a\ndata\ndata: c\n\n", event("a\n\nc"))
    yield case("pretty JSON", 'data: {\ndata:   "a": 1\ndata: }\n\n', event('{\n  "a": 1\n}'))
    yield case("lines in their order", "data: b\ndata: a\n\n", event("b\na"))
    yield case("backslash n is text", "data: a\\nb\n\n", event("a\\nb"))
    yield case(
        "hundred events", "".join(f"data: {n}\n\n" for n in range(100)), *(event(str(n)) for n in range(100))
    )
    yield case("a long line", "data: " + "x" * 2_000 + "\n\n", event("x" * 2_000))
    yield case("a block of no data forgets nothing of the next", "event: t\n\ndata: a\n\n", event("a"))


def types() -> Iterator[Case]:
    yield case("no type is message", "data: a\n\n", event("a"))
    yield case("a type", "event: t\ndata: a\n\n", event("a", "t"))
    yield case("type after data", "data: a\nevent: t\n\n", event("a", "t"))
    yield case("type behind the data wins", "event: t\ndata: a\nevent: u\n\n", event("a", "u"))
    yield case("empty type behind the data wins", "event: t\ndata: a\nevent\n\n", event("a"))
    yield case("empty type with a colon behind the data", "event: t\ndata: a\nevent:\n\n", event("a"))
    yield case("type lasts one event", "event: t\ndata: a\n\ndata: b\n\n", event("a", "t"), event("b"))
    yield case("last type wins", "event: t\nevent: u\ndata: a\n\n", event("a", "u"))
    yield case("empty type is message", "event:\ndata: a\n\n", event("a"))
    yield case("type without colon is message", "event\ndata: a\n\n", event("a"))
    yield case("empty type undoes another", "event: t\nevent:\ndata: a\n\n", event("a"))
    yield case("type named message", "event: message\ndata: a\n\n", event("a"))
    yield case("type keeps a second space", "event:  t\ndata: a\n\n", event("a", " t"))
    yield case("type of one space is empty", "event: \ndata: a\n\n", event("a"))
    yield case("type of two spaces is one", "event:  \ndata: a\n\n", event("a", " "))
    yield case("type keeps its trailing space", "event: t \ndata: a\n\n", event("a", "t "))
    yield case("type with a colon", "event: analysis:start\ndata: a\n\n", event("a", "analysis:start"))
    yield case("type keeps capitals", "event: Type\ndata: a\n\n", event("a", "Type"))
    yield case("type named error", "event: error\ndata: a\n\n", event("a", "error"))
    yield case("type only: no event", "event: t\n\n")
    yield case("type only is forgotten", "event: t\n\ndata: a\n\n", event("a"))
    yield case(
        "type set in the block before does not last", "event: t\n\nevent: u\ndata: a\n\n", event("a", "u")
    )


def ids() -> Iterator[Case]:
    first = event("a", own="1")
    yield case("an id", "id: 1\ndata: a\n\n", first, last_id="1")
    yield case("id after data", "data: a\nid: 1\n\n", first, last_id="1")
    yield case("id behind the data wins", "id: 0\ndata: a\nid: 1\n\n", first, last_id="1")
    yield case("empty id behind the data wins", "id: 1\ndata: a\nid:\n\n", event("a", own=""))
    yield case(
        "id behind the data lasts", "data: a\nid: 1\n\ndata: b\n\n", first, event("b", kept="1"), last_id="1"
    )
    yield case(
        "id and type behind the data", "data: a\nid: 1\nevent: t\n\n", event("a", "t", own="1"), last_id="1"
    )
    yield case(
        "type and id behind the data", "data: a\nevent: t\nid: 1\n\n", event("a", "t", own="1"), last_id="1"
    )
    yield case("three ids", "id: 3\nid: 2\nid: 1\ndata: a\n\n", first, last_id="1")
    yield case("id lasts", "id: 1\ndata: a\n\ndata: b\n\n", first, event("b", kept="1"), last_id="1")
    yield case(
        "id lasts for many",
        "id: 1\ndata: a\n\ndata: b\n\ndata: c\n\n",
        first,
        event("b", kept="1"),
        event("c", kept="1"),
        last_id="1",
    )
    yield case(
        "id is replaced", "id: 1\ndata: a\n\nid: 2\ndata: b\n\n", first, event("b", own="2"), last_id="2"
    )
    yield case(
        "same id again", "id: 1\ndata: a\n\nid: 1\ndata: b\n\n", first, event("b", own="1"), last_id="1"
    )
    yield case("last id of a block wins", "id: 0\nid: 1\ndata: a\n\n", first, last_id="1")
    yield case("empty id clears", "id: 1\ndata: a\n\nid:\ndata: b\n\n", first, event("b", own=""))
    yield case("id without colon clears", "id: 1\ndata: a\n\nid\ndata: b\n\n", first, event("b", own=""))
    yield case("id of one space clears", "id: 1\ndata: a\n\nid: \ndata: b\n\n", first, event("b", own=""))
    yield case("empty id clears for later ones", "id: 1\ndata: a\n\nid\n\ndata: b\n\n", first, event("b"))
    yield case("empty id undoes one of the same block", "id: 1\nid\ndata: a\n\n", event("a", own=""))
    yield case("id with NUL is ignored", "id: a\0b\ndata: a\n\n", event("a"))
    yield case("id of NUL alone is ignored", "id:\0\ndata: a\n\n", event("a"))
    yield case("id beginning with NUL is ignored", "id: \0b\ndata: a\n\n", event("a"))
    yield case("id ending in NUL is ignored", "id: b\0\ndata: a\n\n", event("a"))
    yield case(
        "id with NUL leaves the old one",
        "id: 1\ndata: a\n\nid: \0\ndata: b\n\n",
        first,
        event("b", kept="1"),
        last_id="1",
    )
    yield case("id with NUL after one without", "id: 1\nid: 2\0\ndata: a\n\n", first, last_id="1")
    yield case("id with NUL before one without", "id: 2\0\nid: 1\ndata: a\n\n", first, last_id="1")
    yield case("id only: no event, yet remembered", "id: 1\n\n", last_id="1")
    yield case("id only, then an event", "id: 1\n\ndata: a\n\n", event("a", kept="1"), last_id="1")
    yield case("id and type only", "id: 1\nevent: t\n\ndata: a\n\n", event("a", kept="1"), last_id="1")
    yield case("id only, twice", "id: 1\n\nid: 2\n\n", last_id="2")
    yield case("id and comment only", "id: 1\n:c\n\n", comment("c"), last_id="1")
    yield case("id and retry only", "id: 1\nretry: 5\n\n", last_id="1", retry_ms=5)
    yield case("id keeps a second space", "id:  1\ndata\n\n", event("", own=" 1"), last_id=" 1")
    yield case("id keeps its trailing space", "id: 1 \ndata\n\n", event("", own="1 "), last_id="1 ")
    yield case("id with a colon", "id: 1:2\ndata\n\n", event("", own="1:2"), last_id="1:2")
    yield case(
        "id as Redis gives it",
        "id: 1690000000000-0\ndata\n\n",
        event("", own="1690000000000-0"),
        last_id="1690000000000-0",
    )
    yield case("id as JSON", 'id: [{"o":1}]\ndata\n\n', event("", own='[{"o":1}]'), last_id='[{"o":1}]')
    yield case("long id", "id: " + "9" * 500 + "\ndata\n\n", event("", own="9" * 500), last_id="9" * 500)
    yield case("id in capitals is another field", "ID: 1\ndata: a\n\n", event("a"))
    yield case("ids: another field", "ids: 1\ndata: a\n\n", event("a"))
    yield case("id of an event without data counts", "id: 1\ndata: a\n\nid: 2\n\n", first, last_id="2")
    yield case("id 0", "id: 0\ndata: a\n\n", event("a", own="0"), last_id="0")
    yield case("started from an id: nothing comes", "", last_id="7", started_from="7")
    yield case(
        "started from an id: it lasts", "data: a\n\n", event("a", kept="7"), last_id="7", started_from="7"
    )
    yield case(
        "started from an id: replaced",
        "id: 8\ndata: a\n\n",
        event("a", own="8"),
        last_id="8",
        started_from="7",
    )
    yield case("started from an id: cleared", "id\ndata: a\n\n", event("a", own=""), started_from="7")
    yield case(
        "started from an id: NUL ignored",
        "id: \0\ndata: a\n\n",
        event("a", kept="7"),
        last_id="7",
        started_from="7",
    )
    yield case("started from an id: unfinished", "id: 8\ndata: a\n", last_id="7", started_from="7")


def retries() -> Iterator[Case]:
    def valid(name: str, value: str, retry_ms: int) -> Case:
        return case(f"retry: {name}", f"retry:{value}\n", retry_ms=retry_ms)

    def rubbish(name: str, value: str) -> Case:
        return case(f"retry: {name}", f"retry: 5\nretry:{value}\ndata: a\n\n", event("a"), retry_ms=5)

    yield valid("digits", " 3000", 3000)
    yield valid("digits without a space", "3000", 3000)
    yield valid("zero", " 0", 0)
    yield valid("leading zeros", " 007", 7)
    yield valid("the bound", " 3600000", MAX_RETRY_MS)
    yield valid("above the bound", " 3600001", MAX_RETRY_MS)
    yield valid("huge", " " + "9" * 30, MAX_RETRY_MS)
    yield valid("more digits than int() takes", " " + "9" * 5_000, MAX_RETRY_MS)
    yield valid("thousands of zeros, then digits", " " + "0" * 5_000 + "12", 12)
    yield case("retry: the last one counts", "retry: 1\nretry: 2\n", retry_ms=2)
    yield case("retry: later and smaller", "retry: 2000\n\nretry: 1\n\n", retry_ms=1)
    yield case("retry: counts as soon as its line ends", "retry: 5\ndata: a\n", retry_ms=5)
    yield case("retry: a block of its own is no event", "retry: 5\n\n", retry_ms=5)
    yield case("retry: inside an event", "data: a\nretry: 5\ndata: b\n\n", event("a\nb"), retry_ms=5)
    yield case("retry: unfinished line does not count", "retry: 5")
    yield case("retry: unfinished line leaves the old", "retry: 5\nretry: 6", retry_ms=5)
    yield case("retry: ended by CR", "retry: 5\r", retry_ms=5)
    yield case("retry: never given", "data: a\n\n", event("a"))
    yield rubbish("minus", " -5")
    yield rubbish("plus", " +5")
    yield rubbish("underscore", " 1_0")
    yield rubbish("fraction", " 1.0")
    yield rubbish("exponent", " 1e3")
    yield rubbish("hexadecimal", " 0x10")
    yield rubbish("empty", "")
    yield rubbish("one space", " ")
    yield rubbish("second space before", "  7")
    yield rubbish("space behind", " 7 ")
    yield rubbish("space within", " 7 0")
    yield rubbish("tab before", "\t7")
    yield rubbish("unit behind", " 7ms")
    yield rubbish("letters", " soon")
    yield rubbish("full-width digits", " １２")
    yield rubbish("Arabic digits", " ١٢")
    yield rubbish("superscript digit", " ²")
    yield rubbish("NUL behind", " 7\0")
    yield rubbish("comma", " 1,000")
    yield rubbish("colon", " 7:0")
    yield case("retry: no colon", "retry: 5\nretry\n", retry_ms=5)
    yield case("retry: in capitals", "retry: 5\nRetry: 9\n", retry_ms=5)


def comments() -> Iterator[Case]:
    one = event("a")
    yield case("a comment", ":hello\n", comment("hello"))
    yield case("a comment keeps its space", ": hello\n", comment(" hello"))
    yield case("a comment keeps its spaces", ":  hello  \n", comment("  hello  "))
    yield case("an empty comment", ":\n", comment(""))
    yield case("a comment of a colon", "::\n", comment(":"))
    yield case("a comment of colons", ":a:b::\n", comment("a:b::"))
    yield case("a comment that reads like a field", ":data: a\n\n", comment("data: a"))
    yield case("two comments", ":a\n:b\n", comment("a"), comment("b"))
    yield case("three empty comments", ":\n:\n:\n", comment(""), comment(""), comment(""))
    yield case("a comment and an empty line are no event", ":a\n\n", comment("a"))
    yield case("comments and empty lines are no events", ":a\n\n:b\n\n", comment("a"), comment("b"))
    yield case("a comment before an event", ":c\ndata: a\n\n", comment("c"), one)
    yield case("a comment behind an event", "data: a\n\n:c\n", one, comment("c"))
    yield case("a comment within an event comes first", "data: a\n:c\n\n", comment("c"), one)
    yield case("a comment between data lines", "data: a\n:c\ndata: b\n\n", comment("c"), event("a\nb"))
    yield case(
        "comments all about an event",
        ":1\ndata: a\n:2\n\n:3\n",
        comment("1"),
        comment("2"),
        one,
        comment("3"),
    )
    yield case(
        "ping behind an id is no event",
        "id: 1\ndata: a\n\n:p\n\n",
        event("a", own="1"),
        comment("p"),
        last_id="1",
    )
    yield case(
        "many pings behind an id are no events",
        "id: 1\ndata: a\n\n:p\n\n:p\n\ndata: b\n\n",
        event("a", own="1"),
        comment("p"),
        comment("p"),
        event("b", kept="1"),
        last_id="1",
    )
    yield case(
        "ping between id and data", "id: 1\n:p\ndata: a\n\n", comment("p"), event("a", own="1"), last_id="1"
    )
    yield case("ping between type and data", "event: t\n:p\ndata: a\n\n", comment("p"), event("a", "t"))
    yield case("ping that ends a type-only block", "event: t\n:p\n\ndata: a\n\n", comment("p"), one)
    yield case("a space before the colon is no comment", " :c\ndata: a\n\n", one)
    yield case("an unfinished comment", ":a")
    yield case("a comment ended by CR LF", ":a\r\n", comment("a"))
    yield case("a comment between CR LF pairs", "data: a\r\n:c\r\n\r\n", comment("c"), one)
    yield case("a padding comment", ":" + " " * 2_048 + "\ndata: a\n\n", comment(" " * 2_048), one)


def unfinished() -> Iterator[Case]:
    one = event("a")
    kept = event("a", own="1")
    yield case("no line end", "data: a")
    yield case("no empty line", "data: a\n")
    yield case("no empty line, CR LF", "data: a\r\n")
    yield case("name only", "data")
    yield case("half a name", "da")
    yield case("colon only", ":")
    yield case("second event has no end", "data: a\n\ndata: b", one)
    yield case("second event has no empty line", "data: a\n\ndata: b\n", one)
    yield case(
        "id of an unfinished event goes with it", "id: 1\ndata: a\n\nid: 2\ndata: b\n", kept, last_id="1"
    )
    yield case("id of an unfinished line goes with it", "id: 1\ndata: a\n\nid: 2", kept, last_id="1")
    yield case("id alone, unfinished", "id: 1\n")
    yield case("clearing id, unfinished", "id: 1\ndata: a\n\nid\n", kept, last_id="1")
    yield case("clearing id with data, unfinished", "id: 1\ndata: a\n\nid:\ndata: b\n", kept, last_id="1")
    yield case("type, unfinished", "event: t\n")
    yield case("comment behind an unfinished event still counts", "data: a\n:c\n", comment("c"))
    yield case("retry in an unfinished event still counts", "data: a\nretry: 5\n", retry_ms=5)
    yield case("ends inside a character", b"data: a\n\ndata: \xf0\x9f", one)
    yield case("ends inside a character of a finished line's successor", b"data: a\n\xe2\x82")
    yield case("ends inside a BOM", b"\xef\xbb")


GROUPS = (
    boms,
    line_ends,
    mixed_line_ends,
    characters,
    utf8,
    fields,
    data,
    types,
    ids,
    retries,
    comments,
    unfinished,
)
CASES: list[Case] = list(chain.from_iterable(group() for group in GROUPS))
