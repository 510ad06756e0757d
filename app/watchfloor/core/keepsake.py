"""What the window remembers between starts besides its settings."""

import msgspec

from watchfloor.core.alert import FIRST_RULES, AlertRule
from watchfloor.core.saved_view import FIRST_VIEWS, SavedView

MOST_LAYOUTS = 50


class Watching(msgspec.Struct, frozen=True, kw_only=True):
    """What the user wants to be told of, and the queries worth a name."""

    rules: tuple[AlertRule, ...] = FIRST_RULES
    views: tuple[SavedView, ...] = FIRST_VIEWS


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything was: Qt's own words for it, in base64. `layouts` by name."""

    geometry: str = ""
    state: str = ""
    layouts: dict[str, str] = {}
    guide_seen: bool = False
