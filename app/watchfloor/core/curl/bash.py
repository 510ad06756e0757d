"""A command's words as bash would hand them to a program. Nothing is run or filled in."""

import re

from watchfloor.core.curl.word import SPACE, CommandError, Line, Word

_END = "|;&()"
_IN_ADDRESS = "&;()"  # people forget to quote an address: within a word these belong to it
_ANSI = {
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "E": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "?": "?",
}
_DIGITS = {"x": 2, "u": 4, "U": 8}
_LOW = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_BYTE = 0xDC00  # a byte that is part of a UTF-8 character, as Python's surrogateescape has it


class Bash:
    """Reads one command, from its start to where a shell would see its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._words: list[Word] = []
        self._part: list[str] = []
        self._began: int | None = None
        self._variables: list[str] = []
        self._redirected = False  # the next word is a file, not an argument

    def line(self) -> Line:
        text = self._text
        while self._at < len(text):
            character = text[self._at]
            if text.startswith(("\\\n", "\\\r\n"), self._at):
                self._at += 2 + (text[self._at + 1] == "\r")
            elif character in SPACE:
                self._close()
                if character == "\n" and self._words:
                    break
                self._at += 1
            elif character in "<>" or text.startswith("&>", self._at):
                self._redirection()
            elif self._ends(character):
                break
            else:
                self._take(character)
        self._close()
        return Line(tuple(self._words), text[self._at :].strip())

    def _ends(self, character: str) -> bool:
        if self._began is None:
            return character in _END or character == "#"
        following = self._text[self._at + 1 : self._at + 2]
        inside = character in _IN_ADDRESS and following not in ("", *SPACE, "&", "|")
        return character in _END and not inside

    def _redirection(self) -> None:
        """Where the output goes is no business of ours: neither the sign nor its file is a word."""
        if "".join(self._part).isdigit():
            self._began, self._part = None, []
        self._close()
        while self._at < len(self._text) and self._text[self._at] in "<>&|":
            self._at += 1
        self._redirected = True

    def _take(self, character: str) -> None:
        """One piece of a word: quoted, escaped or plain."""
        if self._began is None:
            self._began = self._at
        if character == "'":
            end = self._end_of("'", "This ' is never closed")
            self._part.append(self._text[self._at + 1 : end])
            self._at = end + 1
        elif character == '"':
            self._double()
        elif character == "$":
            self._dollar()
        elif character == "`":
            self._substitution("`")
        elif character == "\\":
            self._part.append(self._text[self._at + 1 : self._at + 2])
            self._at += 2
        else:
            self._part.append(character)
            self._at += 1

    def _close(self) -> None:
        if self._began is not None and not self._redirected:
            self._words.append(Word(_decoded(self._part), self._began, tuple(self._variables)))
        if self._began is not None:
            self._began, self._part, self._variables, self._redirected = None, [], [], False

    def _end_of(self, mark: str, message: str) -> int:
        end = self._text.find(mark, self._at + 1)
        if end < 0:
            raise CommandError(message, self._text, self._at)
        return end

    def _double(self) -> None:
        began, text = self._at, self._text
        self._at += 1
        while self._at < len(text):
            character = text[self._at]
            if character == '"':
                self._at += 1
                return
            if character == "\\" and text[self._at + 1 : self._at + 2] in ("$", "`", '"', "\\", "\n"):
                if text[self._at + 1] != "\n":
                    self._part.append(text[self._at + 1])
                self._at += 2
            elif character == "$":
                self._dollar(within=True)
            elif character == "`":
                self._substitution("`")
            else:
                self._part.append(character)
                self._at += 1
        raise CommandError('This " is never closed', text, began)

    def _dollar(self, *, within: bool = False) -> None:
        text, at = self._text, self._at
        following = text[at + 1 : at + 2]
        if following == "'" and not within:
            self._ansi()
        elif following == '"' and not within:
            self._at += 1
            self._double()
        elif following == "(":
            self._substitution(")")
        elif following == "{":
            end = self._end_of("}", "This ${ is never closed")
            self._variable(end + 1, text[at + 2 : end])
        elif following.isascii() and (following.isalpha() or following == "_"):
            end = at + 1
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            self._variable(end, text[at + 1 : end])
        else:
            self._part.append("$")
            self._at += 1

    def _variable(self, end: int, name: str) -> None:
        """Stays as it is written: what it stands for is only known to the shell it came from."""
        self._part.append(self._text[self._at : end])
        self._variables.append(name)
        self._at = end

    def _substitution(self, mark: str) -> None:
        end = self._end_of(mark, "This command within the command is never closed")
        self._variable(end + 1, self._text[self._at : end + 1])

    def _ansi(self) -> None:
        """$'…' with its escapes."""
        began, text = self._at, self._text
        self._at += 2
        while self._at < len(text):
            character = text[self._at]
            if character == "'":
                self._at += 1
                return
            if character == "\\" and self._at + 1 < len(text):
                self._escape(text[self._at + 1])
            else:
                self._part.append(character)
                self._at += 1
        raise CommandError("This $' is never closed", text, began)

    def _escape(self, kind: str) -> None:
        text, at = self._text, self._at
        if kind in _ANSI:
            self._part.append(_ANSI[kind])
            self._at += 2
        elif kind in _DIGITS:
            self._number(at + 2, _DIGITS[kind], 16)
        elif kind in "01234567":
            self._number(at + 1, 3, 8)
        elif kind == "c" and at + 2 < len(text):
            self._part.append(chr(ord(text[at + 2]) & 0x1F))
            self._at += 3
        else:
            self._part.append("\\" + kind)
            self._at += 2

    def _number(self, begin: int, most: int, radix: int) -> None:
        digits = "0123456789abcdefABCDEF" if radix == 16 else "01234567"
        end = begin
        while end < min(len(self._text), begin + most) and self._text[end] in digits:
            end += 1
        if end == begin:
            self._part.append(self._text[self._at : begin])
        else:
            code = int(self._text[begin:end], radix)
            is_byte = most < 4
            code = code & 0xFF if is_byte else code
            if 0xD800 <= code < 0xDC00 and (low := _LOW.match(self._text, end)):
                # Browsers write what lies beyond 16 bits as a pair.
                code = 0x10000 + ((code - 0xD800) << 10) + int(low[1], 16) - 0xDC00
                end = low.end()
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or code == 0:
                raise CommandError("This escape stands for no character", self._text, self._at)
            self._part.append(chr(_BYTE + code) if is_byte and code >= 0x80 else chr(code))
        self._at = end


def _decoded(parts: list[str]) -> str:
    """The word, with what was written byte by byte read as UTF-8."""
    return "".join(parts).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
