"""The drawings of docs/architecture.md, from the source: `python -m tests.documentation.house` makes them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import wrap

from tests.documentation.drawing import LINE, Drawing
from tests.documentation.page import DOCS, ROOT

CODE = ROOT / "app/watchfloor"
WIDTH, MARGIN, COLUMN = 960, 12, 7
# From the roof down, as the contract in pyproject.toml has it; a test compares.
FLOORS = (
    ("cli",), ("command",), ("desktop",), ("gui", "server"), ("services",), ("journal",), ("core",),
    ("resource",),
)  # fmt: skip
# A read's way through the house: the module, and what it does with what it is given.
WAY = (
    ("services.net.transport", "opens the response and hands over bytes, as many as one read brings"),
    ("core.stream.sse", "bytes in, frames out: the event-stream format, exactly"),
    ("services.channel.intake", "numbers and stamps the frames; the ledger judges each one"),
    ("services.channel.channel", "keeps the connection: waits, retries, gives up; hands on whole batches"),
    ("services.channel.hub", "gives each batch to journal and session; waits where there is no room"),
)
FORK = (
    ("journal.writer.writer", "a thread of its own: events and the id to resume from, in one transaction"),
    ("core.session.session", "a profile reads what an event means; bounded models note what changed"),
)
PIXEL = ("gui.window", "once a frame, and only where something changed, each view that can be seen draws")


def rooms() -> list[str]:
    return [room for floor in FLOORS for room in floor]


def source_of(module: str) -> Path:
    place = CODE.joinpath(*module.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def about(module: str) -> str:
    """The first sentences of its docstring."""
    words = ast.get_docstring(ast.parse(source_of(module).read_text(encoding="utf-8"))) or ""
    return words.partition("\n\n")[0].replace("\n", " ").replace("`", "")


def inner_rooms(room: str) -> list[str]:
    return sorted(path.parent.name for path in (CODE / room).glob("*/__init__.py"))


@cache
def imported_by(room: str) -> frozenset[str]:
    """The other rooms that any of its files imports, at whatever depth."""
    files = (CODE / room).rglob("*.py") if (CODE / room).is_dir() else [source_of(room)]
    return frozenset(name for path in files for name in _imports(path)) & set(rooms()) - {room}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("watchfloor"):
            parts = (node.module or "").split(".")
            yield from [parts[1]] if len(parts) > 1 else [each.name for each in node.names]
        elif isinstance(node, ast.Import):
            yield from (each.name.split(".")[1] for each in node.names if each.name.startswith("watchfloor."))


def house() -> str:
    """Every floor with its rooms: what each promises, what is in it, and which rooms it uses."""
    height = MARGIN + sum(_height(floor) + 10 for floor in FLOORS)
    drawing = Drawing(WIDTH, height, "The house: a room uses only rooms below it")
    y = MARGIN
    for floor in FLOORS:
        width = (WIDTH - 2 * MARGIN - 10 * (len(floor) - 1)) // len(floor)
        for place, room in enumerate(floor):
            _room(drawing, room, MARGIN + place * (width + 10), y, width, _height(floor))
        y += _height(floor) + 10
    return drawing.svg


def _height(floor: tuple[str, ...]) -> int:
    columns = WIDTH // len(floor) // COLUMN
    lines = max(len(wrap(_inside(room), columns)) + len(wrap(about(room), columns)) for room in floor)
    return 34 + LINE * (lines + 1)


def _inside(room: str) -> str:
    return " · ".join(inner_rooms(room))


def _room(drawing: Drawing, room: str, x: int, y: int, width: int, height: int) -> None:
    columns = WIDTH // COLUMN if width > WIDTH // 2 else WIDTH // 2 // COLUMN
    drawing.box(x, y, width, height)
    drawing.words(x + 14, y + 23, room, "name")
    line = drawing.words(x + 14, y + 43, about(room), columns=columns)
    if inner_rooms(room):
        line = drawing.words(x + 14, line, _inside(room), "mono", columns=columns)
    used = [each for each in rooms() if each in imported_by(room)]
    drawing.words(x + 14, line, "uses " + ", ".join(used) if used else "uses none of the others", "mono")


def way() -> str:
    """From socket to pixel."""
    step, left, width = 62, 180, WIDTH - 360
    half = (WIDTH - 2 * MARGIN - 20) // 2
    drawing = Drawing(WIDTH, 40 + step * len(WAY) + 2 * (step + 36) + 20, "From socket to pixel")
    middle, y = WIDTH // 2, 34
    drawing.words(middle - 24, 20, "socket", "name")
    for module, words in WAY:
        _stop(drawing, module, words, left, y, width)
        y += step
    y += 14
    for place, (module, words) in enumerate(FORK):
        x = MARGIN + place * (half + 20)
        drawing.arrow((middle, y - 28), (x + half // 2, y - 4))
        _stop(drawing, module, words, x, y, half)
    right = MARGIN + half + 20 + half // 2
    drawing.arrow((right, y + 65), (right, y + step + 16))
    _stop(drawing, *PIXEL, MARGIN + half + 20, y + step + 20, half)
    drawing.words(MARGIN + half // 2 - 60, y + 90, "a .watchfloor file", "name")
    drawing.words(right - 20, y + 2 * step + 48, "pixel", "name")
    for turn in range(1, len(WAY)):
        drawing.arrow((middle, 34 + turn * step - 14), (middle, 34 + turn * step - 2))
    return drawing.svg


def _stop(drawing: Drawing, module: str, words: str, x: int, y: int, width: int) -> None:
    if not source_of(module).is_file():
        raise SystemExit(f"There is no {module}: say in tests/documentation/house.py where it has gone.")
    lines = wrap(words, width // COLUMN)
    drawing.box(x, y, width, 31 + LINE * len(lines))
    drawing.words(x + 12, y + 19, module, "mono")
    drawing.words(x + 12, y + 37, words, columns=width // COLUMN)


DRAWINGS = {DOCS / "picture/house.svg": house, DOCS / "picture/way.svg": way}

if __name__ == "__main__":
    for path, draw in DRAWINGS.items():
        path.write_text(draw(), encoding="utf-8")
        print(path.relative_to(ROOT))
