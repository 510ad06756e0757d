"""A feed while it is made or changed: from what was pasted, filled in and corrected to an entry."""

import msgspec

from watchfloor.core.curl.curl import pasted
from watchfloor.core.curl.pasted import Pasted
from watchfloor.core.curl.word import CommandError
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.preset.preset import Preset
from watchfloor.core.secret.secret import AnySecret
from watchfloor.core.workspace.workspace import Entry

# What a pasted command says of the request; the rest of a feed is about patience and stays.
_REQUEST = (
    "url", "method", "headers", "body", "last_event_id", "proxy", "ca_file", "client_cert_file",
    "client_key_file", "verify_tls",
)  # fmt: skip


class FeedDraft:
    """What was pasted, as a feed. `before` is the entry that is changed; None: a new feed."""

    def __init__(self, before: Entry | None = None) -> None:
        self.before = before
        self.feed: Feed | None = None if before is None else before.feed
        self.secrets: tuple[AnySecret, ...] = ()
        self.told: tuple[str, ...] = ()
        self.error: CommandError | None = None

    def paste(self, text: str) -> None:
        """Take an address or a command; `error` says where it goes wrong, and the feed is none then."""
        self.error, self.told, self.secrets = None, (), ()
        if not text.strip():
            self.feed = None if self.before is None else self.before.feed
            return
        try:
            found = pasted(text)
        except CommandError as error:
            self.feed, self.error = None, error
            return
        except (KnownError, ValueError) as error:  # no address, or one that Python's own reading refuses
            self.feed, self.error = None, CommandError(str(error), text, 0)
            return
        self.feed = self._merged(found, text)
        self.secrets, self.told = found.secrets, found.told

    def _merged(self, found: Pasted, text: str) -> Feed:
        if self.before is None:
            return found.feed
        is_address = not any(letter.isspace() for letter in text.strip())
        names = ("url",) if is_address else _REQUEST
        return msgspec.structs.replace(
            self.before.feed, **{name: getattr(found.feed, name) for name in names}
        )

    def adopt(self, preset: Preset | None) -> Feed | None:
        """The feed as one of the preset's kind; None: the generic profile."""
        feed = self.feed
        if feed is None:
            return None
        if preset is not None:
            kept = self.before is not None and feed.profile == preset.profile
            return feed if kept else preset.adopt(feed)
        return msgspec.structs.replace(feed, profile="generic")
