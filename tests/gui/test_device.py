"""Signing in on another screen, in the window: the code, the waiting, and every way in which it ends."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from starlette.responses import JSONResponse

from tests.gui.showing import showing, until
from tests.gui.test_feed import dialog_of, everything_kept, opened, paste
from tests.unit.services.token_server import TokenServer
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.showing import Options, Showing

PENDING = {"error": "authorization_pending"}


@pytest.fixture
async def tokens() -> AsyncIterator[TokenServer]:
    async with TokenServer() as server:
        yield server


@pytest.fixture
async def shown(
    qapp: QApplication, home: Path, workspace: Path, tokens: TokenServer
) -> AsyncIterator[Showing]:
    """The window, closed before the server is: one that still streams would be waited for."""
    async with showing(Options(workspace=workspace), home / "config") as shown:
        yield shown


async def asked(shown: Showing, tokens: TokenServer) -> FeedWindow:
    """The dialog on a stream that wants a token, with the sign-in filled in and the code asked for."""
    dialog = await opened(shown)
    paste(dialog, f"{tokens.url}/sse")
    await until(lambda: not dialog.sign_in.isHidden())
    form = dialog.sign_in
    form.kind.setCurrentIndex(form.kind.findData("device"))
    form.kind.activated.emit(form.kind.currentIndex())
    assert not form.device.ask.isEnabled()
    for name, words in (
        ("device", f"{tokens.url}/device"),
        ("url", f"{tokens.url}/token"),
        ("name", "desk"),
    ):
        form.fields[name].setFocus()
        QTest.keyClicks(form.fields[name], words)
    QTest.mouseClick(form.device.ask, Qt.MouseButton.LeftButton)
    return dialog


async def test_who_signs_in_elsewhere_is_signed_in_here(
    shown: Showing, tokens: TokenServer, tmp_path: Path
) -> None:
    tokens.rotates = True
    tokens.life_s = None
    dialog = await asked(shown, tokens)
    device = dialog.sign_in.device
    await until(lambda: device.code.text() == "WDJB-MJHT")
    assert "https://login.example.org/device" in device.where.text()
    await until(lambda: device.copy.visibleRegion().boundingRect() == device.copy.rect())  # in sight
    assert "The code is good for 9:5" in device.status.text() or "10:00" in device.status.text()
    assert not dialog.audition.count
    QTest.mouseClick(device.copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "WDJB-MJHT"
    await until(lambda: dialog.audition.count)
    assert device.status.text() == "Signed in."
    assert device.code.isHidden()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shown.window.session.stored)
    assert shown.workspaces.path is not None
    text = shown.workspaces.path.read_text()
    assert "credential" in text
    kept = everything_kept(tmp_path / "home", shown.workspaces.path)
    for secret in ("refresh-1", "refresh-2", "token-1", "token-2", "device-code"):
        assert secret not in kept

    # Looked at again, it is heard with the token that it has: none is used up.
    before = len(tokens.forms)
    shown.window.commands.run("feed.edit")
    await until(lambda: dialog_of(shown) not in (None, dialog))
    edit = dialog_of(shown)
    assert edit is not None
    await until(lambda: edit.audition.count)
    assert len(tokens.forms) == before
    assert edit.sign_in.kind.currentData() == "device"
    edit.reject()


async def test_a_refusal_is_told_and_can_be_tried_again(shown: Showing, tokens: TokenServer) -> None:
    dialog = await asked(shown, tokens)
    device = dialog.sign_in.device
    await until(lambda: not device.code.isHidden())
    tokens.answers.append(JSONResponse({"error": "access_denied", "error_description": "Ana said no"}, 400))
    await until(lambda: "Ana said no" in device.status.text())
    assert device.code.isHidden()
    assert not device.ask.isHidden()
    QTest.mouseClick(device.ask, Qt.MouseButton.LeftButton)
    await until(lambda: device.status.text() == "Signed in.")
    dialog.reject()


async def test_a_code_that_nobody_types_ends(shown: Showing, tokens: TokenServer) -> None:
    tokens.device_life_s = 0.5
    dialog = await asked(shown, tokens)
    device = dialog.sign_in.device
    await until(lambda: not device.code.isHidden())
    tokens.answers += [JSONResponse(PENDING, 400)] * 9
    await until(lambda: "Nobody signed in while the code was good" in device.status.text())
    assert not device.ask.isHidden()
    dialog.reject()


async def test_a_server_that_gives_no_code_is_told(shown: Showing, tokens: TokenServer) -> None:
    tokens.answers.append(JSONResponse({"error": "invalid_client"}, 401))
    dialog = await asked(shown, tokens)
    await until(lambda: "invalid_client" in dialog.sign_in.device.status.text())
    dialog.reject()


async def test_without_a_refresh_token_the_token_itself_is_kept(shown: Showing, tokens: TokenServer) -> None:
    tokens.refresh_token = ""
    dialog = await asked(shown, tokens)
    await until(lambda: "until the token ends" in dialog.sign_in.device.status.text())
    await until(lambda: dialog.audition.count)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: shown.window.session.stored)


async def test_what_is_closed_asks_no_more(shown: Showing, tokens: TokenServer) -> None:
    dialog = await asked(shown, tokens)
    device = dialog.sign_in.device
    await until(lambda: not device.code.isHidden())
    forms = len(tokens.forms)
    dialog.reject()
    await until(lambda: not [task for task in shown.errands.tasks if "_sign_in" in repr(task)])
    assert len(tokens.forms) == forms


async def test_other_words_begin_anew(shown: Showing, tokens: TokenServer) -> None:
    dialog = await asked(shown, tokens)
    device = dialog.sign_in.device
    await until(lambda: not device.code.isHidden())
    QTest.keyClicks(dialog.sign_in.fields["scope"], "read")
    assert device.code.isHidden()
    assert device.ask.isEnabled()
    assert device.secret is None
    dialog.reject()
