"""verify, export, import and record as a user types them."""

import asyncio
import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import apsw
import pyarrow.parquet as parquet
import pytest

from tests.integration.journal.oracle import Oracle
from tests.unit.journal.sample import batch, event, journal, read
from watchfloor.core.happening import GapFound
from watchfloor.journal.audit import audit
from watchfloor.journal.index import Index
from watchfloor.journal.lock import Lock
from watchfloor.journal.writer.book import Book


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Logs go here, and not among those of whoever runs the tests."""
    home = tmp_path / "home"
    monkeypatch.setenv("WATCHFLOOR_HOME", str(home))
    return home


def watchfloor(*words: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "watchfloor", *map(str, words)], capture_output=True, input=stdin, check=False
    )


async def running(*words: object) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "watchfloor", *map(str, words)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def done(*words: object) -> tuple[int | None, str]:
    process = await running(*words)
    _, said = await process.communicate()
    return process.returncode, said.decode()


@pytest.fixture
async def oracle() -> AsyncIterator[Oracle]:
    async with Oracle(1) as oracle:
        yield oracle


def test_verify_prints_one_object_of_exactly_this_form(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    gap = GapFound(channel="map", at_s=1.0, after_seq=1, after="map-1", before="map-5", missing=3)
    book.write([batch([event(1), event(2)], [gap])])
    book.close()
    done = watchfloor("verify", path, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "ok": True,
        "channels": [
            {
                "channel": "map",
                "received": 2,
                "stored": 2,
                "duplicates": 0,
                "refused": {},
                "gaps": [{"after": "map-1", "before": "map-5", "missing": 3}],
                "balanced": True,
            }
        ],
    }
    plain = watchfloor("verify", path).stdout.decode()
    assert "✓ map: 2 received = 2 stored + 0 duplicates + 0 refused" in plain
    assert "    1 gap, 3 events that never came:\n      3 between map-1 and map-5\n" in plain


def test_verify_says_nothing_of_gaps_where_nothing_came(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.register("silent")
    book.close()
    assert watchfloor("verify", path).stdout.decode().splitlines() == [
        "✓ silent: 0 received = 0 stored + 0 duplicates + 0 refused",
        "Proven: every event is accounted for.",
    ]


@pytest.mark.parametrize(("count", "words"), [(4, "too early to say, too few"), (5, "not provable, the ids")])
def test_verify_says_of_ids_what_so_many_events_can_tell(tmp_path: Path, count: int, words: str) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    book.write([batch(event(seq) for seq in range(1, count + 1))])
    book.close()
    assert f"    gaps: {words}" in watchfloor("verify", path).stdout.decode()


def test_verify_names_what_was_changed_by_hand(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 30)
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM event WHERE id = 15")
    connection.close()
    done = watchfloor("verify", path)
    assert done.returncode == 1
    assert "commit 2 wrote 10 events (numbers 11 to 20), 9 of them are here" in done.stdout.decode()
    as_json = watchfloor("verify", path, "--json")
    assert (as_json.returncode, json.loads(as_json.stdout)["ok"]) == (1, False)


def test_verify_of_what_is_no_journal(tmp_path: Path) -> None:
    missing = watchfloor("verify", tmp_path / "a.watchfloor")
    assert (missing.returncode, missing.stderr.count(b"There is no file")) == (1, 1)
    folder = watchfloor("verify", tmp_path)
    assert (folder.returncode, folder.stderr.count(b"is a folder. Name a file.")) == (1, 1)
    other = watchfloor("verify", __file__)
    assert (other.returncode, other.stderr.count(b"is not a Watchfloor journal")) == (1, 1)
    path = journal(tmp_path / "b.watchfloor", 10)
    raw = bytearray(path.read_bytes())
    raw[:16] = bytes(16)
    path.write_bytes(raw)
    damaged = watchfloor("verify", path, "--json")
    assert (damaged.returncode, json.loads(damaged.stdout)) == (1, {"ok": False, "channels": []})
    assert watchfloor("verify").returncode == 2


def test_export_writes_what_is_asked_for(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 50, channels=("map", "other"))
    to_stdout = watchfloor("export", path, "--where", "channel:map severity:5", "-o", "-")
    rows = [json.loads(line) for line in to_stdout.stdout.split(b"\n")[:-1]]
    assert [row["seq"] for row in rows] == [4, 9, 14, 19, 24, 29, 34, 39, 44, 49]
    assert list(rows[0]) == ["id", "type", "data", "received_at", "seq", "channel"]
    assert to_stdout.stderr == b""
    in_vain = watchfloor("export", path, "--fields", "seq")
    assert (in_vain.returncode, b"--fields is for csv and parquet." in in_vain.stderr) == (0, True)

    fields = watchfloor("export", path, "-o", tmp_path / "a.csv", "--fields", "channel,seq,title,source.name")
    assert fields.stderr.decode().startswith("100 events written to ")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream))
    assert table[:2] == [
        ["channel", "seq", "title", "source.name"],
        ["map", "1", "Report 1: port closure near Damascus", "AFP"],
    ]
    assert len(table) == 101

    watchfloor("export", path, "-o", tmp_path / "a.parquet", "--where", "data.type:drone")
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 34


def test_export_of_the_story_alone_and_between_the_events(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    book = Book(path)
    gap = GapFound(channel="map", at_s=1.0, after_seq=1, after="map-1", before="map-5", missing=3)
    book.write([batch([event(1), event(2)], [gap])])
    book.close()
    alone = watchfloor(
        "export", path, "--rows", "story", "-o", tmp_path / "a.csv", "--fields", "kind,missing"
    )
    assert alone.stderr.decode() == f"1 line of the story written to {tmp_path / 'a.csv'}.\n"
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").split() == ["kind,missing", "gap,3"]
    between = watchfloor("export", path, "--rows", "both").stdout
    rows = [json.loads(line) for line in between.splitlines()]
    assert [row.get("kind") or row["seq"] for row in rows] == [1, "gap", 2]
    again = watchfloor("import", "-", "-o", tmp_path / "b.watchfloor", stdin=between)
    assert b"2 events imported into" in again.stderr
    assert b"1 line of the story was left out." in again.stderr
    table = watchfloor("export", path, "--rows", "both", "-o", tmp_path / "b.csv")
    assert (table.returncode, b"write both as ndjson" in table.stderr) == (2, True)
    assert not (tmp_path / "b.csv").exists()


def test_export_says_what_is_wrong_and_leaves_no_half_file(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 50)
    wrong = watchfloor("export", path, "--where", "severity:high")
    assert (wrong.returncode, wrong.stdout) == (1, b"")
    assert "This is no number (character 10)" in wrong.stderr.decode()
    assert "  severity:high\n           ^" in wrong.stderr.decode()
    nowhere = watchfloor("export", path, "-o", tmp_path / "no" / "a.csv")
    assert (nowhere.returncode, b"There is no folder " in nowhere.stderr) == (1, True)
    before = tmp_path / "old.ndjson"
    before.write_text("old")
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE event SET data = CAST(x'ff' AS TEXT) WHERE id = 40")
    connection.close()
    damaged = watchfloor("export", path, "-o", before)
    assert (damaged.returncode, b"is damaged" in damaged.stderr) == (1, True)
    assert before.read_text() == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.watchfloor", "old.ndjson"]


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize("where", ["", "damascus", "seq:>0"])
def test_export_of_a_file_with_damaged_pages_says_so(tmp_path: Path, where: str, indexed: bool) -> None:
    """Where the noise reads as ids beyond all others, the events seem to end before it."""
    path = journal(tmp_path / "a.watchfloor", 5_000, 1_000)
    if indexed:
        book = Book(path)
        Index(book.connection, read).finish(5_000)
        book.close()
    connection = apsw.Connection(str(path))
    size_bytes = int(connection.execute("PRAGMA page_size").get)
    leaves: Any = connection.execute(
        "SELECT pageno FROM dbstat WHERE name = 'event' AND pagetype = 'leaf' ORDER BY path"
    ).fetchall()
    connection.close()
    begin = (leaves[len(leaves) // 2][0] - 1) * size_bytes
    pages = bytearray(path.read_bytes())
    pages[begin + 8 : begin + size_bytes] = b"\xaa" * (size_bytes - 8)
    path.write_bytes(pages)
    damaged = watchfloor("export", path, "--where", where, "-o", tmp_path / "a.ndjson")
    assert (damaged.returncode, b"is damaged" in damaged.stderr) == (1, True)
    assert not (tmp_path / "a.ndjson").exists()


def test_export_says_so_where_an_index_lacks_what_it_should_hold(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 100)
    book = Book(path)
    Index(book.connection, read).finish(100)
    book.connection.execute("DELETE FROM reading WHERE event = 40")
    book.close()
    assert watchfloor("export", path).stdout.count(b"\n") == 100
    damaged = watchfloor("export", path, "--where", "seq:<50")
    assert (damaged.returncode, b"is damaged" in damaged.stderr) == (1, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_export_never_takes_the_place_of_a_journal_or_a_device(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 50)
    whole = path.read_bytes()
    (tmp_path / "link.csv").symlink_to(path)
    for out in (path, tmp_path / "link.csv"):
        refused = watchfloor("export", path, "-o", out)
        assert refused.returncode == 1
        assert "is a journal, and its events would be lost. Choose another name" in refused.stderr.decode()
    assert path.read_bytes() == whole
    os.mkfifo(tmp_path / "pipe")
    for out in (tmp_path, tmp_path / "pipe"):
        refused = watchfloor("export", path, "-o", out)
        assert (refused.returncode, b"is not an ordinary file." in refused.stderr) == (1, True)
    again = watchfloor("import", path, "-o", path)
    assert (again.returncode, b"is a journal already." in again.stderr) == (1, True)
    assert path.read_bytes() == whole


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no folder here that refuses even root")
def test_an_export_into_a_folder_that_refuses_is_a_sentence(tmp_path: Path) -> None:
    refused = watchfloor("export", journal(tmp_path / "a.watchfloor", 5), "-o", "/proc/a.ndjson")
    assert refused.returncode == 1
    assert "/proc/a.ndjson could not be written: " in refused.stderr.decode()
    assert "Traceback" not in refused.stderr.decode()


@pytest.mark.parametrize("command", [("export",), ("verify", "--json"), ("verify",)])
def test_an_output_without_room_is_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = journal(tmp_path / "a.watchfloor", 50)
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "watchfloor", *command, str(path)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = b"watchfloor: Standard output cannot be written: No space left on device.\n"
    assert (ended.returncode, ended.stderr) == (1, said)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [("verify", 0, b""), ("export", 1, b"watchfloor: Standard output is closed. Name a file")],
)
def test_without_a_standard_output_there_is_a_sentence_or_nothing(
    tmp_path: Path, command: str, code: int, said: bytes
) -> None:
    path = journal(tmp_path / "a.watchfloor", 5)
    words = f'exec "{sys.executable}" -m watchfloor {command} "{path}" >&-'
    done = subprocess.run(["/bin/sh", "-c", words], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.startswith(said), b"Traceback" in done.stderr) == (code, True, False)


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("tail", 1, b"watchfloor: Standard output is closed: there is nowhere to print to.\n"),
        ("doctor --for 1", 1, b""),
    ],
)
def test_who_asks_a_server_without_a_standard_output_has_no_traceback(
    command: str, code: int, said: bytes
) -> None:
    words = f'exec "{sys.executable}" -m watchfloor {command} http://127.0.0.1:1/ >&-'
    done = subprocess.run(["/bin/sh", "-c", words], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (code, said)


def test_without_a_standard_error_nothing_else_is_said_or_written_in_its_place(tmp_path: Path) -> None:
    path, out = journal(tmp_path / "a.watchfloor", 5), tmp_path / "a.ndjson"
    for command in (f'export "{path}" -o "{out}"', f'import "{out}" -o "{tmp_path}/b.watchfloor"'):
        words = f'exec "{sys.executable}" -m watchfloor {command} 2>&-'
        done = subprocess.run(["/bin/sh", "-c", words], stdout=subprocess.PIPE, check=False)
        assert (done.returncode, done.stdout) == (0, b"")
    assert out.read_bytes().count(b"\n") == audit(tmp_path / "b.watchfloor").channels[0].counted == 5


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("command", ["verify", "tail --help", "serve --help", "--help"])
def test_an_output_that_has_no_sign_for_all_letters_is_no_trouble(
    tmp_path: Path, command: str, encoding: str
) -> None:
    """As a pipe has on some systems; to `verify` it was a proof that failed."""
    words = command.split()
    if command == "verify":
        words.append(str(journal(tmp_path / "a.watchfloor", 5)))
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-m", "watchfloor", *words], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode(encoding)


def test_without_a_standard_input_there_is_a_sentence(tmp_path: Path) -> None:
    words = f'exec "{sys.executable}" -m watchfloor import - -o "{tmp_path}/a.watchfloor" <&-'
    done = subprocess.run(["/bin/sh", "-c", words], stderr=subprocess.PIPE, check=False)
    said = b"watchfloor: Standard input is closed. Name a file to read.\n"
    assert (done.returncode, done.stderr, list(tmp_path.iterdir())) == (1, said, [])


@pytest.mark.parametrize("command", [("record", "http://127.0.0.1:1/"), ("import", "-")])
def test_a_journal_cannot_be_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = watchfloor(*command, "-o", "-", stdin=b'{"n": 1}')
    assert (done.returncode, b"a journal is a file" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_is_said_beside_the_object(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 30)
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM event WHERE id = 15")
    connection.close()
    done = watchfloor("verify", path, "--json")
    assert json.loads(done.stdout)["channels"][0]["balanced"] is False
    assert "watchfloor: map: commit 2 wrote 10 events" in done.stderr.decode()


def test_verify_salvages_what_nobody_goes_on_recording(tmp_path: Path) -> None:
    """A file that only was kept has nothing to be recorded into it: there is a way on all the same."""
    path = journal(tmp_path / "a.watchfloor", 30)
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE event SET data = x'ff' WHERE id = 15")
    connection.close()
    refused = watchfloor("export", path)
    assert (refused.returncode, b"`watchfloor verify --salvage`" in refused.stderr) == (1, True)
    salvaged = watchfloor("verify", path, "--salvage")
    assert (salvaged.returncode, b"Proven: every event" in salvaged.stdout) == (0, True)
    assert "a.watchfloor was damaged. It is kept as a.damaged-" in salvaged.stderr.decode()
    exported = watchfloor("export", path)
    assert (exported.returncode, exported.stdout.count(b"\n")) == (0, 29)
    kept = sorted(tmp_path.glob("*.watchfloor*"))
    assert watchfloor("verify", path, "--salvage").returncode == 0
    assert sorted(tmp_path.glob("*.watchfloor*")) == kept, "what is proven stays as it is"


async def test_a_file_that_is_being_written_is_not_set_aside(oracle: Oracle, tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 30)
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE event SET data = 'x' WHERE id = 15")
    connection.close()
    lock = Lock(path)
    done = watchfloor("verify", path, "--salvage")
    lock.release()
    assert (done.returncode, b"is being written by another Watchfloor" in done.stderr) == (1, True)


def test_what_a_stranger_wrote_does_not_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    row = {"id": "1", "type": "t", "data": "x", "received_at": "2026-01-01T00:00:00Z"}
    row["channel"] = "\x1b[2Jred\n\u202e"
    watchfloor("import", "-", "-o", path, stdin=json.dumps(row).encode())
    said = watchfloor("verify", path).stdout.decode()
    assert said.splitlines()[0] == "✓ �[2Jred��: 1 received = 1 stored + 0 duplicates + 0 refused"


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("verify", "n" * 300), "cannot be reached: File name too long."),
        (("export", "n" * 300), "cannot be reached: File name too long."),
        (("import", "-", "-o", "n" * 240), "is too long a name"),
        (("record", "http://127.0.0.1:1/", "-o", "n" * 240), "is too long a name"),
        (("verify", "circle"), "cannot be reached: Too many levels of symbolic links."),
        (("record", "http://127.0.0.1:1/", "-o", "circle"), "cannot be reached: Too many levels"),
        (("record", "http://127.0.0.1:1/", "-o", "nowhere"), "is a link to a file that is not there."),
        (("export", "nothing"), "is empty: nothing was recorded in it"),
        (("export", "good", "-o", "missing/a.csv"), "There is no folder missing. Make it"),
        (("import", "n" * 300, "-o", "new"), "cannot be read: File name too long."),
    ],
)
def test_a_name_that_leads_nowhere_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "nowhere").symlink_to("there/it/is/not")
    (tmp_path / "nothing").touch()
    journal(tmp_path / "good", 5)
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    done = watchfloor(*command, stdin=b'{"n": 1}')
    assert (done.returncode, sentence in done.stderr.decode()) == (1, True), done.stderr.decode()
    assert [each for each in sorted(tmp_path.iterdir()) if each.name != "home"] == before


async def test_a_file_has_one_writer_by_whichever_name(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    process = await running("record", oracle.url, "-o", path)
    await oracle.sent(50)
    (tmp_path / "link.watchfloor").symlink_to(path)
    code, said = await done("record", oracle.url, "-o", tmp_path / "link.watchfloor", "--count", 1)
    process.send_signal(signal.SIGINT)
    await process.communicate()
    assert (code, "is being written by another Watchfloor" in said) == (1, True)
    assert audit(path).ok


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_an_interrupted_export_leaves_no_half_file(tmp_path: Path, number: signal.Signals) -> None:
    path = journal(tmp_path / "a.watchfloor", 150_000, 5_000)
    # Work for far longer than a signal takes.
    fields = "kind,time,title,severity,lat,lon,place,source,text,data.type"
    process = await running("export", path, "-o", tmp_path / "a.csv", "--fields", fields)
    async with asyncio.timeout(60):
        while not list(tmp_path.glob(".a.csv.*.part")):  # noqa: ASYNC110 - a file tells of itself in no other way
            await asyncio.sleep(0.001)
    process.send_signal(number)
    _, said = await process.communicate()
    assert (process.returncode, b"a.csv was not written." in said) == (0, True)
    assert [each.name for each in tmp_path.iterdir() if "csv" in each.name] == []


def test_a_reader_that_goes_away_ends_an_export(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 5_000, 1_000)
    with subprocess.Popen(
        [sys.executable, "-m", "watchfloor", "export", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"id":"map-1"')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_what_was_exported_can_be_imported(tmp_path: Path) -> None:
    path = journal(tmp_path / "a.watchfloor", 50, channels=("map", "other"))
    exported = watchfloor("export", path).stdout
    done = watchfloor("import", "-", "-o", tmp_path / "b.watchfloor", stdin=exported)
    assert (done.returncode, b"100 events imported" in done.stderr) == (0, True)
    # The rows of two channels alternate by commit; each channel's own order is kept.
    assert sorted(watchfloor("export", tmp_path / "b.watchfloor").stdout.split(b"\n")) == sorted(
        exported.split(b"\n")
    )
    assert watchfloor("verify", tmp_path / "b.watchfloor").returncode == 0
    found = watchfloor("export", tmp_path / "b.watchfloor", "--where", 'title:"port closure" seq:7')
    assert found.stdout.count(b"\n") == 2


def test_import_of_a_capture_and_of_nothing(tmp_path: Path) -> None:
    capture = tmp_path / "morning.txt"
    capture.write_bytes(b'HTTP/1.1 200 OK\r\n\r\nid: 1\ndata: {"severity": 4}\n\nid: 2\ndata: b\n\n')
    out = tmp_path / "a.watchfloor"
    assert watchfloor("import", capture, "-o", out).returncode == 0
    rows = [json.loads(line) for line in watchfloor("export", out).stdout.split(b"\n")[:-1]]
    assert [(row["channel"], row["id"]) for row in rows] == [("morning", "1"), ("morning", "2")]
    missing = watchfloor("import", tmp_path / "none", "-o", out)
    assert (missing.returncode, b"cannot be read: No such file" in missing.stderr) == (1, True)
    assert watchfloor("import", capture).returncode == 2


def test_import_tells_what_it_could_not_read(tmp_path: Path) -> None:
    out = tmp_path / "a.watchfloor"
    done = watchfloor("import", "-", "-o", out, stdin=b'{"n": 1}\n{"n": \n{"n": 3}\n')
    assert done.returncode == 0
    assert b"2 events imported into" in done.stderr
    assert b"1 could not be read and are counted as refused." in done.stderr
    picture = watchfloor("import", "-", "-o", out, stdin=b"PAR1\x15\x04\x15\x00" * 100)
    assert (picture.returncode, b"No event was found in standard input." in picture.stderr) == (1, True)
    assert watchfloor("import", "-", "-o", out, stdin=b": only a heartbeat\n\n").returncode == 0


def test_a_recording_imported_again_adds_nothing_however_long_it_is(tmp_path: Path) -> None:
    """More than a ledger remembers by itself, with ids and without, at one moment and at many."""
    out, capture = tmp_path / "a.watchfloor", tmp_path / "long.txt"
    capture.write_bytes(b"".join(b"id: x%d\ndata: %d\n\n" % (number, number) for number in range(9_000)))
    bare = tmp_path / "bare.txt"
    bare.write_bytes(b"".join(b"data: %d\n\n" % number for number in range(3_000)))
    for source, count in ((capture, 9_000), (bare, 3_000)):
        first = watchfloor("import", source, "-o", out, "--channel", source.stem)
        assert f"{count:,} events imported".encode() in first.stderr
    exported = watchfloor("export", out).stdout
    for source, count in ((capture, 9_000), (bare, 3_000)):
        again = watchfloor("import", source, "-o", out, "--channel", source.stem)
        assert f"0 events imported into {out}. {count:,} were there before.".encode() in again.stderr
    again = watchfloor("import", "-", "-o", out, stdin=exported)
    assert b"0 events imported" in again.stderr
    capture.write_bytes(b"id: x17\ndata: other\n\nid: x18\ndata: 18\n\nid: y\ndata: new\n\n")
    assert b"2 events imported" in watchfloor("import", capture, "-o", out).stderr
    rows = [json.loads(line) for line in watchfloor("export", out).stdout.splitlines()[-2:]]
    assert [row["data"] for row in rows] == ["other", "new"]
    assert watchfloor("verify", out).returncode == 0


def test_an_import_that_fails_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "a.watchfloor"
    for nothing, words in (
        (b"no recording", b"No event was found in standard input."),
        (b"\n \n", b"No event was found in standard input."),
        (b"", b"standard input is empty: there is nothing to import."),
    ):
        refused = watchfloor("import", "-", "-o", out, stdin=nothing)
        assert (refused.returncode, words in refused.stderr) == (1, True), refused.stderr
        assert list(tmp_path.iterdir()) == []
    journal(out, 10)
    assert watchfloor("import", "-", "-o", out, stdin=b"no recording").returncode == 1
    assert watchfloor("verify", out).returncode == 0


async def test_record_keeps_so_many_events_and_goes_on(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    for turn in (1, 2, 3):
        code, said = await done("record", oracle.url, "-o", path, "--count", 7, "--backoff-initial", "0.01")
        # The network fails at random, and what it does is told before the end.
        assert (code, said.splitlines()[-1]) == (0, f"7 events kept in {path}.")
        result = audit(path)
        assert result.ok, result
        totals = result.channels[0].totals
        assert (totals.received, totals.stored, totals.duplicates) == (7 * turn, 7 * turn, 0)
    rows = [json.loads(line)["id"] for line in watchfloor("export", path).stdout.split(b"\n")[:-1]]
    assert rows == [f"n-{number}" for number in range(1, 22)]


async def test_record_of_two_streams_and_status(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    url = oracle.url
    code, said = await done(
        "record", url, f"{url}?b", "-o", path, "--count", 20, "--status", "--backoff-initial", "0.01"
    )
    assert code == 0
    *states, last = map(json.loads, said.splitlines())
    name = url.removeprefix("http://")
    assert {state["channel"] for state in states} == {name, f"{name} (2)"}
    assert (last["channel"], last["note"]) == (str(path), f"20 events kept in {path}.")
    result = audit(path)
    assert result.ok, result
    assert sum(channel.counted for channel in result.channels) == 20


async def test_with_status_all_that_record_says_is_objects(tmp_path: Path, home: Path) -> None:
    """Also what is wrong with its surroundings, with a channel, and with itself."""
    home.write_text("no folder")
    refused = await done("record", "http://127.0.0.1:1/", "-o", tmp_path / "a", "--status", "--for", "0")
    assert refused[0] == 0
    rows = [json.loads(line) for line in refused[1].splitlines()]
    assert str(home) in rows[0]["note"]
    assert rows[-1]["note"] == f"0 events kept in {tmp_path / 'a'}."
    nowhere = await done("record", "http://127.0.0.1:1/", "-o", tmp_path / "no" / "a", "--status")
    assert (nowhere[0], json.loads(nowhere[1])["channel"]) == (1, str(tmp_path / "no" / "a"))


async def test_record_of_a_workspace(oracle: Oracle, tmp_path: Path, home: Path) -> None:
    workspace = tmp_path / "mine.toml"
    workspace.write_text(
        f'''schema = 2
[feeds."My feed"]
url = "{oracle.url}"
profile = "map_stream"
backoff = {{ initial_s = 0.01, max_s = 0.05 }}
'''
    )
    path = tmp_path / "a.watchfloor"
    code, said = await done("record", workspace, "-o", path, "--count", 5)
    assert (code, said.splitlines()[-1]) == (0, f"5 events kept in {path}.")
    assert [channel.name for channel in audit(path).channels] == ["My feed"]
    assert (home / "state" / "log" / "watchfloor.log").is_file()
    workspace.write_text("nonsense")
    code, said = await done("record", workspace, "-o", path)
    assert code == 1
    assert "mine.toml" in said or "Line 1" in said
    code, said = await done("record", tmp_path / "none.toml", "-o", path)
    assert code == 1
    assert said.startswith("watchfloor: ")


async def test_an_address_tells_what_reads_its_events(tmp_path: Path) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        writer.write(f"id: 1\nevent: map-event\ndata: {event(1).data}\n\n".encode())
        await writer.drain()
        writer.close()

    path = tmp_path / "a.watchfloor"
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/map-stream"
        assert (await done("record", url, "-o", path, "--count", 1))[0] == 0
    assert watchfloor("export", path, "--where", "type:drone severity:2").stdout.count(b"\n") == 1


async def test_a_connection_counts_what_the_recording_kept_of_it(tmp_path: Path) -> None:
    """One read brings more than is wanted: what is left to the next run is in no figure of this one."""
    blocks = "".join(f"id: {number}\ndata: x\n\n" for number in range(1, 42)).encode()
    requests: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + blocks)
        await writer.drain()
        await reader.read()  # until the other end has enough
        writer.close()

    path = tmp_path / "a.watchfloor"
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        assert (await done("record", url, "-o", path, "--count", 10))[0] == 0
    story = watchfloor("export", path, "--rows", "story").stdout.splitlines()
    (attempt,) = [row for row in map(json.loads, story) if row["kind"] == "attempt"]
    assert attempt["events"] == audit(path).channels[0].totals.stored == 10


async def test_a_feed_that_is_elsewhere_now_is_not_asked_from_an_id_of_the_first(tmp_path: Path) -> None:
    requests: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await reader.readuntil(b"\r\n\r\n"))
        place = requests[-1].split()[1]
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 7\ndata: %b\n\n" % place)
        await writer.drain()
        await reader.read()
        writer.close()

    path, workspace = tmp_path / "a.watchfloor", tmp_path / "mine.toml"
    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        said = []
        for place in ("one", "two"):
            workspace.write_text(f'schema = 2\n[feeds.mine]\nurl = "http://127.0.0.1:{port}/{place}"\n')
            said.append((await done("record", workspace, "-o", path, "--count", 1, "--for", 20))[1])
    assert [b"last-event-id" in request.lower() for request in requests] == [False, False]
    assert ["came from another address before" in words for words in said] == [False, True]
    (channel,) = audit(path).channels
    assert (channel.counted, channel.broken) == (2, [])


async def test_record_ends_when_it_is_refused_for_good(tmp_path: Path) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        code, said = await done("record", url, "-o", tmp_path / "a.watchfloor")
    assert code == 1
    assert "401" in said
    assert audit(tmp_path / "a.watchfloor").ok


async def test_a_second_recorder_is_refused_and_reading_goes_on(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    first = await running("record", oracle.url, "-o", path, "--backoff-initial", "0.01")
    await oracle.sent(1)  # the file is opened before its first address is asked
    code, said = await done("record", oracle.url, "-o", path)
    assert code == 1
    assert f"is being written by another Watchfloor (process {first.pid}). It can be read here" in said
    assert (await done("verify", path))[0] == 0
    first.send_signal(signal.SIGINT)
    await first.communicate()
    assert first.returncode == 0


async def test_record_of_no_address_or_file_is_usage(tmp_path: Path) -> None:
    assert (await done("record", "ftp://x", "-o", tmp_path / "a"))[0] == 2
    assert (await done("record", "http://x"))[0] == 2
    assert (await done("record", "-o", tmp_path / "a"))[0] == 2


def test_a_folder_or_a_device_is_no_journal_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    for name, words in (("folder", "is a folder."), ("pipe", "is no ordinary file.")):
        for command in (("record", "http://127.0.0.1:1/"), ("import", "-")):
            refused = watchfloor(*command, "-o", tmp_path / name, stdin=b'{"n": 1}')
            assert (refused.returncode, words in refused.stderr.decode()) == (1, True), refused.stderr
    assert [each for each in sorted(tmp_path.iterdir()) if each.name != "home"] == before


async def test_a_secret_in_the_address_is_not_in_the_file(oracle: Oracle, tmp_path: Path) -> None:
    path = tmp_path / "a.watchfloor"
    address = oracle.url.replace("http://", "http://user:hunter2@") + "?token=s3cret&x=1"
    code, _ = await done("record", address, "-o", path, "--count", 3, "-H", "Authorization: Bearer s3cret")
    assert code == 0
    raw = path.read_bytes()
    assert b"s3cret" not in raw
    assert b"hunter2" not in raw
    assert b"/feed?x=1" in raw
