"""The diagnosis of a real feed in the whole window: headers, report, diagnostics, logs; no secret in any."""

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.showing import showing, until
from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import Script, Visit, patient
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.happening import GapFound, Warned
from watchfloor.gui.inspector.examination_window import ExaminationWindow
from watchfloor.gui.inspector.inspector import CONNECTION
from watchfloor.gui.inspector.parcel_window import ParcelWindow
from watchfloor.gui.showing import Options, Showing
from watchfloor.gui.style.look import Look
from watchfloor.services.diagnosis.doctor import Examination

TOKEN = "pl4nted-token-0042"
NAME = "Ill"


def echoing() -> Script:
    """Four events with a hole; whoever comes back is refused with all that he said."""

    async def script(visit: Visit) -> None:
        if visit.number > 1:
            body = json.dumps({"error": "BROKEN", "you sent": visit.headers}).encode()
            await visit.answer("503 Service Unavailable", "X-Tried: again\r\n", body)
            return
        await visit.stream()
        for n in (1, 2, 7, 8):
            await visit.send(ill.event(n))

    return script


@pytest.fixture
async def shown(qapp: QApplication, home: Path, tmp_path: Path) -> AsyncIterator[Showing]:
    """A workspace with one feed that has a token, on a server that breaks off and then refuses."""
    async with patient(echoing()) as url:
        path = tmp_path / "shift.toml"
        path.write_text(
            f'schema = 2\n\n[feeds.{NAME}]\nurl = "{url}?access_token={TOKEN}"\n'
            f'headers = {{ Authorization = "Bearer {TOKEN}" }}\n'
        )
        async with showing(Options(workspace=path), home / "config") as shown:
            await until(lambda: NAME in shown.session.channels)
            await until(lambda: len(shown.session.channels[NAME].attempts) >= 2)
            shown.window.channels.select(NAME)
            shown.window.inspector.setCurrentIndex(CONNECTION)
            shown.window.inspector.refresh(shown.window.clock())
            yield shown


async def test_headers_of_an_attempt_that_failed_are_shown(shown: Showing) -> None:
    detail = shown.window.inspector.connection_view._detail
    await until(lambda: _refreshed(shown) and "x-tried: again" in detail.answer.text())
    assert "last-event-id: 8" in detail.request.text()
    assert detail.facts.facts["HTTP"] == "HTTP/1.1"
    strip = shown.window.inspector.connection_view._strip
    strip.choose(len(shown.session.channels[NAME].attempts) - 1)
    _refreshed(shown)
    if strip.attempt == shown.session.channels[NAME].attempts[0]:
        assert "text/event-stream" in detail.answer.text()


def _refreshed(shown: Showing) -> bool:
    shown.window.inspector.refresh(shown.window.clock())
    return True


async def test_a_figure_of_the_ledger_filters_the_log_to_its_rows(shown: Showing) -> None:
    window = shown.window
    _refreshed(shown)
    window.inspector.connection_view.ledger.figures["missing"].pressed.emit()
    assert window.filter_box.text() == f'channel:"{NAME}" type:gap'
    await until(lambda: window.log.window_of_rows.count == 1)
    item = window.log.window_of_rows.item_at(0)
    assert isinstance(item, GapFound)
    assert item.missing == 4


async def test_a_mark_over_time_leads_to_its_place_in_the_log(shown: Showing) -> None:
    window = shown.window
    window.filter_box.setText("nothing of the kind")
    window.filter_box.apply()
    (gap,) = [mark for mark in shown.session.channels[NAME].marks if isinstance(mark, GapFound)]
    window.inspector.connection_view.mark_chosen.emit(gap)
    assert window.filter_box.text() == ""
    item = window.inspector.event_view.item
    assert item is not None
    assert getattr(item, "id", "") == "2"


async def test_report_and_diagnostics_have_the_evidence_and_no_secret(
    shown: Showing, home: Path, tmp_path: Path
) -> None:
    window = shown.window
    window.commands.run("channel.report")
    report = QApplication.clipboard().text()
    assert "(`server-error`)" in report
    assert "## Last attempts" in report
    window.commands.run("channel.save")
    (dialog,) = window.findChildren(ParcelWindow)
    assert [dialog.list.item(row).text().partition(" ")[0] for row in range(dialog.list.count())][:5] == [
        "report.md", "version.txt", "ledger.json", "connection.json", "attempt.ndjson",
    ]  # fmt: skip
    dialog.list.setCurrentRow(3)
    previewed = dialog.text.toPlainText()
    assert "x-tried: again" in previewed
    path = tmp_path / "out.zip"
    dialog.save_asked.emit(str(path))
    dialog.reject()
    with zipfile.ZipFile(path) as parcel:
        texts = [parcel.read(name).decode() for name in parcel.namelist()]
    assert previewed in [text[-200_000:] for text in texts]
    logs = [file.read_text() for file in home.rglob("*.log*") if file.is_file()]
    assert logs
    for text in (report, *texts, *logs):
        assert TOKEN not in text


