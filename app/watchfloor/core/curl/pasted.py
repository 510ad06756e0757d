"""What comes of a pasted command: a feed with its secrets apart, or the place where it cannot be read."""

import msgspec

from watchfloor.core.curl.word import CommandError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.redaction import redact_text
from watchfloor.core.secret.secret import AnySecret


class CurlError(CommandError):
    """The command cannot be a feed: what stands in the way, and where."""


class Pasted(msgspec.Struct, frozen=True):
    """`secrets` belong in the keyring. `told` are sentences on what was left out or should be looked at."""

    feed: Feed
    secrets: tuple[AnySecret, ...] = ()
    told: tuple[str, ...] = ()


def shown_of(text: str) -> str:
    """The start of a value, for a sentence; nothing of it that may be secret."""
    text = redact_text(text)
    return repr(text if len(text) <= 40 else text[:39] + "…")
