"""The ledger of a channel: every frame received is stored, a duplicate, or refused with a reason.

Ids that can be ordered give gaps. A duplicate is the same id and the same content inside a resume;
the same id with other content is kept and marked.
"""

from collections.abc import Sequence as Items
from itertools import groupby

import msgspec

from watchfloor.core.event import Event, Events, Part, Stretch, Totals
from watchfloor.core.happening import GapFound, Happening, IdsRestarted, Refused
from watchfloor.core.ledger.memory import Memory, content_hash
from watchfloor.core.ledger.recall import Latest, Recall
from watchfloor.core.ledger.resume import Resume
from watchfloor.core.ledger.sequence import Sequence
from watchfloor.core.stream.frame import Comment, Frame, Gathered, Refusal, frames_of
from watchfloor.core.stream.sheaf import Sheaf
from watchfloor.core.stream.swath import Swath

ALTERED = "altered"
LATE = "late"


class Past(msgspec.Struct, frozen=True):
    """Where a channel stood when the program last ended, as the journal tells it."""

    last_event_id: str = ""
    last_seq: int = 0
    totals: Totals = Totals()
    recent: tuple[tuple[str, str, str], ...] = ()  # (id, type, data) of the last events with own ids


class Judgement(msgspec.Struct):
    """What one read brought: events to keep, what else befell, comments and where they stood."""

    events: Items[Event]
    happenings: list[Happening]
    comments: list[str]
    comment_places: list[int]


