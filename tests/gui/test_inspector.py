"""The inspector: one event whole, documents as they grow, one connection and what it needs."""

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextOption
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.scene import AT, DEBATE, EVIDENCE, FEED, MAP, Scene
from tests.gui.surrounded import surround_of
from watchfloor.core.event import Event
from watchfloor.core.session.session import Session
from watchfloor.gui.inspector.document_view import DocumentView
from watchfloor.gui.inspector.event_view import EventView
from watchfloor.gui.inspector.inspector import CONNECTION, DOCUMENT, EVENT, Inspector
from watchfloor.gui.inspector.page import Page
from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.style.look import Look


@pytest.fixture
def event_view(look: Look, qtbot: QtBot, scene: Scene) -> EventView:
    view = EventView(scene.session, look)
    qtbot.addWidget(view)
    return view


def paths(view: EventView) -> list[str]:
    """What stands in the tree, as `name value`."""
    found: list[str] = []
    todo = [view.tree.topLevelItem(place) for place in range(view.tree.topLevelItemCount())]
    while todo:
        node = todo.pop(0)
        if node is not None:
            found.append(f"{node.text(0)} {node.text(1)}")
            todo = [node.child(place) for place in range(node.childCount())] + todo
    return found


# -- an event


def test_an_event_is_a_tree_laid_out_and_as_it_came(event_view: EventView, scene: Scene) -> None:
    event = scene.world(3, 0)
    event_view.show_item(event)
    assert "severity 3" in paths(event_view)
    assert "to {3}" in paths(event_view)
    assert any(line.startswith("lat ") for line in paths(event_view))
    assert event_view.raw.toPlainText() == event.data
    assert '\n  "severity": 3,' in event_view.pretty.toPlainText()


def test_moments_are_told_as_finely_as_in_the_log(event_view: EventView, scene: Scene) -> None:
    event = scene.world(0, 0)
    event_view.show_item(event)
    row = EventRow(event, scene.session, utc=True)
    assert f" {row.time} UTC" in event_view._facts.text()
    assert "." in row.time


def test_another_clock_is_told_at_once_and_the_tree_stays_as_it_was(
    event_view: EventView, scene: Scene, look: Look
) -> None:
    event_view.show_item(scene.world(0, 0))
    event_view.tree.collapseAll()
    marks = [mark for row in scene.session.channels.values() for mark in row.marks]
    for item in (event_view.item, marks[0]):
        event_view.show_item(item)
        event_view.tree.collapseAll()
        before = event_view._facts.text()
        assert " UTC" in before
        look.choose(utc=False)
        assert " UTC" not in event_view._facts.text()
        look.choose(utc=True)
        assert event_view._facts.text() == before
        first = event_view.tree.topLevelItem(0)
        assert first is not None
        assert not first.isExpanded()


def test_copy_takes_the_servers_own_text(event_view: EventView, scene: Scene) -> None:
    event = scene.world(3, 0)
    event_view.show_item(event)
    event_view._copy.click()
    assert QGuiApplication.clipboard().text() == event.data


def test_broken_json_is_shown_whole_with_the_reason(event_view: EventView, scene: Scene) -> None:
    event_view.show_item(scene.send(MAP, "map-event", '{"title": <b>oh</b>'))
    assert event_view.raw.toPlainText() == '{"title": <b>oh</b>'
    assert paths(event_view) == ['Not JSON {"title": <b>oh</b>']
    assert "Not valid JSON" in event_view._facts.text()


def test_a_huge_event_is_shown_in_part_and_says_so(event_view: EventView, scene: Scene) -> None:
    event_view.show_item(scene.send(MAP, "x", {"many": list(range(10_000))}))
    shown = paths(event_view)
    assert len(shown) < 3_100
    assert shown[-1].startswith("… more")


