"""Secrets planted everywhere, a server that says them all back, and every artefact searched for them."""

import json
import logging
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.integration.watch import QUICK, Watch
from tests.unit.services.token_server import running
from watchfloor.core.curl.curl import parse_curl
from watchfloor.core.curl.curl_copy import curl_of, tail_of
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.secret.secret import AnySecret, ClientCertificate, OAuthClient, OAuthDevice
from watchfloor.core.state import ChannelState
from watchfloor.core.workspace.workspace import Entry, Workspace
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.hub import Hub
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault
from watchfloor.services.home.log import Log, log_of
from watchfloor.services.net.attempt import Ask, AttemptError
from watchfloor.services.work.workspace_file import WorkspaceFile, export

PLANTED = {
    "bearer": "pl4nted-bearer-0001",
    "basic": "pl4nted-password-0002",
    "header": "pl4nted-header-0003",
    "query": "pl4nted-query-0004",
    "cookie": "pl4nted-cookie-0005",
    "proxy": "pl4nted-proxy-0006",
    "body": "pl4nted-body-0007",
    "environment": "pl4nted-environment-0008",
    "client": "pl4nted-client-0009",
    "refresh": "pl4nted-refresh-0010",
    "certificate": "pl4nted-certificate-0011",
}


@pytest.fixture
async def echo() -> AsyncIterator[str]:
    """A server that refuses, and says back all that it was told."""

    async def refuse(request: Request) -> Response:
        said = [f"{name}: {value}" for name, value in request.headers.items()]
        return PlainTextResponse("\n".join([str(request.url), *said, (await request.body()).decode()]), 401)

    async def fail(request: Request) -> Response:
        return PlainTextResponse(f"could not serve {request.headers.get('authorization')}", 400)

    async def around(request: Request) -> Response:
        return RedirectResponse(f"/around?{request.url.query}&more=1")

    routes = [Route(path, end, methods=["GET", "POST"]) for path, end in
              (("/sse", refuse), ("/fail", fail), ("/around", around))]  # fmt: skip
    async with running(Starlette(routes=routes)) as url:
        yield url


def _command(url: str) -> str:
    return (
        f"curl -X POST '{url}?scope=global&access_token={PLANTED['query']}'"
        f" -H 'Authorization: Bearer {PLANTED['bearer']}' -H 'X-Api-Key: {PLANTED['header']}'"
        f" -b 'sid={PLANTED['cookie']}' --data-raw 'password={PLANTED['body']}'"
    )


def _found(text: str) -> list[str]:
    return [name for name, value in PLANTED.items() if value in text]


