"""Newer versions in the window: asked for only where the user wants that, believed only if signed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.scene import Scene
from tests.gui.showing import until
from tests.gui.surrounded import surround_of
from watchfloor.core.release import ASK_EVERY_S, Asked, Release
from watchfloor.gui.instant import Instant
from watchfloor.gui.shell.report_window import ReportWindow
from watchfloor.gui.shell.surround import Surround
from watchfloor.gui.shell.update_desk import UpdateDesk
from watchfloor.gui.style.look import Look
from watchfloor.services.home.update import Source

OURS, THEIRS = OKPKey.generate_key("Ed25519"), OKPKey.generate_key("Ed25519")


class Maker:
    """Announces a release, and counts who asks."""

    def __init__(self) -> None:
        self.count = 0
        self.url = ""
        self.announcement = b""

    def announce(self, version: str, key: OKPKey = OURS) -> None:
        release = Release(version, "2026-11-20", ["<b>New</b>"], "https://watchfloor.example/new")
        payload = msgspec.json.encode(release)
        self.announcement = jws.serialize_compact(
            {"alg": "Ed25519"}, payload, key, algorithms=["Ed25519"]
        ).encode()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.count += 1
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self.announcement)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + self.announcement)
        await writer.drain()
        writer.close()

    @property
    def source(self) -> Source:
        return Source(self.url, str(OURS.as_dict(private=False)["x"]))


@pytest.fixture
async def maker() -> AsyncIterator[Maker]:
    maker = Maker()
    server = await asyncio.start_server(maker.serve, "127.0.0.1", 0)
    maker.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/release.jws"
    async with server:
        yield maker


class Desk:
    """An `UpdateDesk` in a window, and what it has begun. `version` is the one that runs."""

    def __init__(self, scene: Scene, surround: Surround, source: Source, folder: Path) -> None:
        self.scene = scene
        self.surround = surround
        self.tasks: list[asyncio.Task[None]] = []
        self.desk = UpdateDesk(surround, source, folder, self._do, clock=lambda: scene.at, current="1.0.0")

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    def want(self, *, wanted: bool) -> None:
        preference = self.surround.preference
        preference.change(preference.settings.having("updates", wanted))

    def an_hour_later(self, hours: float = 1.0) -> None:
        self.scene.at = Instant(
            wall_s=self.scene.at.wall_s + hours * 3_600, monotonic_s=self.scene.at.monotonic_s + hours * 3_600
        )
        self.desk._hourly.timeout.emit()

    async def answered(self) -> None:
        await until(lambda: self.tasks and all(task.done() for task in self.tasks))

    @property
    def notice(self) -> str:
        return self.surround.notice.words

    @property
    def said(self) -> str:
        return self.surround.window.status._told.text()


@pytest.fixture
def made(scene: Scene, look: Look, qtbot: QtBot, tmp_path: Path, maker: Maker) -> Callable[[], Desk]:
    return lambda: Desk(scene, surround_of(scene, look, qtbot, tmp_path), maker.source, tmp_path)


async def test_nobody_is_asked_before_the_user_wants_it(made: Callable[[], Desk], maker: Maker) -> None:
    desk = made()
    desk.an_hour_later(48)
    assert (desk.tasks, maker.count) == ([], 0)


async def test_wanting_it_asks_at_once_and_then_once_a_day(made: Callable[[], Desk], maker: Maker) -> None:
    maker.announce("1.0.0")
    desk = made()
    desk.want(wanted=True)
    await desk.answered()
    assert (maker.count, desk.said, desk.notice) == (1, "This is the newest version.", "")
    for _ in range(22):
        desk.an_hour_later()
    assert maker.count == 1
    desk.an_hour_later(2)
    await desk.answered()
    assert maker.count == 2
    desk.want(wanted=False)
    desk.an_hour_later(48)
    await desk.answered()
    assert maker.count == 2


async def test_the_day_goes_on_over_the_next_start(made: Callable[[], Desk], maker: Maker) -> None:
    maker.announce("1.0.0")
    desk = made()
    desk.want(wanted=True)
    await desk.answered()
    desk.surround.window.close()
    again = made()
    assert again.surround.preference.settings.updates
    assert (again.tasks, maker.count) == ([], 1)


async def test_a_newer_one_is_told_once_with_what_is_new_as_plain_text(
    made: Callable[[], Desk], maker: Maker
) -> None:
    maker.announce("9.0.0")
    desk = made()
    desk.want(wanted=True)
    await desk.answered()
    assert desk.notice == "Watchfloor 9.0.0 is out. You have 1.0.0."
    desk.surround.notice.act.click()
    (shown,) = desk.surround.window.findChildren(ReportWindow)
    assert shown.text.toPlainText() == "• <b>New</b>"
    assert (shown.windowTitle(), desk.notice) == ("Watchfloor 9.0.0", "")
    desk.an_hour_later(25)
    await desk.answered()
    assert (maker.count, desk.notice) == (2, "")
    desk.surround.window.commands.run("help.update")
    await desk.answered()
    assert "9.0.0" in desk.notice


async def test_an_older_one_is_nothing_to_tell(made: Callable[[], Desk], maker: Maker) -> None:
    maker.announce("0.9.0")
    desk = made()
    desk.desk.ask()
    await desk.answered()
    assert (desk.said, desk.notice) == ("This is the newest version.", "")


async def test_what_another_key_signed_is_not_believed(made: Callable[[], Desk], maker: Maker) -> None:
    maker.announce("9.0.0", THEIRS)
    desk = made()
    desk.desk.ask()
    await desk.answered()
    assert "does not bear the signature" in desk.said
    assert desk.notice == ""


async def test_without_a_network_only_who_asked_hears_of_it_and_the_next_hour_tries_again(
    made: Callable[[], Desk], maker: Maker, unused_tcp_port: int
) -> None:
    there, maker.url = maker.url, f"http://127.0.0.1:{unused_tcp_port}/release.jws"
    desk = made()
    desk.want(wanted=True)
    await desk.answered()
    assert desk.said.startswith("Whether there is a newer version is not known")
    desk.surround.window.tell("")
    desk.an_hour_later()
    await desk.answered()
    assert desk.said == ""
    maker.announce("9.0.0")
    desk.desk._source = Source(there, maker.source.key)
    desk.an_hour_later()
    await desk.answered()
    assert "9.0.0 is out" in desk.notice


async def test_asking_twice_at_once_is_one_question(made: Callable[[], Desk], maker: Maker) -> None:
    maker.announce("1.0.0")
    desk = made()
    desk.desk.ask()
    desk.desk.ask()
    await desk.answered()
    assert maker.count == 1


def test_a_package_of_a_distribution_says_who_tells(
    qapp: QApplication, scene: Scene, look: Look, qtbot: QtBot
) -> None:
    surround = surround_of(scene, look, qtbot, updatable=False)
    surround.window.commands.run("settings")
    control = surround.preference._open.controls["updates"]  # type: ignore[union-attr]
    assert not control.isEnabled()
    assert control.accessibleDescription() == "Whoever packed this Watchfloor tells of newer versions."


def test_a_clock_that_was_put_back_does_not_silence_it() -> None:
    asked = Asked(at_s=1_000_000.0)
    assert not asked.due(1_000_000.0 + ASK_EVERY_S - 1)
    assert asked.due(1_000_000.0 + ASK_EVERY_S)
    assert asked.due(999_999.0)
