"""The command: its words, its first line, its sentences, and that what the documentation says is there."""

import asyncio
import contextlib
import re
import signal
import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import redis.asyncio

from tests.integration.server.conftest import APP, StartProcess
from tests.integration.server.listener import Listener
from watchfloor.command import serve
from watchfloor.core.error import KnownError
from watchfloor.server.app import application
from watchfloor.server.embedded import EmbeddedServer
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


def test_a_server_that_was_to_be_locked_never_stands_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A secret that was not mounted, or a variable that was not filled in, leaves nothing behind."""
    key = tmp_path / "key.pem"
    key.write_text("\n")
    with pytest.raises(KnownError, match=r"The token key .* is empty"):
        setting("--token-key", str(key))
    with pytest.raises(KnownError, match="--token-audience is for tokens"):
        setting("--token-audience", "watchfloor")
    for empty in ("", " "):
        monkeypatch.setenv("WATCHFLOOR_TOKEN_SECRET", empty)
        with pytest.raises(KnownError, match="WATCHFLOOR_TOKEN_SECRET is empty"):
            setting()


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


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("redis://127.0.0.1:1/0", "cannot use Redis at 127.0.0.1:1: connection refused. Check that it runs"),
        ("redis://127.0.0.1:1", "after --database; start the server again when it answers."),
        ("redis://:hush@127.0.0.1:1", "cannot use Redis at 127.0.0.1:1: connection refused."),
        ("redis://127.0.0.1:6379/feeds", "--database: a Redis address ends with the number of a database"),
        ("redis://127.0.0.1:port/0", "--database: the port of a Redis address is a number"),
        ("mysql://127.0.0.1/x", "--database takes a file or a redis:// address, not mysql://."),
    ],
)
async def test_a_redis_that_is_none_is_said_before_anything_else(place: str, words: str) -> None:
    with pytest.raises(KnownError) as refusal:
        await EmbeddedServer(Setting(database=place)).start()
    assert words in str(refusal.value)
    assert "hush" not in str(refusal.value)


@pytest.mark.logs("map poll failed")  # it may have begun before the scenario was refused
async def test_a_redis_that_takes_nothing_while_the_server_starts_leaves_nothing_that_goes_on(
    redis_address: str,
) -> None:
    """It answers the greeting, and refuses what the scenario begins with: the server ends, and says so."""
    async with redis.asyncio.Redis.from_url(redis_address) as client:
        await client.config_set("min-replicas-to-write", 1)  # which it has not: it takes no write
        try:
            with pytest.raises(KnownError) as refusal:
                await EmbeddedServer(Setting(database=redis_address, scenario="demo")).start()
        finally:
            await client.config_set("min-replicas-to-write", 0)
    assert "Not enough good replicas" in str(refusal.value)
    assert str(refusal.value).endswith("Check that it runs, and start the server again when it answers.")
    assert "@user_script" not in str(refusal.value)


async def test_what_answers_instead_of_redis_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("watchfloor.server.redis_broker.GREETING_S", 0.1)

    async def mute(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    writers: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(mute, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    with pytest.raises(KnownError, match="nothing there answers as Redis does"):
        await EmbeddedServer(Setting(database=f"redis://127.0.0.1:{port}/0")).start()
    for writer in writers:
        writer.close()
    silent.close()
    await silent.wait_closed()


async def test_files_that_run_out_leave_no_trace_and_those_who_are_there_in_peace() -> None:
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60)); "
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", limited + "from watchfloor.cli import main; sys.exit(main())",
        "serve", "--port", "0", "--log-level", "warning",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env={"PYTHONPATH": str(APP)},
    )  # fmt: skip
    assert process.stdout is not None
    url = (await process.stdout.readline()).decode().split()[-1]
    listener = await Listener.open(url + "/api/map-stream")
    crowd = [socket.create_connection(("127.0.0.1", urlsplit(url).port or 0)) for _ in range(120)]
    for each in crowd:
        each.close()
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        taken_in = False
        async with asyncio.timeout(30):
            while not taken_in:
                with contextlib.suppress(httpx.HTTPError):
                    taken_in = (await http.get("/healthz")).status_code == 200
    assert (await listener.event("connected")).json["scope"] == "global"
    process.send_signal(signal.SIGTERM)
    _, complained = await process.communicate()
    await listener.close()
    assert process.returncode == 0
    assert b"Traceback" not in complained
    assert len(complained.splitlines()) < 20


async def test_a_hundred_clients_do_not_hold_up_the_end(start_process: StartProcess) -> None:
    """Some read, some take nothing while more comes than their buffers hold; each is let go, and at once."""
    node = await start_process("--scenario", "storm", "--rate", "2000")
    path, port = "/api/map-stream?since=0", urlsplit(node.url).port or 0
    listeners = [await Listener.open(node.url + path) for _ in range(50)]
    deaf = []
    for _ in range(50):
        each = socket.socket()
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        each.connect(("127.0.0.1", port))
        each.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        deaf.append(each)
    await asyncio.gather(*(listener.event("map-event") for listener in listeners))
    node.send(signal.SIGTERM)
    async with asyncio.timeout(20):
        assert await node.end() == 0
    for listener in listeners:
        await listener.close()
    for each in deaf:
        each.close()


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
