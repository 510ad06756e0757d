"""One open connection, listened to: bytes and moments in, what can be measured of them out."""

import msgspec

from watchfloor.core.diagnosis.impression import BEAT_TYPES, Impression, impression_of
from watchfloor.core.diagnosis.pulse import Pulse
from watchfloor.core.event import Event
from watchfloor.core.stream.frame import MAX_EVENT_BYTES, Comment, Frame, Item, Refusal
from watchfloor.core.stream.ndjson import NdjsonDecoder
from watchfloor.core.stream.sse import Decoder

MAX_HEARD = 10_000
MAX_SURGES = 10_000
MAX_BEATS = 1_000
MAX_OVERSIZE = 10
RECENT = 64
MOST_TYPES = 200
LEAST_STRANGE = 10  # so many lines that are none, and nothing else, and for so long:
LOST_AFTER_S = 5.0

HOUSEKEEPING = BEAT_TYPES | {"connected", "connect", "open", "opened", "hello", "welcome", "ready", "retry"}


class Heard(msgspec.Struct, gc=False):
    """One event and when it came; `stamp_s` is when it says it was made."""

    at_s: float
    id: str
    own_id: bool
    type: str
    content: int
    stamp_s: float | None


class Tally(msgspec.Struct):
    """Events of one type by what their data is."""

    json: int = 0
    broken: int = 0  # begins like a JSON object and is none
    doubtful: int = 0  # begins like a JSON list and is none: it may be plain text
    plain: int = 0


