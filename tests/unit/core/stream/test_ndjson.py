"""Newline-delimited JSON, cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.stream.frame import HEAD_BYTES, Frame, Item, Refusal
from watchfloor.core.stream.ndjson import NdjsonDecoder


def decode(*blocks: bytes, bound: int = 1000) -> list[Item]:
    decoder = NdjsonDecoder(bound)
    return [item for block in blocks for item in decoder.feed(block)] + decoder.close()


def data(items: list[Item]) -> list[str]:
    return [item.data for item in items if isinstance(item, Frame)]


def test_each_line_is_an_event() -> None:
    items = decode(b'{"a":1}\n{"b":2}\r\n\n  \n[3]\n')
    assert items == [
        Frame("message", '{"a":1}', "", own_id=False),
        Frame("message", '{"b":2}', "", own_id=False),
        Frame("message", "[3]", "", own_id=False),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    mark = b"\xef\xbb\xbf"
    assert data(decode(mark[:1], mark[1:] + b"{}\n" + mark + b"{}\n")) == ["{}", "\ufeff{}"]
    assert data(decode(mark + b"{}")) == ["{}"]


def test_a_line_that_is_no_json_is_kept_raw() -> None:
    assert data(decode(b"oops\n")) == ["oops"]


def test_a_whole_last_line_counts() -> None:
    assert data(decode(b'{"a":1}')) == ['{"a":1}']


@pytest.mark.parametrize("rest", [b'{"a":', b'"half', b"nul", b"\xff"])
def test_half_a_last_line_is_refused(rest: bytes) -> None:
    head = rest.decode("utf-8", "replace")
    assert decode(b"{}\n" + rest) == [
        Frame("message", "{}", "", own_id=False),
        Refusal("unreadable", len(rest), head, ""),
    ]


def test_half_a_last_line_that_is_nested_without_end_is_refused() -> None:
    assert decode(b"[" * 50_000, bound=100_000) == [Refusal("unreadable", 50_000, "[" * HEAD_BYTES, "")]


def test_a_line_over_the_bound_is_refused_and_the_next_is_not() -> None:
    items = decode(b'"' + b"x" * 50, b"y" * 50 + b'"\n"z"\n', bound=20)
    assert items == [
        Refusal("oversize", 102, '"' + "x" * 19, ""),
        Frame("message", '"z"', "", own_id=False),
    ]


def test_a_last_line_over_the_bound_is_refused_once() -> None:
    assert decode(b"x" * 50, bound=20) == [Refusal("oversize", 50, "x" * 20, "")]


def test_bad_octets_are_replaced() -> None:
    assert data(decode(b'"\xff"\n')) == ['"�"']


def test_memory_holds_no_more_than_the_bound() -> None:
    decoder = NdjsonDecoder(100)
    for _ in range(50):
        decoder.feed(b"x" * 1000)
    assert len(decoder._partial) == 100


@given(st.lists(st.sampled_from(['{"a":1}', "[1,2]", '"é🙂"', "7", "", " "])), st.data())
def test_cut_anywhere_it_is_the_same(lines: list[str], draw: st.DataObject) -> None:
    octets = "".join(f"{line}\n" for line in lines).encode()
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(octets)), max_size=8)))
    blocks = [octets[a:b] for a, b in zip([0, *cuts], [*cuts, len(octets)], strict=True)]
    assert decode(*blocks) == decode(octets)
    assert data(decode(octets)) == [line for line in lines if line.strip()]
