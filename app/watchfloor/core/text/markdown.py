"""A safe part of Markdown: headings, paragraphs, lists, quotes, code, bold, italic, links.

Text in, blocks of spans out. There is no HTML and there are no pictures: what is not understood is text.
"""

import re
from collections.abc import Iterator

import msgspec

BLOCKS = 2_000
_INLINE = re.compile(
    r"`([^`\n]+)`"
    r"|\*\*(?=\S)(.+?)(?<=\S)\*\*"
    r"|(?<![\w*])[*_](?=\S)([^*_\n]+?)(?<=\S)[*_](?![\w*])"
    r"|\[([^\]\n]+)\]\((\S+?)\)"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"\s{0,6}[-*+]\s+(.*)$")
_NUMBERED = re.compile(r"\s{0,6}(\d{1,4})[.)]\s+(.*)$")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")


class Span(msgspec.Struct, frozen=True):
    """A piece of text and how it is set. `link` is where it leads, if that is http(s)."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""


class Block(msgspec.Struct, frozen=True):
    """`kind` is "heading", "text", "bullet", "numbered", "quote" or "code"."""

    kind: str
    spans: tuple[Span, ...]
    level: int = 0  # of a heading; the figure of a numbered item


def blocks(source: str) -> list[Block]:
    """At most `BLOCKS` of them; what is beyond is one last block of plain text that says so."""
    found: list[Block] = []
    for block in _parse(source.splitlines()):
        if len(found) == BLOCKS:
            found.append(Block("text", (Span("… the rest is too long to be shown here."),)))
            break
        found.append(block)
    return found


def plain(source: str) -> str:
    """The same without any setting, as one line."""
    return " ".join("".join(span.text for span in block.spans) for block in blocks(source))


def _parse(lines: list[str]) -> Iterator[Block]:
    paragraph: list[str] = []
    fence: list[str] | None = None
    for line in [*lines, ""]:
        if fence is not None:
            if _FENCE.match(line):
                yield Block("code", (Span("\n".join(fence), code=True),))
                fence = None
            else:
                fence.append(line)
            continue
        single = _single(line)
        if (single or not line.strip() or _FENCE.match(line)) and paragraph:
            yield Block("text", tuple(spans(" ".join(paragraph))))
            paragraph = []
        if _FENCE.match(line):
            fence = []
        elif single:
            yield single
        elif line.strip():
            paragraph.append(line.strip())
    if fence:
        yield Block("code", (Span("\n".join(fence).rstrip("\n"), code=True),))


def _single(line: str) -> Block | None:
    """A block that is one line; None if the line belongs to a paragraph."""
    if match := _HEADING.match(line):
        return Block("heading", tuple(spans(match[2])), len(match[1]))
    if match := _BULLET.match(line):
        return Block("bullet", tuple(spans(match[1])))
    if match := _NUMBERED.match(line):
        return Block("numbered", tuple(spans(match[2])), int(match[1]))
    if line.startswith(">"):
        return Block("quote", tuple(spans(line[1:].strip())))
    return None


def spans(text: str) -> Iterator[Span]:
    """The text in pieces of one setting each; nesting is not followed."""
    start = 0
    for match in _INLINE.finditer(text):
        if match.start() > start:
            yield Span(text[start : match.start()])
        code, bold, italic, name, target = match.groups()
        if name is not None:
            yield Span(name, link=target if target.startswith(("http://", "https://")) else "")
        else:
            yield Span(
                code or bold or italic,
                bold=bold is not None,
                italic=italic is not None,
                code=code is not None,
            )
        start = match.end()
    if start < len(text):
        yield Span(text[start:])