def test_a_word_without_end_leaves_the_window_its_shape(event_view: EventView, scene: Scene) -> None:
    word = "x" * 900_000
    event_view.show_item(scene.send(MAP, word[:100_000], word))
    assert event_view.minimumSizeHint().width() < 400
    assert len(event_view._title.text()) < 600
    assert max(map(len, event_view._facts.text().split("\n"))) < 600
    assert event_view.raw.toPlainText().endswith("\n… more than can be shown")
    assert event_view.raw.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere, "linear, not quadratic"
    assert event_view.pretty.wordWrapMode() is QTextOption.WrapMode.WrapAnywhere
    event_view._copy.click()
    assert QGuiApplication.clipboard().text() == word
    event_view.show_item(scene.world(3, 0))
    assert event_view.raw.wordWrapMode() is QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def test_what_would_turn_the_text_round_is_shown_and_not_obeyed(event_view: EventView, scene: Scene) -> None:
    event = scene.send(MAP, "x\u202e", {"title": "invoice\u202efdp.exe", "\u2066key": "\x1b[2J"})
    event_view.show_item(event)
    shown = [event_view._title.text(), event_view._facts.text(), *paths(event_view)]
    boxes = [event_view.raw.toPlainText(), event_view.pretty.toPlainText()]
    row = EventRow(event, event_view._session, utc=True)
    for text in (*shown, *boxes, row.kind, row.summary, row.field(lambda _: "\u202e")):
        assert not set(text) & set("\u202e\u2066\x1b"), ascii(text)
    event_view._copy.click()
    assert QGuiApplication.clipboard().text() == event.data
    title = event_view.tree.topLevelItem(0)
    assert title is not None
    dict(event_view.field_actions(title))["Copy value"]()
    assert QGuiApplication.clipboard().text() == "invoice\u202efdp.exe", "what is copied is what came"


def test_nothing_chosen_offers_nothing_to_press(event_view: EventView, scene: Scene) -> None:
    event_view.show_item(scene.world(1, 0))
    assert not event_view._copy.isHidden()
    event_view.show_item(None)
    assert event_view._copy.isHidden()
    assert "Choose a row" in event_view._facts.text()


def test_a_gap_can_be_inspected_too(event_view: EventView, scene: Scene) -> None:
    gap = next(item for item in scene.session.log.since(0) if not isinstance(item, Event))
    event_view.show_item(gap)
    assert event_view._title.text().startswith("0 missing · connection lost 26.6 s")
    assert "replayed 12" in paths(event_view)


def test_a_field_can_be_filtered_by_plotted_and_made_a_column(
    event_view: EventView, scene: Scene, qtbot: QtBot
) -> None:
    event_view.show_item(scene.send(MAP, "x", {"deep": {"my value": 4, "name": 'a "b"'}}))
    deep = event_view.tree.topLevelItem(0)
    assert deep is not None
    number, name = deep.child(0), deep.child(1)
    assert number is not None
    assert name is not None
    actions = dict(event_view.field_actions(number))
    assert list(actions) == ["Add as column", "Plot", 'Copy path deep."my value"', "Copy value"]
    with qtbot.waitSignal(event_view.plot_asked) as asked:
        actions["Plot"]()
    assert asked.args == [MAP, 'deep."my value"']
    words = dict(event_view.field_actions(name))
    with qtbot.waitSignal(event_view.filter_asked) as asked:
        words['Without data.deep.name:"a \\"b\\""']()
    assert asked.args == ['-data.deep.name:"a \\"b\\""']


# -- documents


@pytest.fixture
def document_view(look: Look, qtbot: QtBot, scene: Scene) -> DocumentView:
    view = DocumentView(scene.session, look)
    qtbot.addWidget(view)
    view.resize(380, 400)
    view.show()
    return view


def test_an_analysis_is_set_from_its_markdown(document_view: DocumentView) -> None:
    document_view.choose(("analysis", FEED, "r"))
    assert document_view.chooser.currentText() == f"{FEED} · Ward 14"
    assert document_view.page.toPlainText() == "Turnout drivers\nTurnout rose by 4 points."


def test_a_section_that_changes_is_changed_and_not_doubled(document_view: DocumentView, scene: Scene) -> None:
    document_view.choose(("analysis", FEED, "r"))
    section = {"run_id": "r", "index": 1, "title": "Turnout drivers", "body": "Turnout *fell*."}
    scene.send(FEED, "analysis:section", section)
    document_view.refresh(AT)
    assert document_view.page.toPlainText() == "Turnout drivers\nTurnout fell."


def test_phase_and_speaker_of_a_debate_stay_in_sight(document_view: DocumentView, scene: Scene) -> None:
    document_view.choose(("debate", DEBATE))
    said = {"id": "last", "phase": "closing_statements", "speaker": "Skeptic", "content": "No."}
    scene.send(DEBATE, "utterance", said)
    document_view.refresh(AT)
    assert document_view.phase.text() == "Closing statements"
    assert document_view.speaker.text() == "Speaking: Skeptic"
    assert document_view.phase.isVisible()
    assert document_view.page.toPlainText().endswith("Closing statements\nSkeptic   12:30:05\nNo.")


