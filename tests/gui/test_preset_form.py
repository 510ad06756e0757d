"""A preset's form: its questions, and where it is described."""

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from watchfloor.core.preset.catalogue import PRESETS, preset
from watchfloor.gui.feed.preset_form import PresetForm
from watchfloor.gui.style.look import Look


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> PresetForm:
    form = PresetForm(look)
    qtbot.addWidget(form)
    form.show()
    return form


def test_its_documentation_is_opened_by_who_asks_for_it(
    form: PresetForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    form.show_preset(preset("ntfy"))
    assert "How docs.ntfy.sh describes it" in form.link.text()
    assert form.link.toolTip() == preset("ntfy").documentation
    assert not opened
    form.link.linkActivated.emit(preset("ntfy").documentation)
    assert opened == ["https://docs.ntfy.sh/subscribe/api/"]


def test_what_has_none_shows_no_line_for_it(form: PresetForm) -> None:
    for known in PRESETS.values():
        form.show_preset(known)
        assert form.link.isHidden() is not bool(known.documentation), known.id


def test_another_preset_has_other_questions_and_the_server_stays(form: PresetForm) -> None:
    form.show_preset(preset("map"))
    form.base.setText("feeds.example.org")
    form.show_preset(preset("debate"))
    assert set(form.answers) == {"debate"}
    assert form.feed() is None
    assert "Debate id is missing" in form.problem
    form.answers["debate"].setText("d-7")  # type: ignore[attr-defined] # a line to write in
    feed = form.feed()
    assert feed is not None
    assert feed.url == "http://feeds.example.org/api/debates/d-7/stream"
