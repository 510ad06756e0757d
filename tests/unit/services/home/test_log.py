"""The log: lines that machines read, without secrets, at the level that each channel was given."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from watchfloor.core.error import KnownError
from watchfloor.services.home import log as logs
from watchfloor.services.home.log import Log, log_of


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log", lambda: ["kn0wn-s3cret"])
    log.begin()
    yield log
    log.close()


def _lines(log: Log) -> list[dict[str, Any]]:
    assert log.path is not None
    return [json.loads(line) for line in log.path.read_text("utf-8").split("\n")[:-1]]


def test_a_line_says_when_how_bad_who_and_what(log: Log) -> None:
    log_of("World map").info("Connected to %s", "example.org")

    (line,) = _lines(log)
    assert line["at"].endswith("+00:00")
    assert (line["level"], line["logger"]) == ("info", "watchfloor.channel")
    assert (line["channel"], line["message"]) == ("World map", "Connected to example.org")


def test_more_fields_go_along_by_their_names(log: Log) -> None:
    logging.getLogger("watchfloor.x").info("Ended", extra={"status": 503, "password": "hunter2"})

    (line,) = _lines(log)
    assert line["status"] == 503
    assert line["password"] == "[redacted]"


def test_line_breaks_stay_within_their_line(log: Log) -> None:
    logging.getLogger("watchfloor.x").info("one\ntwo\u2028three\r\x1b[31m")

    assert _lines(log)[0]["message"] == "one\ntwo\u2028three\r\x1b[31m"
    assert log.path is not None
    assert log.path.read_bytes().count(b"\n") == 1


@pytest.mark.logs("It broke")
def test_an_exception_is_told_whole_but_for_secrets(log: Log) -> None:
    try:
        int("token=hunter2 and kn0wn-s3cret")
    except ValueError:
        logging.getLogger("watchfloor.x").exception("It broke")

    (line,) = _lines(log)
    assert "ValueError" in line["exception"]
    assert "Traceback" in line["exception"]
    assert "hunter2" not in line["exception"]
    assert "kn0wn-s3cret" not in line["exception"]


@pytest.mark.parametrize(
    "message",
    [
        "GET https://ana:hunter2@example.org/?access_token=hunter2",
        "Authorization: Bearer hunter2-hunter2",
        "it was kn0wn-s3cret",
        "Cookie: sid=hunter2",
    ],
)
def test_no_secret_is_written(log: Log, message: str) -> None:
    log_of("a kn0wn-s3cret").info(message)

    assert log.path is not None
    text = log.path.read_text()
    assert "hunter2" not in text
    assert "kn0wn-s3cret" not in text


def test_each_channel_has_its_level_at_run_time(log: Log) -> None:
    def tell() -> None:
        for channel in ("a", "b"):
            log_of(channel).debug("fine")
            log_of(channel).info("plain")

    tell()
    log.set_level("debug", "a")
    log.set_level("error")
    tell()
    log.unset_level("a")
    tell()

    assert [(line["channel"], line["message"]) for line in _lines(log)] == [
        ("a", "plain"), ("b", "plain"), ("a", "fine"), ("a", "plain")
    ]  # fmt: skip
    assert (log.level_of("a"), log.level_of()) == ("error", "error")


def test_what_nobody_wants_is_not_even_made(log: Log) -> None:
    assert not log_of("a").isEnabledFor(logging.DEBUG)
    log.set_level("debug", "b")
    assert log_of("a").isEnabledFor(logging.DEBUG)
    log.unset_level("b")
    assert not log_of("a").isEnabledFor(logging.DEBUG)


def test_an_unknown_level_is_a_sentence(log: Log) -> None:
    with pytest.raises(KnownError, match="no level 'loud'"):
        log.set_level("loud")


def test_other_libraries_are_heard_only_when_they_warn(log: Log) -> None:
    logging.getLogger("httpx").info("HTTP Request: GET https://example.org/?token=hunter2")

    assert _lines(log) == []


def test_the_file_turns_over_and_the_oldest_goes(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    assert log._handler is not None
    log._handler.maxBytes = 2000
    for number in range(200):
        log_of("a").info("line %d", number)

    files = sorted(path.name for path in log.folder.iterdir())
    assert files == ["watchfloor.log", "watchfloor.log-lock", *(f"watchfloor.log.{n}" for n in range(1, 5))]
    assert all(path.stat().st_size <= 2000 for path in log.folder.iterdir())
    assert _lines(log)[-1]["message"] == "line 199"


def test_one_long_message_is_cut(log: Log) -> None:
    log_of("a").info("x" * 100_000)

    assert len(_lines(log)[0]["message"]) == logs.MOST_CHARACTERS + 1


def test_two_programs_have_a_file_each(log: Log) -> None:
    other = Log(log.folder)
    other.begin()
    assert other.path is not None
    assert other.path.name == "watchfloor-2.log"
    other.close()

    third = Log(log.folder)
    third.begin()
    assert third.path == log.folder / "watchfloor-2.log"
    third.close()


def test_a_line_that_cannot_be_written_is_counted_and_stops_nothing(log: Log) -> None:
    assert log._handler is not None
    log._handler.close()
    log._handler.baseFilename = str(log.folder / "nowhere" / "x.log")
    log_of("a").info("lost")

    assert log.lost == 1


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    log = Log(tmp_path / "file")

    with pytest.raises(KnownError, match="cannot be made"):
        log.begin()
    assert log.path is None
    log.close()


def test_begin_and_close_leave_logging_as_it_was(tmp_path: Path) -> None:
    before = (list(logging.getLogger().handlers), logging.getLogger("watchfloor").level)
    log = Log(tmp_path)
    log.begin()
    log.begin()
    assert len(logging.getLogger().handlers) == len(before[0]) + 1
    log.close()
    log.close()

    assert (list(logging.getLogger().handlers), logging.getLogger("watchfloor").level) == before
    assert not list(tmp_path.glob("*lock"))


def test_a_figure_stays_one_unless_it_is_a_secret(tmp_path: Path) -> None:
    log = Log(tmp_path, lambda: ["1234567"])
    log.begin()
    logging.getLogger("watchfloor").info("x", extra={"count": 3, "password": 42, "number": 1234567})
    log.close()
    (line,) = [json.loads(text) for text in (tmp_path / "watchfloor.log").read_text().splitlines()]
    assert line["count"] == 3
    assert (line["password"], line["number"]) == ("[redacted]", "[redacted]")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_lets_the_program_end(tmp_path: Path) -> None:
    (tmp_path / "watchfloor.log").symlink_to("/dev/full")
    log = Log(tmp_path)
    log.begin()
    log_of("a").info("lost")
    assert log.lost == 1
    log.close()
    assert list(tmp_path.iterdir()) == [tmp_path / "watchfloor.log"]
