"""How the window looks right now: theme, typefaces, sizes. One `Look` is shared by all views."""

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from watchfloor import resource
from watchfloor.gui.style.stylesheet import stylesheet
from watchfloor.gui.style.theme import DARK, Theme

FONTS = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Medium.ttf",
    "JetBrainsMono-Bold.ttf",
)
SANS, MONO = "Inter", "JetBrains Mono"
BODY, SMALL, TINY = 13, 12, 11
ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the shipped typefaces known to Qt; the families that came of it."""
    families: dict[str, None] = {}
    for name in FONTS:
        number = QFontDatabase.addApplicationFont(str(resource.path(f"fonts/{name}")))
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ()))
    return tuple(families)


class Look(QObject):
    """Gives `changed` after anything of it changed; views then draw themselves anew."""

    changed = Signal()

    def __init__(self, theme: Theme = DARK, zoom: float = 1.0, *, utc: bool = True) -> None:
        super().__init__()
        self.theme = theme
        self.zoom = zoom
        self.utc = utc
        self.density = 1.0
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        load_fonts()

    def choose(
        self,
        theme: Theme | None = None,
        zoom: float | None = None,
        *,
        utc: bool | None = None,
        density: float | None = None,
    ) -> None:
        """Change what is given, for every view at once."""
        self.theme = theme or self.theme
        self.zoom = zoom or self.zoom
        self.utc = self.utc if utc is None else utc
        self.density = density or self.density
        self._colors.clear()
        self._fonts.clear()
        self.apply()
        self.changed.emit()

    def apply(self) -> None:
        """Give the application our palette, type and style sheet."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(self.palette())
            application.setFont(self.font())
            application.setStyleSheet(stylesheet(self.theme, self.zoom))

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self.zoom)

    def row(self, height: float) -> int:
        """The height of a row of many: less where the user wants more of them."""
        return round(height * self.zoom * self.density)

    def color(self, name: str) -> QColor:
        """The colour of a meaning ("muted") or of #rrggbb."""
        color = self._colors.get(name)
        if color is None:
            color = self._colors[name] = QColor(name if name[0] == "#" else getattr(self.theme, name))
        return color

    def translucent(self, name: str, share: float) -> QColor:
        color = QColor(self.color(name))
        color.setAlphaF(share)
        return color

    def font(self, size: int = BODY, weight: int = 400, *, mono: bool = False) -> QFont:
        """A typeface with figures of equal width, and with every sign as it was written."""
        key = (size, weight, mono)
        font = self._fonts.get(key)
        if font is None:
            # Signs that one lacks (⌄ ✕ ⊥) are the other's, and not whatever the desktop happens to have.
            font = self._fonts[key] = QFont([MONO, SANS] if mono else [SANS, MONO])
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            if mono:
                # What is typed is seen as it is typed: ">=" is not drawn as one sign, nor "->".
                font.setFeature(QFont.Tag("calt"), 0)
            else:
                font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.color(name))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        return palette


_ROLES = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "alarm",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Light: "border",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "window",
    QPalette.ColorRole.Accent: "accent",
}
