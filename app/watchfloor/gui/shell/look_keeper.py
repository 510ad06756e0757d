"""How log, map, graphs and panels look: kept in the workspace, and brought back from it."""

from collections.abc import Awaitable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QObject, QTimer

from watchfloor.core.error import KnownError
from watchfloor.core.log.highlight import HighlightRule
from watchfloor.core.text.speech import said
from watchfloor.core.workspace.merge import rename
from watchfloor.core.workspace.workspace import Graph, Highlight, Layout, Look, Workspace
from watchfloor.gui.graph.graph_look import kept_graphs, restore_graphs, shown_graphs
from watchfloor.gui.log.column_look import kept_columns, restore_columns
from watchfloor.gui.map.map_look import kept_map, restore_map
from watchfloor.gui.shell.layout_keeper import LayoutKeeper
from watchfloor.gui.window import MainWindow
from watchfloor.services.work.workspace_desk import WorkspaceDesk

SOON_MS = 15_000  # what a crash may cost: columns and plots can be put right again, events could not


class LookKeeper(QObject):
    """Looks now and then at what the views show, when another window is chosen, and at the end.

    Where it cannot be written, as in a file that one may only read, that is told once and not each time.
    """

    def __init__(self, window: MainWindow, desk: WorkspaceDesk, layouts: LayoutKeeper) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._layouts = layouts
        self._problem = ""
        self._is_work = True
        self._panels = Layout()  # as they were at first
        self._moved = False
        self._timer = QTimer(self)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self.keep)

    def restore(self, *, is_work: bool) -> None:
        """Show everything as it was kept. Without `is_work`, as for a recording, what belongs to the feeds
        of the workspace (the filter, the map, the plots) is left alone, now and at the end."""
        self._is_work = is_work
        window, workspace = self._window, self._desk.workspace
        restore_columns(window.log.table, workspace.look.log, window.look)
        window.log.highlight([HighlightRule(each.query, each.colour) for each in workspace.highlights])
        if not is_work:
            return
        if workspace.look.log.filter:
            window.filter_box.setText(workspace.look.log.filter)
            window.filter_box.apply()
        restore_map(window.map, workspace.look.map)
        window.tie.link_filter(linked=workspace.look.map.linked)
        window.graphs.link(linked=workspace.look.graphs_linked)
        window.graphs.show_span(workspace.settings.graph_span_s)
        restore_graphs(window.graphs, workspace.graphs, window.session)
        if window.graphs.set_aside:
            words = self.tr("{count} plots of the workspace are not shown: there is no room for so many.")
            window.tell(words.format(count=len(window.graphs.set_aside)))

    def follow(self) -> None:
        """From now on what changes is kept, until `stop`."""
        self._panels = self._layouts.panels
        self._timer.start()
        self._window.installEventFilter(self)

    def stop(self) -> None:
        """Keep it a last time."""
        if self._timer.isActive():
            self._timer.stop()
            self._window.removeEventFilter(self)
            self.keep()

    def keep(self) -> None:
        try:
            self._desk.keep_look(self._looked)
        except KnownError as error:
            if str(error) != self._problem:
                self._problem = str(error)
                self._window.tell(said(self._problem))
        else:
            self._problem = ""

    async def through(self, before: str, after: str, renaming: Awaitable[object]) -> None:
        """Have a feed renamed; whatever shows or names it goes on with its new name."""
        self.keep()
        window = self._window
        graphs, arranged = shown_graphs(window.graphs, window.session), window.graphs.arranged
        await renaming
        window.log.window_of_rows.cleared.rename(before, after)
        restore_graphs(window.graphs, rename(Workspace(graphs=graphs), before, after).graphs, window.session)
        window.graphs.arranged = arranged
        window.log.renew()
        window.filter_box.setText(self._desk.workspace.look.log.filter)
        window.filter_box.apply()

    def _looked(self, workspace: Workspace) -> Workspace:
        """The workspace with what is shown now."""
        window, replace = self._window, msgspec.structs.replace
        log, panels = kept_columns(window.log.table, window.look), self._panels_of(workspace)
        workspace = replace(workspace, highlights=_highlights(window.log.highlights, workspace.highlights))
        if not self._is_work:
            log = replace(log, filter=workspace.look.log.filter)
            return replace(workspace, look=replace(workspace.look, log=log, panels=panels))
        graphs = kept_graphs(window.graphs, window.session)
        return replace(
            workspace,
            look=Look(
                log=replace(log, filter="" if window.filter_box.error else window.filter_box.text().strip()),
                map=kept_map(window.map, linked=window.tie.filter_linked),
                panels=panels,
                graphs_linked=window.graphs.lens.linked,
            ),
            graphs=_own(graphs, workspace) if self._desk.is_new else graphs,
            settings=replace(workspace.settings, graph_span_s=window.graphs.span_s),
        )

    def _panels_of(self, workspace: Workspace) -> Layout:
        """Those that were kept, until a person moves one."""
        panels = self._layouts.panels
        self._moved = self._moved or panels != self._panels
        return panels if self._moved else workspace.look.panels

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            self.keep()
        return super().eventFilter(watched, event)


def _own(graphs: tuple[Graph, ...], workspace: Workspace) -> tuple[Graph, ...]:
    """Without what they plot of feeds that are not in the workspace."""
    names = {"", *(feed.name for feed in workspace.feeds)}
    return tuple(
        msgspec.structs.replace(graph, beside=tuple(curve for curve in graph.beside if curve.feed in names))
        for graph in graphs
        if graph.feed in names
    )


def _highlights(rules: Sequence[HighlightRule], kept: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """As they are now; what is unknown of one stays with its query."""
    extras = {each.query: each.extra for each in kept}
    return tuple(
        Highlight(query=rule.query, colour=rule.colour, extra=extras.get(rule.query, {})) for rule in rules
    )
