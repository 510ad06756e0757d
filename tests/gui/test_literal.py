"""Text from elsewhere is what it is: no markup of a stranger's is ever laid out, and no ampersand lost."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractItemView, QInputDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.state import ChannelState, Status
from watchfloor.core.watch.alert import AlertRule
from watchfloor.gui.inspector.inspector import CONNECTION, DOCUMENT, EVENT
from watchfloor.gui.log import row_tip
from watchfloor.gui.log.row_menu import row_menu
from watchfloor.gui.shell.command import Command
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.literal import as_item, as_tip
from watchfloor.gui.style.look import Look

BOLD = "<b>Bold</b> & <img src='x.png'> &lt;"


def test_words_without_markup_stay_as_they_are() -> None:
    for words in ("", "plain", "a < b", "R&D", "2 lines\n<b>of</b> it"):
        assert as_tip(words) == words


@pytest.mark.parametrize("words", [BOLD, "<i>", "a <b>", "&lt;i&gt;", "\n <a href='x'>", "<table\n>"])
def test_what_looks_like_markup_is_none_and_reads_the_same(words: str) -> None:
    assert Qt.mightBeRichText(words)
    assert not Qt.mightBeRichText(as_tip(words))
    assert as_tip(words).replace("\u2060", "") == words


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene) -> Surround:
    """A window on a feed that has markup wherever a server or a workspace can put some."""
    surround = surround_of(scene, look, qtbot)
    session = surround.window.session
    row = session.add_channel(BOLD, "strategist", f"https://example.com/{BOLD}")
    row.insecure = True
    scene.send(BOLD, "analysis:start", {"run_id": "r", "ward": BOLD})
    scene.send(BOLD, "progress", {"run_id": "r", "stage": 1, "total": 6, "message": BOLD})
    body = {"run_id": "r", "index": 0, "title": BOLD, "body": f"[{BOLD}](https://example.com/<b>)"}
    scene.send(BOLD, "analysis:section", body)
    session.observe(BOLD, Status(state=ChannelState.RECONNECTING, reason=BOLD, attempt=3), AT.wall_s)
    surround.watcher.book.set_rules([AlertRule(name=BOLD, kind="down", after_s=0)])
    surround.watcher.tick()
    return surround


def shown(window: QWidget) -> Iterator[str]:
    """All that Qt would look at for markup."""
    for widget in (window, *window.findChildren(QWidget)):
        yield widget.toolTip()
        if isinstance(widget, QLabel) and widget.textFormat() is Qt.TextFormat.AutoText:
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            places = (model.index(place, 0) for place in range(model.rowCount()))
            yield from (str(place.data(Qt.ItemDataRole.ToolTipRole) or "") for place in places)


def test_no_view_lays_out_the_markup_of_a_stranger(surround: Surround) -> None:
    window = surround.window
    window.resize(1_024, 700)  # where more is cut, and told by a tip
    window.channels.select(BOLD)
    window.runs.choose((BOLD, "r"))
    window.filter_box.setText(f'"{BOLD}" type:(')
    window.filter_box.apply()
    for page in (EVENT, DOCUMENT, CONNECTION):
        window.inspector.setCurrentIndex(page)
        window.refresh_all()
        window.grab()
        assert [words for words in shown(window) if Qt.mightBeRichText(words)] == []
    assert BOLD in window.runs._title.toolTip().replace("\u2060", ""), "it is there to be read"


def test_a_rows_tip_is_plain(surround: Surround) -> None:
    window = surround.window
    item = window.log.window_of_rows.item_at(0)
    assert item is not None
    words = row_tip.words(item, window.session, BOLD, window.look)
    assert not Qt.mightBeRichText(words)
    assert BOLD in words.replace("\u2060", "")


def test_a_question_about_a_filter_is_plain(surround: Surround) -> None:
    surround.window.filter_box.setText(msgspec.json.encode(BOLD).decode())
    surround.window.filter_box.apply()
    assert surround.window.commands.run("view.save")
    (dialog,) = surround.window.findChildren(QInputDialog)
    assert not Qt.mightBeRichText(dialog.labelText())
    dialog.reject()


def texts(menu: QMenu) -> list[str]:
    submenus = [action.menu() for action in menu.actions()]
    found = [action.text() for action in menu.actions()]
    return found + [words for each in submenus if isinstance(each, QMenu) for words in texts(each)]


def test_an_ampersand_in_a_menu_is_one(surround: Surround, scene: Scene) -> None:
    window = surround.window
    scene.send(BOLD, "R&D", {"R&D": 1, "to": {"a&b": 2}})
    window.log.table.header.add_column("to")
    window.refresh_all()
    serial = window.log.window_of_rows.serial_at(0)
    assert serial is not None
    menu = row_menu(window, serial)
    lone = [words for words in texts(menu) if "&" in words.replace("&&", "")]
    assert (lone, as_item("R&D")) == ([], "R&&D")
    assert "Only type R&&D" in texts(menu)
    menu.deleteLater()
    window.add_commands(Command("x", "Layout", "R&D", lambda: None))
    (action,) = [each for each in window.actions() if each.text().startswith("R") and "D" in each.text()[:5]]
    assert action.text() == "R&&D"
