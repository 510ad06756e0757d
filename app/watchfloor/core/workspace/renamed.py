"""Which feeds were given another name outside the window: in an editor, or on another machine."""

from collections import Counter
from collections.abc import Mapping


def renamed(known: Mapping[str, str], feeds: Mapping[str, str]) -> list[tuple[str, str]]:
    """The name that a journal knows, and that of today, by their addresses. Only what is beyond doubt: one
    channel of an address that no feed is named after, and one feed of that address that it does not know."""
    gone = {name: url for name, url in known.items() if url and name not in feeds}
    came = {name: url for name, url in feeds.items() if name not in known}
    often = Counter(gone.values()), Counter(came.values())
    return [
        (before, after)
        for before, url in gone.items()
        for after, other in came.items()
        if url == other and often[0][url] == often[1][url] == 1
    ]
