"""Whether a file ends as its last commits say: what a lost log leaves behind can be a sound database.

A checkpoint that was broken off has brought some pages over and others not. SQLite would mend that from the
log; without it every page is in order, and yet events stand there that no commit wrote.
"""

from pathlib import Path
from typing import Any

import apsw

from watchfloor.journal import file

_LAST_EVENT = "SELECT id FROM event WHERE id NOT IN (SELECT event FROM pin) ORDER BY id DESC LIMIT 1"
_LAST_WRITTEN = "SELECT first_id + count - 1 FROM segment WHERE count > 0 ORDER BY id DESC LIMIT 1"
_ENDS = """
SELECT c.last_seq, c.head, s.first_seq + s.count - 1, s.chain FROM channel AS c JOIN segment AS s
    ON s.id = (SELECT max(id) FROM segment WHERE channel = c.id)"""


def check(connection: apsw.Connection, path: Path) -> None:
    """Look at the ends alone, which takes no time; raises where they do not meet."""
    try:
        found = _agrees(connection)
    except file.READ_ERRORS as error:
        raise file.known(error, path) from error
    if not found:
        raise file.known(apsw.CorruptError("the file does not end as its commits say"), path)


def _agrees(connection: apsw.Connection) -> bool:
    last: Any = connection.execute(_LAST_EVENT).get
    written: Any = connection.execute(_LAST_WRITTEN).get
    indexed: Any = connection.execute("SELECT indexed FROM progress").get
    newest: Any = connection.execute("SELECT first_id + count - 1 FROM segment ORDER BY id DESC LIMIT 1").get
    is_pinned = written is not None and last != written and _has_pin(connection, written)
    ends: Any = connection.execute(_ENDS).fetchall()
    return (
        (last == written or is_pinned)
        and (indexed or 0) <= max(newest or 0, last or 0)
        and all((last_seq, head) == (end, chain) for last_seq, head, end, chain in ends)
    )


def _has_pin(connection: apsw.Connection, position: int) -> bool:
    pin = "SELECT 1 FROM pin JOIN event ON event.id = pin.event WHERE pin.event = ?"
    return bool(connection.execute(pin, (position,)).get)
