"""How a workspace is shown, from its tables: views, rules, highlights, graphs, layouts, and the last look."""

from typing import Any, get_args

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.profiles.path import finder
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.field import JSON_ROOT
from watchfloor.core.query.parser import parse
from watchfloor.core.workspace.place import place_of
from watchfloor.core.workspace.table import TableReader
from watchfloor.core.workspace.workspace import (
    COLUMNS,
    Curve,
    CurveKind,
    Graph,
    Highlight,
    Layout,
    LogLook,
    Look,
    MapLook,
    Path,
    Rule,
    View,
)

_FIELD = f"{JSON_ROOT}."
SIDES = ("left", "right", "top", "bottom")
_NEEDS_NAME = ("metric", "field")


class ShownReader(TableReader):
    """A query that cannot be read is told, and makes nothing else unreadable."""

    def view(self, name: str, table: Any) -> View:
        path: Path = ("views", name)
        view, more = self.struct(View, table, path, "", fixed={"extra": {}})
        self._query(view.query, (*path, "query"), f"The query of the view {name!r}")
        self._columns(view.columns, (*path, "columns"))
        self.colour(view.colour, (*path, "colour"))
        return msgspec.structs.replace(view, extra=more)

    def rule(self, name: str, table: Any) -> Rule:
        path: Path = ("rules", name)
        rule, more = self.struct(Rule, table, path, "rules.", fixed={"extra": {}})
        self._query(rule.query, (*path, "query"), f"The query of the rule {name!r}")
        return msgspec.structs.replace(rule, extra=more)

    def highlight(self, number: int, table: Any) -> Highlight:
        path: Path = ("highlights", number)
        if not self.is_table(table, path):
            return Highlight(query="", colour="")
        highlight, more = self.struct(Highlight, table, path, "", fixed={"extra": {}})
        self._query(highlight.query, (*path, "query"), "The query of a highlight")
        self.colour(highlight.colour, (*path, "colour"))
        return msgspec.structs.replace(highlight, extra=more)

    def graph(self, number: int, table: Any) -> Graph:
        path: Path = ("graphs", number)
        if not self.is_table(table, path):
            return Graph()
        graph, more = self.struct(Graph, table, path, "", fixed={"extra": {}})
        if table.get("kind", "metric") in get_args(CurveKind):  # else it is told what it must be
            for curve in graph.curves:
                self._curve(curve, path)
        return msgspec.structs.replace(graph, extra=more)

    def _curve(self, curve: Curve, path: Path) -> None:
        if curve.kind in _NEEDS_NAME and not curve.metric:
            self.problem(path, f'A graph of a {curve.kind} must name it: metric = "…".')
        self.colour(curve.colour, (*path, "colour"))

    def layout(self, name: str, table: Any) -> Layout:
        layout, more = self._layout(table, ("layouts", name))
        return msgspec.structs.replace(layout, extra=more)

    def _layout(self, table: Any, path: Path) -> tuple[Layout, dict[str, Any]]:
        layout, more = self.struct(Layout, table, path, "", fixed={"extra": {}})
        for side in SIDES:
            try:
                place_of(text) if (text := getattr(layout, side)) else None
            except KnownError as error:
                self.note((*path, side), str(error))
        return layout, more

    def look(self, table: dict[str, Any]) -> tuple[Look, dict[str, Any]]:
        """The last look, and what is unknown of it."""
        path: Path = ("look",)
        rest = {key: value for key, value in table.items() if key not in ("log", "map", "panels")}
        look, more = self.struct(Look, rest, path, "look.")
        log, log_more = self.struct(LogLook, table.get("log", {}), (*path, "log"), "look.log.")
        map_, map_more = self.struct(MapLook, table.get("map", {}), (*path, "map"), "look.map.")
        kept = table.get("panels", {})
        # Earlier versions wrote Qt's own words there.
        kept = {"state": kept} if isinstance(kept, str) else kept
        panels, panels_more = self._layout(kept, (*path, "panels"))
        unknown = (("log", log_more), ("map", map_more), ("panels", panels_more))
        more |= {key: value for key, value in unknown if value}
        self._columns(log.columns, (*path, "log", "columns"))
        return msgspec.structs.replace(look, log=log, map=map_, panels=panels), more

    def _columns(self, columns: tuple[str, ...], path: Path) -> None:
        """A column that there is not is told, and left out."""
        for column in columns:
            if not column.startswith(_FIELD):
                if column not in COLUMNS:
                    known = f"{', '.join(COLUMNS)}, or a path into the JSON with {_FIELD} before it"
                    self.note(path, f"There is no column {column!r}. Choose from: {known}.")
                continue
            try:
                finder(column.removeprefix(_FIELD))
            except KnownError as error:
                self.note(path, str(error))

    def _query(self, query: str, path: Path, words: str) -> None:
        try:
            parse(query)
        except QueryError as error:
            self.note(path, f"{words} cannot be read: {error}")
