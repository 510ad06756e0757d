"""A page of text that grows at its end: safe Markdown and transcripts, set by us and never by the sender."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from watchfloor.core.text.markdown import Block, Span, blocks
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import BODY, SMALL, TINY, Look


class Page(QTextBrowser):
    """Text is put in by a cursor, piece by piece: nothing in it is read as HTML, nothing is loaded.

    Links go to `anchorClicked`, and nowhere by themselves.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("plain")
        self.setFrameShape(self.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(2)
        self._following = False
        self._at_end = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_grown)

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing is ever fetched for a page."""
        return

    def follow(self, *, following: bool) -> None:
        """Stay at the end as text comes, unless the reader scrolled away from it."""
        self._following = self._at_end = following

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 4

    def _on_grown(self, _least: int, most: int) -> None:
        """The page is longer, which is known only now that it is laid out."""
        if self._following and self._at_end:
            self.verticalScrollBar().setValue(most)

    # -- pieces

    def heading(self, words: str, *, above: int = 10) -> None:
        self._line([(words, self._format(BODY + 2, 600))], above=above, below=2)

    def note(self, words: str) -> None:
        self._line([(words, self._format(SMALL, 400, "muted"))])

    def speech(self, speaker: str, color: QColor, time: str, content: str, *, aside: str = "") -> None:
        """One thing said: the speaker in a colour of their own, when, and the words."""
        name = self._format(BODY, 600)
        name.setForeground(color)
        pieces = [(speaker, name), (f"   {time}", self._format(TINY, 400, "faint"))]
        if aside:
            pieces.append((f"   {aside}", self._format(TINY, 400, "warning")))
        self._line(pieces, above=8)
        self._line([(content, self._format(BODY))], below=2)

    def markdown(self, source: str) -> None:
        for block in blocks(source):
            self._block(block)

    def _block(self, block: Block) -> None:
        color = "muted" if block.kind == "quote" else "text"
        size, weight = (BODY + max(0, 3 - block.level), 600) if block.kind == "heading" else (BODY, 400)
        pieces = [self._span(span, size, weight, color) for span in block.spans]
        indent = {"bullet": 1, "numbered": 1, "quote": 1}.get(block.kind, 0)
        if block.kind == "numbered":
            pieces.insert(0, (f"{block.level}.  ", self._format(BODY, 400, "muted")))
        elif block.kind == "bullet":
            pieces.insert(0, ("•  ", self._format(BODY, 400, "muted")))
        self._line(pieces, above=4 if block.kind == "heading" else 0, below=3, indent=indent)

    def _span(self, span: Span, size: int, weight: int, color: str) -> tuple[str, QTextCharFormat]:
        form = self._format(size, 600 if span.bold else weight, color, mono=span.code)
        form.setFontItalic(span.italic)
        if span.link:
            form.setAnchor(True)
            form.setAnchorHref(span.link)
            form.setForeground(self._look.color("accent"))
            form.setToolTip(as_tip(span.link))
        return span.text, form

    def _format(
        self, size: int, weight: int = 400, color: str = "text", *, mono: bool = False
    ) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self._look.font(size, weight, mono=mono))
        form.setForeground(self._look.color(color))
        return form

    def _line(
        self,
        pieces: list[tuple[str, QTextCharFormat]],
        *,
        above: int = 0,
        below: int = 0,
        indent: int = 0,
    ) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(below)
        form.setLeftMargin(indent * 14)
        form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(form)
        for words, style in pieces:
            cursor.insertText(words, style)
