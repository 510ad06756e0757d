"""A feed examined from the window: each step as it is taken, then what is wrong and what to ask of whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from watchfloor.core.diagnosis.step import Step
from watchfloor.core.text.speech import said
from watchfloor.gui.inspector.finding_list import FindingList
from watchfloor.gui.inspector.label import breakable, copyable, heading, plain
from watchfloor.gui.style.fit import fit
from watchfloor.gui.style.look import Look
from watchfloor.services.diagnosis.doctor import Examination

SIGNS = {"good": ("✓", "good"), "bad": ("✕", "alarm"), "open": ("·", "muted")}


class ExaminationWindow(QDialog):
    """Opened with `open()`. Gives `began` when the user lets it begin, and `report_asked` once it is over."""

    began = Signal()
    report_asked = Signal()

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(self.tr("Examine {name}").format(name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.about = plain("muted")
        self.about.setText(
            self.tr(
                "It opens connections of its own, one at a time and eight at most, and listens for 20 s,"
                " or up to 45 s where the stream is silent. The feed goes on meanwhile."
            )
        )
        self.verdict = plain("title")
        self.verdict.setText(self.tr("Examining…"))
        self.findings = FindingList(look)
        self.steps: list[Step] = []
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(2, 1)
        self._lay_out()
        fit(self, look, 640, 560)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("panel")
        inner = QVBoxLayout(body)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(8)
        inner.addLayout(self._grid)
        inner.addWidget(heading(self.tr("Verdict")))
        inner.addWidget(self.verdict)
        inner.addWidget(self.findings)
        inner.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.start = buttons.addButton(self.tr("Examine"), QDialogButtonBox.ButtonRole.ActionRole)
        self.start.setObjectName("primary")
        self.start.hide()
        self.start.clicked.connect(self.begin)
        self.report = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.report.setEnabled(False)
        self.report.clicked.connect(self.report_asked)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.about)
        column.addWidget(area, 1)
        column.addWidget(buttons)

    def wait_for_leave(self, why: str) -> None:
        """Do not begin before the user says so."""
        self.verdict.setText(why)
        self.start.show()

    def begin(self) -> None:
        self.start.hide()
        self.verdict.setText(self.tr("Examining…"))
        self.began.emit()

    def show_step(self, step: Step) -> None:
        self.steps.append(step)
        sign, color = SIGNS[step.mark]
        mark, name, words = QLabel(sign), plain("muted"), copyable()
        mark.setStyleSheet(f"color: {self._look.color(color).name()};")
        mark.setAccessibleName(
            {"good": self.tr("good"), "bad": self.tr("bad")}.get(step.mark, self.tr("open"))
        )
        name.setText(said(step.name))
        name.setWordWrap(False)
        words.setText(breakable(said(step.words)))
        row, top = self._grid.rowCount(), Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(mark, row, 0, top)
        self._grid.addWidget(name, row, 1, top)
        self._grid.addWidget(words, row, 2)

    def show_result(self, examination: Examination) -> None:
        self.findings.show_findings(examination.findings)
        self.verdict.setText(self._verdict(examination))
        self.report.setEnabled(True)

    def show_problem(self, why: str) -> None:
        self.verdict.setText(why)

    def _verdict(self, examination: Examination) -> str:
        if examination.ok:
            return self.tr("Healthy. Nothing was found that is wrong with this stream.")
        if all(finding.is_weakness for finding in examination.findings):
            return self.tr("The stream works, with a weakness:")
        return self.tr("This is wrong with the stream, the gravest first:")
