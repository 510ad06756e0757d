"""Text from elsewhere where Qt would read more into it than its letters."""

from PySide6.QtGui import Qt  # with what it knows of text

_NOTHING = "\u2060"  # a word joiner: no width, and no part of a tag


def as_tip(words: str) -> str:
    """For a tooltip, or a question: what looks like markup is shown, and is none."""
    if not Qt.mightBeRichText(words):
        return words
    return words.replace("<", f"<{_NOTHING}").replace("&", f"&{_NOTHING}")


def as_item(words: str) -> str:
    """For a menu: an ampersand is one, and marks no key."""
    return words.replace("&", "&&")
