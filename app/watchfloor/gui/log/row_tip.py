"""What a row of the log says when one points at it: all of it, its marks in words, and its note."""

from watchfloor.core.event import Event
from watchfloor.core.log.log import Item
from watchfloor.core.log.sentence import sentence
from watchfloor.core.profiles.lead import told
from watchfloor.core.session.session import Session
from watchfloor.core.text.speech import said
from watchfloor.gui.instant import date_text
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look

LONGEST = 600


def words(item: Item, session: Session, note: str | None, look: Look) -> str:
    """Plain text, whatever is in it. `note` None: the row is not pinned."""
    if isinstance(item, Event):
        reading = session.read(item)
        at_s, title, mark = item.received_at_s, told(reading.summary, reading.lead), mark_words(item.mark)
    else:
        at_s, title, mark = item.at_s, sentence(item), ""
    pinned = "" if note is None else _pinned(note)
    parts = (f"{item.channel} · {date_text(at_s, utc=look.utc, millis=True)}", title[:LONGEST], mark, pinned)
    return as_tip("\n".join(part for part in parts if part))


def mark_word(mark: str) -> str:
    """The ledger's mark in one word."""
    known = {"altered": said("altered"), "late": said("late"), "doubtful": said("doubtful")}
    return known.get(mark, mark)


def mark_words(mark: str) -> str:
    """What the ledger's mark means."""
    known = {
        "altered": said("Altered: this id came before, with other content."),
        "late": said("Late: by its id it is older than the event before it."),
        "doubtful": said("Doubtful: it was saved from a damaged journal, and cannot be proven."),
    }
    return known.get(mark, mark)


def _pinned(note: str) -> str:
    if not note:
        return said("Pinned")
    return said("Pinned: {note}").format(note=note)
