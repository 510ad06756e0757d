"""A command's words as bash or Windows' cmd would hand them to a program, and a text as such a word."""

from typing import Literal

from watchfloor.core.curl.bash import Bash
from watchfloor.core.curl.cmd import cmd_line
from watchfloor.core.curl.word import Line

Flavour = Literal["bash", "cmd"]


def split(text: str, flavour: Flavour) -> Line:
    """The words up to the command's end; `CommandError` where a quote is never closed."""
    return Bash(text).line() if flavour == "bash" else cmd_line(text)


def quoted(text: str) -> str:
    """The text as one word of bash (and of every POSIX shell where it has no control character)."""
    if text and all(c.isascii() and (c.isalnum() or c in "_@%+=:,./-") for c in text):
        return text
    if any(not c.isprintable() for c in text):
        return "$'" + "".join(map(_escaped, text)) + "'"
    return "'" + text.replace("'", "'\\''") + "'"


def _escaped(character: str) -> str:
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "'": "\\'"}.get(character)
    if named:
        return named
    if character.isprintable():
        return character
    code = ord(character)
    # Octal has a fixed length, so the next character cannot join it; bash's \u knows no surrogates.
    return f"\\{code:03o}" if code < 0x80 else f"\\U{code:08x}"
