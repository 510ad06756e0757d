"""Tables of a workspace as structs, value by value; what is wrong, and what is unknown, is gathered."""

import re
from typing import Any, TypeVar

import msgspec

from watchfloor.core.secret.redaction import is_secret_name, redact_text
from watchfloor.core.workspace.policy import BY_KEY
from watchfloor.core.workspace.problem import Note
from watchfloor.core.workspace.source import Source
from watchfloor.core.workspace.workspace import Path

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_S = TypeVar("_S", bound=msgspec.Struct)


class TableReader:
    """`problems` make the file unreadable; `notes` are told beside it."""

    def __init__(self, source: Source) -> None:
        self.problems: list[Note] = []
        self.notes: list[Note] = []
        self._source = source

    def struct(
        self, kind: type[_S], table: Any, path: Path, prefix: str, fixed: dict[str, Any] | None = None
    ) -> tuple[_S, dict[str, Any]]:
        """A struct from a table, key by key, and what the struct does not know."""
        values, unknown = dict(fixed or {}), {}
        fields = {field.name: field for field in msgspec.structs.fields(kind)}
        for key, value in table.items() if self.is_table(table, path) else ():
            if key not in fields or key in (fixed or {}):
                unknown[key] = value
                continue
            converted = self.convert(value, fields[key].type, (*path, key), words_of(fields[key].type))
            if converted is not None and self._in_bounds(prefix + key, converted, (*path, key)):
                values[key] = converted
        for field in fields.values():
            if field.required and field.name not in values:
                if field.name not in (table if isinstance(table, dict) else ()):
                    self.problem(path, f"{field.name} is missing.")
                values[field.name] = ""
        return kind(**values), self.unknown(unknown, path)

    def convert(self, value: Any, kind: Any, path: Path, words: str) -> Any:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError:
            self.problem(path, f"{path[-1]} must be {words}, not {_shown(value)}.")
            return None

    def _in_bounds(self, key: str, value: Any, path: Path) -> bool:
        policy = BY_KEY.get(key)
        if policy is None or isinstance(value, bool) or not isinstance(value, int | float):
            return True
        least, most = policy.least, policy.most
        if (least is None or value >= least) and (most is None or value <= most):
            return True
        self.problem(path, f"{path[-1]} must be from {least:g} to {most:g}, not {value:g}.")
        return False

    def text(self, tree: dict[str, Any], key: str) -> str:
        value = self.convert(tree.get(key, ""), str, (key,), "text")
        return value if isinstance(value, str) else ""

    def colour(self, value: Any, path: Path) -> str:
        if isinstance(value, str) and (not value or _COLOUR.fullmatch(value)):
            return value
        self.problem(path, f"{path[-1]} must be a colour such as #3FB6A8, not {_shown(value)}.")
        return ""

    def is_table(self, value: Any, path: Path) -> bool:
        if not isinstance(value, dict):
            self.problem(path, f"{path[-1]} must be a table, not {_shown(value)}.")
        return isinstance(value, dict)

    def unknown(self, values: dict[str, Any], path: Path) -> dict[str, Any]:
        """What another version may have written, kept; secrets are told and dropped."""
        kept = {}
        for key, value in values.items():
            where = ".".join(map(str, (*path, key)))
            if _tells_secret(key, value):
                self.note(
                    (*path, key), f"{where} looks like a secret. It is not used, and not kept in the file."
                )
            else:
                kept[key] = value
                self.note((*path, key), f"{where} is not known to this version. It is kept.")
        return kept

    def problem(self, path: Path, sentence: str) -> None:
        self.problems.append(Note(self._source.line_of(path), sentence))

    def note(self, path: Path, sentence: str) -> None:
        self.notes.append(Note(self._source.line_of(path), sentence))


def _tells_secret(key: str, value: Any) -> bool:
    if isinstance(value, dict):
        return any(_tells_secret(name, each) for name, each in value.items())
    if isinstance(value, list):
        return any(_tells_secret(key, each) for each in value)
    return isinstance(value, str) and ((is_secret_name(key) and bool(value)) or redact_text(value) != value)


def words_of(kind: Any) -> str:
    """What a person calls a type."""
    described = msgspec.inspect.type_info(kind)
    match described:
        case msgspec.inspect.LiteralType(values=values):
            return "one of " + ", ".join(map(str, values))
        case msgspec.inspect.UnionType(types=types):
            return _noun(next(each for each in types if not isinstance(each, msgspec.inspect.NoneType)))
        case _:
            return _noun(described)


def _noun(described: msgspec.inspect.Type) -> str:
    match described:
        case msgspec.inspect.StrType():
            return "text"
        case msgspec.inspect.IntType():
            return "a whole number"
        case msgspec.inspect.FloatType():
            return "a number"
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.VarTupleType():
            return "a list"
        case _:
            return "a table"


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    shown = redact_text(repr(value))
    return shown if len(shown) <= 40 else shown[:39] + "…"
