"""The stretches of a journal in which a search can find something."""
# ruff: noqa: S608 - only names and numbers of our own are put into SQL

import apsw
import msgspec

from watchfloor.core.query.sql import Plan

_FEW_EVENTS = 5_000  # to find so many takes milliseconds, to look at so many no longer than ten
_decode = msgspec.json.Decoder(list[tuple[int, int]]).decode


def rarer(connection: apsw.Connection, plan: Plan) -> Plan:
    """The plan, looking only at events that have its names, where few have: a name misspelt is none's."""
    few = [name for name in plan.names if _count(connection, name) < _FEW_EVENTS]
    words = " AND ".join(f"({part})" for part in (plan.words, *few) if part)
    return msgspec.structs.replace(plan, words=words) if few else plan


def _count(connection: apsw.Connection, words: str) -> int:
    found = "SELECT count(*) FROM (SELECT 1 FROM words WHERE text MATCH ? LIMIT ?)"
    return int(connection.execute(found, (words, _FEW_EVENTS)).get)


def stretches(connection: apsw.Connection, plan: Plan, low: int, high: int) -> list[tuple[int, int]]:
    """Between which positions, both excluded, to look, oldest first.

    Words are looked for only where the zones have what is asked besides; neighbours count as one. Without
    words SQLite goes from zone to zone by itself.
    """
    if not (plan.words and plan.zones):
        return [(low, high)]
    zones = connection.execute(
        "SELECT json_group_array(json_array(first, last) ORDER BY first) FROM zone AS z"
        f" WHERE z.last > ? AND z.first < ? AND {plan.zones}",
        (low, high, *plan.zone_parameters),
    ).get
    found: list[tuple[int, int]] = []
    for first, last in _decode(zones):
        if found and found[-1][1] >= first:
            found[-1] = (found[-1][0], min(high, last + 1))
        else:
            found.append((max(low, first - 1), min(high, last + 1)))
    return found
