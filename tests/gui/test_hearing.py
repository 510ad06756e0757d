"""A feed is heard while it is filled in: once it has settled, and only anew when it is another one."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.showing import until
from tests.integration.fault_server import FaultServer, events, send, silence, sse
from watchfloor.core.event import Event
from watchfloor.core.feed import Feed
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.gui.feed.hearing import Hearing
from watchfloor.gui.feed.hearing_view import HearingView
from watchfloor.gui.style.look import Look
from watchfloor.services.work.audition import Audition

SCRIPT = [sse(), send(events(1, 3)), silence]


class Room(QObject):
    """Where it is done, and what was asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks: list[asyncio.Task[None]] = []
        self.hearing = Hearing(self.do, self)

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))


@pytest.fixture
async def room(qapp: QApplication) -> AsyncIterator[Room]:
    room = Room()
    yield room
    room.hearing.stop()
    await asyncio.gather(*room.tasks)


async def test_it_is_asked_for_once_however_often_it_is_said(room: Room) -> None:
    async with FaultServer(*[SCRIPT] * 3) as server:
        told: list[int] = []
        room.hearing.changed.connect(lambda: told.append(room.hearing.audition.count))
        for patience in (None, 5.0, 9.0):  # it says nothing of how the server is asked
            room.hearing.listen(Feed(name="a", url=server.url, heartbeat_s=patience), ())
        await until(lambda: room.hearing.audition.count == 3)
        assert len(server.requests) == 1
        await until(lambda: told and told[-1] == 3)
        room.hearing.listen(Feed(name="a", url=server.url, headers=(("X-A", "1"),)), ())
        await until(lambda: len(server.requests) == 2)


async def test_nothing_to_listen_to_is_told_at_once(room: Room) -> None:
    told: list[bool] = []
    room.hearing.changed.connect(lambda: told.append(room.hearing.is_on))
    room.hearing.listen(None, ())
    assert told == [False]


async def test_what_is_typed_is_tried_once_it_has_settled(room: Room) -> None:
    told: list[bool] = []
    room.hearing.due.connect(lambda: told.append(True))
    for _ in range(5):
        room.hearing.settle()
    assert room.hearing.settling
    await until(lambda: told)
    assert told == [True]


async def test_after_the_end_nobody_is_told(room: Room) -> None:
    async with FaultServer(SCRIPT) as server:
        room.hearing.listen(Feed(name="a", url=server.url), ())
        told: list[bool] = []
        room.hearing.changed.connect(lambda: told.append(True))
        room.hearing.stop()
        await asyncio.gather(*room.tasks)
        assert not room.hearing.audition.running
        assert told == []


async def test_what_is_no_event_stream_is_not_offered_as_a_quiet_one(room: Room, look: Look) -> None:
    view = HearingView(look)
    async with FaultServer([sse(), send("rubbish <b>\nmore\n"), silence]) as server:
        room.hearing.listen(Feed(name="a", url=server.url), ())
        await until(lambda: room.hearing.audition.rubbish)
        view.show_status(room.hearing.audition)
        assert "it begins with “rubbish <b> more”" in view.reason.text()
        assert view.reason.textFormat() is Qt.TextFormat.PlainText
    view.deleteLater()


def test_fields_are_offered_once_there_are_any(look: Look, qtbot: QtBot) -> None:
    """Before that they are sixteen empty boxes, of which nobody knows what belongs there."""
    view, heard = HearingView(look), Audition(lambda: None)
    qtbot.addWidget(view)

    def offered(known: Mapping | None = None) -> bool:
        view.show_events(heard, known)
        return not view.mapping.isHidden()

    view.show_mapping(shown=True)
    assert not offered()
    assert view.mapping_about.text() == "Once JSON arrives, its fields can be chosen here."
    heard.events.append(Event("a", 1, 0.0, "message", "plain words"))
    assert not offered()
    heard.events.append(Event("a", 2, 0.0, "message", '{"title": "x"}'))
    assert offered()
    view.show_mapping(shown=False)  # a profile is chosen that knows what they mean
    assert view.mapping.isHidden()


def test_fields_that_are_known_are_shown_before_anything_is_heard(look: Look, qtbot: QtBot) -> None:
    view, heard = HearingView(look), Audition(lambda: None)
    qtbot.addWidget(view)
    view.show_mapping(shown=True)
    view.show_events(heard, Mapping(title="user"))
    assert not view.mapping.isHidden()
    assert view.mapping.fields["title"].currentText() == "user"

    own = HearingView(look)
    qtbot.addWidget(own)
    own.mapping.show_mapping(Mapping(place="city"), own=True)
    own.show_mapping(shown=True)
    own.show_events(heard, None)
    assert not own.mapping.isHidden()
    assert own.mapping.fields["place"].currentText() == "city"
