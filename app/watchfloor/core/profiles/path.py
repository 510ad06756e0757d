"""A place inside an event's JSON: written as JMESPath, and as the query language has it."""

from collections.abc import Callable
from typing import Any

import jmespath
import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.profiles.body import UnreadableError, decode

Step = str | int


def expression(steps: tuple[Step, ...]) -> str:
    """The steps as JMESPath; names that are not plain words are quoted."""
    words = ""
    for step in steps:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            words += ("." if words else "") + _word(step)
    return words


def _word(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else msgspec.json.encode(name).decode()


def query_term(steps: tuple[Step, ...], value: Any) -> str:
    """`data.path:value` for a filter; "" where the query language cannot say it."""
    names = [step for step in steps if isinstance(step, str) and step.isidentifier() and step.isascii()]
    if len(names) != len(steps) or isinstance(value, dict | list) or value is None:
        return ""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'data.{".".join(names)}:"{escaped}"'
    return f"data.{'.'.join(names)}:{msgspec.json.encode(value).decode()}"


def finder(path: str) -> Callable[[str], Any]:
    """Finds the path's value in an event's data; None where there is none. `KnownError`: no such path."""
    try:
        search = jmespath.compile(path).search
    except jmespath.exceptions.JMESPathError as error:
        reason = str(error).partition("\n")[0]
        raise KnownError(f"The path {path!r} cannot be read: {reason}") from None

    def find(data: str) -> Any:
        try:
            return search(decode(data))
        except (UnreadableError, jmespath.exceptions.JMESPathError):
            return None

    return find
