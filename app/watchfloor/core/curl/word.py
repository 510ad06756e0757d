"""What a command line is made of, and what is told where it cannot be read."""

import msgspec

from watchfloor.core.error import KnownError

SPACE = " \t\r\n"


class Word(msgspec.Struct, frozen=True):
    """`position` counts characters of the command from 0. `variables` would be filled in by a shell."""

    text: str
    position: int
    variables: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """One command's words; `rest` is what follows it: a pipe, a redirection, another command."""

    words: tuple[Word, ...]
    rest: str = ""


class CommandError(KnownError):
    """What is wrong with a pasted command, and where."""

    def __init__(self, message: str, text: str, position: int) -> None:
        self.message = message
        self.text = text
        self.position = position
        super().__init__(f"{message.rstrip('.')} (character {position + 1}).")

    def pointer(self) -> str:
        """The command's line with a caret under the place, for a terminal."""
        start = self.text.rfind("\n", 0, self.position) + 1
        line = self.text[start:].split("\n", 1)[0]
        return f"{line}\n{' ' * (self.position - start)}^"
