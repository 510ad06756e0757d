"""placeholder, being written"""

import msgspec


class Totals(msgspec.Struct, frozen=True, gc=False):
    """A channel's ledger at one moment: received = stored + duplicates + sum(refused)."""

    received: int = 0
    stored: int = 0
    duplicates: int = 0
    refused: dict[str, int] = {}
    missing: int | None = None  # None: not provable
