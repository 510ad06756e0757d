"""What can be done to a file by hand, and what is said of it."""

from pathlib import Path

from tests.unit.journal.sample import AT_S, batch, events, read
from watchfloor.core.happening import GapFound, Warned
from watchfloor.journal.index import Index
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.book import Book
from watchfloor.journal.writer.retention import Retention

NAMED = "name, address or profile was changed in one of two places"
MOVED = "story was moved, or called something else"
NOT_WRITTEN = "what was never written there"
INDEXES = "search indexes do not say what the events say"

SEEN = [
    # A channel's own row.
    (
        "UPDATE channel SET name = 'mop' WHERE id = 1",
        NAMED,
    ),
    (
        "UPDATE name SET name = 'mop' WHERE channel = 1",
        NAMED,
    ),
    ("UPDATE channel SET url = 'https://evil'", NAMED),
    ("UPDATE channel SET profile = ''", NAMED),
    ("DELETE FROM name WHERE channel = 1", NAMED),
    ("DELETE FROM channel WHERE id = 1", "Channel 1 has a name, but no row of its own"),
    ("UPDATE channel SET last_seq = 90", "its last event is said to be 90, and is 100"),
    ("UPDATE channel SET last_seq = 110", "events 101 to 110 are missing at its end"),
    ("UPDATE channel SET head = zeroblob(20)", "is not the one that the channel ended with"),
    ("UPDATE channel SET last_seq = 'x'", "row of channel 1 cannot be read"),
    ("UPDATE channel SET totals = '[]'", "row of channel 1 cannot be read"),
    # Events.
    ("UPDATE event SET data = data || ' ' WHERE id = 150", "does not match its digest"),
    ("UPDATE event SET data = CAST(data AS BLOB) WHERE id = 150", NOT_WRITTEN),
    ("UPDATE event SET received_us = 'soon' WHERE id = 150", NOT_WRITTEN),
    ("UPDATE event SET seq = 'x' WHERE id = 150", NOT_WRITTEN),
    ("UPDATE event SET type = x'00ff' WHERE id = 150", NOT_WRITTEN),
    ("UPDATE event SET received_us = received_us - 3600000000 WHERE id = 150", "not match its digest"),
    ("UPDATE event SET monotonic_us = 7 WHERE id = 150", "does not match its digest"),
    ("UPDATE event SET own_id = 0 WHERE id = 150", "does not match its digest"),
    ("UPDATE event SET channel = 2 WHERE id = 150", "9 of them are here"),
    ("UPDATE event SET id = 10000 WHERE id = 150", "1 events are in the file that no commit wrote"),
    (
        "UPDATE event SET id = -1 WHERE id = 148; UPDATE event SET id = 148, seq = seq - 1 WHERE id = 149;"
        " UPDATE event SET id = 149, seq = seq + 1 WHERE id = -1",
        "does not match its digest",
    ),
    # Commits.
    ("UPDATE segment SET count = 9 WHERE id = 15", "Commit 16 begins at position 151, where 150 was due"),
    ("UPDATE segment SET count = 'x' WHERE id = 15", "Commit 15 cannot be read"),
    ("UPDATE segment SET last_event_id = x'ff' WHERE id = 15", "Commit 15 cannot be read"),
    ("UPDATE segment SET first_seq = 1 WHERE id = 15", "begins with event 1, where 71 was due"),
    ("UPDATE segment SET chain = zeroblob(20) WHERE id = 15", "does not follow from the one before"),
    ("UPDATE segment SET id = 1000 WHERE id = 15", "Commit 16 begins at position 151, where 141 was due"),
    (
        "UPDATE segment SET id = -1 WHERE id = 15; UPDATE segment SET id = 15 WHERE id = 16;"
        " UPDATE segment SET id = 16 WHERE id = -1",
        "Commit 15 begins at position 151, where 141 was due",
    ),
    (  # to another place in the file, with all that points to it
        "UPDATE event SET id = id + 1000 WHERE id BETWEEN 181 AND 190;"
        " UPDATE segment SET first_id = first_id + 1000 WHERE id = 19",
        "Commit 19 begins at position 1,181, where 181 was due",
    ),
    (  # the newest commit of one channel, as if it had never been, while another channel went on
        "DELETE FROM event WHERE id BETWEEN 181 AND 190; DELETE FROM happening WHERE segment = 19;"
        " UPDATE channel SET last_seq = 90, last_event_id = 'map-90',"
        " totals = (SELECT totals FROM segment WHERE id = 17),"
        " head = (SELECT chain FROM segment WHERE id = 17) WHERE id = 1;"
        " DELETE FROM segment WHERE id = 19",
        "Commit 20 begins at position 191, where 181 was due: a commit was removed",
    ),
    (  # a commit in the middle, as if a disk had lost it
        "DELETE FROM event WHERE id BETWEEN 141 AND 150; DELETE FROM happening WHERE segment = 15;"
        " DELETE FROM segment WHERE id = 15;"
        " INSERT INTO dropped VALUES (99, 1, 'damaged', 0, 71, 80, 10, zeroblob(20))",
        "commit 17 does not follow from the one before it",
    ),
    # The story.
    ("UPDATE happening SET kind = 'gap' WHERE id = 20", MOVED),
    ("UPDATE happening SET channel = 2 WHERE id = 20", MOVED),
    ("UPDATE happening SET channel = 99 WHERE id = 20", MOVED),
    (
        "UPDATE happening SET after_id = 150 WHERE id = 20",
        MOVED,
    ),
    ("UPDATE happening SET segment = 17 WHERE id = 20", "commit 19 .* does not match its digest"),
    ("UPDATE happening SET body = 'x' WHERE id = 20", "line of commit 19's story cannot be read"),
    ("UPDATE happening SET body = x'ff' WHERE id = 20", "line of commit 19's story cannot be read"),
    ("DELETE FROM happening WHERE id = 20", "does not match its digest"),
    (
        "INSERT INTO happening SELECT 999, channel, 999, after_id, kind, body FROM happening LIMIT 1",
        "1 lines of the story are in the file that no commit wrote",
    ),
    # What was dropped, and what is pinned.
    ("DELETE FROM dropped", "events 1 to 20 are missing before commit 5"),
    ("UPDATE dropped SET events = events + 1", "its ledger says 100 stored, its rows 101"),
    ("UPDATE dropped SET last_seq = 30", "begins with event 21, where 31 was due"),
    ("UPDATE dropped SET last_seq = 'x'", "what was dropped cannot be read"),
    ("UPDATE dropped SET anchor = zeroblob(20)", "does not follow from the one before"),
    ("UPDATE dropped SET channel = 99 WHERE channel = 1", "What was dropped of channel 99"),
    ("UPDATE dropped SET reason = 'damaged'", "does not follow from the one before"),
    (
        "INSERT INTO dropped VALUES (99, 1, 'damaged', 0, 200, 300, 101, zeroblob(20))",
        "events 200 to 300 are said to be lost, but were never there",
    ),
    ("UPDATE event SET data = 'x' WHERE id = 5", "the pinned event 5 was changed"),
    ("UPDATE event SET data = x'ff' WHERE id = 5", "the pinned event 5 was changed"),
    ("UPDATE event SET channel = 2 WHERE id = 5", "its ledger says 100 stored, its rows 99"),
    ("DELETE FROM event WHERE id = 5", "A pinned event is missing"),
    ("DELETE FROM pin WHERE event = 5", "1 events are in the file that no commit wrote"),
    ("UPDATE pin SET digest = zeroblob(20)", "the pinned event 60 was changed"),
    # The indexes.
    ("DELETE FROM reading WHERE event = 150", INDEXES),
    ("UPDATE reading SET event = 9999 WHERE event = 150", INDEXES),
    ("UPDATE reading SET channel = 2 WHERE event = 150", INDEXES),
    ("UPDATE reading SET received_us = 0 WHERE event = 150", INDEXES),
    ("UPDATE reading SET seq = 6 WHERE event = 5", INDEXES),
    ("DELETE FROM words WHERE rowid = 150", INDEXES),
    ("DELETE FROM zone", INDEXES),
    ("UPDATE zone SET max_severity = 0", INDEXES),
    ("UPDATE zone SET min_lat = NULL", INDEXES),
    ("UPDATE progress SET indexed = 50", INDEXES),
    ("DELETE FROM progress", "How far the search indexes go is not said"),
    # The file itself.
    (
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event WHERE id < new.id - 100; END",
        "The trigger t does not belong here",
    ),
    ("CREATE TABLE more(x)", "The table more does not belong here"),
    ("DROP INDEX happening_after", "The index happening_after is missing"),
    ("DROP TABLE pin", "The table pin is missing"),
    ("ALTER TABLE pin ADD COLUMN x", "The table pin is not as it was made"),
    ("PRAGMA user_version = 1", "The table pin does not belong here"),
]

