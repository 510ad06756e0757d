"""Where things are in a TOML text, and the comments beside them: what tomllib does not say.

Only for text that tomllib has read: it is then well-formed, and this need not look for errors.
"""

import re
import tomllib

import msgspec

from watchfloor.core.workspace.workspace import Comment, Path

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}|"(?:[^"\\]|\\.)*"|\'[^\']*\'',
    re.DOTALL,
)


class Place(msgspec.Struct):
    line: int
    comment: Comment


class Source:
    """`places` by path; a step is a key, or a number in an array of tables. `tail` ends the file."""

    def __init__(self, text: str) -> None:
        self.places: dict[Path, Place] = {}
        self.tail: tuple[str, ...] = ()
        self._text = text.replace("\r\n", "\n")
        self._at = 0
        self._line = 1
        self._counts: dict[Path, int] = {}
        self._pending: list[str] = []
        self._read()

    def line_of(self, path: Path) -> int:
        """The line of a thing, or of the nearest that it is part of; 1 for the whole."""
        while path:
            lines = [place.line for known, place in self.places.items() if known[: len(path)] == path]
            if lines:
                return self.places[path].line if path in self.places else min(lines)
            path = path[:-1]
        return 1

    def move(self, before: Path, after: Path) -> None:
        """What stood at one path stands at another, with all that is in it."""
        moved = {path: place for path, place in self.places.items() if path[: len(before)] == before}
        for path in moved:
            del self.places[path]
        self.places.update({after + path[len(before) :]: place for path, place in moved.items()})

    def comments(self) -> dict[Path, Comment]:
        found = {path: place.comment for path, place in self.places.items() if place.comment != Comment()}
        return {**found, (): Comment(above=self.tail)} if self.tail else found

    def _read(self) -> None:
        table: Path = ()
        while True:
            self._skip(" \t\n")
            if self._at >= len(self._text):
                break
            character = self._text[self._at]
            if character == "#":
                self._pending.append(self._comment())
            elif character == "[":
                table = self._header()
            else:
                self._pair(table)
        self.tail = tuple(self._pending)

    def _skip(self, characters: str) -> None:
        while self._at < len(self._text) and self._text[self._at] in characters:
            self._line += self._text[self._at] == "\n"
            self._at += 1

    def _comment(self) -> str:
        end = self._text.find("\n", self._at)
        end = len(self._text) if end < 0 else end
        comment = self._text[self._at : end].lstrip("#").strip()
        self._at = end
        return comment

    def _header(self) -> Path:
        line, many = self._line, self._text.startswith("[[", self._at)
        self._at += 1 + many
        path: Path = ()
        keys = self._keys("]")
        for place, key in enumerate(keys):
            path = (*path, key)
            if many and place == len(keys) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        self._at += 1 + many
        self._settle(path, line)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line
        path = table + tuple(self._keys("="))
        self._at += 1
        self._value()
        self._settle(path, line)

    def _settle(self, path: Path, line: int) -> None:
        """Note a place, with the comments above and beside it."""
        self._skip(" \t")
        beside = self._comment() if self._text.startswith("#", self._at) else ""
        self.places[path] = Place(line, Comment(tuple(self._pending), beside))
        self._pending = []

    def _keys(self, end: str) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(" \t.")
            if self._text.startswith(end, self._at) or self._at >= len(self._text):
                return keys
            string = _STRING.match(self._text, self._at)
            bare = string or _BARE.match(self._text, self._at)
            if bare is None:
                return keys
            keys.append(tomllib.loads(f"x = {string[0]}")["x"] if string else bare[0])
            self._at = bare.end()

    def _value(self) -> None:
        """Pass over a value; comments within an array stay with its key."""
        depth = 0
        while self._at < len(self._text):
            character = self._text[self._at]
            string = _STRING.match(self._text, self._at) if character in "\"'" else None
            if string:
                self._line += string[0].count("\n")
                self._at = string.end()
                continue
            if character == "#":
                if not depth:
                    return
                self._pending.append(self._comment())
                continue
            if character == "\n" and not depth:
                return
            depth += (character in "[{") - (character in "]}")
            self._line += character == "\n"
            self._at += 1