def _all_files(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


OTHERS: tuple[AnySecret, ...] = (
    OAuthClient(token_url="http://x/", client_id="desk", client_secret=PLANTED["client"]),
    OAuthDevice(
        token_url="http://x/", device_url="http://x/", client_id="d", refresh_token=PLANTED["refresh"]
    ),
    ClientCertificate(cert_file="me.pem", password=PLANTED["certificate"]),
)


async def _planted() -> Vault:
    vault = Vault(None, {"WATCHFLOOR_TOKEN_OTHER": PLANTED["environment"]})
    pasted = parse_curl(_command("http://example.org/sse") + f" -x http://u:{PLANTED['proxy']}@p:1")
    basic = parse_curl(f"curl -u ana:{PLANTED['basic']} http://example.org").secrets
    await vault.keep("desk", [*pasted.secrets, *basic, *OTHERS])
    return vault


@pytest.mark.parametrize("path", ["/sse", "/fail", "/around"])
async def test_no_row_no_status_and_no_log_tells_what_was_sent(echo: str, path: str, tmp_path: Path) -> None:
    pasted = parse_curl(_command(echo + path))
    vault = Vault(None, {})
    feed = msgspec.structs.replace(pasted.feed, name="desk", credential="desk", backoff=QUICK)
    await vault.keep("desk", pasted.secrets, places_of(feed))
    account = Accounts(vault).of(feed)
    assert account is not None
    log = Log(tmp_path / "log", lambda: vault.values)
    log.begin()
    watch = Watch()
    writer = Writer.open(tmp_path / "j.watchfloor")
    hub = Hub([watch, writer])
    channel = hub.add(await account.equip(feed), credential=account)
    watch.follow(channel)
    channel.start()
    await watch.until(lambda: channel.status.state is ChannelState.FAILED)
    for status in watch.statuses:
        log_of("desk").info("%s", status)
    await hub.close()
    await writer.close()
    log.close()

    rows = msgspec.json.encode(watch.happenings).decode()
    assert "desk" in rows
    assert _found(rows) == []
    assert _found(repr(watch.statuses)) == []
    assert _found(_all_files(tmp_path)) == []


async def test_the_request_as_an_object_does_not_show_itself_in_the_log(tmp_path: Path) -> None:
    vault = await _planted()
    account = Accounts(vault).of(Feed(name="", url="", credential="other"))
    assert account is not None
    log = Log(tmp_path, lambda: vault.values)
    log.begin()
    ask = Ask(Feed(name="a", url="http://x"), b"", (*await account.headers(),), (("t", PLANTED["query"]),))
    for value in (ask, await vault.read("desk"), vars(vault), PLANTED, json.dumps(PLANTED)):
        logging.getLogger("watchfloor.x").info("%s %r", value, value)
        logging.getLogger("watchfloor.x").info("with fields", extra={"field": value})
    log.close()

    assert _found(_all_files(tmp_path)) == []


@pytest.mark.logs("broke")
async def test_a_traceback_in_the_log_tells_none(tmp_path: Path) -> None:
    vault = await _planted()
    log = Log(tmp_path, lambda: vault.values)
    log.begin()
    for value in PLANTED.values():
        try:
            int(value)
        except ValueError:
            logging.getLogger("watchfloor.x").exception("It broke on %s", value)
    log.close()

    assert _found(_all_files(tmp_path)) == []


async def test_no_workspace_and_none_of_its_versions_holds_one(tmp_path: Path) -> None:
    text = (
        f"schema = 2\n# token: {PLANTED['client']}\n[feeds.a]\n"
        f'url = "http://ana:{PLANTED["basic"]}@example.org/?token={PLANTED["query"]}"\n'
        f'body = "password={PLANTED["body"]}"\napi_key = "{PLANTED["header"]}"\n'
        f'proxy = "http://u:{PLANTED["proxy"]}@p:1"\n'
        f'[feeds.a.headers]\nAuthorization = "Bearer {PLANTED["bearer"]}"\n'
        f'Cookie = "sid={PLANTED["cookie"]}"\n'
        f'[feeds.a.plugin]\nrefresh_token = "{PLANTED["refresh"]}"\n'
    )
    original = tmp_path / "given" / "room.toml"
    original.parent.mkdir()
    original.write_text(text)
    found = WorkspaceFile(original).load()
    assert _found(repr(found)) == []

    ours = tmp_path / "ours"
    ours.mkdir()
    file = WorkspaceFile(ours / "room.toml")
    file.save(found.workspace)
    file.save(msgspec.structs.replace(found.workspace, name="Again"))
    export(found.workspace, ours / "export.toml")
    assert len(file.versions) == 1
    assert _found(_all_files(ours)) == []


def test_no_copy_holds_one() -> None:
    pasted = parse_curl(_command("http://example.org/sse"))
    whole = Feed(
        name="a",
        url=f"http://ana:{PLANTED['basic']}@example.org/?token={PLANTED['query']}",
        headers=(("Authorization", f"Bearer {PLANTED['bearer']}"), ("X-Api-Key", PLANTED["header"])),
        body=f"password={PLANTED['body']}",
        proxy=f"http://u:{PLANTED['proxy']}@p:1",
    )
    for feed, secrets in ((pasted.feed, pasted.secrets), (pasted.feed, OTHERS), (whole, ())):
        assert _found(curl_of(feed, secrets)) == []
        assert _found(tail_of(feed, secrets)) == []


def test_no_error_holds_one() -> None:
    entry = Entry(feed=Feed(name="a", url=f"http://x/?token={PLANTED['query']}"))
    for doing in (
        lambda: parse_curl(_command("ftp://x")),
        lambda: parse_curl(_command("http://x") + " -F a=b"),
        lambda: parse_curl(f"curl http://x -d password={PLANTED['body']} -H 'X Y: {PLANTED['header']}'"),
        lambda: parse_curl(f"curl http://x -H @token={PLANTED['header']}"),
        lambda: WorkspaceFile(Path("/nowhere/x.toml")).save(Workspace(entries=(entry,))),
    ):
        with pytest.raises(KnownError) as caught:
            doing()
        assert _found(str(caught.value)) == []
    assert parse_curl(_command("http://x") + f" https://y/?token={PLANTED['query']} | curl -u a:b").told
    for sentence in parse_curl(_command("http://x") + f" https://y/?token={PLANTED['query']}").told:
        assert _found(sentence) == []


async def test_an_unreachable_token_server_tells_none() -> None:
    vault = Vault(None, {})
    token_url = f"http://u:{PLANTED['basic']}@127.0.0.1:9/?key={PLANTED['query']}"
    feed = Feed(name="", url="", credential="desk")
    oauth = OAuthClient(token_url=token_url, client_id="d", client_secret=PLANTED["client"])
    await vault.keep("desk", [oauth], places_of(feed))
    account = Accounts(vault).of(feed)
    assert account is not None
    with pytest.raises(AttemptError) as caught:
        await account.headers()

    assert _found("".join(traceback.format_exception_only(caught.value))) == []
