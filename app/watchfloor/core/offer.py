"""A link that offers a feed, `watchfloor:https://…`: a stranger's words until the user has looked at them."""

import re
from urllib.parse import unquote

from watchfloor.core.curl.address import address
from watchfloor.core.error import KnownError
from watchfloor.core.text.url import split_url

SCHEME = "watchfloor:"
MOST_CHARACTERS = 4_096


def is_offer(word: str) -> bool:
    """Whether this word of a command line is such a link, and no file."""
    return word[: len(SCHEME)].lower() == SCHEME


def clipped(word: str) -> str:
    """The link as it is handed on: one that is too long stays too long, and is bounded."""
    return word[: MOST_CHARACTERS + 1]


def offered(word: str) -> str:
    """The feed's address that a link offers; `KnownError` says in a sentence why it offers none."""
    if len(word) > MOST_CHARACTERS:
        raise _not_taken(f"It is longer than {MOST_CHARACTERS:,} characters.")
    url = word[len(SCHEME) :] if is_offer(word) else word
    if re.match(r"https?%3a", url, re.IGNORECASE):  # some programs write all of it so
        url = unquote(url)
    if not re.match(r"https?://", url, re.IGNORECASE):
        raise _not_taken("It offers no address that begins with http:// or https://.")
    if not url.isprintable() or re.search(r"[\s\\<>\"]", url):
        raise _not_taken("It has characters in it that no address has, or that cannot be seen.")
    parts = split_url(url)
    if parts is None or not parts.hostname:
        raise _not_taken("It offers no address.")
    if "@" in parts.netloc:
        raise _not_taken(
            "It has a user in front of the host's name. Ask for the plain address, and sign in here."
        )
    return address(url)


def _not_taken(why: str) -> KnownError:
    return KnownError(f"The link was not taken. {why}")
