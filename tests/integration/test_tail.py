"""`watchfloor tail` as a user starts it: a process, its output, its end."""

import asyncio
import fcntl
import json
import os
import shlex
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.integration.fault_server import (
    FaultServer,
    Step,
    answer,
    event,
    events,
    rst,
    send,
    silence,
    sse,
    when,
)
from watchfloor import __version__

PATIENCE_S = 30.0
PIPE_BYTES = 4096
FULL = Path("/dev/full")
COMMAND = [sys.executable, "-W", "error", "-m", "watchfloor"]
FAST = ("--backoff-initial", "0.01", "--backoff-max", "0.05")
HOLD = [sse(), send(events(1, 3)), silence]


class Tail:
    """A running tail."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        self.process = process
        self.out = process.stdout or asyncio.StreamReader()
        self.err = process.stderr

    async def line(self) -> bytes:
        async with asyncio.timeout(PATIENCE_S):
            return await self.out.readuntil(b"\n")

    async def row(self) -> dict[str, object]:
        row = json.loads(await self.line())
        assert isinstance(row, dict)
        return row

    async def told(self, words: str) -> str:
        """The line of standard error that says this."""
        async with asyncio.timeout(PATIENCE_S):
            while words not in (line := (await self.err.readuntil(b"\n")).decode()):
                pass
            return line

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def end(self) -> tuple[int, bytes, str]:
        async with asyncio.timeout(PATIENCE_S):
            out, err = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, out or b"", err.decode()


@asynccontextmanager
async def tail(*words: str, stdout: int = subprocess.PIPE) -> AsyncIterator[Tail]:
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "tail", *words, stdout=stdout, stderr=subprocess.PIPE, limit=2**24
    )
    try:
        yield Tail(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def run(*words: str) -> tuple[int, bytes, str]:
    async with tail(*words) as running:
        return await running.end()


async def test_json_has_the_keys_that_are_promised() -> None:
    script = [sse(), send(event("hello", "a-1", "greeting"), "data: two\ndata: lines\n\n"), silence]
    async with FaultServer(script) as server:
        code, out, err = await run(server.url, "--json", "--count", "2")
    assert (code, err) == (0, "")
    first, second = map(json.loads, out.splitlines())
    assert list(first) == ["id", "type", "data", "received_at", "seq"]
    assert (first["id"], first["type"], first["data"], first["seq"]) == ("a-1", "greeting", "hello", 1)
    received = datetime.fromisoformat(first["received_at"])
    assert received.tzinfo is not None
    assert abs((datetime.now(UTC) - received).total_seconds()) < 600
    assert (second["id"], second["type"], second["data"], second["seq"]) == (
        "a-1",
        "message",
        "two\nlines",
        2,
    )


async def test_each_object_ends_with_a_newline_alone() -> None:
    """Whatever the data holds, a line is an object and an object a line."""
    texts = ["a\u2028b", "c\u2029d", "e\x85f", "g\x0bh\x0c", "Łódź 🙂", 'quote " and \\', "\ufffd\x00nul"]
    body = "".join(event(text) for text in texts)
    async with FaultServer([sse(), send(body), silence]) as server:
        code, out, _ = await run(server.url, "--json", "--count", str(len(texts)))
    assert code == 0
    assert b"\r" not in out
    lines = out.split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["data"] for line in lines] == texts


async def test_it_prints_at_once() -> None:
    more = asyncio.Event()
    script = [sse(), send(events(1, 1)), when(more), send(events(2, 2)), silence]
    async with FaultServer(script) as server, tail(server.url, "--json") as running:
        assert (await running.row())["data"] == "1"
        more.set()
        assert (await running.row())["data"] == "2"


async def test_count_ends_in_the_middle_of_a_read() -> None:
    async with FaultServer([sse(), send(events(1, 1000)), silence]) as server:
        code, out, _ = await run(server.url, "--json", "--count", "7")
    assert code == 0
    assert [json.loads(line)["data"] for line in out.splitlines()] == [str(n) for n in range(1, 8)]


async def test_for_ends_after_so_long() -> None:
    async with FaultServer(HOLD) as server:
        code, out, err = await run(server.url, "--json", "--for", "2")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 3


async def test_for_ends_although_nobody_answers() -> None:
    async with FaultServer([silence]) as server:
        assert await run(server.url, "--for", "0.2") == (0, b"", "")


async def test_flags_of_the_request() -> None:
    async with FaultServer(HOLD) as server:
        words = ("-H", "Authorization: Bearer x", "--header", "X-Name:Łódź", "--last-event-id", "é-7")
        await run(server.url, "--count", "1", *words)
        await run(server.url, "--count", "1", "--data", '{"a": 1}', "-H", "Content-Type: application/json")
        await run(server.url, "--count", "1", "--data", "x", "--method", "REPORT")
    plain, posted, reported = server.requests
    assert plain.headers["authorization"] == "Bearer x"
    assert plain.headers["x-name"] == "Łódź"
    assert plain.last_event_id == "é-7"
    assert (posted.method, posted.body) == ("POST", b'{"a": 1}')
    assert posted.headers["content-type"] == "application/json"
    assert (reported.method, reported.body) == ("REPORT", b"x")


async def test_it_goes_on_after_a_break() -> None:
    more = [sse(), send(events(2, 4)), silence]
    scripts: list[list[Step]] = [
        [sse(), send(events(1, 2))],
        [answer("503 Service Unavailable")],
        [rst],
        more,
    ]
    async with FaultServer(*scripts) as server:
        code, out, _ = await run(server.url, "--json", "--count", "4", *FAST)
    assert code == 0
    assert [json.loads(line)["data"] for line in out.splitlines()] == ["1", "2", "3", "4"]
    assert [request.last_event_id for request in server.requests] == [None, "2", "2", "2"]


async def test_a_resume_is_told_beside_the_events() -> None:
    scripts = [[sse(), send(events(1, 2))], [sse(), send(events(2, 4)), silence]]
    async with FaultServer(*scripts) as server, tail(server.url, *FAST) as running:
        words = await running.told("Resumed from 2 after 0.")
        assert words.endswith("2 replayed, 1 doubled, 0 missing.\n")


async def test_status_goes_to_standard_error_as_objects() -> None:
    scripts = [[sse(), send(events(1, 1))], [answer("404 Not Found", "gone")]]
    async with FaultServer(*scripts) as server:
        code, out, err = await run(server.url, "--json", "--status", *FAST)
    assert code == 1
    assert len(out.splitlines()) == 1
    rows = [json.loads(line) for line in err.splitlines()]
    states = [row["state"] for row in rows]
    assert [state for n, state in enumerate(states) if states[n - 1 : n] != [state]] == [
        "connecting",
        "connected",
        "reconnecting",
        "connecting",
        "failed",
    ]
    assert all({"state", "at", "channel"} <= set(row) for row in rows)
    reconnecting = rows[states.index("reconnecting")]
    assert (reconnecting["attempt"], reconnecting["code"]) == (1, "closed")
    assert 0 <= reconnecting["retry_in_s"] < 1
    assert (rows[-1]["reason"], rows[-1]["advice"]) == ("404 Not Found: gone", "check the address")


async def test_with_status_all_of_standard_error_is_objects() -> None:
    gap = [sse(), send(events(1, 2), events(5, 5)), silence]
    async with FaultServer(gap) as server:
        code, _, err = await run(server.url, "--json", "--count", "3", "--status")
    rows = [json.loads(line) for line in err.splitlines()]
    assert code == 0
    assert [row["note"] for row in rows if "note" in row] == ["Gap: 2 missing after 2, before 5."]
    assert all({"state", "at", "channel"} <= set(row) for row in rows)


async def test_no_state_tells_what_an_address_hides() -> None:
    async with FaultServer([sse(), send(events(1, 1)), silence]) as server:
        address = server.url.replace("://", "://user:hunter2@") + "?token=s3cret&x=1"
        code, _, err = await run(address, "--count", "1", "--status", "--json")
    assert server.requests[0].target.endswith("?token=s3cret&x=1")
    rows = [json.loads(line) for line in err.splitlines()]
    assert code == 0
    assert rows
    assert all("x=1" in row["channel"] for row in rows)
    assert not any(secret in err for secret in ("hunter2", "s3cret"))


async def test_who_never_gets_through_is_told_why_once() -> None:
    refused = [answer("503 Service Unavailable", "full")]
    async with FaultServer(refused, refused, HOLD) as server:
        code, _, err = await run(server.url, "--json", "--count", "1", *FAST)
    assert (code, err) == (0, "watchfloor: 503 Service Unavailable (trying again): full\n")


async def test_a_break_is_told_only_when_it_lasts() -> None:
    refused = [answer("503 Service Unavailable", "full")]
    async with FaultServer([sse(), send(event("a"))], HOLD) as server:
        code, _, err = await run(server.url, "--json", "--count", "4", *FAST)
    assert (code, [line for line in err.splitlines() if line.startswith("watchfloor: ")]) == (0, [])
    async with FaultServer([sse(), send(event("a"))], refused, refused, HOLD) as server:
        code, _, err = await run(server.url, "--json", "--count", "4", *FAST)
    assert code == 0
    told = [line for line in err.splitlines() if line.startswith("watchfloor: ")]
    assert told == ["watchfloor: 503 Service Unavailable (trying again): full"]


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
async def test_an_output_that_cannot_be_written_is_told() -> None:
    with FULL.open("wb") as full:
        async with FaultServer(HOLD) as server, tail(server.url, "--json", stdout=full.fileno()) as running:
            code, _, err = await running.end()
    assert (code, err) == (1, "watchfloor: Standard output cannot be written: No space left on device.\n")


EARLY = """
import sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == "httpx":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupt())
from watchfloor.cli import main
sys.exit(main(["tail", "http://127.0.0.1:1/"]))
"""


def test_ctrl_c_while_it_still_starts() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", EARLY], check=False, capture_output=True, timeout=PATIENCE_S
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")


def test_an_unknown_command_is_wrong_usage() -> None:
    ended = subprocess.run([*COMMAND, "frobnicate"], check=False, capture_output=True, timeout=PATIENCE_S)
    assert ended.returncode == 2
    assert b"'frobnicate' is neither a command nor a file" in ended.stderr


async def test_refused_for_good_is_one() -> None:
    async with FaultServer([answer("401 Unauthorized", "who are you?")]) as server:
        code, out, err = await run(server.url)
    assert (code, out) == (1, b"")
    assert err == "watchfloor: 401 Unauthorized (sign in again): who are you?\n"


async def test_no_content_is_a_clean_end() -> None:
    async with FaultServer([sse(), send(events(1, 1))], [send("HTTP/1.1 204 No Content\r\n\r\n")]) as server:
        code, out, err = await run(server.url, *FAST)
    assert code == 0
    assert len(out.splitlines()) == 1
    assert err == "watchfloor: The server has nothing more to send (204 No Content).\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_ctrl_c_ends_it_cleanly(number: signal.Signals) -> None:
    async with FaultServer(HOLD) as server, tail(server.url, "--json") as running:
        for _ in range(3):
            await running.line()
        running.signal(number)
        assert await running.end() == (0, b"", "")
        await server.deserted()


async def test_ctrl_c_while_it_waits_to_try_again() -> None:
    async with (
        FaultServer([answer("503 Service Unavailable", retry_after="1000")]) as server,
        tail(server.url, "--status") as running,
    ):
        await running.told("reconnecting")
        running.signal(signal.SIGINT)
        code, out, err = await running.end()
        assert (code, out) == (0, b"")
        assert "Traceback" not in err


async def full(pipe: int) -> None:
    """Until nothing more goes into this pipe: whoever writes now waits."""
    while struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0] < PIPE_BYTES:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_ctrl_c_while_nobody_reads() -> None:
    """The pipe is full and writing waits: Ctrl-C ends it all the same."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    flood = [sse(), *[send("data: " + "x" * 60_000 + "\n\n")] * 20, silence]
    async with FaultServer(flood) as server, tail(server.url, "--json", stdout=writing) as running:
        try:
            async with asyncio.timeout(PATIENCE_S):
                await full(reading)
            running.signal(signal.SIGINT)
            code, _, err = await running.end()
            assert (code, err) == (0, "")
        finally:
            os.close(reading)
            os.close(writing)


