"""What the window remembers between starts besides its settings."""

import msgspec

from watchfloor.core.watch.alert import FIRST_RULES, AlertRule
from watchfloor.core.watch.saved_view import FIRST_VIEWS, SavedView


class Watching(msgspec.Struct, frozen=True, kw_only=True):
    """What the user wants to be told of, and the queries worth a name."""

    rules: tuple[AlertRule, ...] = FIRST_RULES
    views: tuple[SavedView, ...] = FIRST_VIEWS


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What a person did here before: the filters used, the newest last, and what became of alerts."""

    filters: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """Where this machine's window was: Qt's own words for it, in base64. Its panels are the workspace's."""

    geometry: str = ""
    guide_seen: bool = False
