"""A feed is added from what was pasted, by keyboard alone: heard, understood, kept, and on the map."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.showing import showing, until
from watchfloor.core.event import Event
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import AnySecret, Bearer, ProxyLogin
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Entry
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.log.pin_desk import PinDesk
from watchfloor.gui.showing import Options, Showing
from watchfloor.gui.style.look import Look
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.scenario import paced
from watchfloor.server.setting import Setting, Token

LOGIN, TOKEN = ProxyLogin(user="u", password="p"), Bearer(token="t")
SECRET = "a secret of at least thirty-two bytes"
# A window may close while its server is about to answer; uvicorn then says so.
pytestmark = pytest.mark.logs("ASGI callable returned without completing response")


@pytest.fixture
def token() -> str:
    claims = {"company_id": "acme-corp", "role": "VIEWER", "exp": int(time.time()) + 3_600}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))


@pytest.fixture
async def server() -> AsyncIterator[EmbeddedServer]:
    async with EmbeddedServer(paced(Setting(scenario="demo", token=Token(secret=SECRET)))) as server:
        yield server


@pytest.fixture
async def shown(
    qapp: QApplication, home: Path, workspace: Path, server: EmbeddedServer
) -> AsyncIterator[Showing]:
    async with showing(Options(workspace=workspace), home / "config") as shown:
        yield shown


def dialog_of(shown: Showing) -> FeedWindow | None:
    return next(iter(shown.window.findChildren(FeedWindow)), None)


async def opened(shown: Showing) -> FeedWindow:
    """The dialog, asked for as a person would."""
    shown.window.activateWindow()
    await until(lambda: QApplication.activeWindow() is shown.window)
    QTest.keyClick(shown.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: dialog_of(shown) is not None)
    dialog = dialog_of(shown)
    assert dialog is not None
    await until(dialog.paste.hasFocus)
    return dialog


def paste(dialog: FeedWindow, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(dialog.paste, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def everything_kept(home: Path, workspace: Path) -> str:
    """Every byte of every file that was written, but for the journal: that holds what the server sent."""
    files = [*home.rglob("*"), *workspace.parent.glob("*.toml"), *workspace.parent.rglob(".*/*.toml")]
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files if path.is_file())


async def test_a_pasted_curl_line_with_a_token_becomes_events_on_the_map(
    shown: Showing, server: EmbeddedServer, token: str, home: Path
) -> None:
    dialog = await opened(shown)
    url = f"{server.url}/api/map-stream?scope=global&since=0"
    paste(dialog, f"curl '{url}' -H 'Authorization: Bearer {token}' --compressed")
    await until(lambda: dialog.audition.count)
    await until(lambda: "World map" in dialog.kind.itemText(0))
    assert "bearer token" in dialog.understood.text()
    assert "no keyring" in dialog.understood.text()
    assert token not in dialog.understood.text()
    await until(lambda: "map-event" in dialog.raw.toPlainText())
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Crises")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    window = shown.window
    await until(lambda: any(marker.channel == "Crises" for marker in window.session.places))
    await until(lambda: window.log.window_of_rows.count > 0)
    assert window.channel == "Crises"
    assert "variable WATCHFLOOR_TOKEN_CRISES." in shown.surround.notice.words
    assert shown.workspaces.path is not None
    text = shown.workspaces.path.read_text()
    assert "[feeds.Crises]" in text
    assert 'profile = "map_stream"' in text
    assert 'credential = "Crises"' in text
    window.commands.run("channel.report")
    report = QApplication.clipboard().text()
    assert report.startswith("# Diagnosis of ")
    window.inspector.show_channel("Crises", window.clock())
    await until(lambda: "Bearer [redacted]" in window.inspector.connection_view._detail.request.text())
    window.commands.run("channel.curl")
    await until(lambda: QApplication.clipboard().text().startswith("curl"))
    assert "$WATCHFLOOR_TOKEN_CRISES" in QApplication.clipboard().text()
    kept = everything_kept(home, shown.workspaces.path)
    for text in (kept, report, QApplication.clipboard().text()):
        assert token not in text
        assert token.rpartition(".")[2] not in text


async def test_a_server_that_asks_who_one_is_gets_an_answer(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    dialog = await opened(shown)
    paste(dialog, f"{server.url}/api/map-stream?scope=global&since=0")
    await until(lambda: not dialog.sign_in.isHidden())
    assert "asks who you are" in dialog.sign_in_about.text()
    assert "401" in dialog.status.text()
    field = dialog.sign_in.fields["secret"]
    field.setFocus()
    QTest.keyClicks(field, token)
    await until(lambda: dialog.audition.count)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: len(shown.window.session.places))


async def test_what_cannot_be_read_is_marked_where_it_goes_wrong(shown: Showing) -> None:
    dialog = await opened(shown)
    paste(dialog, "curl 'https://example.org/x")
    await until(lambda: not dialog.error.isHidden())
    assert "character" in dialog.error.text()
    line, caret = dialog.pointer.text().split("\n")
    assert line[caret.index("^")] == "'"
    assert dialog.paste.extraSelections()[0].cursor.selectedText() == "'"
    assert not dialog.keep.isEnabled()
    dialog.paste.clear()
    await until(dialog.error.isHidden)
    paste(dialog, "htp://example.org/x")
    await until(lambda: not dialog.error.isHidden())
    assert "htp:// is not a feed's address" in dialog.error.text()
    assert not dialog.keep.isEnabled()
    dialog.reject()


async def test_a_mapping_is_guessed_shown_on_live_data_and_corrected(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    dialog = await opened(shown)
    stream = f"{server.url}/sse/stream?companyId=acme-corp&channel=dashboard-updates"
    paste(dialog, f"curl '{stream}' -H 'Authorization: Bearer {token}'")
    await until(lambda: dialog.audition.count)
    dialog.kind.setCurrentIndex(dialog.kind.findData("generic"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    await until(lambda: not dialog.mapping.isHidden() and dialog.mapping.fields["time"].count() > 1)
    body: Any = json.loads(dialog.audition.events[-1].data)
    path = next(name for name, value in body.items() if isinstance(value, str))
    line = dialog.mapping.lines["title"]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, path)
    await until(lambda: dialog.mapping.found["title"].text() != "")
    QTest.keyClicks(line, "][")
    assert line.text() == f"{path}]["
    assert not dialog.keep.isEnabled()
    assert "cannot be read" in dialog.problem.text()
    line.selectAll()
    QTest.keyClicks(line, path)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shown.workspaces.workspace.entries)
    (entry,) = shown.workspaces.workspace.entries
    assert entry.feed.profile == "generic"
    assert entry.mapping is not None
    assert entry.mapping.title == path


async def test_a_feed_that_is_removed_is_gone_from_the_file_and_its_secret_with_it(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    dialog = await opened(shown)
    paste(dialog, f"curl '{server.url}/api/map-stream?scope=global' -H 'Authorization: Bearer {token}'")
    await until(dialog.keep.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shown.window.channel)
    name = shown.window.channel
    shown.window.commands.run("feed.remove")
    box = QApplication.activeModalWidget()
    await until(lambda: QApplication.activeModalWidget() is not None)
    box = QApplication.activeModalWidget()
    assert box is not None
    button = next(each for each in box.buttons() if each.text() == "Remove")  # type: ignore[attr-defined]
    button.click()
    await until(lambda: name not in shown.window.session.channels)
    assert shown.workspaces.path is not None
    assert "[feeds" not in shown.workspaces.path.read_text()


async def test_an_address_that_is_not_there_is_edited_and_the_stream_begins(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    window = shown.window
    dialog = await opened(shown)
    paste(dialog, f"curl {server.url}/api/no-such-stream")
    await until(lambda: "404" in dialog.status.text())
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: any(row.status.code == "not-found" for row in window.session.channels.values()))
    (row,) = window.session.channels.values()
    window.channels.remedy(row.name)
    await until(lambda: dialog_of(shown) not in (None, dialog))
    again = dialog_of(shown)
    assert again is not None
    assert "no-such-stream" in again.paste.toPlainText()
    again.paste.selectAll()
    paste(again, f"curl {server.url}/api/map-stream?since=0 -H 'Authorization: Bearer {token}'")
    await until(lambda: again.audition.count)
    QTest.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: window.session.channels[row.name].status.state is ChannelState.CONNECTED)


async def test_who_is_refused_signs_in_again_and_the_stream_goes_on(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    window = shown.window
    dialog = await opened(shown)
    paste(
        dialog,
        f"curl '{server.url}/api/map-stream?scope=global&since=0' -H 'Authorization: Bearer stale.one'",
    )
    await until(lambda: dialog.audition.wants_sign_in)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: any(row.status.code == "unauthorized" for row in window.session.channels.values()))
    (row,) = window.session.channels.values()
    assert row.words(0.0).startswith("Failed: 401")
    window.channels.remedy(row.name)
    await until(lambda: dialog_of(shown) not in (None, dialog))
    again = dialog_of(shown)
    assert again is not None
    await until(again.sign_in.fields["secret"].hasFocus)
    QTest.keyClicks(again.sign_in.fields["secret"], token)
    QTest.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: window.session.channels[row.name].events)
    (entry,) = shown.workspaces.workspace.entries
    assert entry.feed.credential == row.name


async def test_a_feed_is_edited_renamed_and_made_more_patient(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    window = shown.window
    dialog = await opened(shown)
    paste(
        dialog, f"curl '{server.url}/api/map-stream?scope=global&since=0' -H 'Authorization: Bearer {token}'"
    )
    await until(dialog.keep.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: window.session.stored)
    await until(lambda: window.log.window_of_rows.count)
    rows = window.log.window_of_rows  # the newest may tell of an alert, which cannot be pinned
    event = next(place for place in range(rows.count) if isinstance(rows.item_at(place), Event))
    window.log.table.select(rows.serial_at(event))
    assert window.commands.run("log.pin")
    (pins,) = window.findChildren(PinDesk)
    await until(lambda: pins.pins)
    window.commands.run("feed.edit")
    await until(lambda: dialog_of(shown) not in (None, dialog))
    edit = dialog_of(shown)
    assert edit is not None
    await until(lambda: edit.audition.count)  # heard with the secret that is kept
    assert edit.name.text() in window.session.channels
    edit.name.setText("Patient")
    before = window.session.stored
    tries = edit.policy.fields["backoff.tries"]
    tries.setFocus()
    QTest.keyClicks(tries, "many")
    assert "Tries must be a number" in edit.problem.text()
    assert not edit.keep.isEnabled()
    tries.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(tries, "7")
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: set(window.session.channels) == {"Patient"})
    await until(lambda: shown.workspaces.workspace.entry("Patient"))
    # All that came before is still there, under its new name.
    assert window.session.channels["Patient"].totals.stored >= before > 0
    assert {item.channel for item in window.session.log.since(0)} == {"Patient"}
    assert {marker.channel for marker in window.session.places} == {"Patient"}
    await until(lambda: window.channel == "Patient")
    await until(lambda: {channel for channel, _ in pins.pins} == {"Patient"})
    (entry,) = shown.workspaces.workspace.entries
    assert (entry.feed.name, entry.feed.backoff.tries) == ("Patient", 7)
    assert entry.feed.backoff.multiplier == 1.5  # the rest of its preset stays


async def test_a_system_has_a_form_with_its_own_words(
    shown: Showing, server: EmbeddedServer, token: str
) -> None:
    dialog = await opened(shown)
    dialog.kind.setCurrentIndex(dialog.kind.findData("cockpit"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    assert not dialog.form.isHidden()
    assert "Company is missing" in dialog.problem.text() or "server's address" in dialog.problem.text()
    for field, words in ((dialog.form.base, server.url), (dialog.form.answers["company"], "acme-corp")):
        field.setFocus()
        QTest.keyClicks(field, words)
    field = dialog.sign_in.fields["secret"]
    field.setFocus()
    QTest.keyClicks(field, token)
    await until(lambda: dialog.audition.count)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shown.window.session.stored)
    (entry,) = shown.workspaces.workspace.entries
    assert entry.feed.profile == "cockpit"
    assert entry.feed.polling is not None
    assert entry.feed.backoff.tries == 10


async def test_what_is_saved_without_a_new_secret_keeps_the_old_one(
    shown: Showing, server: EmbeddedServer
) -> None:
    window = shown.window
    dialog = await opened(shown)
    paste(dialog, f"curl -u 'ana:hunter2' '{server.url}/api/map-stream?scope=global'")
    await until(lambda: dialog.audition.wants_sign_in)  # this server takes tokens alone
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: window.channel)
    window.commands.run("feed.edit")
    await until(lambda: dialog_of(shown) not in (None, dialog))
    edit = dialog_of(shown)
    assert edit is not None
    assert edit.sign_in.kind.currentData() == "basic"
    assert edit.sign_in.fields["name"].text() == "ana"
    assert edit.sign_in.fields["secret"].text() == ""
    assert edit.answer.secrets == ()
    edit.name.setText("Other")
    edit.kept.connect(lambda _entry, secrets: kept.append(secrets))
    kept: list[tuple[object, ...]] = []
    assert edit.keep.isEnabled(), edit.problem.text()
    edit.keep.click()
    assert kept == [()]
    await until(lambda: shown.workspaces.workspace.entry("Other"))


@pytest.mark.parametrize(
    ("known", "proxy", "expected", "credential"),
    [
        ((LOGIN,), "http://one.example:1", (), "desk"),  # as it was: nothing new
        ((LOGIN,), "http://two.example:1", (), ""),
        ((LOGIN, TOKEN), "http://two.example:1", (TOKEN,), "desk"),
        ((LOGIN, TOKEN), "http://v:q@two.example:1", (TOKEN, ProxyLogin(user="v", password="q")), "desk"),
    ],
)
async def test_a_login_goes_to_no_other_proxy(
    qapp: QApplication,
    look: Look,
    known: tuple[AnySecret, ...],
    proxy: str,
    expected: tuple[AnySecret, ...],
    credential: str,
) -> None:
    feed = Feed(name="a", url="http://127.0.0.1:1/s", proxy="http://one.example:1", credential="desk")
    tasks: list[asyncio.Task[None]] = []
    window = FeedWindow(
        look,
        lambda work: tasks.append(asyncio.get_running_loop().create_task(work)),
        names={"a"},
        vault_words="",
        before=Entry(feed=feed),
        known=known,
    )
    kept: list[tuple[Entry, tuple[AnySecret, ...]]] = []
    window.kept.connect(lambda entry, secrets: kept.append((entry, secrets)))
    field = window.policy.fields["proxy"]
    assert isinstance(field, QLineEdit)
    field.setText(proxy)
    field.textEdited.emit(proxy)
    window.keep.click()
    await asyncio.gather(*tasks)
    ((entry, secrets),) = kept
    assert secrets == expected
    assert entry.feed.credential == credential
    assert "q@" not in str(entry.feed.proxy)
