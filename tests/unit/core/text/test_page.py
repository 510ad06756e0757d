"""A page in its own words, without its tags."""

import pytest

from watchfloor.core.text.page import MOST, words_of_page

NGINX = (
    "<html> <head><title>404 Not Found</title></head> <body> <center><h1>404 Not Found</h1></center>"
    " <hr><center>nginx/1.22.1</center> </body> </html>"
)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (NGINX, "404 Not Found"),
        ("<!DOCTYPE html><title>A &amp; B\n down</title>", "A & B down"),
        ("<h1>It works!</h1><p>Really.</p>", "It works! Really."),
        ("<html><script>var a = '<p>';</script><style>p {}</style><p>Down</p>", "Down"),
        ("<html><title></title><body>Down</body>", "Down"),
        ("<html><!-- <p>no</p> --><p>yes", "yes"),
        ("<html><body>cut off in a <a href='", "cut off in a"),
        ("<html><script>never ends", ""),
        ("<html>&lt;script&gt;", "<script>"),
    ],
)
def test_the_words_of_a_page(page: str, words: str) -> None:
    assert words_of_page(page) == words


@pytest.mark.parametrize(
    "text", ['{"error":"<html>"}', "plain <b>words</b>", "", "<?xml version='1.0'?><a/>", "1 < 2"]
)
def test_what_is_no_page_stays_as_it_is(text: str) -> None:
    assert words_of_page(text) == text


@pytest.mark.parametrize("piece", ["<script", "<", "<!--", "<title", "<title>", "</", "x "])
def test_of_a_hostile_page_little_is_looked_at(piece: str) -> None:
    """Some of these would be looked through again and again from each of their pieces on."""
    assert len(words_of_page("<html>" + piece * 1_000_000)) <= MOST
