"""Pieces of SQL that conditions on events and on zones are made of."""

from collections.abc import Sequence

_KM_A_DEGREE = 111.0


def odd(column: str) -> str:
    """Whether a text has characters beyond ASCII (or a NUL, where `length` stops)."""
    return f"length({column}) <> octet_length({column})"


def latitudes(lat: float, radius_km: float) -> tuple[float, float]:
    """A band that holds every place within the radius, with some room for rounding."""
    reach = radius_km / _KM_A_DEGREE + 1e-6
    return lat - reach, lat + reach


def join(operator: str, parts: Sequence[str]) -> str:
    """Joined as a balanced tree: SQLite bounds the depth of an expression, not its width."""
    if len(parts) <= 2:
        return f"({f' {operator} '.join(parts)})"
    half = len(parts) // 2
    return f"({join(operator, parts[:half])} {operator} {join(operator, parts[half:])})"
