"""Text from elsewhere, made safe to show."""

# Invisible, and part of how words are written: in Persian, in Hindi, in joined emoji.
_JOINERS = "\u200c\u200d"


def plain(text: str) -> str:
    """The text without what would steer a terminal or turn its direction; lines stay lines."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" or c in _JOINERS else "�" for c in text)


def plain_line(text: str) -> str:
    """The same on one line."""
    return plain(text).replace("\n", "�")
