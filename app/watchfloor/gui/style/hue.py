"""A person's own colours; those of the palette are the theme's of that hue, and can be told on it."""

from watchfloor.core.log.highlight import PALETTE
from watchfloor.gui.style.theme import Theme


def hue(colour: str, theme: Theme) -> str:
    """As it is drawn with this theme."""
    known = colour.lower()
    return theme.series[PALETTE.index(known)] if known in PALETTE else colour