async def test_a_reader_that_left_ends_it_quietly() -> None:
    script = [sse(), *[send(events(n, n)) for n in range(1, 2000)], silence]
    async with FaultServer(script) as server:
        words = shlex.join([*COMMAND, "tail", server.url, "--json"])
        shell = f"set -o pipefail; {words} | head -1; echo ${{PIPESTATUS[0]}}"
        process = await asyncio.create_subprocess_exec(
            "bash", "-c", shell, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        async with asyncio.timeout(PATIENCE_S):
            out, err = await process.communicate()
    first, code = out.splitlines()
    assert json.loads(first)["data"] == "1"
    assert (code, err) == (b"0", b"")


WRONG = {
    "no address": ((), "the following arguments are required: URL"),
    "no scheme": (("localhost:80",), "'localhost:80' is not an http:// or https:// address"),
    "another scheme": (("ftp://a/",), "'ftp://a/' is not an http:// or https:// address"),
    "no host": (("http:///x",), "'http:///x' is not an http:// or https:// address"),
    "half a host": (("http://[::1/",), "'http://[::1/' is not an http:// or https:// address"),
    "no port": (("http://h:port/",), "port in 'http://h:port/' is no port"),
    "a port too high": (("http://h:99999/",), "99999 in 'http://h:99999/' is no port"),
    "a header without a colon": (("http://h/", "-H", "x"), "'x' is not a header: write 'Name: value'"),
    "a header with a line break": (("http://h/", "-H", "x: a\nb"), "a header cannot have line breaks"),
    "a header with a space in its name": (("http://h/", "-H", "x y: a"), "'x y: a' is not a header"),
    "an id with a line break": (
        ("http://h/", "--last-event-id", "a\nb"),
        "'a\\nb' cannot be sent: it has a control character",
    ),
    "an id with a space at its end": (
        ("http://h/", "--last-event-id", "a "),
        "'a ' cannot be sent: it begins",
    ),
    "no count": (("http://h/", "--count", "0"), "'0' is not a number above zero"),
    "no time": (("http://h/", "--for", "soon"), "'soon' is not a number of seconds"),
    "never": (("http://h/", "--for", "nan"), "'nan' is not a number of seconds"),
    "an unknown flag": (("http://h/", "--nonsense"), "there is no flag --nonsense.\n"),
    "a method that is none": (("http://h/", "--method", "G E T"), "'G E T' is not a method"),
}


@pytest.mark.parametrize(("words", "sentence"), WRONG.values(), ids=WRONG)
async def test_usage_is_two(words: tuple[str, ...], sentence: str) -> None:
    code, out, err = await run(*words)
    assert (code, out) == (2, b"")
    assert sentence in err
    assert "Traceback" not in err


async def test_text_for_people_is_one_line_without_control_characters() -> None:
    script = [sse(), send(event("\x1b[31mred\x07 a\u2028b", "7", "place"), "data: a\ndata: b\n\n"), silence]
    async with FaultServer(script) as server:
        code, out, _ = await run(server.url, "--count", "2")
    first, second = out.decode().split("\n")[:2]
    assert code == 0
    assert first.split("  ")[1:] == ["place", "7", "�[31mred� a�b"]
    assert second.split("  ")[1:] == ["message", "a ⏎ b"]


async def test_a_refusal_cannot_steer_the_terminal() -> None:
    evil = "\x1b[31mred \u202etxt \x07"
    async with FaultServer([answer("403 \x1b]0;Evil", evil)]) as server:
        code, _, err = await run(server.url)
    assert code == 1
    assert err == "watchfloor: 403 �]0;Evil (ask for access): �[31mred �txt �\n"


async def test_what_is_wrong_with_the_stream_is_said_beside_it() -> None:
    gap = [sse(), send(events(1, 2), events(5, 5), "id:  9\ndata: x\n\n"), silence]
    async with FaultServer(gap) as server:
        code, _, err = await run(server.url, "--json", "--count", "4")
    assert code == 0
    assert "Gap: 2 missing after 2, before 5." in err
    assert "The id ' 9' will not be sent back: it begins or ends with a space" in err


async def test_a_terminal_that_is_not_utf8() -> None:
    async with FaultServer([sse(), send(event("Łódź 🙂")), silence]) as server:
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            "tail",
            server.url,
            "--count",
            "1",
            "--status",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
        )
        out, err = await process.communicate()
    assert (process.returncode, b"Traceback" in err) == (0, False)
    assert "Łódź 🙂".encode() in out


IMPORTS = """
import sys
from watchfloor.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
heavy = {"PySide6", "qasync", "pyqtgraph", "numpy", "httpx", "starlette", "uvicorn", "apsw", "asyncio"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_version_and_help_import_next_to_nothing(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, *words], capture_output=True, text=True, check=False
    )
    assert done.stderr == "[]\n"
    if words == ("--version",):
        assert done.stdout == f"watchfloor {__version__}\n"
    else:
        assert "tail" in done.stdout


def test_tails_help_imports_no_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, "tail", "--help"], capture_output=True, text=True, check=False
    )
    assert not {"PySide6", "qasync", "pyqtgraph"} & set(
        done.stderr.strip("[]\n").replace("'", "").split(", ")
    )
    for flag in (
        "--json",
        "--count",
        "--for",
        "-H",
        "--last-event-id",
        "--method",
        "--data",
        "--backoff-initial",
    ):
        assert flag in done.stdout
