"""What can be done with the graphs."""

from functools import partial

from watchfloor.gui.graph.span import SPANS
from watchfloor.gui.shell.command import Command
from watchfloor.gui.workplace import Workplace


def graph_commands(window: Workplace) -> list[Command]:
    menu, view = window.tr("Graphs"), window.graphs

    def add_plot() -> None:
        window.dock("graphs").show()
        window.dock("graphs").raise_()
        view.offer_plots()

    return [
        Command("graph.add", menu, window.tr("Add a plot…"), add_plot),
        *_spans(window, menu),
        Command(
            "graph.link",
            menu,
            window.tr("Graphs follow the filter"),
            lambda: view.link(linked=not view.lens.linked),
            checked=lambda: view.lens.linked,
        ),
        Command(
            "graph.picture", menu, window.tr("Save all graphs as picture…"), partial(view.ask_to_save, "png")
        ),
        Command("graph.table", menu, window.tr("Save all graphs as CSV…"), partial(view.ask_to_save, "csv")),
    ]


def _spans(window: Workplace, menu: str) -> list[Command]:
    view = window.graphs

    def shows(span_s: float) -> bool:
        return view.span_s == span_s

    return [
        Command(
            f"graph.{name}",
            menu,
            window.tr("Graphs: {span}").format(span=window.tr(name)),
            partial(view.choose_span, name, span_s),
            checked=partial(shows, span_s),
        )
        for name, span_s in SPANS
    ]
