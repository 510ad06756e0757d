"""What one plot shows: its curves, and how they are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from watchfloor.core.workspace.workspace import Graph
from watchfloor.gui.graph.curve import Curve
from watchfloor.gui.graph.source import Key, Source
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.theme import Theme


@dataclass(frozen=True)
class Spec:
    """The sources of one plot, the first of which gives it its unit and its figure."""

    sources: tuple[Source, ...]
    kept: Graph | None = None  # as the workspace had it

    @property
    def key(self) -> Key:
        return self.sources[0].key

    @property
    def title(self) -> str:
        given = self.kept.title if self.kept is not None else ""
        return given or " · ".join(source.title for source in self.sources)

    @property
    def unit(self) -> str:
        units = {source.unit for source in self.sources}
        return self.sources[0].unit if len(units) == 1 else ""

    @property
    def from_zero(self) -> bool:
        return all(source.from_zero for source in self.sources)

    def beside(self, source: Source) -> "Spec":
        """The same with one more curve."""
        return replace(self, sources=(*self.sources, source))

    def without(self, key: Key) -> "Spec":
        return replace(self, sources=tuple(source for source in self.sources if source.key != key))

    def draw(self, at: Instant, span_s: float, theme: Theme) -> list[Curve]:
        """Each curve in a colour of its own: a person's choice, its usual one, or one that is still free."""
        drawn = [source.draw(at, span_s) for source in self.sources]
        names = [curve.name for curve in drawn]
        colors: list[str] = []
        for source, curve in zip(self.sources, drawn, strict=True):
            colors.append(source.color or _free(curve.color, colors, theme.series))
        return [
            replace(curve, color=color, name=source.title if names.count(curve.name) > 1 else curve.name)
            for source, curve, color in zip(self.sources, drawn, colors, strict=True)
        ]


def _free(usual: str, taken: Sequence[str], colors: Sequence[str]) -> str:
    return next((color for color in (usual, *colors) if color not in taken), usual)
