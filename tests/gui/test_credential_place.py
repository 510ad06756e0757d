"""A stranger's workspace names a credential of this person's: it gets nothing until they say so."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.showing import showing, until
from tests.gui.test_feed import dialog_of
from tests.integration.fault_server import FaultServer, events, send, silence, sse
from watchfloor.core.secret.secret import Bearer
from watchfloor.core.state import ChannelState
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.showing import Options, Showing
from watchfloor.services.credential.vault import Vault

SCRIPT = [sse(), send(events(1, 2)), silence]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WATCHFLOOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    return tmp_path


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer(*[SCRIPT] * 9) as server:
        yield server


@contextlib.asynccontextmanager
async def opened(home: Path, server: FaultServer) -> AsyncIterator[Showing]:
    """The stranger's workspace, and the sentence that its feed is refused with."""
    path = home / "stranger.toml"
    polling = f'polling = {{ url = "{server.url}/poll" }}'
    path.write_text(f'schema = 2\n[feeds.x]\nurl = "{server.url}"\ncredential = "desk"\n{polling}\n')
    vault = Vault(None, {})
    await vault.keep("desk", [Bearer(token="tide-pool-94")], ["https://feeds.example"])
    async with showing(Options(workspace=path), home / "home" / "config", vault=vault) as shown:
        await until(lambda: server.requests or shown.session.channels["x"].status.code == "unauthorized")
        assert server.requests == []
        reason = shown.session.channels["x"].status.reason
        assert reason.startswith(
            "The credential 'desk' is kept for https://feeds.example, and this feed is at"
        )
        assert remedy_of(shown.session.channels["x"].status) == ("Sign in", "sign_in")
        shown.window.channels.select("x")
        yield shown
        shown.window.close()


async def asked_to_sign_in(shown: Showing) -> FeedWindow:
    shown.window.commands.run("feed.sign-in")
    await until(lambda: dialog_of(shown))
    dialog = dialog_of(shown)
    assert dialog is not None
    await until(lambda: "Nothing was sent." in dialog.status.text() + dialog.hearing.reason.text())
    return dialog


def sent(server: FaultServer) -> set[str]:
    return {request.headers.get("authorization", "") for request in server.requests}


async def test_who_signs_in_there_uses_it_there(qapp: QApplication, home: Path, server: FaultServer) -> None:
    async with opened(home, server) as shown:
        dialog = await asked_to_sign_in(shown)
        assert server.requests == []
        QTest.keyClicks(dialog.sign_in.fields["secret"], "new-token")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: shown.session.channels["x"].status.state is ChannelState.CONNECTED)
        assert "Bearer new-token" in sent(server)
        assert "Bearer tide-pool-94" not in sent(server)


async def test_who_saves_the_form_confirms_it_and_who_only_polls_does_not(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    async with opened(home, server) as shown:
        shown.window.commands.run("feed.poll")
        await until(lambda: not shown.workspaces.workspace.entries[0].feed.sse_enabled)
        shown.window.commands.run("feed.poll")
        await until(lambda: shown.workspaces.workspace.entries[0].feed.sse_enabled)
        dialog = await asked_to_sign_in(shown)
        assert server.requests == []
        dialog.keep.click()
        await until(lambda: shown.session.channels["x"].status.state is ChannelState.CONNECTED)
        assert sent(server) == {"Bearer tide-pool-94"}