async def test_a_channels_log_level_is_set_while_it_runs(
    shown: Showing, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = shown.window.commands
    checked = table["channel.detail"].checked
    assert checked is not None
    assert not checked()
    table.run("channel.detail")
    assert checked()
    shown.window.action_asked.emit(NAME, "retry_now")
    tried = len(shown.session.channels[NAME].attempts)
    await until(lambda: len(shown.session.channels[NAME].attempts) > tried)
    (log,) = home.rglob("watchfloor.log")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert "Attempt ended: server-error" in [line["message"] for line in lines if line.get("channel") == NAME]
    table.run("channel.detail")
    assert not checked()
    opened: list[QUrl] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url)
        return False  # there is no file manager

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    table.run("log.open")
    assert Path(opened[0].toLocalFile()).is_dir()
    notice = shown.surround.notice
    told = []
    while not notice.isHidden():
        told.append(notice.words)
        notice.dismiss.click()
    assert [words for words in told if words.startswith("The logs are in")]


# -- what comes up by itself


async def test_a_buffer_on_the_way_comes_up_by_itself(qapp: QApplication, home: Path, tmp_path: Path) -> None:
    """Nobody has opened the feed's connection or asked; a row of the log tells of it, and once."""
    path = tmp_path / "shift.toml"
    async with patient(ill.held_back()) as url, patient(ill.bursty()) as honest:
        path.write_text(f'schema = 2\n\n[feeds.{NAME}]\nurl = "{url}"\n\n[feeds.Honest]\nurl = "{honest}"\n')
        async with showing(Options(workspace=path), home / "config") as shown:
            window = shown.window
            await until(lambda: NAME in shown.session.channels and warnings(shown, NAME))
            assert warnings(shown, NAME) == ["Events are held back on the way and come in clumps"]
            window.channels.select(NAME)
            window.inspector.setCurrentIndex(CONNECTION)
            findings = window.inspector.connection_view.findings
            await until(lambda: _refreshed(shown) and "clumps after silences" in findings.words)
            callout = window.inspector.connection_view._callout._more
            assert callout.text() == "Bytes arrive, yet not as they should:"
            window.channels.select("Honest")
            await until(lambda: shown.session.channels["Honest"].events > 60)
            _refreshed(shown)
            assert findings.words == ""
            assert callout.text() == "Bytes arrive as they should."
            assert warnings(shown, "Honest") == []
            assert len(warnings(shown, NAME)) == 1


def warnings(shown: Showing, name: str) -> list[str]:
    return [mark.message for mark in shown.session.channels[name].marks if isinstance(mark, Warned)]


# -- examined from the window


def examination_of(shown: Showing) -> ExaminationWindow:
    (window,) = shown.window.findChildren(ExaminationWindow)
    return window


async def test_a_feed_is_examined_with_its_own_sign_in(shown: Showing) -> None:
    """Its server refuses it by now: the doctor says so, with what the server said, but for the token."""
    shown.window.inspector.connection_view.examine.click()
    window = examination_of(shown)
    await until(window.report.isEnabled)
    assert [(step.name, step.mark) for step in window.steps] == [
        ("resolves", "good"), ("connects", "good"), ("answers", "bad"),
    ]  # fmt: skip
    assert "The server is in trouble itself" in window.findings.words
    assert "[redacted]" in window.findings.words
    window.report.click()
    report = QApplication.clipboard().text()
    assert "| answers | no | 503 Service Unavailable" in report
    assert TOKEN not in report + window.findings.words + repr(window.steps)
    window.reject()


async def test_a_window_that_is_closed_ends_its_examination(shown: Showing, tmp_path: Path) -> None:
    shown.window.commands.run("channel.examine")
    window = examination_of(shown)
    await until(lambda: window.steps)
    window.reject()
    await until(lambda: not [task for task in asyncio.all_tasks() if task.get_name() == "examination"])


@pytest.mark.parametrize("deleted", [True, False])
async def test_a_window_that_is_closed_at_once_examines_nothing(shown: Showing, deleted: bool) -> None:
    shown.window.commands.run("channel.examine")
    window = examination_of(shown)
    window.reject()
    if deleted:  # Qt may have its turn before the loop has
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    await until(lambda: not shown.errands.tasks)
    assert window.steps == []


def test_a_request_that_changes_something_is_not_sent_again_unasked(look: Look, qtbot: QtBot) -> None:
    window = ExaminationWindow("Model", look)
    qtbot.addWidget(window)
    window.wait_for_leave("Each connection sends the feed's POST request once more.")
    window.show()
    with qtbot.waitSignal(window.began):
        window.start.click()
    assert window.start.isHidden()


def test_a_weakness_is_told_as_one(look: Look, qtbot: QtBot) -> None:
    window = ExaminationWindow("Feed", look)
    qtbot.addWidget(window)
    window.show_result(Examination([], []))
    assert window.verdict.text().startswith("Healthy.")
    mild = Finding("ids-missing", "The events have no ids", "Not one.", "Ask.")
    window.show_result(Examination([mild], []))
    assert "with a weakness" in window.verdict.text()
    window.show_result(Examination([Finding("silent", "Silent", "Not a byte.", "Ask."), mild], []))
    assert "the gravest first" in window.verdict.text()
