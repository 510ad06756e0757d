"""Bytes of one channel to batches: decoder, ledger and the id to resume from. Nothing here waits."""

from collections.abc import Sequence

from watchfloor.core.event import Batch
from watchfloor.core.feed import Feed
from watchfloor.core.happening import Happening, IdPoisoned
from watchfloor.core.ledger.ledger import Ledger, Past
from watchfloor.core.stream.frame import Frame, Gathered, scattered
from watchfloor.core.stream.ndjson import NdjsonDecoder
from watchfloor.core.stream.sse import Decoder
from watchfloor.services.channel.resume_id import why_poisoned
from watchfloor.services.clock import Clock


class Intake:
    """Lives as long as its channel; a decoder lives as long as its connection."""

    def __init__(self, feed: Feed, clock: Clock, past: Past | None) -> None:
        self._feed = feed
        self._clock = clock
        past = past or Past(last_event_id=feed.last_event_id)
        self.ledger = Ledger(feed.name, past)
        # The stream's last event id, and the last one that a header can carry.
        self.stream_id = past.last_event_id
        self.resume_id = "" if why_poisoned(past.last_event_id) else past.last_event_id
        self.retry_s: float | None = None
        self._decoder: Decoder | NdjsonDecoder = Decoder()
        self.whole_strange = self._decoder.whole_strange

    def begin(self, *, ndjson: bool) -> None:
        """A new connection: nothing of the last one's unfinished event is left."""
        kind = NdjsonDecoder if ndjson else Decoder
        self._decoder = kind(self._feed.max_event_bytes, self.stream_id)
        self.whole_strange = self._decoder.whole_strange

    def resume(self, away_s: float) -> None:
        """From here on the ledger looks for what was already there."""
        self.ledger.resume(self.resume_id, away_s)

    def feed(self, block: bytes) -> Batch | None:
        """What one read completed, accounted for; None where it completed nothing."""
        decoder = self._decoder
        items = decoder.gather(block)
        if decoder.retry_ms is not None:
            self.retry_s = decoder.retry_ms / 1000
        # An id may come without an event, and is gone on from all the same.
        if not items and decoder.last_event_id == self.stream_id:
            return None
        return self.take(items, decoder.last_event_id)

    @property
    def strange(self) -> int:
        """Lines of this connection that were no field of the format."""
        return self._decoder.strange

    @property
    def between_events(self) -> bool:
        """Whether what came so far is whole: if it was no event, it was a heartbeat."""
        return not self._decoder.mid_event

    def close(self) -> Batch | None:
        """The connection has ended."""
        items = self._decoder.close()
        return self.take(items, self._decoder.last_event_id) if items else None

    def take(self, items: Sequence[Gathered], last_event_id: str) -> Batch:
        """Judge decoded items, of a stream or of a poll."""
        at_s = self._clock.wall_s()
        judgement = self.ledger.judge(items, at_s)
        if last_event_id != self.stream_id:
            judgement.happenings.extend(self._advance(items, last_event_id, at_s))
        return Batch(
            channel=self._feed.name,
            received_at_s=at_s,
            monotonic_s=self._clock.monotonic_s(),
            events=judgement.events,
            last_event_id=self.resume_id,
            totals=self.ledger.totals,
            happenings=judgement.happenings,
            comments=judgement.comments,
            comment_places=judgement.comment_places,
        )

    def _advance(self, items: Sequence[Gathered], id_: str, at_s: float) -> list[Happening]:
        self.stream_id = id_
        why = why_poisoned(id_)
        if not why:
            self.resume_id = id_
            return []
        # The same read may have brought a good one before it.
        frames = (item for item in reversed(scattered(items)) if isinstance(item, Frame))
        self.resume_id = next((frame.id for frame in frames if not why_poisoned(frame.id)), self.resume_id)
        return [
            IdPoisoned(
                channel=self._feed.name, at_s=at_s, after_seq=self.ledger.last_seq, id=id_[:200], why=why
            )
        ]
