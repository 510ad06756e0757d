"""The page about the window says what the window says."""

from watchfloor import resource
from watchfloor.core.setting import MEANINGS
from watchfloor.gui.shell.preference import VARIABLES

PAGE = resource.folder().parent / "docs" / "window.md"


def test_every_setting_is_on_the_page_with_its_default_and_meaning() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [f"| {each.title} | {each.default_words} | {each.about} |" for each in MEANINGS]
    assert [row for row in rows if row not in page] == []


def test_every_variable_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in VARIABLES.values() if name not in page] == []