def test_the_chosen_channels_newest_document_is_shown(document_view: DocumentView, scene: Scene) -> None:
    document_view.show_channel(DEBATE)
    document_view.refresh(AT)
    assert document_view.chooser.currentText() == DEBATE
    document_view.show_channel(FEED)
    document_view.refresh(AT)
    assert document_view.chooser.currentText() == f"{FEED} · Ward 14"
    document_view.show_channel(MAP)  # which writes nothing
    document_view.refresh(AT)
    assert document_view.chooser.currentText() == f"{FEED} · Ward 14"
    document_view.choose(("debate", DEBATE))
    assert document_view.chooser.currentText() == DEBATE


def test_a_transcript_grows_at_its_end_only(document_view: DocumentView, scene: Scene) -> None:
    document_view.choose(("debate", DEBATE))
    before = document_view.page.toPlainText()
    scene.send(DEBATE, "utterance", {"id": "more", "speaker": "Advocate", "content": "Yes."})
    document_view.refresh(AT)
    assert document_view.page.toPlainText().startswith(before)


def test_a_paused_and_a_completed_debate_say_so(document_view: DocumentView, scene: Scene) -> None:
    document_view.choose(("debate", DEBATE))
    scene.send(DEBATE, "pause", {})
    document_view.refresh(AT)
    assert document_view.phase.text().endswith("· paused")
    scene.send(DEBATE, "complete", {"reason": "out of time"})
    document_view.refresh(AT)
    assert document_view.phase.text().endswith("· complete")
    assert document_view.page.toPlainText().endswith("Debate complete · out of time")
    scene.send(DEBATE, "complete", {"reason": "out of time"})  # once more, as after a new start
    document_view.refresh(AT)
    assert document_view.page.toPlainText().count("Debate complete") == 1


def test_a_page_reads_no_html_and_loads_nothing(look: Look, qtbot: QtBot) -> None:
    page = Page(look)
    qtbot.addWidget(page)
    page.markdown("<h1>Big</h1> <img src='file:///etc/passwd'>")
    page.speech("<i>x</i>", look.color("accent"), "12:00", "<script>alert(1)</script>")
    assert "<h1>Big</h1> <img src='file:///etc/passwd'>" in page.toPlainText()
    assert "<script>alert(1)</script>" in page.toPlainText()


def test_only_web_links_are_opened(
    document_view: DocumentView, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("file:///etc/passwd", "javascript:alert(1)", "https://example.org/a"):
        document_view.page.anchorClicked.emit(QUrl(link))
    assert opened == ["https://example.org/a"]


def test_no_document_is_said_in_words(look: Look, qtbot: QtBot) -> None:
    view = DocumentView(Session(), look)
    qtbot.addWidget(view)
    assert "Nothing is being written yet." in view.page.toPlainText()


# -- the tabs


@pytest.fixture
def surround(look: Look, qtbot: QtBot, scene: Scene) -> Surround:
    return surround_of(scene, look, qtbot)


def test_only_the_tab_in_front_is_brought_up_to_date(look: Look, qtbot: QtBot, scene: Scene) -> None:
    inspector = Inspector(scene.session, look)
    qtbot.addWidget(inspector)
    inspector.show_channel(EVIDENCE, AT)
    assert inspector.currentIndex() == CONNECTION
    inspector.show_item(scene.world(1, 0))
    assert inspector.currentIndex() == EVENT
    inspector.setCurrentIndex(DOCUMENT)
    before = inspector.document_view.page.toPlainText()
    scene.send(FEED, "analysis:start", {"run_id": "new", "ward": 3})
    inspector.refresh(AT)
    assert inspector.document_view.page.toPlainText() != before


def test_the_tabs_stand_in_the_heading_and_go_with_the_pages(look: Look, qtbot: QtBot, scene: Scene) -> None:
    inspector = Inspector(scene.session, look)
    qtbot.addWidget(inspector)
    qtbot.addWidget(inspector.heading)
    inspector.setCurrentIndex(DOCUMENT)
    assert inspector.tabs.tabText(inspector.tabs.currentIndex()) == "Document"
    inspector.tabs.setCurrentIndex(EVENT)
    assert inspector.currentIndex() == EVENT


def test_the_dock_floats_by_a_double_click_beside_the_tabs_and_not_on_one(surround: Surround) -> None:
    window = surround.window
    tabs, dock = window.inspector.tabs, window.dock("inspector")
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(DOCUMENT).center())
    QTest.mouseDClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(DOCUMENT).center())
    assert not dock.isFloating()
    assert window.inspector.currentIndex() == DOCUMENT
    beside = QPoint(tabs.width() - 4, tabs.height() // 2)
    assert tabs.tabAt(beside) == -1
    QTest.mouseDClick(tabs, Qt.MouseButton.LeftButton, pos=beside)
    assert dock.isFloating()
