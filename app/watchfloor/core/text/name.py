"""Names that tell things apart."""

from collections.abc import Container


def free_name(wanted: str, taken: Container[str]) -> str:
    """This name, or where another has it, with the first number that is free: "Feed (2)"."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name
