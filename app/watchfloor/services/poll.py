"""What a polling answer says, as the frames the stream would have sent."""

import msgspec

from watchfloor.core.sse import Frame
from watchfloor.services.attempt import ended


class _Polled(msgspec.Struct):
    type: str = "message"
    data: msgspec.Raw = msgspec.Raw(b"null")
    id: str | int | None = None


class _Answer(msgspec.Struct, rename="camel"):
    events: list[_Polled] | None = None
    last_event_id: str | int | None = None


class _State(msgspec.Struct):
    event: str = "status"


def frames_of(body: bytes, last_event_id: str) -> tuple[list[Frame], str]:
    """The frames of `{events[], lastEventId}`, or the whole answer as one frame where it is a state."""
    try:
        answer = msgspec.json.decode(body, type=_Answer)
        if answer.events is None:
            state = msgspec.json.decode(body, type=_State)
            return [
                Frame(state.event, body.decode("utf-8", "replace"), last_event_id, own_id=False)
            ], last_event_id
    except msgspec.MsgspecError as error:
        start = body[:100].decode("utf-8", "replace")
        raise ended("wrong-content-type", f"The polling answer cannot be read ({error}): {start}") from error
    frames = []
    for polled in answer.events:
        if polled.id is not None:
            last_event_id = str(polled.id)
        frames.append(Frame(polled.type, _text(polled.data), last_event_id, own_id=polled.id is not None))
    if not frames and answer.last_event_id is not None:
        last_event_id = str(answer.last_event_id)
    return frames, last_event_id


def _text(raw: msgspec.Raw) -> str:
    """The data as the stream has it: the server's own bytes, or the text where it is a string."""
    data = bytes(raw)
    return msgspec.json.decode(data, type=str) if data[:1] == b'"' else data.decode("utf-8", "replace")
