"""A figure that changes leaves what is around it alone, until it needs more room."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from watchfloor.gui.style.figure import Figure
from watchfloor.gui.style.look import Look


class Layouts(QObject):
    """Counts how often a widget was asked to lay itself out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_only_a_figure_that_outgrows_its_place_moves_others(look: Look, qtbot: QtBot) -> None:
    house, figure = QWidget(), Figure()
    row = QHBoxLayout(house)
    row.addWidget(figure)
    row.addStretch()
    qtbot.addWidget(house)
    house.show()
    figure.setText("1,000 events")
    QApplication.processEvents()
    layouts = Layouts(house)
    for count in range(1_001, 1_100):
        figure.setText(f"{count:,} events")
        QApplication.processEvents()
    few = layouts.count
    assert few <= 2  # some figures are a little wider than others
    figure.setText("1,000,000 events")
    QApplication.processEvents()
    assert layouts.count == few + 1
    assert figure.width() >= figure.sizeHint().width()
    figure.setText("0")
    QApplication.processEvents()
    assert figure.width() == figure.sizeHint().width()


def test_another_size_of_text_is_another_place(look: Look, qtbot: QtBot) -> None:
    figure = Figure()
    qtbot.addWidget(figure)
    figure.setText("12 events")
    figure.show()
    before = figure.width()
    font = figure.font()
    font.setPixelSize(font.pixelSize() * 2 if font.pixelSize() > 0 else 40)
    figure.setFont(font)
    assert figure.width() == figure.sizeHint().width() != before
