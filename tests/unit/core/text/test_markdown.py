"""Markdown that comes from the network: its safe part, and no way out of it."""

from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.text.markdown import BLOCKS, Block, Span, blocks


def kinds(source: str) -> list[str]:
    return [block.kind for block in blocks(source)]


def test_each_kind_of_block_is_known() -> None:
    source = "# Title\n\nText over\ntwo lines\n- one\n2. two\n> said\n```\ncode *not bold*\n```\nEnd"
    assert kinds(source) == ["heading", "text", "bullet", "numbered", "quote", "code", "text"]
    found = blocks(source)
    assert found[0].level == 1
    assert found[1].spans == (Span("Text over two lines"),)
    assert found[3].level == 2
    assert found[5].spans == (Span("code *not bold*", code=True),)


def test_settings_within_a_line() -> None:
    assert blocks("a **b** *c* `d` [e](https://f)")[0].spans == (
        Span("a "),
        Span("b", bold=True),
        Span(" "),
        Span("c", italic=True),
        Span(" "),
        Span("d", code=True),
        Span(" "),
        Span("e", link="https://f"),
    )


def test_only_web_links_lead_anywhere() -> None:
    for target in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x"):
        found = blocks(f"[x]({target})")[0].spans
        assert found[0] == Span("x")
        assert not any(span.link for span in found)


def test_html_and_pictures_are_text() -> None:
    assert blocks("<img src=x> <b>no</b>")[0].spans == (Span("<img src=x> <b>no</b>"),)
    assert all(not span.link for span in blocks("![x](file:///a)")[0].spans)


def test_names_with_underscores_stay_whole() -> None:
    assert blocks("snake_case_name and 2*3*4")[0].spans == (Span("snake_case_name and 2*3*4"),)


def test_an_open_fence_at_the_end_is_code() -> None:
    assert blocks("```\nx = 1")[0] == Block("code", (Span("x = 1", code=True),))


def test_a_flood_of_blocks_is_cut_and_told() -> None:
    found = blocks("- x\n" * (BLOCKS + 50))
    assert len(found) == BLOCKS + 1
    assert found[-1].spans[0].text.startswith("…")


@given(st.text(alphabet="ab *_`#->[]()\n1.!~", max_size=200))
def test_no_word_is_lost(source: str) -> None:
    shown = "".join(span.text for block in blocks(source) for span in block.spans)
    fenced = "```" in source or "~~~" in source
    linked = "](" in source
    if not fenced and not linked:
        assert shown.count("a") == source.count("a")
        assert shown.count("b") == source.count("b")
