"""What the rooms below the window say to people: their sentences, found in the source.

They are English from their making on, and the window says them in another language by
`watchfloor.core.text.phrasebook`. A sentence that is filled in (an f-string) is found with its {places}.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from watchfloor import resource

CODE = Path(resource.__file__).parent
ROOMS = ("core", "services", "journal")
# Whole modules whose words no window shows: other programs read them, or the command line alone.
UNSHOWN = (
    "core/curl/curl_copy.py",
    "core/diagnosis/report.py",
    "core/diagnosis/step.py",
    "core/text/markdown.py",
    "core/text/phrasebook.py",
    "core/profiles",
    "core/stamp.py",
    "core/workspace/source.py",
    "core/workspace/toml.py",
    "core/workspace/writing.py",
    "journal/audit.py",
    "journal/salvage/carve.py",
    "journal/exchange/export.py",
    "journal/index.py",
    "journal/packing.py",
    "journal/profile.py",
    "journal/proof",
    "journal/exchange/recording.py",
    "journal/row.py",
    "journal/reader/scan.py",
    "journal/reader/search.py",
    "services/channel/channel_log.py",
    "services/home/crash.py",
    "services/home/plugin.py",
)
# What is passed to these is a program's, or is found as a phrase of its own.
_NOT_TO_PEOPLE = frozenset(
    ("BugError", "compile", "critical", "debug", "error", "exception", "execute", "executemany", "getattr")
) | {"findall", "fullmatch", "info", "match", "said", "search", "split", "startswith", "sub", "tr", "warning"}
_WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}|^[A-Z]?[a-z]+(-[a-z]+)* [a-z]")
_PROGRAM = re.compile(
    r"SELECT |INSERT |DELETE |UPDATE | FROM |JOIN |PRAGMA| = \?| IS TRUE|\w\[\w+\[|^text/|^application/"
    r"|\n|^\W*$"
)
# Phrases that no rule finds: a single word beside what is filled in.
ALSO = (
    "{connections} ended",
    "({known_s} s is {whose})",
    "a list",
    "{message} (character {position}).{expected}",
    "Expected {expected}.",
)
# Words for programs that look like words for people.
EXCEPT = frozenset(
    {
        "complete message body",
        "location header",
        "watchfloor tail",
        "log in",
        "no content type",
        "sign in",
        "too small",
    }
)


def sentences() -> list[str]:
    """All of them, each once."""
    found: dict[str, None] = {}
    for room in ROOMS:
        for path in sorted((CODE / room).rglob("*.py")):
            if not path.relative_to(CODE).as_posix().startswith(UNSHOWN):
                found.update(dict.fromkeys(in_module(ast.parse(path.read_text(encoding="utf-8")))))
    for path in sorted((CODE / "gui").rglob("*.py")):
        found.update(dict.fromkeys(_raised(ast.parse(path.read_text(encoding="utf-8")))))
    found.update(dict.fromkeys(ALSO))
    return list(found)


def in_module(tree: ast.Module) -> Iterator[str]:
    """The phrases in one module, in the order in which they stand there."""
    yield from _in_code(tree, _constants(tree))


def _in_code(tree: ast.AST, known: dict[str, str]) -> Iterator[str]:
    silent = set(_silent(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "many":
            yield from _counted(node)
        if id(node) in silent:
            continue
        if isinstance(node, ast.JoinedStr):
            yield from _of_person(template(node, known))
            yield from _within(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _of_person(node.value)


def _raised(tree: ast.Module) -> Iterator[str]:
    """What the window's own code raises as a `KnownError`, which is translated where it is told."""
    for node in ast.walk(tree):
        error = node.exc if isinstance(node, ast.Raise) else None
        if isinstance(error, ast.Call) and _name(error.func) == "KnownError":
            for argument in error.args:
                yield from _in_code(argument, _constants(tree))


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's own texts by their names."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def template(joined: ast.JoinedStr, known: dict[str, str]) -> str:
    """An f-string with a name in each place, and the module's own texts where they stand."""
    parts: list[str] = []
    used: dict[str, int] = {}
    for place, node in enumerate(joined.values):
        if isinstance(node, ast.Constant):
            parts.append(str(node.value))
        elif isinstance(node, ast.FormattedValue):
            name = _place(node.value) or f"part{place}"
            if isinstance(node.value, ast.Name) and name in known:
                parts.append(known[name])
                continue
            used[name] = used.get(name, 0) + 1
            parts.append("{" + (name if used[name] == 1 else f"{name}{used[name]}") + "}")
    return "".join(parts)


def _place(node: ast.expr) -> str:
    """A name for what is filled in, for translators."""
    while True:
        match node:
            case ast.Name(name) | ast.Attribute(attr=name):
                return name
            case ast.Call(args=[first, *_]) | ast.Subscript(value=first):
                node = first
            case ast.Call(func=function):
                node = function
            case _:
                return ""


def _of_person(words: str) -> Iterator[str]:
    bare = words.strip()
    own = re.sub(r"\{\w+\}", "\0", bare)
    if bare and bare not in EXCEPT and _WORDS.search(own) and not _PROGRAM.search(words):
        yield bare


def _within(joined: ast.JoinedStr) -> Iterator[str]:
    """Words that are chosen inside a place: {'paused' if halted else 'resumed'}."""
    for node in joined.values:
        if isinstance(node, ast.FormattedValue):
            for part in ast.walk(node.value):
                if isinstance(part, ast.IfExp):
                    for side in (part.body, part.orelse):
                        if isinstance(side, ast.Constant) and str(side.value).strip().isalpha():
                            yield str(side.value).strip()


def _counted(call: ast.Call) -> Iterator[str]:
    """`many(count, "event")` says event, or events."""
    nouns = [str(part.value) for part in call.args[1:] if isinstance(part, ast.Constant)]
    yield from nouns
    if len(nouns) == 1 and len(call.args) == 2:
        yield f"{nouns[0]}s"


def _silent(tree: ast.AST) -> Iterator[int]:
    """Docstrings, the fixed parts of f-strings, and what is passed to those who are no people."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)
        elif isinstance(node, ast.Attribute) and node.attr == "split":
            yield id(node.value)
        elif isinstance(node, ast.Call) and _name(node.func) in _NOT_TO_PEOPLE:
            for argument in node.args:
                yield from map(id, ast.walk(argument))


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute(attr=name) | ast.Name(name):
            return name
    return ""
