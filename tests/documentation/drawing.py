"""Plain drawings as SVG: boxes, words and arrows; the same bytes each time, legible on light and dark."""

import textwrap
from html import escape

STYLE = """<style>
text { font-family: Inter, system-ui, sans-serif; font-size: 13px; fill: #4a5568 }
.name { font-size: 15px; font-weight: 600; fill: #1a202c }
.mono { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 11.5px; fill: #2b6cb0 }
.box { fill: #f7f9fc; stroke: #cbd5e0 }
.arrow { fill: none; stroke: #718096; stroke-width: 1.5; marker-end: url(#tip) }
.tip { fill: #718096 }
@media (prefers-color-scheme: dark) {
text { fill: #a0aec0 } .name { fill: #edf2f7 } .mono { fill: #90cdf4 }
.box { fill: #1a202c; stroke: #4a5568 } .arrow { stroke: #a0aec0 } .tip { fill: #a0aec0 }
}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>"""
LINE = 17


class Drawing:
    """Parts in the order in which they are put; `svg` is the whole."""

    def __init__(self, width: int, height: int, title: str) -> None:
        self._size = width, height
        self._title = title
        self._parts: list[str] = []

    def box(self, x: int, y: int, width: int, height: int) -> None:
        self._parts.append(f'<rect class="box" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>')

    def words(self, x: int, y: int, text: str, kind: str = "", *, columns: int = 0) -> int:
        """Words from here on, over several lines where `columns` says so; where the next line would stand."""
        mark = f' class="{kind}"' if kind else ""
        for line in textwrap.wrap(text, columns) if columns else [text]:
            self._parts.append(f'<text{mark} x="{x}" y="{y}">{escape(line)}</text>')
            y += LINE
        return y

    def arrow(self, *points: tuple[int, int]) -> None:
        way = " L".join(f"{x} {y}" for x, y in points)
        self._parts.append(f'<path class="arrow" d="M{way}"/>')

    @property
    def svg(self) -> str:
        width, height = self._size
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(self._title)}">'
        )
        return "\n".join([head, STYLE, *self._parts, "</svg>"]) + "\n"