class Listening:
    """Times are seconds since the connection was opened. Holds a bounded part, and counts all."""

    def __init__(
        self,
        *,
        headers: list[tuple[str, str]],
        opened_wall_s: float,
        waited_s: float = 0.0,
        ndjson: bool = False,
        http_version: str = "",
        max_event_bytes: int = MAX_EVENT_BYTES,
        last_event_id: str = "",
    ) -> None:
        self.opened_wall_s = opened_wall_s
        self.waited_s = waited_s
        self.ndjson = ndjson
        self.http_version = http_version
        self.asked_id = last_event_id
        self.pulse = Pulse(MAX_SURGES)
        self.heard: list[Heard] = []
        self.recent: list[Heard] = []  # the last ones that brought an id of their own
        self.first_own: Heard | None = None
        self.beats_s: list[float] = []
        self.tallies: dict[str, Tally] = {}
        self.broken_example = ""
        self.strange = 0  # lines that are no field of the format
        self.strange_head = b""
        self.proved_at_s = 0.0  # when the last event or comment came
        self.strange_by_then = 0
        self.oversize: list[Refusal] = []  # the first of them
        self.oversize_count = 0
        self.distinct_ids: set[int] = set()
        self.events_with_id = 0
        self.events_without_id = 0  # those that only greet or beat aside
        self.lasted_s = 0.0
        self.outcome = ""
        self.finished = False  # the last event said that it was the last
        self._headers = headers
        kind = NdjsonDecoder if ndjson else Decoder
        self._decoder: Decoder | NdjsonDecoder = kind(max_event_bytes, last_event_id)

    def header(self, name: str) -> str:
        """All values of a header, as one."""
        return ", ".join(value for key, value in self._headers if key.lower() == name)

    @property
    def encoding(self) -> str:
        """How the stream is packed; "" where it is not."""
        encoding = self.header("content-encoding").strip().lower()
        return "" if encoding == "identity" else encoding

    @property
    def size_bytes(self) -> int:
        return self.pulse.bytes

    @property
    def events(self) -> int:
        return self.pulse.events

    @property
    def comments(self) -> int:
        return self.pulse.comments

    @property
    def first_byte_at_s(self) -> float | None:
        return self.pulse.first_byte_at_s

    @property
    def last_byte_at_s(self) -> float | None:
        return self.pulse.last_byte_at_s

    @property
    def longest_gap_s(self) -> float | None:
        """Between two reads."""
        return self.pulse.longest_gap_s

    @property
    def forgot_surges(self) -> bool:
        """The first surge that is remembered is not the first that came."""
        surges = self.pulse.surges
        return bool(surges) and surges[0].first_s != self.pulse.first_byte_at_s

    @property
    def quiet_s(self) -> float:
        """The longest time without a byte, to the end of listening."""
        last_s = self.last_byte_at_s or 0.0
        return max(self.longest_gap_s or 0.0, self.first_byte_at_s or 0.0, self.lasted_s - last_s)

    @property
    def last_event_id(self) -> str:
        return self._decoder.last_event_id

    def take(self, block: bytes, at_s: float) -> None:
        """Account for one read."""
        self.lasted_s = at_s
        events, comments = self._items(self._decoder.feed(block), at_s)
        self.pulse.take(at_s, block, events, comments)
        self._look_for_strange()
        if events or comments:
            self.proved_at_s, self.strange_by_then = at_s, self.strange

    def _look_for_strange(self) -> None:
        self.strange, self.strange_head = self._decoder.strange, self._decoder.whole_strange.head

    @property
    def is_lost(self) -> bool:
        """For a while and to the end nothing came but lines that are none."""
        new, for_s = self.strange - self.strange_by_then, self.lasted_s - self.proved_at_s
        return new >= LEAST_STRANGE and for_s >= min(LOST_AFTER_S, self.lasted_s / 3)

    def hear(self, event: Event, at_s: float, impression: Impression) -> None:
        """An event that its channel has taken already: what there is to say of it, without its read."""
        self.lasted_s = at_s
        self._note(event, at_s, impression, is_room=len(self.heard) < MAX_HEARD)
        self.pulse.count(1, 0)

    def still(self, at_s: float) -> None:
        """It is open up to now, and nothing more came."""
        self.lasted_s = at_s

    def stalled(self, at_s: float) -> None:
        """This program itself was kept from running until now: what it hears then came earlier."""
        self.pulse.stalled(at_s)

    def end(self, at_s: float, outcome: str) -> None:
        """The connection has ended, or we have."""
        self.lasted_s, self.outcome = at_s, outcome
        self.pulse.count(*self._items(self._decoder.close(), at_s))
        self._look_for_strange()

    def _items(self, items: list[Item], at_s: float) -> tuple[int, int]:
        """How many events and comments they are."""
        events = comments = 0
        for item in items:
            match item:
                case Frame():
                    events += 1
                    self._frame(item, at_s)
                case Comment():
                    comments += 1
                case Refusal():
                    self.oversize_count += 1
                    self.oversize = [*self.oversize, item][:MAX_OVERSIZE]
        if comments and not events:
            self._beat(at_s)
        return events, comments

    def _beat(self, at_s: float) -> None:
        if len(self.beats_s) < MAX_BEATS:
            self.beats_s.append(at_s)

    def _frame(self, frame: Frame, at_s: float) -> None:
        is_room = len(self.heard) < MAX_HEARD
        self._note(frame, at_s, impression_of(frame, looks=is_room), is_room=is_room)

    def _note(self, event: Event | Frame, at_s: float, impression: Impression, *, is_room: bool) -> None:
        if impression.kind in BEAT_TYPES:
            self._beat(at_s)
        self.finished = impression.is_last
        has_id = event.own_id and bool(event.id)
        if has_id:
            self.events_with_id += 1
        elif impression.kind not in HOUSEKEEPING:
            self.events_without_id += 1
        if not is_room and not has_id:
            return
        heard = Heard(at_s, event.id, event.own_id, event.type, impression.content, impression.stamp_s)
        if is_room:
            self.heard.append(heard)
            self._count(event.type, impression)
        if has_id:
            self._identified(heard)

    def _identified(self, heard: Heard) -> None:
        self.first_own = self.first_own or heard
        if len(self.distinct_ids) < MAX_HEARD:
            self.distinct_ids.add(hash(heard.id))
        self.recent.append(heard)
        del self.recent[:-RECENT]

    def _count(self, type_: str, impression: Impression) -> None:
        """Count what its data is."""
        if not impression.reads_as:
            return
        tally = self.tallies.get(type_)
        if tally is None:
            tally = Tally()
            if len(self.tallies) < MOST_TYPES:
                self.tallies[type_] = tally
        match impression.reads_as:
            case "json":
                tally.json += 1
            case "broken":
                tally.broken += 1
                self.broken_example = self.broken_example or impression.head
            case "doubtful":
                tally.doubtful += 1
            case "plain":
                tally.plain += 1
