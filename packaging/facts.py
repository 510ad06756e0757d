"""What the packages say of the program, from product.toml, pyproject.toml, the package and the changelog."""

import datetime as dt
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PRODUCT: dict[str, Any] = tomllib.loads((ROOT / "packaging/product.toml").read_text(encoding="utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HOMEPAGE = os.environ.get("WATCHFLOOR_HOMEPAGE") or PRODUCT["homepage"]

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_MARKS = re.compile(r"`|\*+(?=\S)|(?<=\S)\*+")  # Markdown's for code and emphasis


class Release(NamedTuple):
    """One section of the changelog; `date` is empty while it is not released."""

    version: str
    date: str
    notes: list[str]


def version() -> str:
    found = _VERSION.search((ROOT / "app/watchfloor/__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit("app/watchfloor/__init__.py does not say __version__")
    return found[1]


def epoch_s() -> int:
    """The moment every file in a package bears: the last commit's, unless SOURCE_DATE_EPOCH says another."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return int(said) if said else 1_767_225_600


def day() -> str:
    return dt.datetime.fromtimestamp(epoch_s(), dt.UTC).date().isoformat()


def releases() -> list[Release]:
    """The changelog's sections, newest first; what is not released yet goes under the version being built."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    marks = list(_HEADING.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found = [
        Release(mark[1], mark[2] or "", _notes(text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    if not any(release.version == version() for release in found):
        coming = [release for release in found if release.version == "Unreleased"]
        found.insert(0, Release(version(), day(), coming[0].notes if coming else []))
    return [release for release in found if release.version != "Unreleased"]


def _notes(section: str) -> list[str]:
    """A section's list items as plain text, each on one line."""
    items: list[str] = []
    for line in section.splitlines():
        if line.startswith("- "):
            items.append(line[2:])
        elif line.startswith("  ") and items:
            items[-1] += " " + line.strip()
    return [_MARKS.sub("", _LINK.sub(r"\1", item)) for item in items]


if __name__ == "__main__":
    import sys

    values = {
        "version": version(), "epoch": str(epoch_s()), "day": day(), "homepage": HOMEPAGE,
        "id": PRODUCT["id"], "maintainer": PRODUCT["maintainer"], "summary": PRODUCT["summary"],
    }  # fmt: skip
    print(values[sys.argv[1]])
