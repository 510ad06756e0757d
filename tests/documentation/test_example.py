"""What docs/architecture.md shows works as it says."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.documentation.example import command
from tests.documentation.example.key import tally_command
from tests.documentation.example.rule import moved
from tests.documentation.example.view import TallyView
from tests.gui.scene import AT, Scene
from tests.unit.journal.sample import journal
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.error import KnownError
from watchfloor.core.session.session import Session
from watchfloor.gui.style.look import Look
from watchfloor.gui.style.theme import DARK
from watchfloor.gui.window import MainWindow


@pytest.fixture
def look() -> Look:
    return Look(DARK)


def test_the_view_shows_the_busiest_feed_first_and_names_as_plain_text(qtbot: QtBot, look: Look) -> None:
    session = Session()
    scene = Scene(session)
    scene.fill()
    session.add_channel("<b>bold</b>", "generic", "http://127.0.0.1/")
    view = TallyView(session, look)
    qtbot.addWidget(view)
    view.refresh(AT)
    lines = view.text().splitlines()
    counts = [int(line.partition("  ")[0].replace(",", "")) for line in lines]
    assert counts == sorted(counts, reverse=True)
    assert lines[-1] == "0  <b>bold</b>"
    assert view.textFormat().name == "PlainText"


def test_the_view_takes_its_part_in_the_windows_frames(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene()
    scene.fill()
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    view = TallyView(scene.session, look)
    window.beat.add(view)  # as `_set_going` would
    window.add_strip(view)
    window.show()
    window.refresh_all()
    before = view.text()
    scene.world(1, 0)
    qtbot.waitUntil(lambda: view.text() != before)
    window.close()


def test_the_rule_finds_what_it_says_and_nothing_else() -> None:
    found = moved(Evidence(hops=["https://there.example/stream"]))
    assert found is not None
    assert (found.id, found.is_weakness) == ("moved", True)
    assert "1 time before" in found.evidence
    assert moved(Evidence()) is None


def test_the_window_s_command_is_in_its_menu_and_does_it(qtbot: QtBot, look: Look) -> None:
    scene = Scene()
    window = MainWindow(scene.session, look, clock=lambda: scene.at)
    qtbot.addWidget(window)
    window.add_commands(tally_command(window))
    assert window.commands.run("channel.tally") is False, "without a feed there is nothing to tell"
    scene.fill()
    assert window.commands.run("channel.tally") is True
    assert f"{scene.session.stored:,}" in window.status.text
    window.close()


def test_the_command_line_s_command_counts_a_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = journal(tmp_path / "a.watchfloor", 120, channels=("map", "night desk"))
    assert command.run(command.parser().parse_args([str(path)])) == 0
    assert capsys.readouterr().out == "120\tmap\n120\tnight desk\n"


def test_and_says_what_is_wrong_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        command.run(command.parser().parse_args([str(tmp_path / "none.watchfloor")]))
