"""The guide in the program: every page of it, links that lead somewhere, and nothing from the web unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextTable
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.surrounded import surround_of
from watchfloor import resource
from watchfloor.gui.shell.handbook import Handbook, pages
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import LIGHT


@pytest.fixture
def book(look: Look, qtbot: QtBot) -> Handbook:
    book = Handbook(look)
    qtbot.addWidget(book)
    book.show()
    return book


def test_every_page_of_the_guide_is_there_under_its_title(book: Handbook) -> None:
    shown = set(pages(resource.guide()).values())
    assert shown == {path.name for path in resource.guide().glob("*.md")}
    for row in range(book.list.count()):
        book.list.setCurrentRow(row)
        words = book.page.toPlainText()
        assert words.startswith(book.list.item(row).text())
        assert "<!--" not in words
        assert "![" not in words
        assert r"\|" not in words


def test_a_table_without_headings_begins_with_its_first_row(book: Handbook) -> None:
    frames = book.page.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    first = [table.cellAt(0, 0).firstCursorPosition().block().text() for table in tables]
    assert first[0] == "The first minutes"
    assert "" not in first


def test_a_link_leads_to_its_page_and_heading(book: Handbook) -> None:
    book.follow(QUrl("states.md#is-anything-missing"))
    assert book.list.currentItem().text() == "What each state means"
    assert book.page.textCursor().block().text() == "Is anything missing?"
    book.follow(QUrl("#is-anything-missing"))
    assert book.list.currentItem().text() == "What each state means"


def test_pictures_are_shown_and_fit(book: Handbook) -> None:
    book.follow(QUrl("start.md"))
    document = book.page.document()
    widths = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            if form.isImageFormat():
                widths.append(form.toImageFormat().width())
                assert document.resource(2, QUrl(form.toImageFormat().name())) is not None
            pieces += 1
        block = block.next()
    assert len(widths) >= 4
    assert max(widths) <= book.page.width()


class Browser(QObject):
    """Takes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(link.toString())


def test_a_link_into_the_web_is_opened_only_when_it_is_clicked(book: Handbook) -> None:
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "take")  # type: ignore[arg-type]
    try:
        book.follow(QUrl("workspace.md"))
        assert browser.links == []
        book.page.anchorClicked.emit(QUrl("https://jmespath.org"))
        assert browser.links == ["https://jmespath.org"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


@pytest.mark.parametrize("link", ["../CONTRIBUTING.md", "file:///etc/passwd", "none.md", "javascript:1"])
def test_what_is_no_page_of_it_is_not_followed(book: Handbook, link: str) -> None:
    book.follow(QUrl("feeds.md"))
    book.follow(QUrl(link))
    assert book.list.currentItem().text() == "Feeds"


def test_it_changes_its_looks_with_the_window(book: Handbook, look: Look) -> None:
    book.follow(QUrl("states.md"))
    look.choose(LIGHT)
    assert book.list.currentItem().text() == "What each state means"


def test_a_guide_that_is_missing_is_no_failure(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    book = Handbook(look, folder=tmp_path)
    qtbot.addWidget(book)
    assert book.list.count() == 0
    book.follow(QUrl("feeds.md"))


def test_f1_opens_it_once(scene: Scene, look: Look, qtbot: QtBot) -> None:
    window = surround_of(scene, look, qtbot).window
    assert window.commands["help.handbook"].shortcut == "F1"
    window.commands.run("help.handbook")
    window.commands.run("help.handbook")
    assert len(window.findChildren(Handbook)) == 1


def test_a_search_shows_the_pages_that_have_it_and_goes_from_place_to_place(book: Handbook) -> None:
    QTest.keyClicks(book.search, "keyring")
    shown = [book.list.item(row) for row in range(book.list.count())]
    titles = [item.text() for item in shown if not item.isHidden()]
    assert "Feeds" in titles
    assert len(titles) < len(shown)
    places = set()
    for _ in range(60):
        cursor = book.page.textCursor()
        assert cursor.selectedText().lower() == "keyring"
        places.add((book.list.currentItem().text(), cursor.selectionStart()))
        QTest.keyClick(book.search, Qt.Key.Key_Return)
    assert {title for title, _ in places} == set(titles), "it comes round, and leaves none out"
    book.search.clear()
    assert not any(book.list.item(row).isHidden() for row in range(book.list.count()))


def test_a_search_for_what_is_nowhere_leaves_the_page(book: Handbook) -> None:
    QTest.keyClicks(book.search, "no such word anywhere")
    assert all(book.list.item(row).isHidden() for row in range(book.list.count()))
    QTest.keyClick(book.search, Qt.Key.Key_Return)
    assert book.page.toPlainText()
    assert book.isVisible()
