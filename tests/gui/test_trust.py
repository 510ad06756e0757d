"""A feed whose server nobody known vouches for: its own authority is chosen, and heard with at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.gui.showing import showing, until
from tests.gui.test_feed import opened, paste
from tests.integration.certificate import Authority
from tests.integration.fault_server import FaultServer, events, send, silence, sse
from watchfloor.gui.showing import Options, Showing


@pytest.fixture
async def shown(qapp: QApplication, home: Path, workspace: Path) -> AsyncIterator[Showing]:
    async with showing(Options(workspace=workspace), home / "config") as shown:
        yield shown


async def test_the_authority_of_a_server_is_chosen_where_its_feed_is_added(
    shown: Showing, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    async with FaultServer([sse(), send(events(1, 3)), silence], tls=authority.server()) as server:
        dialog = await opened(shown)
        paste(dialog, server.url)
        await until(lambda: not dialog.page.authority.isHidden())
        assert "vouches for" in dialog.status.text()
        QTest.mouseClick(dialog.page.authority, Qt.MouseButton.LeftButton)
        (chooser,) = dialog.findChildren(QFileDialog)
        chooser.fileSelected.emit(str(authority.file))
        chooser.reject()
        await until(lambda: dialog.audition.count == 3)
        assert dialog.page.authority.text() == "Vouched for by ca.pem…"
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        await until(lambda: shown.session.stored == 3)
        (entry,) = shown.workspaces.workspace.entries
        assert entry.feed.ca_file == str(authority.file)
        assert entry.feed.verify_tls
        shown.window.close()


async def test_who_does_not_check_at_all_is_offered_no_authority(shown: Showing, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    async with FaultServer([sse(), send(events(1, 3)), silence], tls=authority.server()) as server:
        dialog = await opened(shown)
        paste(dialog, server.url)
        await until(lambda: not dialog.page.authority.isHidden())
        dialog.insecure.click()
        await until(lambda: dialog.audition.count == 3)
        assert dialog.page.authority.isHidden()
        dialog.reject()


async def test_what_is_typed_among_the_policies_is_heard_with_once_it_is_sound(shown: Showing) -> None:
    async with FaultServer([sse(), send(events(1, 1)), silence]) as server:
        dialog = await opened(shown)
        paste(dialog, "http://feeds.invalid/")
        await until(lambda: dialog.audition.status.code == "unreachable-dns")
        field = dialog.policy.fields["proxy"]
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, "http:")
        assert "Proxy" in dialog.problem.text()
        QTest.keyClicks(field, f"//127.0.0.1:{server.port}")
        await until(lambda: server.requests)
        assert server.requests[0].target == "http://feeds.invalid/"
        dialog.reject()
