"""What the settings mean for the journal."""

from watchfloor.core.setting import Settings
from watchfloor.journal.settings import Keep

DAY_S, MEGABYTE = 86_400, 1_000_000


def keep_of(settings: Settings) -> Keep:
    """The journal's bounds, as the settings have them."""
    days, megabytes = settings.keep_days, settings.keep_megabytes
    return Keep(
        max_age_s=None if days is None else days * DAY_S,
        max_bytes=None if megabytes is None else megabytes * MEGABYTE,
    )
