"""Where the program's own files are: beside the package when installed, at the top of a checkout."""

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    here = Path(__file__).resolve().parent
    installed = here / "resources"
    return installed if installed.is_dir() else here.parent.parent / "resources"


def guide() -> Path:
    """Where the pages of the guide are."""
    here = Path(__file__).resolve().parent
    installed = here / "guide"
    return installed if installed.is_dir() else here.parent.parent / "docs"


def path(name: str) -> Path:
    """The path of a shipped file, such as `gazetteer.tsv` or `fonts/Inter.ttf`."""
    return folder() / name