# `docs/journal.md` lists these: what is found out one day has to go from there.
UNSEEN = [
    "UPDATE channel SET name = 'mop' WHERE id = 1; UPDATE name SET name = 'mop' WHERE channel = 1",
    "UPDATE pin SET note = 'theirs', at_us = 1",
    "DELETE FROM pin WHERE event = 120",
    "UPDATE dropped SET at_us = 1, first_seq = 7",
    "UPDATE reading SET title = 'x', severity = 1 WHERE event = 150",
    "DELETE FROM event WHERE id > 190; DELETE FROM reading WHERE event > 190;"
    " DELETE FROM words WHERE rowid > 190; UPDATE progress SET indexed = 190;"
    " UPDATE channel SET last_seq = 90, totals = (SELECT totals FROM segment WHERE id = 18),"
    " last_event_id = (SELECT last_event_id FROM segment WHERE id = 18),"
    " head = (SELECT chain FROM segment WHERE id = 18) WHERE id = 2; DELETE FROM segment WHERE id = 20",
]


def live(path: Path) -> Path:
    """A file that has seen all: two channels, a story, pins on both sides of what was dropped, indexes.

    Its commits are numbered 5 to 20, its events 41 to 200 (and 5, which is pinned) by turns of ten.
    """
    book = Book(path)
    book.register("map", "https://example.org/map", "map_stream")
    for first in range(1, 101, 10):
        gap = GapFound(channel="map", at_s=1.0, after_seq=first, after="a", before="b", missing=1)
        warned = Warned(channel="map", at_s=2.0, after_seq=first + 3, code="x", message="y")
        book.write([batch(events(first, first + 9), [gap, warned]), batch(events(first, first + 9, "other"))])
    retention = Retention(book, Keep(max_events=160))
    retention.pin(5, "mine", AT_S)
    retention.pin(120, "mine too", AT_S)
    Index(book.connection, read).finish(book.last_id)
    retention.apply(AT_S)
    book.close()
    return path
