"""Documents as they are written: analyses with their sections and lessons, debates with a transcript."""

from PySide6.QtCore import QSignalBlocker, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from watchfloor.core.profiles.debate import phase_name
from watchfloor.core.session.document import Analysis, Debate, Line
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.inspector.page import Page
from watchfloor.gui.instant import Instant, clock_text
from watchfloor.gui.style.control import Choice
from watchfloor.gui.style.look import Look

Document = Analysis | Debate
Key = tuple[str, ...]


class DocumentView(QWidget):
    """Shows `Session.library`: the newest document of the chosen channel, if it writes any, else the newest
    of all; unless the user chose another.

    A debate's phase and speaker stay in sight above its transcript. What grows is added at the end.
    """

    watches = Change.DOCUMENTS

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._chosen: Key | None = None
        self._channel = ""
        self._shown: Key | None = None
        self._keys: list[Key] = []
        self._speakers: list[str] = []
        self._version = -1
        self._lines = 0
        self._phase = ""
        self._ended = ""  # as it was written
        self.chooser = Choice(look)
        self.chooser.setAccessibleName(self.tr("Document"))
        self.chooser.activated.connect(self._on_chosen)
        self.phase, self.speaker = _label("title"), _label("muted")
        self._standing = QWidget()
        self.page = Page(look)
        self.page.setAccessibleName(self.tr("Document text"))
        self.page.anchorClicked.connect(_open)
        self._lay_out()
        look.changed.connect(self._on_look_changed)

    def _lay_out(self) -> None:
        standing = QHBoxLayout(self._standing)
        standing.setContentsMargins(0, 0, 0, 0)
        standing.addWidget(self.phase)
        standing.addStretch()
        standing.addWidget(self.speaker)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.chooser)
        column.addWidget(self._standing)
        column.addWidget(self.page, 1)
        self.refresh(Instant(0.0, 0.0))

    # -- which document

    def _documents(self) -> dict[Key, Document]:
        library = self._session.library
        found: dict[Key, Document] = {("debate", key): debate for key, debate in library.debates.items()}
        found.update({("analysis", *key): analysis for key, analysis in library.analyses.items()})
        return found

    def choose(self, key: Key) -> None:
        self._chosen = key
        self.refresh(Instant(0.0, 0.0))

    def show_channel(self, name: str) -> None:
        """From now on the newest of this channel, unless it writes none: then all stays as it is."""
        if any(document.channel == name for document in self._documents().values()):
            self._channel, self._chosen = name, None

    def _wanted(self, documents: dict[Key, Document]) -> Key | None:
        if self._chosen in documents:
            return self._chosen
        newest = list(reversed(documents))
        of_channel = (key for key in newest if documents[key].channel == self._channel)
        return next(of_channel, newest[0] if newest else None)

    def refresh(self, _at: Instant) -> None:
        documents = self._documents()
        self._fill_chooser(documents)
        key = self._wanted(documents)
        document = None if key is None else documents[key]
        if key != self._shown:
            self._begin(key)
        if document is None:
            self._empty()
        elif document.version != self._version:
            self._write(document)
        self._stand(document)

    def _fill_chooser(self, documents: dict[Key, Document]) -> None:
        names = [_name(document) for document in reversed(documents.values())]
        self._keys = list(reversed(documents))
        if names != [self.chooser.itemText(row) for row in range(self.chooser.count())]:
            with QSignalBlocker(self.chooser):
                self.chooser.clear()
                self.chooser.addItems(names)
                self._point()
        self.chooser.setVisible(bool(documents))

    def _on_chosen(self, row: int) -> None:
        self._chosen = self._keys[row]
        self.refresh(Instant(0.0, 0.0))

    def _point(self) -> None:
        """Let the chooser name what is shown."""
        if self._shown in self._keys:
            with QSignalBlocker(self.chooser):
                self.chooser.setCurrentIndex(self._keys.index(self._shown))

    # -- its text

    def _begin(self, key: Key | None) -> None:
        self._shown, self._version, self._lines, self._phase = key, -1, 0, ""
        self._ended = ""
        # A transcript is followed at its end, a document is read from its beginning.
        self.page.follow(following=key is not None and key[0] == "debate")
        self.page.clear()
        self._point()

    def _empty(self) -> None:
        if self._version != 0:
            self._version = 0
            self.page.clear()
            self.page.note(self.tr("Nothing is being written yet."))
            self.page.note(self.tr("Analyses, lessons and debates appear here as they come."))

    def _write(self, document: Document) -> None:
        self._version = document.version
        if isinstance(document, Debate):
            self._write_debate(document)
        else:
            self._write_analysis(document)

    def _write_analysis(self, document: Analysis) -> None:
        bar = self.page.verticalScrollBar()
        place, at_end = bar.value(), bar.value() >= bar.maximum() - 4
        self.page.clear()
        for section in document.sections:
            title = self.tr("Good to know: {title}").format(title=section.title)
            self.page.heading(title if section.lesson else section.title)
            self.page.markdown(section.body)
            for tip in section.tips:
                self.page.markdown(f"- {tip}")
        if not document.sections:
            self.page.note(self.tr("The first section is being written."))
        bar.setValue(bar.maximum() if at_end and place else place)

    def _write_debate(self, debate: Debate) -> None:
        self._speakers = debate.speakers
        lines = list(debate.lines)
        total = debate.dropped + len(lines)
        for line in lines[max(0, len(lines) - (total - self._lines)) :]:
            self._say(line)
        self._lines = total
        ended = " · ".join(part for part in (self.tr("Debate complete"), debate.ending) if part)
        if debate.complete and ended != self._ended:
            self._ended = ended
            self.page.note(ended)

    def _say(self, line: Line) -> None:
        if line.phase != self._phase:
            self._phase = line.phase
            self.page.heading(phase_name(line.phase), above=14)
        time = clock_text(line.at_s, utc=self._look.utc)
        aside = self.tr("answer to: {question}").format(question=line.question) if line.question else ""
        aside = aside or (self.tr("intervention") if line.intervention else "")
        self.page.speech(
            line.speaker or self.tr("Moderator"), self._color(line.speaker), time, line.content, aside=aside
        )

    def _color(self, speaker: str) -> QColor:
        """The same colour for the same speaker throughout; the first few have one of their own each."""
        speakers = self._speakers
        place = speakers.index(speaker) if speaker in speakers else len(speakers)
        return self._look.color(self._look.theme.series[place % len(self._look.theme.series)])

    def _stand(self, document: Document | None) -> None:
        self._standing.setVisible(isinstance(document, Debate))
        if isinstance(document, Debate):
            phase = phase_name(document.phase) or self.tr("Before the first phase")
            state = self.tr("complete") if document.complete else self.tr("paused") if document.halted else ""
            self.phase.setText(" · ".join(part for part in (phase, state) if part))
            speaking = self.tr("Speaking: {speaker}").format(speaker=document.speaker)
            self.speaker.setText(speaking if document.speaker and not document.complete else "")

    def _on_look_changed(self) -> None:
        self._begin(self._shown)
        self.refresh(Instant(0.0, 0.0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh(Instant(0.0, 0.0))


def _name(document: Document) -> str:
    if isinstance(document, Debate):
        return document.channel
    return f"{document.channel} · {document.title}" if document.title else document.channel


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _open(link: QUrl) -> None:
    """A link leads to the browser only if it is the web's."""
    if link.scheme() in ("http", "https"):
        QDesktopServices.openUrl(link)
