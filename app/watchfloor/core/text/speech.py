"""Words for people: English as they are written, or in another language that was chosen."""

from collections.abc import Callable


def _as_written(words: str) -> str:
    return words


_translate: Callable[[str], str] = _as_written


def speak(translate: Callable[[str], str] | None) -> None:
    """Have words said by this from now on; None: as they are written."""
    global _translate  # noqa: PLW0603 - a program speaks one language
    _translate = translate or _as_written


def said(words: str) -> str:
    """These words in the language that is spoken; what belongs into {braces} is filled in afterwards."""
    return _translate(words)
