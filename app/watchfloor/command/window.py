"""`watchfloor` without a command: the window. As long as no workspace was made, that is the demo."""

import argparse
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfloor.core.error import KnownError


def place(word: str) -> Path:
    """A path as it is typed, or the file: address that a desktop hands over on a double click."""
    return Path(unquote(urlsplit(word).path) if word.startswith("file:///") else word)


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor",
        description="Opens the window: with the demo's feeds, or on a journal to look at (read only).",
    )
    words.add_argument("file", nargs="?", type=place, metavar="FILE.watchfloor", help="a journal to look at")
    return words


def run(arguments: argparse.Namespace) -> int:
    if arguments.file is not None and not arguments.file.is_file():
        raise KnownError(f"There is no file {arguments.file}. Name a journal that `watchfloor record` made.")
    from watchfloor.desktop import Options, demo  # Qt is not needed for --help

    return demo(Options(journal=arguments.file))
