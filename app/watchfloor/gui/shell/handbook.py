"""The guide in the program itself: the pages of docs, without a network."""

import re
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QImageReader,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from watchfloor import resource
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look

INDEX = "README.md"
_LINK = re.compile(r"\]\((\w+\.md)\)")


def pages(folder: Path) -> dict[str, str]:
    """The guide's files by their titles, in the order of its index."""
    names = [INDEX, *dict.fromkeys(_LINK.findall(_text(folder / INDEX)))]
    return {_title(folder / name): name for name in names if (folder / name).is_file()}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _title(path: Path) -> str:
    return _text(path).partition("\n")[0].lstrip("# ")


class Handbook(QDialog):
    """Shows the guide beside the window, which goes on. A link into the web is opened when it is clicked."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = resource.guide() if folder is None else folder
        self.setWindowTitle(self.tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = pages(self._folder)
        self._make_fields()
        self._lay_out()
        fit(self, look, 1_080, 760)
        look.changed.connect(self._shape)
        self.list.setCurrentRow(0)
        self.search.setFocus()

    def _make_fields(self) -> None:
        look = self._look
        self.list = QListWidget()
        self.list.setObjectName("entries")
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title in self._pages:
            item = QListWidgetItem(title, self.list)
            item.setSizeHint(QSize(0, look.row(28)))
            item.setToolTip(title)
        self.list.currentTextChanged.connect(self._on_title)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.anchorClicked.connect(self.follow)
        self.page.document().setDocumentMargin(look.px(18))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._find_next)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.search)
        side.addWidget(self.list)
        row = QHBoxLayout()
        row.addLayout(side, 1)
        row.addWidget(self.page, 3)
        column = QVBoxLayout(self)
        column.addLayout(row)

    def follow(self, link: QUrl) -> None:
        """To another page, a heading on one, or into the browser if it is the web's."""
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
            return
        name = link.path() or self._pages.get(self.list.currentItem().text(), INDEX)
        titles = [title for title, page in self._pages.items() if page == name]
        if not titles:
            return  # a page for those who change the program, which is not shipped with it
        self.list.setCurrentRow(list(self._pages).index(titles[0]))
        self._go_to(link.fragment())

    def _on_search(self, words: str) -> None:
        """Only the pages that have these words, the chosen one where they stand first."""
        shown = []
        for row, name in enumerate(self._pages.values()):
            found = words.lower() in _text(self._folder / name).lower()
            self.list.item(row).setHidden(not found)
            shown += [row] * found
        if shown and self.list.currentRow() not in shown:
            self.list.setCurrentRow(shown[0])
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.page.find(words)

    def _find_next(self) -> None:
        """The next place on the page; behind its last one begins the next page that has any."""
        words = self.search.text()
        if not words or self.page.find(words):
            return
        rows = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        later = [row for row in rows if row > self.list.currentRow()] or rows
        if later:
            self.list.setCurrentRow(later[0])
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.find(words)

    def _on_title(self, title: str) -> None:
        source = QUrl.fromLocalFile(str(self._folder / self._pages[title]))
        self.page.setSource(source, QTextDocument.ResourceType.MarkdownResource)
        self._unescape()
        self._shape()

    def _unescape(self) -> None:
        """A bar within a cell is escaped, which Qt leaves in code as it is."""
        found = self.page.document().find(r"\|")
        while not found.isNull():
            found.insertText("|")
            found = self.page.document().find(r"\|", found)

    def _go_to(self, mark: str) -> None:
        block = self.page.document().begin()
        while mark and block.isValid():
            if block.blockFormat().headingLevel() and _mark(block.text()) == mark:
                self.page.setTextCursor(QTextCursor(block))
                rectangle = self.page.document().documentLayout().blockBoundingRect(block)
                self.page.verticalScrollBar().setValue(round(rectangle.top()))
                return
            block = block.next()

    # -- how it looks

    def _shape(self) -> None:
        """Air between paragraphs, quiet tables, pictures that fit."""
        document = self.page.document()
        whole = QTextCursor(document)
        whole.beginEditBlock()  # so that it is laid out once, and not for every paragraph
        for frame in document.rootFrame().childFrames():
            self._shape_table(frame)
        block = document.begin()
        while block.isValid():
            self._shape_block(block)
            block = block.next()
        whole.endEditBlock()
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _shape_table(self, frame: QTextFrame) -> None:
        if isinstance(frame, QTextTable):
            form = frame.format().toTableFormat()
            form.setBorderBrush(self._look.color("border"))
            form.setCellPadding(self._look.px(6))
            form.setBottomMargin(self._look.px(10))
            frame.setFormat(form)
            cells = [frame.cellAt(0, column) for column in range(frame.columns())]
            if not any(cell.firstCursorPosition().block().text() for cell in cells):
                frame.removeRows(0, 1)  # a heading that says nothing

    def _shape_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        form = QTextBlockFormat()
        if _is_code(block):
            form.setBackground(self._look.translucent("text", 0.07))
            form.setLeftMargin(self._look.px(12))
            form.setBottomMargin(0 if _is_code(block.next()) else self._look.px(10))
        elif cursor.currentTable() is None:
            heading = bool(block.blockFormat().headingLevel())
            form.setTopMargin(self._look.px(14 if heading else 0))
            form.setBottomMargin(self._look.px(3 if block.blockFormat().objectIndex() >= 0 else 8))
        cursor.mergeBlockFormat(form)
        self._shape_pictures(block)

    def _shape_pictures(self, block: QTextBlock) -> None:
        most = self.width() * 3 // 4 - self._look.px(110)
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            form = piece.charFormat().toImageFormat()
            size = QImageReader(str(self._folder / form.name())).size()
            if piece.charFormat().isImageFormat() and size.width() > most:
                form.setWidth(most)
                form.setHeight(most * size.height() / size.width())
                cursor = QTextCursor(block)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)
            pieces += 1


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence.value)


def _mark(heading: str) -> str:
    """What a link calls a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
