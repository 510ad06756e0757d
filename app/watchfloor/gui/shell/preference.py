"""Settings at work: each change is applied at once, kept, and shown wherever it was made."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from watchfloor.core.error import KnownError
from watchfloor.core.setting import Settings
from watchfloor.gui.shell.setting_window import SettingWindow
from watchfloor.gui.shell.system import prefers_dark
from watchfloor.gui.style.theme import DARK, LIGHT, THEMES, Theme
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.flag import Flags
from watchfloor.services.home.shelf import Kept

DENSITIES = {"comfortable": 1.0, "compact": 0.82}
VARIABLES = {
    "sse": "WATCHFLOOR_SSE",
    "breaker": "WATCHFLOOR_BREAKER",
    "progress": "WATCHFLOOR_PROGRESS",
    "endpoint": "WATCHFLOOR_ENDPOINT",
}


def theme_of(name: str) -> Theme:
    """The theme of this name; "system" asks the desktop."""
    return THEMES.get(name) or (DARK if prefers_dark() else LIGHT)


class Preference(QObject):
    """Applies `Settings` to the window. Gives `settings_changed` for what is applied elsewhere."""

    settings_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        shelf: Kept[Settings],
        *,
        environment: Mapping[str, str],
        languages: tuple[tuple[str, str], ...] = (),
        theme: str = "",
        updatable: bool = False,
    ) -> None:
        super().__init__(window)
        self._updatable = updatable
        self._window = window
        self._shelf = shelf
        self._environment = environment
        self._languages = languages
        self._open: SettingWindow | None = None
        self._applying = self._closed = False
        self._theme_once = theme
        window.look.changed.connect(self._on_look_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        window.closed.connect(self._on_closed)

    @property
    def settings(self) -> Settings:
        return self._shelf.value.bounded()

    @property
    def flags(self) -> Flags:
        """For the feeds; the environment has the last word. A `KnownError` says what is wrong with it."""
        kept = self.settings
        return Flags.from_environment(
            self._environment, Flags(kept.sse, kept.breaker, kept.progress, kept.endpoint)
        )

    def apply(self) -> None:
        """Make everything as the settings have it."""
        kept, window, look = self.settings, self._window, self._window.look
        theme, zoom = theme_of(self._theme_once or kept.theme), kept.text_percent / 100
        density = DENSITIES[kept.density]
        if (look.theme, look.zoom, look.utc, look.density) != (theme, zoom, kept.utc, density):
            grown = zoom / look.zoom
            self._applying = True
            look.choose(theme, zoom, utc=kept.utc, density=density)
            self._applying = False
            self._widen(grown)
        if window.session.places.capacity != kept.map_events:
            window.session.resize_places(kept.map_events)
        window.runs.setVisible(self.flags.progress)

    def _widen(self, grown: float) -> None:
        """The columns at the sides grow with their text, as far as the map keeps its room."""
        window = self._window
        sides = [window.dock(name) for name in ("channels", "inspector")]
        sides = [dock for dock in sides if dock.isVisible() and not dock.isFloating()]
        widths = [min(round(dock.width() * grown), window.width() * 3 // 10) for dock in sides]
        if grown != 1.0 and sides:
            window.resizeDocks(sides, widths, Qt.Orientation.Horizontal)

    def change(self, settings: Settings) -> None:
        """Apply these, keep them, and show them if the settings are open."""
        before = self.settings
        if settings == before:
            return
        try:
            self._shelf.put(settings)
        except KnownError as error:
            self._window.tell(str(error))
        self.apply()
        if self._open is not None:
            self._open.show_settings(settings)
        self.settings_changed.emit(settings)

    def open(self) -> None:
        if self._open is not None:
            self._open.raise_()
            return
        self._open = SettingWindow(
            self.settings,
            self._window.look,
            languages=self._languages,
            locked=self._locked(),
            parent=self._window,
        )
        self._open.settings_changed.connect(self.change)
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _locked(self) -> dict[str, str]:
        """What is decided elsewhere, and where."""
        words = self.tr("{variable} decides this.")
        found = {
            name: words.format(variable=variable)
            for name, variable in VARIABLES.items()
            if self._environment.get(variable)
        }
        if not self._updatable:
            found["updates"] = self.tr("Whoever packed this Watchfloor tells of newer versions.")
        return found

    def _on_finished(self, _result: int) -> None:
        self._open = None

    def _on_look_changed(self) -> None:
        """A key or a menu changed the look: that is a setting too."""
        if self._applying or self._closed:
            return
        look, kept = self._window.look, self.settings
        name = self._theme_once or kept.theme
        if theme_of(name) is not look.theme:
            name, self._theme_once = look.theme.name, ""
        theme = kept.theme if self._theme_once else name
        percent = round(look.zoom * 100)
        if percent != kept.text_percent:
            self._widen(percent / kept.text_percent)
        self.change(msgspec.structs.replace(kept, theme=theme, text_percent=percent, utc=look.utc).bounded())

    def _on_system_changed(self) -> None:
        if self.settings.theme == "system" and not self._closed:
            self.apply()

    def _on_closed(self) -> None:
        """The look may go on with another window: what becomes of it there is none of our settings."""
        self._closed = True
