"""The ledger of a channel: every frame received is stored, a duplicate, or refused with a reason.

Ids that can be ordered give gaps. A duplicate is the same id and the same content inside a resume;
the same id with other content is kept and marked.
"""

from collections.abc import Iterable
from collections.abc import Sequence as Items

import msgspec

from watchfloor.core.event import Event, Totals
from watchfloor.core.happening import GapFound, Happening, IdsRestarted, Refused, Resumed
from watchfloor.core.memory import Memory, content_hash
from watchfloor.core.sequence import Sequence, parse
from watchfloor.core.sse import Comment, Frame, Item, Refusal

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

    events: list[Event]
    happenings: list[Happening]
    comments: list[str]
    comment_places: list[int]


class _Resume(msgspec.Struct):
    """A resume that is under way: how long it looks for duplicates, and what it found."""

    from_id: str
    away_s: float
    known: dict[int, int]
    left: int
    replayed: int = 0
    duplicates: int = 0
    missing: int = 0
    ignored: bool = False
    told: bool = False


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
        self._resume: _Resume | None = None

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

    def resume(self, from_id: str, away_s: float) -> None:
        """A connection after another one (or after a restart) begins here."""
        known = self._memory.table()
        self._resume = _Resume(from_id, away_s, known, left=max(1024, len(known)))

    def settle(self, at_s: float) -> Happening | None:
        """The replay is over, as far as one can tell: the one row that says how it went."""
        resume = self._resume
        if resume is None or resume.told:
            return None
        resume.told = True
        provable = self._sequence.provable
        return Resumed(
            channel=self.channel,
            at_s=at_s,
            after_seq=self.last_seq,
            from_id=resume.from_id,
            away_s=resume.away_s,
            replayed=resume.replayed,
            duplicates=resume.duplicates,
            missing=resume.missing if provable else None,
            ignored=resume.ignored,
        )

    def judge(self, items: Items[Item], at_s: float) -> Judgement:
        """Account for what one read brought."""
        judgement = Judgement([], [], [], [])
        if not items:
            return judgement
        if self._resume is None and set(map(type, items)) == {Frame}:
            frames: list[Frame] = items  # type: ignore[assignment]  # just checked, for all at once
            if self._plain(frames, at_s, judgement):
                return judgement
        for item in items:
            if isinstance(item, Frame):
                self._frame(item, at_s, judgement)
            elif isinstance(item, Comment):
                judgement.comments.append(item.text)
                judgement.comment_places.append(len(judgement.events))
            else:
                self._refusal(item, at_s, judgement)
        return judgement

    def _plain(self, frames: list[Frame], at_s: float, judgement: Judgement) -> bool:
        """The common case at once: ids in order without a hole, or no ids at all."""
        ids = [frame.id for frame in frames if frame.own_id]
        if ids and (len(ids) < len(frames) or not self._sequence.run(ids)):
            return False
        if ids:
            self._memory.keep(ids, [content_hash(frame.type, frame.data) for frame in frames])
        channel, first = self.channel, self.last_seq + 1
        judgement.events = [
            Event(channel, seq, at_s, frame.type, frame.data, frame.id, frame.own_id)
            for seq, frame in enumerate(frames, first)
        ]
        self.last_seq += len(frames)
        self._received += len(frames)
        self._stored += len(frames)
        return True

    def _frame(self, frame: Frame, at_s: float, judgement: Judgement) -> None:
        self._received += 1
        self._count_resume()
        mark = ""
        if frame.own_id:
            content = content_hash(frame.type, frame.data)
            known = self._known(frame.id)
            if known == content:
                self._duplicate(frame.id)
                return
            mark = ALTERED if known is not None else self._follow(frame.id, at_s, judgement)
            self._memory.keep((frame.id,), (content,))
        if self._resume is not None and not self._resume.told:
            self._resume.replayed += 1
        self.last_seq += 1
        self._stored += 1
        judgement.events.append(
            Event(self.channel, self.last_seq, at_s, frame.type, frame.data, frame.id, frame.own_id, mark)
        )

    def _count_resume(self) -> None:
        """A resume looks for duplicates as long as a replay of all that is remembered would last."""
        if self._resume is not None:
            self._resume.left -= 1
            if self._resume.left < 0 and self._resume.told:
                self._resume = None

    def _known(self, id_: str) -> int | None:
        """The content that came under this id before, while a resume looks for it."""
        return self._resume.known.get(hash(id_)) if self._resume is not None and id_ else None

    def _duplicate(self, id_: str) -> None:
        self._duplicates += 1
        if self._resume is not None:
            self._resume.duplicates += 1
            self._resume.left = len(self._resume.known)
            self._resume.ignored = self._resume.ignored or _not_after(id_, self._resume.from_id)

    def _follow(self, id_: str, at_s: float, judgement: Judgement) -> str:
        step = self._sequence.step(id_)
        for gap in step.gaps:
            judgement.happenings.append(
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
            judgement.happenings.append(
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
            self._follow(refusal.id, at_s, judgement)
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


def _not_after(id_: str, from_id: str) -> bool:
    """Whether a server that honours `from_id` would not have sent `id_` again."""
    if id_ == from_id:
        return True
    key, from_key = parse(id_), parse(from_id)
    return (
        key is not None
        and from_key is not None
        and key.prefix == from_key.prefix
        and key.number < from_key.number
    )


def missing_words(totals: Totals) -> str:
    """The ledger's last word, as the status bar says it."""
    return "not provable" if totals.missing is None else f"{totals.missing} lost"


def sum_totals(all_totals: Iterable[Totals]) -> Totals:
    """Several channels as one; what is not provable in one does not hide what is missing in others."""
    received = stored = duplicates = 0
    refused: dict[str, int] = {}
    missing: int | None = None
    for totals in all_totals:
        received += totals.received
        stored += totals.stored
        duplicates += totals.duplicates
        for reason, count in totals.refused.items():
            refused[reason] = refused.get(reason, 0) + count
        if totals.missing is not None:
            missing = (missing or 0) + totals.missing
    return Totals(received, stored, duplicates, refused, missing)
