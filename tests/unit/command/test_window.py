"""The words of a start with a window: files, links, and a feed's plain address."""

from pathlib import Path

import pytest

from watchfloor.command.window import parser


@pytest.mark.parametrize("word", ["https://feeds.example/stream?a=1", "HTTP://127.0.0.1:8765/sse"])
def test_a_feeds_plain_address_is_taken_as_a_link(word: str) -> None:
    assert parser().parse_args([word]).file == f"watchfloor:{word}"


@pytest.mark.parametrize("word", ["watchfloor:https://feeds.example", "watchfloor:nonsense"])
def test_a_link_is_handed_on_as_it_is(word: str) -> None:
    assert parser().parse_args([word]).file == word


@pytest.mark.parametrize("word", ["desk.toml", "https.toml", "ftp://feeds.example/stream"])
def test_anything_else_is_a_file(word: str) -> None:
    assert parser().parse_args([word]).file == Path(word)
