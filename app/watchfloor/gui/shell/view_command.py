"""How the window looks: its panels, colours, size of text and times."""

from functools import partial

from watchfloor.gui.shell.command import Command
from watchfloor.gui.style.look import ZOOM_STEPS
from watchfloor.gui.style.theme import THEMES
from watchfloor.gui.workplace import Workplace


def view_commands(window: Workplace) -> list[Command]:
    tr, look, menu = window.tr, window.look, window.tr("View")
    forth, back = partial(window.panes.go, 1), partial(window.panes.go, -1)
    return [
        Command("pane.next", menu, tr("Go to the next pane"), forth, "Ctrl+Tab"),
        Command("pane.previous", menu, tr("Go to the pane before"), back, "Ctrl+Shift+Tab"),
        *_panels(window, menu),
        Command("layout.reset", tr("Layout"), tr("Reset the layout"), window.reset_layout),
        Command("theme.next", menu, tr("Next theme"), lambda: _next_theme(window), "Ctrl+T"),
        *_themes(window, menu),
        Command("text.larger", menu, tr("Larger text"), lambda: _zoom_text(window, 1), "Ctrl++"),
        Command("text.smaller", menu, tr("Smaller text"), lambda: _zoom_text(window, -1), "Ctrl+-"),
        Command("text.normal", menu, tr("Normal text"), lambda: look.choose(zoom=1.0), "Ctrl+0"),
        Command(
            "time.utc",
            menu,
            tr("Times in UTC"),
            lambda: look.choose(utc=not look.utc),
            checked=lambda: look.utc,
        ),
    ]


def _panels(window: Workplace, menu: str) -> list[Command]:
    return [
        Command(
            f"panel.{key}",
            menu,
            window.tr("Panel: {name}").format(name=name),
            partial(window.toggle_dock, key),
            f"F{place}",
            checked=partial(_shown, window, key),
        )
        for place, (key, name) in enumerate(window.panels.items(), 5)
    ]


def _themes(window: Workplace, menu: str) -> list[Command]:
    titles = {
        "dark": window.tr("Dark theme"),
        "light": window.tr("Light theme"),
        "contrast": window.tr("High contrast"),
    }
    return [
        Command(
            f"theme.{name}",
            menu,
            titles[name],
            partial(window.look.choose, theme),
            checked=partial(_is_theme, window, name),
        )
        for name, theme in THEMES.items()
    ]


def _shown(window: Workplace, dock: str) -> bool:
    return window.dock(dock).isVisible()


def _is_theme(window: Workplace, name: str) -> bool:
    return window.look.theme.name == name


def _next_theme(window: Workplace) -> None:
    names = list(THEMES)
    following = names[(names.index(window.look.theme.name) + 1) % len(names)]
    window.look.choose(THEMES[following])


def _zoom_text(window: Workplace, step: int) -> None:
    nearest = min(range(len(ZOOM_STEPS)), key=lambda place: abs(ZOOM_STEPS[place] - window.look.zoom))
    window.look.choose(zoom=ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + step))])
