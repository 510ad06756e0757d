"""A tree of plain values as TOML, always in the same form, with people's comments where they were."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from watchfloor.core.workspace.workspace import Comment, Path

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
WIDTH = 100


def text_of(tree: dict[str, Any], comments: dict[Path, Comment]) -> str:
    """The whole file, ending with a line break."""
    lines = list(_table(tree, (), (), comments))
    tail = comments.get((), Comment()).above
    if tail:
        lines += ["", *map(_remark, tail)]
    return "\n".join(lines).strip("\n") + "\n"


def key_text(keys: tuple[str, ...]) -> str:
    return ".".join(key if _BARE.fullmatch(key) else _string(key) for key in keys)


def value_text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return repr(value)  # nan and inf too are written as TOML has them
        case str():
            return _long_string(value) if "\n" in value and len(value) > 40 else _string(value)
        case datetime() | date() | time():
            return value.isoformat()
        case dict():
            pairs = ", ".join(f"{key_text((key,))} = {value_text(part)}" for key, part in value.items())
            return f"{{ {pairs} }}" if pairs else "{}"
        case list() | tuple():
            return _array(value)
    raise TypeError(f"TOML has no form for {type(value).__name__}")


def _table(
    tree: dict[str, Any], keys: tuple[str, ...], path: Path, comments: dict[Path, Comment]
) -> Iterator[str]:
    for key, value in tree.items():
        if not _is_section(value):
            yield from _commented(f"{key_text((key,))} = {value_text(value)}", comments.get((*path, key)))
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _section(f"[{key_text((*keys, key))}]", value, (*keys, key), (*path, key), comments)
        elif _is_section(value):
            for number, each in enumerate(value):
                header = f"[[{key_text((*keys, key))}]]"
                yield from _section(header, each, (*keys, key), (*path, key, number), comments)


def _section(
    header: str, tree: dict[str, Any], keys: tuple[str, ...], path: Path, comments: dict[Path, Comment]
) -> Iterator[str]:
    comment = comments.get(path)
    bare = bool(tree) and all(_is_section(value) for value in tree.values())
    if not bare or comment or header.startswith("[["):
        yield ""
        yield from _commented(header, comment)
    yield from _table(tree, keys, path, comments)


def _is_section(value: Any) -> bool:
    """A table, or an array of nothing but tables."""
    many = isinstance(value, list | tuple) and bool(value) and all(isinstance(each, dict) for each in value)
    return isinstance(value, dict) or many


def _commented(line: str, comment: Comment | None) -> Iterator[str]:
    if comment is None:
        yield line
        return
    yield from map(_remark, comment.above)
    yield f"{line}  {_remark(comment.beside)}" if comment.beside else line


def _remark(text: str) -> str:
    return f"# {text}".rstrip()


def _array(values: list[Any] | tuple[Any, ...]) -> str:
    parts = [_inline(value) for value in values]
    line = f"[{', '.join(parts)}]"
    if len(line) <= WIDTH:
        return line
    return "[\n" + "".join(f"    {part},\n" for part in parts) + "]"


def _inline(value: Any) -> str:
    """A value within an array, always on one line."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_inline, value))}]"
    return value_text(value)


def _string(text: str) -> str:
    return '"' + "".join(map(_character, text)) + '"'


def _long_string(text: str) -> str:
    """Lines stay lines."""
    lines = text.split("\n")
    return '"""\n' + "\n".join("".join(map(_character, line)) for line in lines) + '"""'


def _character(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return f"\\u{code:04x}"
    # What cannot stand in a file at all is shown as what it is: unreadable.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else character
