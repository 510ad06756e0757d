"""Figures as people read them."""


def span(seconds: float) -> str:
    """A length of time, as exact as it matters."""
    if 0 < seconds < 0.0005:
        return "under 1 ms"
    if seconds < 0.0995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    if seconds < 119.5:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"


def many(count: int, noun: str, plural: str = "") -> str:
    """`1 event`, `2 events`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def size(bytes_: int) -> str:
    if bytes_ < 1024:
        return many(bytes_, "byte")
    return f"{bytes_ / 1024:.1f} KiB" if bytes_ < 1024**2 else f"{bytes_ / 1024**2:.1f} MiB"


def quoted(text: str, limit: int = 40) -> str:
    """A piece of foreign text on one line, without control characters."""
    shown = "".join(c if c.isprintable() else " " for c in text[: limit + 1])
    return f"“{shown}”" if len(shown) <= limit else f"“{shown[: limit - 1]}…”"
