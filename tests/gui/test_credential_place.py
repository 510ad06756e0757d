"""A stranger's workspace names a credential of this person's: it gets nothing until they say so."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from tests.gui.showing import showing, until
from tests.gui.test_feed import dialog_of
from tests.integration.fault_server import FaultServer, events, send, silence, sse
from watchfloor.core.secret.secret import Bearer, ProxyLogin, SecretBody
from watchfloor.core.state import ChannelState
from watchfloor.gui.channel.channel_model import remedy_of
from watchfloor.gui.feed.feed_window import FeedWindow
from watchfloor.gui.showing import Options, Showing
from watchfloor.services.credential.place import Place
from watchfloor.services.credential.vault import Vault

SCRIPT = [sse(), send(events(1, 2)), silence]
OWN = (Bearer(token="tide-pool-94"), SecretBody(text="password=b0dy"))


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with FaultServer(*[SCRIPT] * 9) as server:
        yield server


@pytest.fixture
async def vault() -> Vault:
    """This person's own."""
    vault = Vault(None, {})
    await vault.keep("desk", OWN, [Place("https://feeds.example")])
    return vault


@contextlib.asynccontextmanager
async def opened(home: Path, server: FaultServer, vault: Vault) -> AsyncIterator[Showing]:
    """The stranger's workspace, and the sentence that its feed is refused with."""
    path = home.parent / "stranger.toml"
    polling = f'polling = {{ url = "{server.url}/poll" }}'
    path.write_text(f'schema = 2\n[feeds.x]\nurl = "{server.url}"\ncredential = "desk"\n{polling}\n')
    async with showing(Options(workspace=path), home / "config", vault=vault) as shown:
        await until(lambda: server.requests or shown.session.channels["x"].status.code == "withheld")
        assert server.requests == []
        reason = shown.session.channels["x"].status.reason
        assert reason.startswith(
            "The credential was not sent: 'desk' is kept for https://feeds.example, and this feed is at"
        )
        assert remedy_of(shown.session.channels["x"].status) == ("Decide…", "edit")
        shown.window.channels.select("x")
        yield shown
        shown.window.close()


async def asked_to_sign_in(shown: Showing) -> FeedWindow:
    shown.window.commands.run("feed.sign-in")
    await until(lambda: dialog_of(shown))
    dialog = dialog_of(shown)
    assert dialog is not None
    strip = dialog.page.consent
    await until(lambda: "credential was not sent" in dialog.status.text() and not strip.isHidden())
    told = strip.words.text()
    assert "“desk” is kept for https://feeds.example.\nThis feed would send it to http://127.0.0.1:" in told
    return dialog


def sent(server: FaultServer) -> set[str]:
    return {request.headers.get("authorization", "") for request in server.requests}


async def test_who_signs_in_there_uses_it_there_and_keeps_the_other(
    qapp: QApplication, home: Path, server: FaultServer, vault: Vault
) -> None:
    async with opened(home, server, vault) as shown:
        dialog = await asked_to_sign_in(shown)
        assert server.requests == []
        QTest.keyClicks(dialog.sign_in.fields["secret"], "new-token")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: shown.session.channels["x"].status.state is ChannelState.CONNECTED)
        assert "Bearer new-token" in sent(server)
        assert "Bearer tide-pool-94" not in sent(server)
        assert "b0dy" not in str([request.body for request in server.requests])
        assert shown.workspaces.workspace.entries[0].feed.credential == "x"
        assert await vault.read("desk") == OWN
        assert await vault.places("desk") == (Place("https://feeds.example"),)


@pytest.mark.parametrize("name", ["x", "another name"])
async def test_who_agrees_sends_it_there_too(
    qapp: QApplication, home: Path, server: FaultServer, vault: Vault, name: str
) -> None:
    async with opened(home, server, vault) as shown:
        dialog = await asked_to_sign_in(shown)
        dialog.page.consent.send.click()
        await until(lambda: dialog.audition.count)
        assert dialog.page.consent.isHidden()
        dialog.name.setText(name)
        dialog.keep.click()
        await until(lambda: name in shown.session.channels)
        await until(lambda: shown.session.channels[name].status.state is ChannelState.CONNECTED)
        assert sent(server) == {"Bearer tide-pool-94"}


async def test_who_saves_the_form_or_only_polls_has_agreed_to_nothing(
    qapp: QApplication, home: Path, server: FaultServer, vault: Vault
) -> None:
    async with opened(home, server, vault) as shown:
        shown.window.commands.run("feed.poll")
        await until(lambda: not shown.workspaces.workspace.entries[0].feed.sse_enabled)
        shown.window.commands.run("feed.poll")
        await until(lambda: shown.workspaces.workspace.entries[0].feed.sse_enabled)
        dialog = await asked_to_sign_in(shown)
        dialog.page.colour.setCurrentIndex(1)
        dialog.keep.click()
        await until(lambda: shown.workspaces.workspace.entries[0].colour)
        await until(lambda: shown.session.channels["x"].status.code == "withheld")
        assert server.requests == []
        assert await vault.places("desk") == (Place("https://feeds.example"),)


async def test_who_removes_the_strangers_feed_keeps_the_credential(
    qapp: QApplication, home: Path, server: FaultServer, vault: Vault
) -> None:
    async with opened(home, server, vault) as shown:
        shown.window.commands.run("feed.remove")
        box = shown.window.findChild(QMessageBox)
        assert box is not None
        assert "forgotten" not in box.text()
        next(each for each in box.buttons() if each.text() == "Remove").click()
        await until(lambda: not shown.session.channels)
        assert await vault.read("desk") == OWN


async def test_what_is_carried_over_to_another_proxy_goes_there_only_once_it_is_agreed_to(
    qapp: QApplication, home: Path, server: FaultServer
) -> None:
    """The login of the proxy before is left behind; the token goes no further than it did."""
    path, vault = home.parent / "own.toml", Vault(None, {})
    path.write_text(
        f'schema = 2\n[feeds.x]\nurl = "{server.url}"\ncredential = "desk"\nproxy = "http://one.example:1"\n'
    )
    place = Place(server.url.rstrip("/"), "http://one.example:1")
    await vault.keep("desk", [OWN[0], ProxyLogin(user="u", password="p")], [place])
    async with showing(Options(workspace=path), home / "config", vault=vault) as shown:
        await until(lambda: shown.session.channels["x"].status.code == "proxy")
        shown.window.channels.select("x")
        shown.window.commands.run("feed.edit")
        await until(lambda: dialog_of(shown))
        dialog = dialog_of(shown)
        assert dialog is not None
        field = dialog.policy.fields["proxy"]
        assert isinstance(field, QLineEdit)
        field.clear()
        QTest.keyClicks(field, server.url.rstrip("/"))
        dialog.keep.click()
        await until(lambda: shown.session.channels["x"].status.code == "withheld")
        assert server.requests == []
        assert await vault.read("x") == (OWN[0],)
        shown.window.close()
