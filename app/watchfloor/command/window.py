"""`watchfloor` without a command: the window, with the last workspace; as long as there is none, the demo."""

import argparse
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfloor.core.error import KnownError

WORKSPACE = ".toml"


def place(word: str) -> Path:
    """A path as it is typed, or the file: address that a desktop hands over on a double click."""
    path = Path(unquote(urlsplit(word).path) if word.startswith("file:///") else word)
    if word.isidentifier() and not path.exists():
        raise argparse.ArgumentTypeError(f"{word!r} is neither a command nor a file")
    return path


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor",
        description="Opens the window: with the last workspace (the first time, the demo), with another one"
        " (FILE.toml), or on a journal to look at, read only (FILE.watchfloor).",
    )
    words.add_argument(
        "file", nargs="?", type=place, metavar="FILE", help="a workspace, or a journal to look at"
    )
    return words


def run(arguments: argparse.Namespace) -> int:
    file: Path | None = arguments.file
    if file is not None and not file.is_file():
        raise KnownError(
            f"There is no file {file}. Name a workspace (FILE.toml), or a journal of `watchfloor record`."
        )
    from watchfloor.desktop import Options, show  # Qt is not needed for --help
    from watchfloor.services.place import Place
    from watchfloor.services.workspace_desk import last_workspace

    if file is None:
        return show(Options(workspace=last_workspace(Place.of())))
    if file.suffix.lower() == WORKSPACE:
        return show(Options(workspace=file))
    return show(Options(journal=file))
