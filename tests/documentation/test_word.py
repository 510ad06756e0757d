"""Nothing that a user can type, choose or meet is missing from the pages."""

import re
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from tests.documentation.page import DOCS, PAGES, ROOT, links, made_parts, text
from tests.documentation.reference import PARTS, parser_of
from watchfloor import cli
from watchfloor.core.diagnosis.finding import GRAVITY, HEALTHY
from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import PRESETS
from watchfloor.core.preset.preset import Preset
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.query.field import FIELDS
from watchfloor.core.setting import MEANINGS
from watchfloor.core.state import ChannelState, Status, words
from watchfloor.core.workspace.workspace import Workspace
from watchfloor.gui.style.theme import DARK

# The name is that of the table; a password is never in the file.
FEED_KEYS_ELSEWHERE = {"name", "client_key_password"}


@pytest.mark.logs("ASGI callable returned without completing response")
@pytest.mark.parametrize("name", PARTS)
def test_what_is_made_from_the_program_is_as_it_would_be_made_now(qapp: QApplication, name: str) -> None:
    page, make = PARTS[name]
    assert made_parts(page)[name] == make(), "run `.venv/bin/python -m tests.documentation.reference`"


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_says_what_each_of_its_words_does(command: str) -> None:
    silent = [action.dest for action in parser_of(command)._actions if not action.help]
    assert silent == []


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_is_in_the_first_page(command: str) -> None:
    assert f"`watchfloor {command}" in text(ROOT / "README.md")


def test_every_key_on_the_first_page_is_a_key_of_the_window() -> None:
    _, _, after = text(ROOT / "README.md").partition("\n## Keys\n")
    named = re.findall(r"^\| `([^`]+)` \|", after.partition("\n## ")[0], re.MULTILINE)
    known = re.findall(r"\| `([^`]+)` \|$", text(DOCS / "keys.md"), re.MULTILINE)
    assert len(named) > 8
    assert [key for key in named if key not in known] == []


STATUS = {
    ChannelState.CONNECTED: Status(state=ChannelState.CONNECTED, latency_ms=41),
    ChannelState.STALE: Status(state=ChannelState.STALE, since_s=0),
    ChannelState.HELD: Status(state=ChannelState.HELD, since_s=0),
    ChannelState.RECONNECTING: Status(state=ChannelState.RECONNECTING, retry_at_s=38, attempt=3),
    ChannelState.BLOCKED: Status(state=ChannelState.BLOCKED, retry_at_s=55),
    ChannelState.POLLING: Status(state=ChannelState.POLLING, polling_every_s=5),
    ChannelState.FAILED: Status(state=ChannelState.FAILED, reason="401", advice="sign in again"),
}


@pytest.mark.parametrize("page", ["README.md", "docs/states.md"])
@pytest.mark.parametrize("state", ChannelState)
def test_every_state_is_explained_as_it_is_shown(state: ChannelState, page: str) -> None:
    shown = words(STATUS.get(state, Status(state=state)), 34)
    rows = [line for line in text(ROOT / page).splitlines() if line.startswith(f"| {shown} |")]
    assert len(rows) == 1, f"{shown} has no row of its own"
    assert len(rows[0].split("|")[3].split()) > 3, "and says what it means"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_query_is_explained(field: str) -> None:
    cells = [line.split("|")[1] for line in text(DOCS / "query.md").splitlines() if line.startswith("| `")]
    assert any(f"`{field}`" in cell for cell in cells)


@pytest.mark.parametrize("verdict", [*GRAVITY, HEALTHY])
def test_every_verdict_of_the_doctor_has_its_paragraph(verdict: str) -> None:
    _, _, after = text(DOCS / "diagnosis.md").partition(f"### `{verdict}`\n")
    assert len(after.partition("\n#")[0].split()) > 5


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.name)
def test_every_setting_is_explained_in_the_words_of_the_window(meaning: object) -> None:
    row = f"| {meaning.title} | {meaning.default_words} | {meaning.about} |"  # type: ignore[attr-defined]
    assert row in text(DOCS / "window.md")


def workspace_keys(kind: type[msgspec.Struct]) -> Iterator[str]:
    """Every key that a workspace file may have, from the structs that it is read into."""
    for field in msgspec.structs.fields(kind):
        if field.name not in _NO_KEYS:
            yield field.name
            yield from (key for inner in _structs(field.type) for key in workspace_keys(inner))


def _structs(kind: object) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for inner in get_args(kind):
        yield from _structs(inner)


def entry_keys() -> Iterator[str]:
    yield from workspace_keys(Feed)
    yield from workspace_keys(Mapping)


# What holds others and has no name of its own in the file, or is kept beside what is read.
_NO_KEYS = ("entries", "extra", "comments")


@pytest.mark.parametrize("key", sorted({*workspace_keys(Workspace), *entry_keys()} - FEED_KEYS_ELSEWHERE))
def test_every_key_of_a_workspace_is_explained(key: str) -> None:
    page = re.sub(r"```.*?```", "", text(DOCS / "workspace.md"), flags=re.DOTALL)
    names = {part for word in re.findall(r"`([^`]+)`", page) for part in re.split(r"[^\w]+", word)}
    assert key in names


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_preset_is_in_the_table_of_presets(preset: Preset) -> None:
    titles = [line.split("|")[1] for line in text(DOCS / "feeds.md").splitlines() if line.startswith("| ")]
    assert any(preset.title in [each.strip() for each in cell.split(",")] for cell in titles)


def test_every_variable_of_the_environment_is_explained() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    names = {name for source in sources for name in re.findall(r'"(WATCHFLOOR_[A-Z_]+[A-Z])"', source)}
    assert "WATCHFLOOR_HOME" in names
    assert {name for name in names if f"`{name}`" not in text(DOCS / "commands.md")} == set()


def test_every_figure_names_the_benchmark_that_measures_it() -> None:
    rows = [line.split("|") for line in text(DOCS / "figures.md").splitlines() if line.startswith("| ")]
    named = [name for cells in rows if (name := cells[-2].strip().strip("`")) != "by"]
    assert len(named) > 5
    assert [name for name in named if not (ROOT / f"tests/benchmarks/{name}.py").is_file()] == []


def test_every_page_is_reached_from_the_index_and_no_link_leads_nowhere() -> None:
    reached = {(DOCS / link.partition("#")[0]).resolve() for link in links(DOCS / "README.md")}
    assert {page.name for page in DOCS.glob("*.md") if page.resolve() not in reached} - {"README.md"} == set()
    nowhere = [
        (page.name, link)
        for page in PAGES
        for link in links(page)
        if "://" not in link and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert nowhere == []


def test_every_link_into_a_page_leads_to_a_heading() -> None:
    nowhere = []
    for page in PAGES:
        for link in links(page):
            place, _, mark = link.partition("#")
            target = (page.parent / place) if place else page
            if mark and "://" not in link and mark not in _marks(target.read_text(encoding="utf-8")):
                nowhere.append((page.name, link))
    assert nowhere == []


def _marks(page: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_has_words_for_those_who_cannot_see_it(page: object) -> None:
    assert re.findall(r"!\[\s*\]\(", text(page)) == []  # type: ignore[arg-type]


def test_the_picture_at_the_top_is_dark_as_the_window_is_by_night() -> None:
    assert "docs/picture/window-dark.png" in text(ROOT / "README.md").partition("\n## ")[0]
    assert DARK.name == "dark"
