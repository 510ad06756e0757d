"""How the window looks: its panels, colours, size of text and times."""

from functools import partial
from typing import TYPE_CHECKING

from watchfloor.gui.shell.command import Command
from watchfloor.gui.style.look import ZOOM_STEPS
from watchfloor.gui.style.theme import THEMES

if TYPE_CHECKING:
    from watchfloor.gui.window import MainWindow


def view_commands(window: "MainWindow") -> list[Command]:
    menu, look = window.tr("View"), window.look
    names = {
        "channels": window.tr("Channels"),
        "log": window.tr("Event log"),
        "inspector": window.tr("Inspector"),
        "graphs": window.tr("Graphs"),
    }
    panels = [
        Command(
            f"panel.{key}",
            menu,
            window.tr("Panel: {name}").format(name=name),
            partial(window.toggle_dock, key),
            f"F{place}",
            checked=partial(_shown, window, key),
        )
        for place, (key, name) in enumerate(names.items(), 5)
    ]
    titles = {
        "dark": window.tr("Dark theme"),
        "light": window.tr("Light theme"),
        "contrast": window.tr("High contrast"),
    }
    themes = [
        Command(
            f"theme.{name}",
            menu,
            titles[name],
            partial(look.choose, theme),
            checked=partial(_is_theme, window, name),
        )
        for name, theme in THEMES.items()
    ]
    return [
        Command("pane.next", menu, window.tr("Go to the next pane"), lambda: window.panes.go(1), "Ctrl+Tab"),
        Command(
            "pane.previous",
            menu,
            window.tr("Go to the pane before"),
            lambda: window.panes.go(-1),
            "Ctrl+Shift+Tab",
        ),
        *panels,
        Command("layout.reset", menu, window.tr("Reset the layout"), window.reset_layout),
        Command("theme.next", menu, window.tr("Next theme"), lambda: _next_theme(window), "Ctrl+T"),
        *themes,
        Command("text.larger", menu, window.tr("Larger text"), lambda: _zoom_text(window, 1), "Ctrl++"),
        Command("text.smaller", menu, window.tr("Smaller text"), lambda: _zoom_text(window, -1), "Ctrl+-"),
        Command("text.normal", menu, window.tr("Normal text"), lambda: look.choose(zoom=1.0), "Ctrl+0"),
        Command(
            "time.utc",
            menu,
            window.tr("Times in UTC"),
            lambda: look.choose(utc=not look.utc),
            checked=lambda: look.utc,
        ),
    ]


def _shown(window: "MainWindow", dock: str) -> bool:
    return window.dock(dock).isVisible()


def _is_theme(window: "MainWindow", name: str) -> bool:
    return window.look.theme.name == name


def _next_theme(window: "MainWindow") -> None:
    names = list(THEMES)
    following = names[(names.index(window.look.theme.name) + 1) % len(names)]
    window.look.choose(THEMES[following])


def _zoom_text(window: "MainWindow", step: int) -> None:
    nearest = min(range(len(ZOOM_STEPS)), key=lambda place: abs(ZOOM_STEPS[place] - window.look.zoom))
    window.look.choose(zoom=ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + step))])
