"""The benchmarks themselves: they compare like with like, and say why they could not."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks import decode
from watchfloor.core.error import KnownError


@pytest.mark.parametrize("shape", decode.SHAPES.values(), ids=decode.SHAPES)
def test_both_decoders_say_the_same_of_every_shape(shape: str) -> None:
    blocks = decode.stream_of(shape, 300)
    assert len(decode.ours(blocks)) == 300
    assert decode.same(blocks)


@pytest.mark.parametrize("shape", decode.SHAPES.values(), ids=decode.SHAPES)
def test_every_event_has_the_size_that_is_printed(shape: str) -> None:
    assert sum(map(len, decode.stream_of(shape, 300))) == 300 * decode.EVENT_BYTES


def test_decoders_that_disagree_are_not_timed() -> None:
    """A comment behind an id is an event to httpx-sse: that stream would compare nothing."""
    with pytest.raises(AssertionError, match="disagree"):
        decode.compare("id: {}\nevent: t\ndata: ~\n\n:\n\n", 10, 1)


def test_figures_have_a_rate_and_a_ratio() -> None:
    figures = decode.compare(decode.SHAPES["usual"], 300, 1)
    assert set(figures) == {"events_per_s", "httpx_sse_events_per_s", "ratio"}
    assert all(figure > 0 for figure in figures.values())


def test_the_folder_is_searched() -> None:
    assert "decode" in bench.names()
    assert not any(name.startswith(("_", "test_")) for name in bench.names())


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["nonsense"]) == 2
    assert "No such benchmark: nonsense" in capsys.readouterr().err


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> None:
        raise KnownError("No redis-server here: `make test` installs it.")

    module = ModuleType("tests.benchmarks.wanting")
    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    bench.alone("wanting")
    assert json.loads(capsys.readouterr().out) == {
        "skipped": "No redis-server here: `make test` installs it."
    }


def test_a_module_without_run_is_no_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    bench.alone("__init__")
    assert json.loads(capsys.readouterr().out) is None


def test_each_runs_in_a_process_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.figures_of("test_benchmark") is None
    assert capfd.readouterr().err == "test_benchmark …\n"


def test_a_failure_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\nexit 3\n")
    failing.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(failing))
    assert bench.figures_of("decode") == {"failed": "ended with 3; its traceback is above"}
    assert bench.main(["decode"]) == 1
