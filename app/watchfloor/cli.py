"""The command line: chooses one command and imports nothing else."""

import argparse
import contextlib
import errno
import importlib
import io
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import Protocol

from watchfloor import __version__
from watchfloor.command.usage import Parser

COMMANDS = {
    "demo": "the window on an embedded feed server playing all five systems",
    "serve": "the feed server alone",
    "tail": "print a stream as it comes",
    "record": "keep streams in a journal",
    "verify": "prove a journal's ledger from its rows",
    "export": "write a journal's events as NDJSON, CSV or Parquet",
    "import": "read NDJSON or a curl capture into a journal",
    "doctor": "say what is wrong with a stream, in plain words",
}

# These read events by profiles, and other packages may have brought some.
READS_EVENTS = ("window", "demo", "record", "export", "import")

_LAST_STANDARD = 2  # of the descriptors that a program is started with
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}

EPILOG = """commands:
{commands}

Without a command the window opens, with the last workspace.
`watchfloor COMMAND --help` tells more. Exit codes: 0 done, 1 refused for good or found wrong, 2 usage."""


class Command(Protocol):
    """What a module in `watchfloor.command` offers."""

    def parser(self) -> argparse.ArgumentParser: ...
    def run(self, arguments: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    _open_what_is_closed()
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal without a sign for ✓ shows another in its place
        sys.stdout.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    for word in words:
        if not _is_text(word):
            _top_parser().error(
                f"{word!r} holds bytes that are no UTF-8. A file of this name must be renamed."
            )
    if words[:1] == ["help"]:
        words = [*words[1:2], "--help"]
        if words[0] not in (*COMMANDS, "--help"):
            _top_parser().error(f"{words[0]!r} is no command.{_guess(words[0], COMMANDS)}")
    if words and words[0] in COMMANDS:
        return _run(words[0], words[1:])
    _top_parser().parse_args([word for word in words if word.startswith("-")][:1])
    if words and (guess := _meant(words[0])):
        _top_parser().error(f"{words[0]!r} is neither a command nor a file.{guess}")
    return _run("window", words)


def _open_what_is_closed() -> None:
    """Else the next file that is opened takes its place, and a library that complains writes into that.

    What would be said is said to nobody: without a standard error, `print` takes standard output.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= _LAST_STANDARD:
        pass
    os.close(descriptor)
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _is_text(word: str) -> bool:
    """Whether its bytes could be read: what could not is no journal's name, and is sent to no server."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _meant(word: str) -> str:
    """Which command somebody may have tried to type; "" where there is none, or a file of this name."""
    from pathlib import Path

    return _guess(word, COMMANDS) if word.isidentifier() and not Path(word).exists() else ""


def _guess(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about a word that is not known; "" where nothing is like it."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return "".join(f" Did you mean {name}?" for name in near)


def _parsed(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """As the parser reads them; a flag that it does not know is told with the one that may be meant."""
    arguments, unknown = parser.parse_known_args(words)
    if unknown and unknown[0].startswith("--"):
        import re

        flag = unknown[0].partition("=")[0]
        parser.error(
            f"there is no flag {flag}.{_guess(flag, re.findall('--[a-z0-9-]+', parser.format_help()))}"
        )
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return arguments


def _run(name: str, words: Sequence[str]) -> int:
    """Ctrl-C and whoever ends services end it cleanly, from the first import on."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _run_command(name, words)
    except KeyboardInterrupt:
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def _run_command(name: str, words: Sequence[str]) -> int:
    from watchfloor.core.error import KnownError  # not needed for --version
    from watchfloor.core.text.plain import plain

    command: Command = importlib.import_module(f"watchfloor.command.{name.replace('import', 'import_')}")
    arguments = _parsed(command.parser(), words)
    if name in READS_EVENTS:
        from watchfloor.services.home import plugin

        plugin.load()
    try:
        code = command.run(arguments)
        if sys.stdout is not None:  # as it is where it was closed, and on Windows without a console
            sys.stdout.flush()  # what cannot be written is found here, and not when the interpreter ends
        return code
    except KnownError as error:
        print(f"watchfloor: {plain(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output (`| head`) has gone: that is an end, not an error.
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return 0
    except OSError as error:
        if error.errno not in _FULL:
            raise
        with contextlib.suppress(OSError):
            sys.stdout.close()
        print(f"watchfloor: Standard output cannot be written: {error.strerror}.", file=sys.stderr)
        return 1


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    commands = "\n".join(f"  {name:<{width}}  {text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog="watchfloor",
        description="A desktop monitor for live feeds sent as Server-Sent Events.",
        usage="watchfloor [COMMAND | WORKSPACE.toml | FILE.watchfloor | https://…] …",
        epilog=EPILOG.format(commands=commands),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"watchfloor {__version__}")
    return parser