class Ledger:
    """Judges what the decoder yields, in order. Total by total it always balances."""

    def __init__(self, channel: str, past: Past | None = None) -> None:
        past = past or Past()
        self.channel = channel
        self.last_seq = past.last_seq
        self._received = past.totals.received
        self._stored = past.totals.stored
        self._duplicates = past.totals.duplicates
        self._refused = dict(past.totals.refused)
        self._missing_before = past.totals.missing or 0
        self._memory = Memory()
        self._memory.keep(
            (id_ for id_, _, _ in past.recent), (content_hash(type_, data) for _, type_, data in past.recent)
        )
        ids = [id_ for id_, _, _ in past.recent]
        if past.last_event_id and past.last_event_id not in ids[-1:]:
            ids.append(past.last_event_id)
        self._sequence = Sequence(ids)
        self._resume: Resume | None = None

    @property
    def totals(self) -> Totals:
        missing = self._sequence.missing
        return Totals(
            received=self._received,
            stored=self._stored,
            duplicates=self._duplicates,
            refused=dict(self._refused),
            missing=None if missing is None else missing + self._missing_before,
        )

    def resume(self, from_id: str, away_s: float, known: Recall | None = None) -> None:
        """A connection after another one (or after a restart) begins here.

        `known` is what was there before, where more is known of it than the ledger remembers.
        """
        known = known or Latest(self._memory.table())
        earlier = self._memory.before(from_id) if from_id else frozenset[int]()
        self._resume = Resume(from_id, away_s, known, earlier)

    def settle(self, at_s: float) -> Happening | None:
        """The replay is over, as far as one can tell: the one row that says how it went."""
        resume = self._resume
        if resume is None or resume.told:
            return None
        return resume.tell(self.channel, at_s, self.last_seq, provable=self._sequence.provable)

    def judge(self, items: Items[Gathered], at_s: float) -> Judgement:
        """Account for what one read brought."""
        judgement = Judgement([], [], [], [])
        parts: list[Part] = []
        before = self._stored
        for _, group in groupby(items, type):
            for item in group:
                match item:
                    case Sheaf() | Swath():
                        parts.append(self._sheaf(item, at_s, judgement))
                    case Frame():
                        frames = [item, *(each for each in group if isinstance(each, Frame))]
                        parts.append(self._frames(frames, at_s, judgement))
                    case Comment(text):
                        judgement.comments.append(text)
                        judgement.comment_places.append(self._stored - before)
                    case _:
                        self._refusal(item, at_s, judgement)
        judgement.events = _in_order(parts)
        return judgement

    def _sheaf(self, sheaf: Sheaf | Swath, at_s: float, judgement: Judgement) -> Part:
        """The common case without a look at any event; all else event by event."""
        if self._resume is not None or not self._goes_on(sheaf):
            return self._one_by_one(frames_of(sheaf), at_s, judgement)
        if sheaf.own_ids:
            self._memory.keep_sheaf(sheaf)
        return Stretch(self.channel, self._take(len(sheaf)), at_s, sheaf)

    def _frames(self, group: list[Frame], at_s: float, judgement: Judgement) -> list[Event]:
        ids = [frame.id for frame in group if frame.own_id]
        if self._resume is not None or 0 < len(ids) < len(group) or not self._follows(ids):
            return self._one_by_one(group, at_s, judgement)
        if ids:
            self._memory.keep(ids, [content_hash(frame.type, frame.data) for frame in group])
        channel, first = self.channel, self._take(len(group))
        return [
            Event(channel, seq, at_s, frame.type, frame.data, frame.id, frame.own_id)
            for seq, frame in enumerate(group, first)
        ]

    def _follows(self, ids: list[str]) -> bool:
        """Whether there are no ids at all, or ids that go on in order without a hole."""
        return not ids or self._sequence.run(ids)

    def _goes_on(self, sheaf: Sheaf | Swath) -> bool:
        """The same of events that nobody has looked at."""
        return not sheaf.own_ids or self._sequence.run_of(len(sheaf), sheaf.last_id, sheaf.counts)

    def _take(self, count: int) -> int:
        """Account for events that need no closer look; the number of the first."""
        first = self.last_seq + 1
        self.last_seq += count
        self._received += count
        self._stored += count
        return first

    def _one_by_one(self, group: list[Frame], at_s: float, judgement: Judgement) -> list[Event]:
        events: list[Event] = []
        for frame in group:
            self._frame(frame, at_s, judgement.happenings, events)
        return events

    def _frame(self, frame: Frame, at_s: float, happenings: list[Happening], events: list[Event]) -> None:
        self._received += 1
        self._pass_resume()
        mark = ""
        if frame.own_id:
            content = content_hash(frame.type, frame.data)
            known = self._resume.knows(frame.id, content) if self._resume is not None else None
            if known:
                self._duplicate(frame.id)
                return
            mark = ALTERED if known is False else self._follow(frame.id, at_s, happenings)
            self._memory.keep((frame.id,), (content,))
        elif self._resume is not None and self._resume.knows_moment(frame, at_s):
            self._duplicate("")
            return
        if self._resume is not None:
            self._resume.brought()
        self.last_seq += 1
        self._stored += 1
        events.append(
            Event(self.channel, self.last_seq, at_s, frame.type, frame.data, frame.id, frame.own_id, mark)
        )

    def _pass_resume(self) -> None:
        """One more frame has come: a resume looks for duplicates only for so long."""
        if self._resume is not None and self._resume.passes():
            self._resume = None

    def _duplicate(self, id_: str) -> None:
        self._duplicates += 1
        if self._resume is not None:
            self._resume.repeated(id_, ordered=self._sequence.provable)

    def _follow(self, id_: str, at_s: float, happenings: list[Happening]) -> str:
        step = self._sequence.step(id_)
        for gap in step.gaps:
            happenings.append(
                GapFound(
                    channel=self.channel,
                    at_s=at_s,
                    after_seq=self.last_seq,
                    after=gap.after,
                    before=gap.before,
                    missing=gap.missing,
                )
            )
            if self._resume is not None:
                self._resume.missing += gap.missing
        if step.restarted_after is not None:
            happenings.append(
                IdsRestarted(
                    channel=self.channel,
                    at_s=at_s,
                    after_seq=self.last_seq,
                    after=step.restarted_after,
                    before=id_,
                )
            )
        return LATE if step.late else ""

    def _refusal(self, refusal: Refusal, at_s: float, judgement: Judgement) -> None:
        self._received += 1
        self._refused[refusal.reason] = self._refused.get(refusal.reason, 0) + 1
        if refusal.id:
            self._follow(refusal.id, at_s, judgement.happenings)
        judgement.happenings.append(
            Refused(
                channel=self.channel,
                at_s=at_s,
                after_seq=self.last_seq,
                reason=refusal.reason,
                size_bytes=refusal.size_bytes,
                head=refusal.head,
                id=refusal.id,
            )
        )


def _in_order(parts: list[Part]) -> Items[Event]:
    """One sequence of all parts: a list where all its events are made already."""
    made = [part for part in parts if isinstance(part, list)]
    return [event for part in made for event in part] if len(made) == len(parts) else Events(parts)
