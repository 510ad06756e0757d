"""What is wrong with a workspace's text, and what a person should know of it."""

import msgspec

from watchfloor.core.error import KnownError

MOST_SHOWN = 8


class Note(msgspec.Struct, frozen=True):
    """A sentence on one line of the file."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


class WorkspaceError(KnownError):
    """The text is no workspace. Every problem is told, not only the first."""

    def __init__(self, problems: list[Note]) -> None:
        self.problems = sorted(problems, key=lambda note: note.line)
        shown = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        more = len(self.problems) - MOST_SHOWN
        super().__init__("\n".join(shown) + (f"\n… and {more} more." if more > 0 else ""))
