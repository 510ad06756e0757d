"""The tables of a journal, version by version. A file is brought up to date one step at a time.

`event` holds what was received, exactly; its `id` is the event's position in the file. `segment` is one
commit of one channel: what it added, the ledger after it, and a digest chained to the one before.
`reading`, `words` and `zone` are filled behind the stream (see `index.py`); `progress` says how far.
"""

import apsw

from watchfloor.core.error import KnownError
from watchfloor.journal.writer.transaction import transaction

APPLICATION_ID = 0x57544348  # "WTCH"
# The first is that of new files. Every commit writes four pages or more, however small it is: all day long
# 68 KB at a time with these, 133 KB with pages of 32 KB (8 KB: 36, 4 KB: 20). Smaller ones make a flood
# dearer: of the journal's own time an event costs 0.86 us with 32 KB, 0.94 with 16, 1.21 with 8.
PAGE_SIZES_BYTES = (16_384, 32_768)
PAGE_SIZE_BYTES = PAGE_SIZES_BYTES[0]

_FIRST = """
CREATE TABLE channel(
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL DEFAULT '',
    last_event_id TEXT NOT NULL DEFAULT '',
    last_seq INTEGER NOT NULL DEFAULT 0,
    totals TEXT NOT NULL,
    head BLOB NOT NULL
);
CREATE TABLE event(
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    received_us INTEGER NOT NULL,
    monotonic_us INTEGER NOT NULL,
    own_id INTEGER NOT NULL,
    type TEXT NOT NULL,
    mark TEXT NOT NULL,
    event_id TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE segment(
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    first_id INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    count INTEGER NOT NULL,
    last_event_id TEXT NOT NULL,
    totals TEXT NOT NULL,
    digest BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE INDEX segment_channel ON segment(channel);
CREATE TABLE happening(
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    after_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX happening_after ON happening(after_id);
CREATE INDEX happening_segment ON happening(segment);
CREATE TABLE reading(
    event INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    received_us INTEGER NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    mark TEXT NOT NULL,
    kind TEXT,
    time_us INTEGER NOT NULL,
    title TEXT,
    severity REAL,
    confidence REAL,
    lat REAL,
    lon REAL,
    place TEXT,
    from_lat REAL,
    from_lon REAL,
    from_place TEXT,
    source TEXT,
    metric TEXT,
    value REAL
);
CREATE TABLE zone(
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    min_received_us INTEGER, max_received_us INTEGER,
    min_time_us INTEGER, max_time_us INTEGER,
    min_severity REAL, max_severity REAL,
    min_value REAL, max_value REAL,
    min_lat REAL, max_lat REAL,
    channels TEXT, kinds TEXT, sources TEXT, places TEXT, marks TEXT
);
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, tokenize='ascii');
CREATE TABLE progress(indexed INTEGER NOT NULL);
INSERT INTO progress VALUES (0);
"""

_SECOND = """
CREATE TABLE pin(
    event INTEGER PRIMARY KEY,
    at_us INTEGER NOT NULL,
    note TEXT NOT NULL,
    digest BLOB NOT NULL
);
CREATE TABLE dropped(
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    events INTEGER NOT NULL,
    anchor BLOB NOT NULL
);
-- The channels once more, on a page of their own: without its name a channel cannot be gone on with.
CREATE TABLE name(
    id INTEGER PRIMARY KEY,
    channel INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    profile TEXT NOT NULL
);
INSERT INTO name(channel, name, url, profile) SELECT id, name, url, profile FROM channel;
"""

# From here on digests are made otherwise (see `packing.py`); who does not know it would call a file damaged.
_THIRD = ""

# Until here a start after a kill could index events before it knew what reads them: filters missed them for
# good. Of what is indexed already, each event up to this position is looked at for that, the newest first.
_FOURTH = """
CREATE TABLE doubt(position INTEGER NOT NULL);
INSERT INTO doubt SELECT indexed FROM progress;
"""

STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH)
VERSION = len(STEPS)


def version(connection: apsw.Connection) -> int:
    return int(connection.pragma("user_version"))


def is_empty(connection: apsw.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get


def check(connection: apsw.Connection, path: str) -> int:
    """The file's version, or a sentence why it is not a journal that this program can read."""
    if is_empty(connection):
        raise KnownError(
            f"{path} is empty: nothing was recorded in it, or it was copied while it was recorded, without"
            " its -wal file."
        )
    if int(connection.pragma("application_id")) != APPLICATION_ID:
        raise KnownError(f"{path} is not a Watchfloor journal. Choose another file.")
    found = version(connection)
    if found > VERSION:
        raise KnownError(
            f"{path} was written by a newer Watchfloor (format {found}, this one knows {VERSION}). "
            "Install the newer version to open it."
        )
    return found


def upgrade(connection: apsw.Connection, path: str, steps: tuple[str, ...] = STEPS) -> None:
    """Make the tables of a new file, or bring an older one up to date, in one transaction."""
    if is_empty(connection):
        connection.pragma("page_size", PAGE_SIZE_BYTES)
        connection.pragma("auto_vacuum", "incremental")  # room that is freed can be given back
        found = 0
    else:
        found = check(connection, path)
    connection.pragma("journal_mode", "wal")
    if found == len(steps):
        return
    with transaction(connection):
        for step in steps[found:]:
            connection.execute(step)
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", len(steps))
