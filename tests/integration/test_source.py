"""tail and record on a workspace: its feeds as the window has them, signed in, mapped, trusted."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.certificate import Authority
from tests.integration.fault_server import FaultServer, event, events, send, silence, sse
from tests.unit.services.file_keyring import VARIABLE
from tests.unit.services.token_server import TokenServer

SCRIPT = [sse(), send(events(1, 2)), silence]
PATIENCE_S = 40.0


async def done(home: Path, *words: object, **more: str) -> tuple[int | None, str, str]:
    environment = dict(os.environ) | {
        "WATCHFLOOR_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "watchfloor", *map(str, words)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment | more,
    )
    async with asyncio.timeout(PATIENCE_S):
        out, said = await process.communicate()
    return process.returncode, out.decode(), said.decode()


@pytest.fixture
async def tokens() -> AsyncIterator[TokenServer]:
    async with TokenServer() as server:
        server.valid.add("tide-pool-94")
        yield server


def workspace(path: Path, *feeds: str) -> Path:
    path.write_text("schema = 2\n\n" + "\n\n".join(feeds) + "\n")
    return path


async def test_a_feed_of_a_workspace_is_signed_in_as_the_window_does(
    tmp_path: Path, tokens: TokenServer
) -> None:
    path = workspace(tmp_path / "w.toml", f'[feeds."Night"]\nurl = "{tokens.url}/sse"\ncredential = "desk"')
    code, out, said = await done(
        tmp_path, "tail", path, "--json", "--count", 1, WATCHFLOOR_TOKEN_DESK="tide-pool-94"
    )
    assert (code, said) == (0, "")
    assert json.loads(out)["seq"] == 1
    code, _, said = await done(tmp_path, "tail", path)
    assert code == 1
    assert "There is no credential named 'desk'" in said


async def test_a_secret_in_the_file_is_told_and_used_for_this_run(
    tmp_path: Path, tokens: TokenServer
) -> None:
    path = workspace(
        tmp_path / "w.toml",
        f'[feeds.a]\nurl = "{tokens.url}/sse"\nheaders = {{ Authorization = "Bearer tide-pool-94" }}',
    )
    journal = tmp_path / "a.watchfloor"
    code, _, said = await done(tmp_path, "record", path, "-o", journal, "--count", 1)
    assert code == 0
    assert "holds a secret" in said
    assert "tide-pool-94" not in said
    assert b"tide-pool-94" not in journal.read_bytes()


async def test_record_reads_events_by_the_workspaces_own_mapping(tmp_path: Path) -> None:
    rows = [event(f'{{"how": {number}, "what": "quake"}}', number) for number in (1, 5)]
    async with FaultServer([sse(), send(*rows), silence]) as server:
        path = workspace(
            tmp_path / "w.toml", f'[feeds.a]\nurl = "{server.url}"\n[feeds.a.mapping]\nseverity = "how"'
        )
        journal = tmp_path / "a.watchfloor"
        assert (await done(tmp_path, "record", path, "-o", journal, "--count", 2))[0] == 0
    _, out, _ = await done(tmp_path, "export", journal, "--where", "severity:>=4")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["5"]


async def test_an_own_authority_and_one_feed_of_several(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    async with FaultServer(SCRIPT, tls=authority.server()) as server:
        path = workspace(
            tmp_path / "w.toml",
            f'[feeds.safe]\nurl = "{server.url}"\nca_file = "ca.pem"',
            f'[feeds.other]\nurl = "{server.url}"',
        )
        code, out, said = await done(tmp_path, "tail", path, "--feed", "safe", "--count", 2, "--json")
        assert (code, said) == (0, "")
        assert out.count("\n") == 2
        code, _, said = await done(tmp_path, "tail", path)
        assert code == 1
        assert "choose one with --feed. It has 'safe', 'other'." in said
        code, _, said = await done(tmp_path, "tail", path, "--feed", "none")
        assert code == 1
        assert "no feed named 'none'" in said


async def test_who_is_not_checked_is_told(tmp_path: Path) -> None:
    warning = "the certificate is not checked. Anyone on the way can read and change this stream."
    async with FaultServer(SCRIPT, tls=Authority(tmp_path).server(to_days=0)) as server:
        code, _, said = await done(tmp_path, "tail", "-k", server.url, "--count", 1)
        assert (code, said) == (0, f"watchfloor: {server.url}: {warning}\n")
        _, _, said = await done(tmp_path, "tail", "-k", server.url, "--count", 1, "--status")
        objects = [json.loads(line) for line in said.splitlines()]
        assert objects[0]["note"] == f"{server.url}: {warning}"
        path = workspace(tmp_path / "w.toml", f'[feeds.a]\nurl = "{server.url}"\nverify_tls = false')
        code, _, said = await done(tmp_path, "record", path, "-o", tmp_path / "a.watchfloor", "--count", 1)
        assert code == 0
        assert f"watchfloor: a: {warning}" in said


async def test_flags_that_do_nothing_for_a_workspace_are_told(tmp_path: Path) -> None:
    async with FaultServer(SCRIPT) as server:
        path = workspace(tmp_path / "w.toml", f'[feeds.a]\nurl = "{server.url}"')
        code, _, said = await done(tmp_path, "tail", path, "--count", 1, "-H", "X: 1", "-k")
        assert code == 0
        assert "--header, --insecure: for addresses only." in said


async def test_a_workspace_without_feeds_is_refused(tmp_path: Path) -> None:
    code, _, said = await done(tmp_path, "tail", workspace(tmp_path / "w.toml"))
    assert code == 1
    assert "There is no feed in this workspace" in said


async def test_doctor_examines_a_feed_as_the_window_asks_for_it(tmp_path: Path, tokens: TokenServer) -> None:
    path = workspace(tmp_path / "w.toml", f'[feeds."Night"]\nurl = "{tokens.url}/sse"\ncredential = "desk"')
    words = ("doctor", path, "--json", "--for", 1)
    _, out, said = await done(tmp_path, *words, WATCHFLOOR_TOKEN_DESK="tide-pool-94")
    assert json.loads(out)["verdict"] not in ("unauthorized", "login-page")
    assert said == ""
    _, out, _ = await done(tmp_path, *words, WATCHFLOOR_TOKEN_DESK="stale")
    assert json.loads(out)["verdict"] == "unauthorized"
    code, out, said = await done(tmp_path, *words)
    assert (code, out) == (1, "")
    assert "There is no credential named 'desk'" in said


async def test_doctor_goes_the_way_it_is_told(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    async with FaultServer(SCRIPT, tls=authority.server()) as server:
        words = ("doctor", server.url, "--json", "--for", 1)
        assert json.loads((await done(tmp_path, *words))[1])["verdict"] == "tls-untrusted"
        for way in (("--cacert", authority.file), ("-k",)):
            _, out, said = await done(tmp_path, *words, *way)
            assert json.loads(out)["verdict"] != "tls-untrusted"
            assert ("certificate is not checked" in said) is (way == ("-k",))


@pytest.mark.parametrize("command", ["tail", "record", "doctor"])
async def test_a_strangers_workspace_gets_no_credential_that_is_kept_for_another_origin(
    tmp_path: Path, command: str
) -> None:
    secrets = {
        "places": [{"origin": "https://feeds.example"}],
        "secrets": [{"kind": "bearer", "token": "tide-pool-94"}],
    }
    ring = tmp_path / "ring.json"
    ring.write_text(json.dumps({"watchfloor/desk": f"1:{json.dumps(secrets)}"}))
    more = {"PYTHON_KEYRING_BACKEND": "tests.unit.services.file_keyring.FileKeyring", VARIABLE: str(ring)}
    own = ("-o", tmp_path / "a.watchfloor") if command == "record" else ()
    async with FaultServer(*[SCRIPT] * 5) as server:
        path = workspace(tmp_path / "w.toml", f'[feeds.x]\nurl = "{server.url}"\ncredential = "desk"')
        code, out, said = await done(tmp_path, command, path, *own, **more)
        assert server.requests == []
    assert (code, out) == (1, "")
    origin = server.url.removesuffix("/")
    why = f"'desk' is kept for https://feeds.example, and this feed is at {origin}."
    assert f"The credential was not sent: {why}" in said, said


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ('proxy = "http://127.0.0.1:9"', "through the proxy http://127.0.0.1:9"),
        ('ca_file = "their.pem"', "vouched for by "),
        ("verify_tls = false", "without a check of its certificate"),
    ],
)
async def test_a_strangers_way_to_the_same_server_gets_no_credential_either(
    tmp_path: Path, way: str, told: str
) -> None:
    authority = Authority(tmp_path)
    (tmp_path / "their.pem").write_bytes(authority.file.read_bytes())
    async with FaultServer(*[SCRIPT] * 5, tls=authority.server()) as server:
        token = {"kind": "bearer", "token": "tide-pool-94"}
        secrets = {"places": [{"origin": server.url.removesuffix("/")}], "secrets": [token]}
        ring = tmp_path / "ring.json"
        ring.write_text(json.dumps({"watchfloor/desk": f"1:{json.dumps(secrets)}"}))
        more = {"PYTHON_KEYRING_BACKEND": "tests.unit.services.file_keyring.FileKeyring", VARIABLE: str(ring)}
        path = workspace(tmp_path / "w.toml", f'[feeds.x]\nurl = "{server.url}"\ncredential = "desk"\n{way}')
        code, out, said = await done(tmp_path, "tail", path, **more)
        assert server.requests == []
    assert (code, out) == (1, "")
    assert "The credential was not sent: 'desk' is kept for " in said
    assert told in said
