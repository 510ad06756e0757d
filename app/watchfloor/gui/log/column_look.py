"""The log's columns as a workspace keeps them: their order, which are shown, and the widths set by hand."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHeaderView

from watchfloor.core.error import KnownError
from watchfloor.core.query.field import JSON_ROOT
from watchfloor.core.workspace.workspace import COLUMNS, LogLook
from watchfloor.gui.log.event_table import EventTable
from watchfloor.gui.style.look import Look

_FIELD = f"{JSON_ROOT}."
_UNIT = 1_000  # a width is kept as it is at the usual size of text


def kept_columns(table: EventTable, look: Look) -> LogLook:
    """`columns` is empty while they are the usual ones."""
    header, names = table.header, names_of(table)
    shown = [
        names[column]
        for column in map(header.logicalIndex, range(header.count()))
        if not (header.isSectionHidden(column) and column in table.header.by_hand)
    ]
    widths = {
        names[column]: round(header.sectionSize(column) * _UNIT / look.px(_UNIT))
        for column in sorted(table.header.by_hand)
        if not header.isSectionHidden(column) and header.sectionSize(column)
    }
    return LogLook(columns=() if tuple(shown) == COLUMNS else tuple(shown), widths=widths)


def restore_columns(table: EventTable, kept: LogLook, look: Look) -> None:
    """The columns as they were kept; one that cannot be read is left out."""
    for path in [*table.header.fields]:
        table.header.remove_column(path)
    for name in kept.columns:
        if name.startswith(_FIELD):
            _add(table, name.removeprefix(_FIELD))
    names = names_of(table)
    wanted = [name for name in kept.columns if name in names] or list(COLUMNS)
    _order(table.header, [names.index(name) for name in wanted])
    for column, name in enumerate(names):
        table.header.show_by_hand(column, shown=name in wanted, by_hand=name not in wanted)
        if name in kept.widths:
            table.header.by_hand.add(column)
            table.header.resizeSection(column, look.px(kept.widths[name]))
    table.fit()


def names_of(table: EventTable) -> list[str]:
    """What each column is called in a workspace, by its number."""
    return [*COLUMNS, *(f"{_FIELD}{path}" for path in table.header.fields)]


def _add(table: EventTable, path: str) -> None:
    try:
        table.header.add_column(path)
    except KnownError:
        return  # no path that can be read: reading the workspace has told of it


def _order(header: QHeaderView, columns: list[int]) -> None:
    for place, column in enumerate(_whole(columns, header.count())):
        header.moveSection(header.visualIndex(column), place)


def _whole(columns: list[int], count: int) -> Iterator[int]:
    """Those that are wanted, then all others."""
    yield from columns
    yield from (column for column in range(count) if column not in columns)
