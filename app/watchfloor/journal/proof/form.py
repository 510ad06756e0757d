"""Whether a file has the tables of a journal, and nothing that could change them behind its back."""

from typing import Any

import apsw
import msgspec

from watchfloor.journal import schema

_PARTS = (
    "SELECT name, type, sql FROM sqlite_schema"
    " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'words\\_%' ESCAPE '\\'"
)


class Form(msgspec.Struct, frozen=True):
    """A sentence for each table, index or trigger that is not as it should be, or one too many."""

    wrong: list[str]
    foreign: list[str]


def form(connection: apsw.Connection) -> Form:
    found = _parts(connection)
    made = apsw.Connection(":memory:")
    try:
        schema.upgrade(made, "", schema.STEPS[: schema.version(connection)])
        due = _parts(made)
    finally:
        made.close()
    wrong = [
        f"The {part[0]} {name} is {'not as it was made' if name in found else 'missing'}."
        for name, part in due.items()
        if found.get(name) != part
    ]
    foreign = [
        f"The {part[0]} {name} does not belong here." for name, part in found.items() if name not in due
    ]
    return Form(wrong, foreign)


def _parts(connection: apsw.Connection) -> dict[str, tuple[str, str]]:
    rows: Any = connection.execute(_PARTS)
    return {name: (type_, sql) for name, type_, sql in rows}
