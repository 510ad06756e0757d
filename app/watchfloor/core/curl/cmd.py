"""A command's words as Windows' cmd, and the C runtime after it, would hand them to a program."""

import re
from collections.abc import Iterator

from watchfloor.core.curl.word import SPACE, CommandError, Line, Word

_END = "|&<>"


def cmd_line(text: str) -> Line:
    """What cmd makes of its carets, then what a program makes of the quotes."""
    characters, end = _without_carets(text)
    return Line(tuple(_arguments(characters, text)), text[end:].strip())


def _without_carets(text: str) -> tuple[list[tuple[str, int]], int]:
    """The characters that a program is started with, each with its place in the command."""
    kept: list[tuple[str, int]] = []
    at, in_quotes, careted = 0, False, _is_careted(text)
    while at < len(text):
        character = text[at]
        if character == "^" and (careted or not in_quotes):
            at += 1
            if text.startswith(("\n", "\r\n"), at):
                # A continued line. A line break right after it is meant as one.
                at += 1 + (text[at] == "\r")
                if text.startswith(("\n", "\r\n"), at):
                    at += text[at] == "\r"
                    kept.append(("\n", at))
                    at += 1
            elif at < len(text):
                kept.append((text[at], at))
                at += 1
            continue
        if character == '"':
            in_quotes = not in_quotes
        elif not in_quotes and (_ends_cmd(text, at) or (character == "\n" and _begun(kept))):
            break
        kept.append((character, at))
        at += 1
    return kept, at


def _is_careted(text: str) -> bool:
    """Some versions of Chrome put carets inside quotes, where cmd itself would leave them: they are no more
    meant there than outside."""
    return '^"' not in text and re.search(r'"[^"\n]*\^[&%][^"\n]*"', text) is not None


def _ends_cmd(text: str, at: int) -> bool:
    """A sign between commands; within a word & belongs to an address that somebody forgot to quote."""
    return text[at] in _END and not (at and re.fullmatch(r"[^\s&]&[^\s&]", text[at - 1 : at + 2]))


def _begun(kept: list[tuple[str, int]]) -> bool:
    return any(character not in SPACE for character, _ in kept)


def _arguments(characters: list[tuple[str, int]], text: str) -> Iterator[Word]:
    doubled = '^"' in text
    part: list[str] = []
    began = quote = -1
    at = 0
    while at < len(characters):
        character, place = characters[at]
        if character in SPACE and quote < 0:
            if began >= 0:
                yield Word("".join(part), began)
            part, began, at = [], -1, at + 1
            continue
        began = place if began < 0 else began
        if character == "\\":
            at += _backslashes(characters, at, part, doubled=doubled)
        elif character == '"' and quote >= 0 and _is_quote(characters, at + 1):
            part.append('"')
            at += 2
        elif character == '"':
            quote = -1 if quote >= 0 else place
            at += 1
        else:
            part.append(character)
            at += 1
    if quote >= 0:
        raise CommandError('This " is never closed', text, quote)
    if began >= 0:
        yield Word("".join(part), began)


def _is_quote(characters: list[tuple[str, int]], at: int) -> bool:
    return at < len(characters) and characters[at][0] == '"'


def _backslashes(characters: list[tuple[str, int]], at: int, part: list[str], *, doubled: bool) -> int:
    """Backslashes count only before a quote: two stand for one, an odd one makes the quote plain.

    Browsers double every one of them (`doubled`), which is undone here, for what they sent is meant.
    """
    count = 0
    while at + count < len(characters) and characters[at + count][0] == "\\":
        count += 1
    if not _is_quote(characters, at + count):
        part.append("\\" * (count - count // 2 if doubled else count))
        return count
    part.append("\\" * (count // 2))
    if count % 2:
        part.append('"')
        return count + 1
    return count
