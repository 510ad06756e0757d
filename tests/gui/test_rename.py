"""A feed that is renamed takes all that it has brought with it, on every view."""

from tests.gui.scene import AT, DEBATE, FEED, MAP, Scene
from watchfloor.core.happening import Warned
from watchfloor.core.session.session import Session


def test_a_channel_is_renamed_with_all_that_it_brought() -> None:
    scene = Scene()
    scene.fill()
    session = scene.session
    session.watch_field(MAP, "to.lat")
    scene.befall(Warned(channel=MAP, at_s=AT.wall_s, code="x", message="told"))
    order = list(session.channels)
    waiting = [scene.send(name, "message", {"n": 1}) for name in (MAP, FEED)]  # not read by the views yet
    session.rename_channel(MAP, "World")
    assert [event.channel for event in waiting] == ["World", FEED]
    session.settle()
    assert list(session.channels) == ["World" if name == MAP else name for name in order]
    assert session.channels["World"].name == "World"
    seen = {item.channel for item in session.log.since(0)} | {marker.channel for marker in session.places}
    seen |= {marker.event.channel for marker in session.places if marker.event is not None}
    seen |= {channel for channel, _ in session.metrics} | {run.channel for run in session.runs}
    assert "World" in seen
    assert MAP not in seen
    assert session.watches("World", "to.lat")

    event = scene.send("World", "map-event", {"id": "n", "title": "t", "to": {"lat": 1, "lon": 2}})
    assert session.log.find("World", event.seq) is not None
    session.rename_channel(FEED, "Plan")
    session.rename_channel(DEBATE, "Talk")
    assert {run.channel for run in session.runs} >= {"Plan"}
    assert "Talk" in session.library.debates
    assert session.library.debate("Talk").lines


def test_a_channel_that_is_not_there_is_not_renamed() -> None:
    session = Session()
    session.rename_channel("a", "b")
    assert session.channels == {}
