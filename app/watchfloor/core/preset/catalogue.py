"""All presets by name, and which of them a feed seems to be."""

from collections.abc import Collection

from watchfloor.core.error import KnownError
from watchfloor.core.preset.preset import Preset
from watchfloor.core.preset.public import PUBLIC
from watchfloor.core.preset.system import SYSTEMS

PRESETS: dict[str, Preset] = {preset.id: preset for preset in (*SYSTEMS, *PUBLIC)}


def preset(id_: str) -> Preset:
    try:
        return PRESETS[id_]
    except KeyError:
        raise KnownError(f"There is no preset named {id_!r}. Choose one of: {', '.join(PRESETS)}.") from None


def propose(url: str, types: Collection[str] = ()) -> Preset | None:
    """The preset that an address or the types of its first events betray; None: the generic profile."""
    heard = set(types)
    by_types = next((known for known in SYSTEMS if known.types & heard), None)
    return by_types or next((known for known in PRESETS.values() if known.fits(url)), None)
