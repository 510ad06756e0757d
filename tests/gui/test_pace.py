"""What a feed's pace keeps from the views is counted where one looks for it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, MAP, Scene
from watchfloor.gui.channel.channel_model import ChannelModel
from watchfloor.gui.inspector.ledger_view import LedgerView
from watchfloor.gui.style.look import Look


def test_what_is_held_back_is_counted(look: Look, qtbot: QtBot, scene: Scene) -> None:
    view, model = LedgerView(look), ChannelModel(scene.session)
    qtbot.addWidget(view)
    row = scene.session.channels[MAP]
    model.refresh(AT)
    place = model.index(model.row_of(MAP))

    def tip() -> str:
        return str(place.data(Qt.ItemDataRole.ToolTipRole))

    view.show_row(row)
    assert view.held_back.isHidden()
    assert "held back" not in tip()

    scene.session.hold_back(MAP, 1_204)
    view.show_row(row)
    assert not view.held_back.isHidden()
    assert "1\u202f204 held back from the views" in view.held_back.text()
    assert "1\u202f204 held back by its pace" in tip()
