"""What can be done with the map: regions, layers, the filter that it shares with the log."""

from functools import partial

from watchfloor.gui.map.projection import REGIONS
from watchfloor.gui.shell.command import Command
from watchfloor.gui.tie import Tie
from watchfloor.gui.workplace import Workplace


def map_commands(window: Workplace, tie: Tie) -> list[Command]:
    menu, view = window.tr("Map"), window.map
    return [
        *_regions(window, menu),
        Command("map.in", menu, window.tr("Zoom the map in"), lambda: view.zoom(1.6)),
        Command("map.out", menu, window.tr("Zoom the map out"), lambda: view.zoom(1 / 1.6)),
        Command(
            "map.arcs", menu, window.tr("Arcs"), view.bar.toggle_arcs, checked=lambda: view.bar.arcs_shown
        ),
        Command(
            "map.heat", menu, window.tr("Heat"), view.bar.toggle_heat, checked=lambda: view.bar.heat_shown
        ),
        Command(
            "map.box",
            menu,
            window.tr("Draw a box to filter by"),
            view.bar.toggle_box,
            "Ctrl+B",
            checked=lambda: view.bar.is_armed,
        ),
        Command(
            "map.link",
            menu,
            window.tr("Map follows the filter"),
            lambda: tie.link_filter(linked=not tie.filter_linked),
            checked=lambda: tie.filter_linked,
        ),
        *_clearing(window, menu),
    ]


def _regions(window: Workplace, menu: str) -> list[Command]:
    return [
        Command(
            f"map.{region.name}",
            menu,
            window.tr(region.name),
            partial(window.map.bar.choose_region, region.name),
            f"Ctrl+{place}",
        )
        for place, region in enumerate(REGIONS, 1)
    ]


def _clearing(window: Workplace, menu: str) -> list[Command]:
    return [
        Command("map.clear", menu, window.tr("Clear the map"), window.session.clear_places),
        Command(
            "map.cleared",
            menu,
            window.tr("Show what was cleared from the map"),
            window.session.show_places,
            enabled=lambda: window.session.places.aside > 0,
        ),
    ]
