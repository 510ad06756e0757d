"""What every server of the interop tests plays: event number n, the same wherever it comes from."""

HEADERS = {"Accept": "text/event-stream"}


def data_of(n: int) -> str:
    """`node_server.mjs` says the same."""
    return f'{{"n": {n}, "place": "Łódź → 東京 🛰"}}' + ("\nand a second line" if n % 5 == 0 else "")


def type_of(n: int) -> str:
    return "tick" if n % 3 == 0 else "message"


def expected(count: int) -> list[tuple[str, str]]:
    """The first events, as (type, data)."""
    return [(type_of(n), data_of(n)) for n in range(1, count + 1)]
