"""`watchfloor` without a command: the window, with the last workspace; as long as there is none, the demo."""

import argparse
from pathlib import Path
from urllib.parse import unquote, urlsplit

from watchfloor.command.usage import Parser
from watchfloor.core.error import KnownError
from watchfloor.core.offer import SCHEME, is_offer

WORKSPACE = ".toml"
ADDRESSES = ("http://", "https://")


def place(word: str) -> Path | str:
    """A path as it is typed, the file: address that a desktop hands over on a double click, or a link;
    a feed's plain address is taken as one."""
    if is_offer(word):
        return word
    if word.lower().startswith(ADDRESSES):
        return SCHEME + word
    path = Path(unquote(urlsplit(word).path) if word.startswith("file:///") else word)
    if word.isidentifier() and not path.exists():
        raise argparse.ArgumentTypeError(f"{word!r} is neither a command nor a file")
    return path


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor",
        description="Opens the window: with the last workspace (the first time, the demo), with another one"
        " (FILE.toml), or on a recording to replay, read only (FILE.watchfloor). An address (https://…) or"
        " a link (watchfloor:https://…) offers a feed: it is filled in, and asked for nothing until you say"
        " so.",
    )
    words.add_argument(
        "file",
        nargs="?",
        type=place,
        metavar="FILE",
        help="a workspace, a recording to replay, or a feed's address",
    )
    return words


def run(arguments: argparse.Namespace) -> int:
    file: Path | str | None = arguments.file
    if isinstance(file, Path) and not file.is_file():
        raise KnownError(
            f"There is no file {file}. Name a workspace (FILE.toml), or a journal of `watchfloor record`."
        )
    from watchfloor.desktop import Options, show  # Qt is not needed for --help
    from watchfloor.services.home.place import Place
    from watchfloor.services.work.workspace_desk import last_workspace

    if file is None or isinstance(file, str):
        workspace = last_workspace(Place.of())
        told = _why_unreadable(workspace)
        return show(Options(workspace=None if told else workspace, link=file or "", told=told))
    if file.suffix.lower() == WORKSPACE:
        return show(Options(workspace=file))
    return show(Options(journal=file))


def _why_unreadable(workspace: Path | None) -> str:
    """Whoever did not ask for this file by name gets the demo in its place, and is told why."""
    from watchfloor.services.work.workspace_desk import WorkspaceDesk

    try:
        if workspace is not None:
            WorkspaceDesk(None, workspace).load()
    except KnownError as error:
        return str(error)
    return ""
