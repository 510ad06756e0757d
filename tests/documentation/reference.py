"""The lists on the pages that are made from the program. `python -m tests.documentation.reference` does it.

Each stands between `<!-- made: NAME -->` and `<!-- end -->` on its page; a test compares them.
"""

import argparse
import ast
import asyncio
import importlib
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.documentation.page import DOCS, ROOT, put_parts, text
from watchfloor import cli
from watchfloor.gui.shell.command import Command

UNSETTLED = "not yet settled"  # a figure that nobody has measured to the end
# What a user adds is no part of the program.
OF_THE_USER = ("view:", "layout:", "recent:", "highlight:")


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |\n" for line in lines)


# -- the command line


def parser_of(name: str) -> argparse.ArgumentParser:
    module = importlib.import_module(f"watchfloor.command.{name.replace('import', 'import_')}")
    parser: argparse.ArgumentParser = module.parser()
    return parser


def command_line() -> str:
    """Every command with every flag, in the words of its own help."""
    return "\n".join(_command(name) for name in cli.COMMANDS)


def _command(name: str) -> str:
    parser = parser_of(name)
    description = " ".join((parser.description or cli.COMMANDS[name]).split())
    return f"## watchfloor {name}\n\n{description}\n\n{table(('word', 'what it does'), _arguments(parser))}"


def _arguments(parser: argparse.ArgumentParser) -> Iterator[tuple[str, ...]]:
    formatter = argparse.HelpFormatter(parser.prog, width=200)
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or "--help" in action.option_strings:
            continue
        words = " ".join(formatter._expand_help(action).split()) if action.help else ""
        # A bar parts the cells of a table; between words of one it means "or".
        yield (
            f"`{formatter._format_action_invocation(action).replace(' | ', '|').replace('|', ' or ')}`",
            words,
        )


# -- the window


def window_commands() -> list[Command]:
    """Everything in the command table of a window on the demo, without what its user added."""
    from tests.gui.showing import showing, until
    from watchfloor.desktop import serve_demo
    from watchfloor.gui.shell.update_desk import UpdateDesk
    from watchfloor.gui.showing import Options
    from watchfloor.services.home.update import Source

    async def look() -> list[Command]:
        async with showing(Options(size=(1_200, 800)), folder / "config", serve_demo) as shown:
            await until(lambda: len(shown.window.session.channels) == 6)
            UpdateDesk(shown.surround, Source("", ""), None, shown._do)
            return [each for each in shown.window.commands if not each.id.startswith(OF_THE_USER)]

    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as environment:
        folder = Path(name)
        environment.setenv("WATCHFLOOR_HOME", name)
        environment.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        return asyncio.run(look())


def keys() -> str:
    """Every command of the window, by its menu, with its keys; then the keys that belong to a view."""
    from watchfloor.gui.shell.key_list import OTHER_KEYS

    commands = window_commands()
    parts = []
    for menu in dict.fromkeys(command.menu for command in commands):
        rows = ((each.title, _key(each.shortcut)) for each in commands if each.menu == menu)
        parts.append(f"## {menu}\n\n{table(('what', 'keys'), rows)}")
    parts.append(f"## In the views\n\n{table(('what', 'keys'), ((what, key) for what, key in OTHER_KEYS))}")
    return "\n".join(parts)


def _key(shortcut: str) -> str:
    return f"`{shortcut}`" if shortcut else ""


# -- the figures


def figures() -> str:
    """Those of the first table in docs/figures.md that are settled: the others are for who reads on."""
    first = text(DOCS / "figures.md").partition("\n## ")[0]
    lines = [line for line in first.splitlines() if line.startswith("| ")]
    rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines[1:])
    shown = ((what, mark, found, peer) for what, mark, found, peer, _ in rows if UNSETTLED not in found)
    return table(("what", "mark to reach", "last measured", "beside which peer"), iter(shown))


# -- what others add


def example(path: str) -> str:
    """A file of the tests, as a page shows it."""
    return f"```python\n{(ROOT / path).read_text(encoding='utf-8')}```\n"


ARCHITECTURE, EXAMPLE = DOCS / "architecture.md", "tests/documentation/example"


def inner_rooms() -> str:
    """The rooms within a room, in the words that their `__init__` has for them."""
    rooms = [ROOT / "app" / "watchfloor" / room for room in ("gui", "services", "journal", "core")]
    faces = (face for room in rooms for face in sorted(room.glob("*/__init__.py")))
    return table(("room", "what is in it"), map(_face, faces))


def _face(face: Path) -> tuple[str, ...]:
    words = ast.get_docstring(ast.parse(text(face)))
    assert words, f"{face} does not say what its room is for"
    return f"`{face.parent.parent.name}/{face.parent.name}`", " ".join(words.split())


PARTS: dict[str, tuple[Path, Callable[[], str]]] = {
    "command-line": (DOCS / "commands.md", command_line),
    "keys": (DOCS / "keys.md", keys),
    "figures": (ROOT / "README.md", figures),
    "inner-rooms": (ARCHITECTURE, inner_rooms),
    "example-profile": (ARCHITECTURE, partial(example, "tests/plugin/tide/watchfloor_tide/__init__.py")),
    "example-view": (ARCHITECTURE, partial(example, f"{EXAMPLE}/view.py")),
    "example-rule": (ARCHITECTURE, partial(example, f"{EXAMPLE}/rule.py")),
    "example-key": (ARCHITECTURE, partial(example, f"{EXAMPLE}/key.py")),
    "example-command": (ARCHITECTURE, partial(example, f"{EXAMPLE}/command.py")),
}

if __name__ == "__main__":
    from PySide6.QtWidgets import QApplication

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    for name, (page, make) in PARTS.items():
        put_parts(page, {name: make()})
        print(f"{name}: {page.name}")
