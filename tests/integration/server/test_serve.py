"""The command: its words, its first line, its sentences, and that what the documentation says is there."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import httpx
import pytest

from tests.integration.server.conftest import APP, StartProcess
from watchfloor.command import serve
from watchfloor.core.error import KnownError
from watchfloor.server.app import application
from watchfloor.server.fault import MAIN_TYPES, Kind
from watchfloor.server.house import House
from watchfloor.server.scenario import SCENARIOS
from watchfloor.server.setting import Setting

DOCUMENT = (APP.parent / "docs" / "server.md").read_text(encoding="utf-8")


def setting(*words: str) -> Setting:
    return serve.setting_of(serve.parser().parse_args(words))


def test_nothing_said_means_the_seeds_figures() -> None:
    assert setting() == Setting(port=8765)


def test_words_become_settings_and_win_over_the_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHFLOOR_TOKEN_SECRET", "from the environment")
    said = setting(
        "--host", "0.0.0.0", "--port", "0", "--database", "x.sqlite", "--scenario", "demo", "--seed", "7",
        "--dev",
        "--map-poll-s", "3", "--map-poll-limit", "9.0", "--company-connections", "5", "--token-audience", "a",
        "--cors-origin", "https://a", "--cors-origin", "https://b", "--host-name", "n", "--rate", "20",
    )  # fmt: skip
    assert (said.host, said.port, said.database, said.seed, said.dev) == ("0.0.0.0", 0, "x.sqlite", 7, True)
    assert (said.pace.map_poll_s, said.pace.map_poll_limit, said.pace.run_s) == (3.0, 9, 36.0)
    assert isinstance(said.pace.map_poll_limit, int)
    assert (said.limit.company_connections, said.storm_per_s) == (5, 20.0)
    assert (said.token.secret, said.token.audience) == ("from the environment", "a")
    assert (said.cors_origins, said.host_names) == (("https://a", "https://b"), ("n",))
    assert setting("--token-secret", "given").token.secret == "given"


@pytest.mark.parametrize(
    "words",
    [
        ("--port", "99999"),
        ("--port", "-1"),
        ("--port", "http"),
        ("--scenario", "opera"),
        ("--run-s", "0"),
        ("--run-s", "nan"),
        ("--run-s", "soon"),
        ("--rate", "-5"),
        ("--nope",),
        ("--log-level", "loud"),
    ],
)
def test_bad_words_are_usage(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        setting(*words)
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_keys_and_secrets_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="is empty"):
        setting("--token-secret", "")
    with pytest.raises(KnownError, match="cannot be read"):
        setting("--token-key", str(tmp_path / "nope"))
    key = tmp_path / "key.pem"
    key.write_text("no key")
    with pytest.raises(KnownError, match="no RSA public key"):
        application(_house(setting("--token-key", str(key))))


def _house(of: Setting) -> House:
    import random

    return House(of, now_s=lambda: 0.0, chance=random.Random(1))


async def test_the_first_line_says_where_and_ctrl_c_ends_it(
    start_process: StartProcess, tmp_path: Path
) -> None:
    node = await start_process("--database", str(tmp_path / "feed.sqlite"))
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", node.url)
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(node.url + "/healthz")).json()["status"] == "ok"
    node.send(signal.SIGINT)
    assert await node.end() == 0
    assert (tmp_path / "feed.sqlite").stat().st_size > 0


@pytest.mark.parametrize("database", ["file/x", "new/feed.sqlite"])
async def test_trouble_is_a_sentence_and_code_1(tmp_path: Path, database: str) -> None:
    (tmp_path / "file").write_text("in the way")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "watchfloor", "serve", "--port", "0",
        "--database", str(tmp_path / database),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={"PYTHONPATH": str(APP)},
    )  # fmt: skip
    said, complained = await process.communicate()
    assert (process.returncode, said) == (1, b"")
    assert complained.startswith(b"watchfloor: There is no folder")
    assert complained.endswith(b"Make it, or choose another.\n")
    assert not (tmp_path / "new").exists()


def test_every_route_scenario_and_fault_is_documented() -> None:
    app = application(_house(Setting(dev=True)))
    for route in app.routes:
        path = route.path  # type: ignore[attr-defined] # they are all plain routes
        if path != "/":
            last = path.rstrip("/").rpartition("/")[2]
            assert last in DOCUMENT, path
    for name in SCENARIOS:
        assert name in DOCUMENT or name == "none"
    for kind in Kind.__args__:  # type: ignore[attr-defined] # of a Literal
        assert f"| `{kind}` |" in DOCUMENT
    for system in MAIN_TYPES:
        assert f"`{system}`" in DOCUMENT


def test_every_flag_in_the_documentation_exists_and_each_has_its_help() -> None:
    known = serve.parser()
    options = {option for action in known._actions for option in action.option_strings}
    for flag in re.findall(r"--[a-z][a-z-]+", DOCUMENT):
        assert flag in options, flag
    for action in known._actions:
        assert action.help or action.choices, action.option_strings
