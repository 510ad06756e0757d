"""What is wrong with a query, and where."""

from watchfloor.core.error import KnownError


class QueryError(KnownError):
    """`position` counts characters from 0; `expected` says what could have stood there."""

    def __init__(self, message: str, text: str, position: int, expected: str = "") -> None:
        self.message = message
        self.text = text
        self.position = position
        self.expected = expected
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        expected = f" Expected {self.expected}." if self.expected else ""
        return f"{self.message} (character {self.position + 1}).{expected}"

    def pointer(self) -> str:
        """The query's line with a caret under the place, for a terminal."""
        line_start = self.text.rfind("\n", 0, self.position) + 1
        line = self.text[line_start:].split("\n", 1)[0]
        return f"{line}\n{' ' * (self.position - line_start)}^"
