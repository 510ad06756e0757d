"""What a polling answer says, as the frames the stream would have sent."""

import msgspec

from watchfloor.core.feed import PollingPolicy
from watchfloor.core.link.backoff import MAX_RETRY_AFTER_S
from watchfloor.core.stream.frame import Frame
from watchfloor.services.net.attempt import ended


class _Polled(msgspec.Struct):
    type: str = "message"
    data: msgspec.Raw = msgspec.Raw(b"null")
    id: str | int | None = None


class _Answer(msgspec.Struct, rename="camel"):
    events: list[_Polled] | None = None
    last_event_id: str | int | None = None


class _State(msgspec.Struct):
    event: str = "status"


class Poll:
    """The polling of one channel: when to ask again, when to give up, and what an answer brings."""

    def __init__(self, policy: PollingPolicy | None) -> None:
        self._given = policy
        self.forget()

    def forget(self) -> None:
        """The stream serves again, or a person starts anew."""
        self.policy = self._given  # None once its address refused
        self.due_s = 0.0
        self._since_s: float | None = None
        self._state = b""

    def begin(self, now_s: float) -> None:
        self._since_s = now_s if self._since_s is None else self._since_s
        self.put_off(now_s)

    def put_off(self, now_s: float, retry_after_s: float | None = None) -> None:
        every_s = self.policy.every_s if self.policy else 0.0
        self.due_s = now_s + max(every_s, min(retry_after_s or 0.0, MAX_RETRY_AFTER_S))

    def tired(self, now_s: float) -> bool:
        """Whether it has polled for longer than its policy has patience."""
        give_up_s = self.policy.give_up_s if self.policy else None
        return give_up_s is not None and self._since_s is not None and now_s - self._since_s >= give_up_s

    def frames(self, body: bytes, last_event_id: str) -> tuple[list[Frame], str]:
        """The frames of `{events[], lastEventId}`; where it is a new state, the whole answer as one."""
        if not body.strip():
            return [], last_event_id
        try:
            answer = msgspec.json.decode(body, type=_Answer)
            if answer.events is None:
                return self._state_frames(body, last_event_id), last_event_id
            return _event_frames(answer, last_event_id)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            start = " ".join(body[:100].decode("utf-8", "replace").split())
            raise ended(
                "wrong-content-type", f"The polling answer cannot be read ({error}): {start}"
            ) from error

    def _state_frames(self, body: bytes, last_event_id: str) -> list[Frame]:
        type_ = msgspec.json.decode(body, type=_State).event
        if body == self._state:
            return []  # asked again, it says the same
        self._state = body
        return [Frame(type_, body.decode("utf-8", "replace"), last_event_id, own_id=False)]


def _event_frames(answer: _Answer, last_event_id: str) -> tuple[list[Frame], str]:
    frames, with_ids = list[Frame](), False
    for polled in answer.events or ():
        if polled.id is not None:
            last_event_id, with_ids = str(polled.id), True
        frames.append(Frame(polled.type, _text(polled.data), last_event_id, own_id=polled.id is not None))
    if not with_ids and answer.last_event_id is not None:
        last_event_id = str(answer.last_event_id)
    return frames, last_event_id


def _text(raw: msgspec.Raw) -> str:
    """The data as the stream has it: the server's own bytes, or the text where it is a string."""
    data = bytes(raw)
    return msgspec.json.decode(data, type=str) if data[:1] == b'"' else data.decode("utf-8", "replace")
