"""How far back the graphs go: the spans one can choose, and what is shown of one that is not full yet."""

from dataclasses import dataclass
from math import inf, isfinite

from watchfloor.core.text.speech import said
from watchfloor.gui.instant import ago_text

SPANS = (
    ("1 min", 60.0),
    ("5 min", 300.0),
    ("15 min", 900.0),
    ("60 min", 3_600.0),
    ("6 h", 21_600.0),
    ("24 h", 86_400.0),
    ("All", inf),
)
FAR_S = 1e9  # further back than anything
LEAST_SPAN_S = 60.0


@dataclass(frozen=True)
class Span:
    """A stretch of time up to now: as long as was chosen, or as long as there is something to show."""

    shown_s: float = LEAST_SPAN_S
    known_s: float = 0.0
    chosen_s: float = LEAST_SPAN_S

    @property
    def is_growing(self) -> bool:
        """It has not been listened for so long as was chosen."""
        return isfinite(self.chosen_s) and self.known_s < self.chosen_s

    @property
    def is_open(self) -> bool:
        """It begins where what is known begins, and not where somebody chose."""
        return self.is_growing or not isfinite(self.chosen_s)

    @property
    def words(self) -> str:
        """How much there is of what was chosen, while that is not all."""
        if not self.is_growing or not self.known_s:
            return ""
        so_far = said("{known} of {chosen} so far")
        return so_far.format(known=minutes_text(self.known_s), chosen=ago_text(self.chosen_s))


def span_of(chosen_s: float, known_s: float) -> Span:
    """A mostly empty picture says little: it begins with what is known, and grows to what was chosen."""
    return Span(max(LEAST_SPAN_S, min(chosen_s, known_s)), max(0.0, known_s), chosen_s)


def nearest(span_s: float) -> tuple[str, float]:
    """The span of the menu that comes nearest."""
    wanted_s = min(span_s, FAR_S)
    return min(SPANS, key=lambda span: abs(min(span[1], FAR_S) - wanted_s))


def minutes_text(span_s: float) -> str:
    """As a clock that counts up tells it: 0:32, 12:05, 1:02:30."""
    minutes, seconds = divmod(int(span_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
