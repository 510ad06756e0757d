"""Every phrase that the window can say, found in the source. `python -m tests.gui.phrase` updates the German.

It rewrites `resources/translations/watchfloor_de.ts` (what is new is marked unfinished) and has Qt's
lrelease make the `.qm` of it.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.gui.sentence import sentences
from watchfloor import resource
from watchfloor.core.link.ending import ENDINGS
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.profiles.lead import LEADS
from watchfloor.core.session.stages import STAGES, WAITING
from watchfloor.core.setting import MEANINGS
from watchfloor.core.watch.alert import FIRST_RULES
from watchfloor.core.watch.saved_view import FIRST_VIEWS
from watchfloor.core.workspace.policy import POLICIES
from watchfloor.gui.channel.channel_model import REMEDIES
from watchfloor.gui.inspector.callout import MEANINGS as STATE_MEANINGS
from watchfloor.gui.inspector.timeline_view import NAMES
from watchfloor.gui.inspector.waterfall import STEPS
from watchfloor.gui.map.map_bar import SPANS
from watchfloor.gui.map.projection import REGIONS
from watchfloor.gui.shell.key_list import OTHER_KEYS
from watchfloor.gui.shell.translation import CONTEXT, phrases_of

CODE = Path(resource.__file__).parent
TS = resource.path("translations/watchfloor_de.ts")
# What Qt's own buttons say.
OF_QT = ("Close", "OK", "Cancel", "&OK", "&Cancel", "&Close")
HEADS = ("Time", "Channel", "Type", "Sev", "Summary", "Source", "Conf")


def phrases() -> list[str]:
    """All of them, each once."""
    found: dict[str, None] = dict.fromkeys(OF_QT)
    for path in sorted((CODE / "gui").rglob("*.py")) + sorted((CODE / "core").rglob("*.py")):
        for phrase in _in_code(ast.parse(path.read_text(encoding="utf-8"))):
            found[phrase] = None
    found.update(dict.fromkeys(_in_tables()))
    found.update(dict.fromkeys(sentences()))
    return [phrase for phrase in found if any(letter.isalpha() for letter in phrase)]


def _in_code(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in ("tr", "said"):
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _in_tables() -> Iterator[str]:
    """Phrases that code takes from a table."""
    for meaning in MEANINGS:
        yield from (meaning.group, meaning.title, meaning.about)
        yield from (words for _, words in meaning.choices)
        if isinstance(meaning.default, bool) and not meaning.choices:
            yield meaning.default_words
    yield from REMEDIES.values()
    yield from STATE_MEANINGS.values()
    yield from (*NAMES.values(), *ENDINGS.values())
    yield from HEADS
    yield from LEADS
    yield from (*STAGES, WAITING)
    yield from (name for name, _, _ in STEPS)
    yield from (policy.label for policy in POLICIES)
    for preset in PRESETS.values():
        yield from (preset.title, preset.about)
        yield from (words for question in preset.questions for words in (question.label, question.meaning))
    yield from (rule.name for rule in FIRST_RULES)
    yield from (view.name for view in FIRST_VIEWS)
    yield from (title for title, _ in OTHER_KEYS)
    yield from (name for name, _ in SPANS)
    yield from (region.name for region in REGIONS)


def translated() -> dict[str, str]:
    """What the file has, without what is unfinished."""
    return phrases_of(TS) if TS.exists() else {}


def write(known: dict[str, str]) -> list[str]:
    """Write the file anew; the phrases that have no translation."""
    root = ET.Element("TS", version="2.1", language="de_DE", sourcelanguage="en_GB")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing: list[str] = []
    for phrase in phrases():
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = phrase
        target = ET.SubElement(message, "translation")
        target.text = known.get(phrase, "")
        if not target.text:
            target.set("type", "unfinished")
            missing.append(phrase)
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    TS.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")
    return missing


def release() -> None:
    """Have Qt make the file that the program reads."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", TS, "-qm", TS.with_suffix(".qm")], check=True)


if __name__ == "__main__":
    missing = write(translated())
    release()
    print("\n".join(missing) or "Every phrase has its German.")
