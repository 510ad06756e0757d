"""`watchfloor doctor` as people start it: what it prints, and how it ends."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.integration.doctor import illness as ill
from tests.integration.doctor.lodging import lodged
from tests.integration.doctor.patient import HEADERS
from tests.integration.doctor.ward import free_port
from watchfloor.core.secret.redaction import MARK

COMMAND = (sys.executable, "-m", "watchfloor", "doctor")


def doctor(*words: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        encoding=encoding,
        timeout=60,
        check=False,
        env={"PYTHONPATH": "app", "PYTHONIOENCODING": encoding, "PATH": ""},
    )


def verdict(*words: str) -> tuple[int, dict[str, Any]]:
    ended = doctor(*words, "--json")
    assert ended.stderr == ""
    [line] = ended.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    assert list(found) == ["ok", "verdict", "findings"]
    for finding in found["findings"]:
        assert list(finding) == ["id", "title", "evidence", "advice"]
        assert all(finding.values())
    assert found["verdict"] == (found["findings"][0]["id"] if found["findings"] else "healthy")
    return ended.returncode, found


@contextmanager
def well() -> Iterator[str]:
    with lodged(ill.well) as url:
        yield url


def test_a_healthy_stream_ends_with_0() -> None:
    with well() as url:
        assert verdict(url, "--for", "2") == (0, {"ok": True, "verdict": "healthy", "findings": []})


def test_people_see_each_step_and_the_verdict_last() -> None:
    with well() as url:
        ended = doctor(url, "--for", "2")
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == f"Examining {url}"
    steps = [line.split()[1] for line in lines if line[2:3] in ("✓", "✕", "·")]
    assert steps[:4] == ["resolves", "connects", "answers", "listens"]
    assert {"resumes", "heartbeat", "buffering"} <= set(steps)
    assert lines[-1].startswith("Verdict: healthy")


def test_a_stream_that_was_cut_off_once_is_not_called_well_without_more() -> None:
    with lodged(ill.cut_once) as url:
        ended = doctor(url, "--for", "4")
    assert ended.returncode == 0
    told = " ".join(ended.stdout.rpartition("Verdict:")[2].split())
    assert told.startswith("healthy, so far. The other side ended a connection")
    assert "listen longer" in told


def test_what_is_wrong_ends_with_1_and_says_what_to_do() -> None:
    with lodged(lambda: ill.plain("403 Forbidden")) as url:
        code, found = verdict(url, "--for", "2")
        ended = doctor(url, "--for", "2")
    assert (code, found["ok"], found["verdict"]) == (1, False, "forbidden")
    assert ended.returncode == 1
    assert "Measured:" in ended.stdout
    assert "To do:" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "Verdict: forbidden."


def test_a_stream_that_cannot_be_unpacked_is_no_wrong_usage() -> None:
    with lodged(lambda: ill.well(HEADERS + "Content-Encoding: br\r\n")) as url:
        code, found = verdict(url, "--for", "2")
    assert (code, found["ok"]) == (1, False)
    assert "br" in found["findings"][0]["evidence"]


def test_lines_fit_a_terminal_and_break_where_one_reads_on() -> None:
    with lodged(ill.live_only) as url:
        ended = doctor(url, "--for", "3")
    lines = ended.stdout.splitlines()
    assert max(map(len, lines)) <= 88
    assert not any(line.endswith("-") or line.strip() in ("s.", "ms.", "min.") for line in lines)
    assert "`Last-Event-ID`" in ended.stdout


def test_a_terminal_that_knows_ascii_alone_is_no_trouble() -> None:
    with lodged(lambda: ill.plain("404 Not Found")) as url:
        ended = doctor(url, "--for", "1", encoding="ascii")
    assert ended.returncode == 1
    assert ended.stderr == ""


def test_an_event_over_16_mib_is_oversize() -> None:
    with lodged(lambda: ill.large(16 * 2**20 + 1)) as url:
        code, found = verdict(url, "--for", "4")
    assert (code, found["verdict"]) == (1, "oversize")


def test_nothing_listens() -> None:
    code, found = verdict(f"http://127.0.0.1:{free_port()}/", "--for", "2")
    assert (code, found["verdict"]) == (1, "refused")


def test_no_such_name() -> None:
    code, found = verdict("http://nowhere.invalid/stream", "--for", "2")
    assert (code, found["verdict"]) == (1, "unreachable-dns")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("ftp://example.org/",),
        ("http://",),
        ("http://two words/",),
        ("http://example.org:99999/",),
        ("http://example.org/", "--for", "soon"),
        ("http://example.org/", "--for", "0"),
        ("http://example.org/", "-H", "no header"),
        ("http://example.org/", "--what"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(words: tuple[str, ...]) -> None:
    ended = doctor(*words)
    assert ended.returncode == 2
    assert "watchfloor doctor: error: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_ctrl_c_ends_it_cleanly() -> None:
    with well() as url:
        process = subprocess.Popen(
            [*COMMAND, url, "--for", "60"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={"PYTHONPATH": "app", "PYTHONIOENCODING": "utf-8", "PATH": ""},
        )
        assert process.stdout is not None
        while "answers" not in process.stdout.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        told, complaints = process.communicate(timeout=20)
    assert (process.returncode, complaints) == (0, "")
    assert told.splitlines()[-1] == "Stopped before a verdict."


def test_headers_are_sent_and_never_shown() -> None:
    with lodged(lambda: ill.echoing("planted-s3cret")) as url:
        known = doctor(url, "--for", "2", "-H", "Authorization: Bearer planted-s3cret", "--json")
        words = ("-H", "Authorization: Bearer other-planted-s3cret", "-H", "Cookie: sid=planted-c00kie")
        ended = doctor(f"{url}?token=planted-t0ken", "--for", "2", *words)
    assert json.loads(known.stdout)["verdict"] == "healthy"
    assert ended.stdout.splitlines()[-1] == "Verdict: unauthorized."
    assert "planted" not in ended.stdout + ended.stderr
    assert MARK in ended.stdout
