"""Who reads standard error: people get sentences, programs nothing but objects."""

import json

import pytest

from watchfloor.command.voice import Voice
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.clock import Clock


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_people_get_sentences_and_are_told_who_warns(capsys: pytest.CaptureFixture[str]) -> None:
    voice = Voice(Clock(), as_objects=False)
    voice.tell("7 events kept in a.", "a")
    voice.warn("The disk is full.", "a")
    assert said(capsys) == ["7 events kept in a.", "watchfloor: The disk is full."]


def test_programs_get_objects_of_one_shape(capsys: pytest.CaptureFixture[str]) -> None:
    voice = Voice(Clock(), as_objects=True)
    voice.change("map", Status(state=ChannelState.FAILED, reason="404\nNot Found", code="not-found"))
    voice.tell("7 events kept in a.", "a")
    voice.warn("The disk is full.", "map", ChannelState.CONNECTED)
    rows = [json.loads(line) for line in said(capsys)]
    assert [(row["state"], row["channel"], row.get("note")) for row in rows] == [
        ("failed", "map", None),
        ("idle", "a", "7 events kept in a."),
        ("connected", "map", "The disk is full."),
    ]
    assert all("at" in row for row in rows)


@pytest.mark.parametrize("as_objects", [False, True])
def test_text_from_elsewhere_cannot_steer_the_terminal(
    as_objects: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    Voice(Clock(), as_objects=as_objects).warn("\x1b[31mred\x07 \ud800", "\u202eevil")
    assert not set(capsys.readouterr().err) & {"\x1b", "\x07", "\u202e"}
