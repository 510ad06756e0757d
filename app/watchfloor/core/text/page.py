"""What a web page says, where one came instead of what was asked for."""

import html
import re

MOST = 4_096  # characters of a page that are looked at: this is for a line of words
_PAGE = re.compile(r"\s*(<!doctype html|<html|<head|<body|<title|<h1|<center)", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|head|template)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<!--.*?(-->|$)|<[^>]*(>|$)", re.DOTALL)


def words_of_page(text: str) -> str:
    """Its title, or else its words, on one line; what is no page stays as it is."""
    if not _PAGE.match(text):
        return text
    text = text[:MOST]
    title = _TITLE.search(text)
    return (_words(title[1]) if title else "") or _words(_UNSEEN.sub(" ", text))


def _words(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
