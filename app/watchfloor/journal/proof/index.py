"""Whether the indexes hold every event they should, and say of it what the event says."""

# ruff: noqa: S608 - only names of our own are put into SQL

import apsw

# What profiles read is not looked at: they may read otherwise today.
_WRONG = """
SELECT count(*) FROM reading AS r LEFT JOIN event AS e ON e.id = r.event
WHERE e.id IS NULL OR e.channel IS NOT r.channel OR e.seq IS NOT r.seq OR e.received_us IS NOT r.received_us
    OR e.type IS NOT r.type OR e.mark IS NOT r.mark OR octet_length(e.data) IS NOT r.size"""
_WORDLESS = "SELECT count(*) FROM reading WHERE event NOT IN (SELECT id FROM words_docsize)"
_ZONELESS = """
SELECT count(*) FROM reading AS r WHERE coalesce(
    (SELECT last FROM zone WHERE first <= r.event ORDER BY first DESC LIMIT 1) < r.event, 1)"""
_BOUNDS = ("received_us", "time_us", "severity", "value", "lat")
_NARROWER = (
    "min(r.{0}) < z.min_{0} OR max(r.{0}) > z.max_{0} OR (z.min_{0} IS NULL AND min(r.{0}) IS NOT NULL)"
)
_NARROW = f"""
SELECT count(*) FROM (SELECT 1 FROM zone AS z JOIN reading AS r ON r.event BETWEEN z.first AND z.last
    GROUP BY z.first HAVING {" OR ".join(map(_NARROWER.format, _BOUNDS))})"""


def reached(connection: apsw.Connection) -> int | None:
    """The last position that the indexes claim to hold; None where that is not said."""
    rows = connection.execute("SELECT indexed FROM progress").fetchall()
    found = rows[0][0] if len(rows) == 1 else None
    return found if isinstance(found, int) else None


def faults(connection: apsw.Connection, due: int) -> int:
    """How many events (or few hundreds of them) a search may miss, of `due` that should be held."""
    held = _count(connection, "SELECT count(*) FROM reading")
    return abs(due - held) + sum(_count(connection, sql) for sql in (_WRONG, _WORDLESS, _ZONELESS, _NARROW))


def _count(connection: apsw.Connection, sql: str) -> int:
    return int(connection.execute(sql).get)
