"""The command line's own part: which command runs, and what is loaded for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from watchfloor import __version__
from watchfloor.cli import COMMANDS, READS_EVENTS, main


def modules_after(*words: str) -> set[str]:
    """What is imported once this command line has been answered."""
    script = (
        "import sys\nfrom watchfloor.cli import main\n"
        f"try: main({list(words)!r})\nexcept SystemExit: pass\n"
        "print('|'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.strip().rsplit("\n", 1)[-1].split("|"))


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_the_first_questions_are_answered_without_anything_heavy(words: list[str]) -> None:
    assert not {"PySide6", "httpx", "asyncio", "msgspec"} & modules_after(*words)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "demo"])
def test_no_command_without_a_window_imports_qt(name: str) -> None:
    assert not {"PySide6", "qasync", "pyqtgraph"} & modules_after(name, "--help")


@pytest.mark.parametrize("name", ["serve", "tail", "verify", "doctor"])
def test_plug_ins_are_loaded_only_where_profiles_read(name: str) -> None:
    assert name not in READS_EVENTS
    assert "watchfloor.services.home.plugin" not in modules_after(name, "--help")


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"watchfloor {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"usage: watchfloor {name}" in capsys.readouterr().out


def test_what_is_wrong_with_the_words_is_said_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["tail"])
    assert ended.value.code == 2
    assert "URL" in capsys.readouterr().err


def test_a_known_error_is_a_sentence_with_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "/nowhere/at-all.watchfloor"]) == 1
    assert capsys.readouterr().err.startswith("watchfloor: ")


@pytest.mark.parametrize(
    ("word", "words"),
    [("recrod", "Did you mean record?"), ("Export", "Did you mean export?"), ("frobnicate", "nor a file\n")],
)
def test_a_slip_of_the_pen_is_told_what_it_may_have_been(
    word: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main([word, "x"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert f"{word!r} is neither a command" in said
    assert words in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["help", "tial"], "'tial' is no command. Did you mean tail?\n"),
        (["help", "frobnicate"], "'frobnicate' is no command.\n"),
        (["serve", "--prot", "8"], "there is no flag --prot. Did you mean --port?\n"),
        (["verify", "--jsno=1", "x.watchfloor"], "there is no flag --jsno. Did you mean --json?\n"),
        (["verify", "a.watchfloor", "b.watchfloor"], "unrecognized arguments: b.watchfloor\n"),
        (["--bogus"], "unrecognized arguments: --bogus\n"),
    ],
)
def test_what_is_not_known_is_told_with_what_may_be_meant(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    first, where = capsys.readouterr().err.splitlines()
    assert f"{first}\n".endswith(f": error: {said}")
    assert where in ("Try watchfloor --help", f"Try watchfloor {words[0]} --help")


@pytest.mark.parametrize(
    ("words", "usage"), [(["help"], "usage: watchfloor ["), (["help", "tail"], "usage: watchfloor tail")]
)
def test_who_asks_for_help_by_word_gets_it(
    words: list[str],
    usage: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert (ended.value.code, capsys.readouterr().out[: len(usage)]) == (0, usage)


@pytest.mark.parametrize(
    "words", [["verify", "\udcff.watchfloor"], ["\udcff.toml"], ["tail", "http://x/\udcff"]]
)
def test_bytes_that_are_no_text_are_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "holds bytes that are no UTF-8." in capsys.readouterr().err
