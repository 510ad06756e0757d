"""The pages that people read, and what stands on them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_REASON = re.compile(r"<!-- not run: (.+?) -->\s*\Z", re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_PART = re.compile(r"(<!-- made: (?P<name>[\w-]+) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Block(NamedTuple):
    """A block of code on a page. `reason` says why a shell does not run it, where it does not."""

    page: Path
    line: int
    language: str
    body: str
    reason: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(path: Path) -> Iterator[Block]:
    """Every block between fences, in the page's order."""
    page = text(path)
    for found in _FENCE.finditer(page):
        before = page[: found.start()]
        reason = _REASON.search(before)
        line = before.count("\n") + 1
        yield Block(path, line, found["language"], found["body"], reason[1] if reason else "")


def commands(body: str) -> list[str]:
    """The command lines of a block, those that go on over several lines joined, without remarks."""
    joined = re.sub(r"\\\n\s*", " ", body)
    lines = (re.sub(r"(^|\s+)# .*$", "", line).strip() for line in joined.splitlines())
    return [line for line in lines if line]


def links(path: Path) -> list[str]:
    """Where a page leads, in its own words."""
    return _LINK.findall(_FENCE.sub("", text(path)))


def made_parts(path: Path) -> dict[str, str]:
    """What stands between `<!-- made: NAME -->` and `<!-- end -->`."""
    return {found["name"]: found["body"] for found in _PART.finditer(text(path))}


def put_parts(path: Path, parts: dict[str, str]) -> None:
    """Write these parts anew where the page has them."""
    before = text(path)
    after = _PART.sub(lambda found: found[1] + parts.get(found["name"], found["body"]) + found[4], before)
    if after != before:
        path.write_text(after, encoding="utf-8")
