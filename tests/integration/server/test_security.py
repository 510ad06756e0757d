"""Tokens, tenants and limits: tests that try to get in."""

import asyncio
import base64
import contextlib
import hashlib
import hmac
import json
import logging
import socket
import sys
import time
import warnings
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.integration.server.conftest import APP, Serve, Site, paced, until
from watchfloor.server.app import application
from watchfloor.server.setting import Limit, Token

SECRET = "0123456789abcdef0123456789abcdef"
STREAM = "/sse/stream?companyId=acme-corp&channel=dashboard-updates"
OPEN = ["/healthz"]
CLOSED = [
    STREAM,
    "/sse/poll?companyId=acme-corp&channel=dashboard-updates",
    "/sse/stats",
    "/api/map-stream",
    "/api/v1/strategist/feed",
    "/api/v1/strategist/analyses",
    "/api/v1/strategist/analyses/x",
    "/api/content-planning/strategies",
    "/api/content-planning/strategies/x/stream",
    "/api/content-planning/strategies/x/status",
    "/api/debates",
    "/api/debates/x",
    "/api/debates/x/stream",
    "/metrics",
    "/faults",
]


def token(secret: str = SECRET, *, alg: str = "HS256", **claims: Any) -> str:
    whole = {"company_id": "acme-corp", "role": "VIEWER", "exp": int(time.time()) + 60, **claims}
    whole = {key: value for key, value in whole.items() if value is not None}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some keys here are bad on purpose
        return jwt.encode({"alg": alg}, whole, OctKey.import_key(secret), algorithms=[alg])


def bearer(**claims: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(**claims)}"}


@pytest.fixture
async def site(serve: Serve) -> Site:
    return await serve(token=Token(secret=SECRET), dev=True)


@pytest.mark.parametrize("path", CLOSED)
async def test_every_door_asks_for_a_token(site: Site, path: str) -> None:
    answer = await site.http.get(path)
    assert (answer.status_code, answer.json()["error"]) == (401, "UNAUTHORIZED")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_every_route_is_among_those_tested(site: Site) -> None:
    answers = [await site.http.get(path) for path in OPEN]
    assert [answer.status_code for answer in answers] == [200]
    for route in application(site.house).routes:
        path = route.path.replace("{id}", "x")  # type: ignore[attr-defined]
        if path in OPEN:
            continue
        for method in route.methods - {"HEAD"}:  # type: ignore[attr-defined]
            answer = await site.http.request(method, path, json={"ward": "x", "content": "x", "kind": "drop"})
            query = {"companyId": "acme-corp", "channel": "dashboard-updates"}
            if path.startswith("/sse/"):
                body = {**query, "type": "dashboard-update", "data": 1}
                answer = await site.http.request(method, path, params=query, json=body)
            if path == "/api/ingest":
                answer = await site.http.request(method, path, json=[{"title": "x"}])
            assert answer.status_code == 401, f"{method} {path} gave {answer.status_code}"


def headed(head: dict[str, Any]) -> str:
    """A good token under another head."""
    first = base64.urlsafe_b64encode(json.dumps(head).encode()).decode().rstrip("=")
    return ".".join((first, *token().split(".")[1:]))


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "Basic YTpi",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer " + "x" * 10_000,
        "Bearer " + token(secret="another secret, and a long one too"),
        "Bearer " + token(exp=1),
        "Bearer " + token(exp=None),
        "Bearer " + token(exp="tomorrow"),
        "Bearer " + token(nbf=int(time.time()) + 3600),
        "Bearer " + token(company_id=5),
        "Bearer " + token(role=["SUPER_ADMIN"]),
        "Bearer " + token()[:-2],
        "Bearer " + headed({}),
        "Bearer " + headed({"alg": None}),
        "Bearer " + headed({"alg": "HS512"}),
        "Bearer " + headed({"alg": "RS256"}),
        "Bearer " + headed({"alg": "HS256", "crit": 5}),
        "Bearer eyJhbGciOiJub25lIn0.eyJjb21wYW55X2lkIjoiYWNtZS1jb3JwIiwiZXhwIjo5OTk5OTk5OTk5fQ.",
    ],
)
async def test_a_bad_token_opens_nothing(site: Site, bad: str) -> None:
    answer = await site.http.get(STREAM, headers={"Authorization": bad} if bad else {})
    assert answer.status_code == 401
    assert answer.json()["error"] in {"UNAUTHORIZED", "TOKEN_EXPIRED"}
    assert site.node.audiences == {}


async def test_another_companys_channel_is_forbidden(site: Site) -> None:
    for company in ("globex", "acme", "acme-corp-2", "acme-corp2"):
        for path in ("/sse/stream", "/sse/poll"):
            query = {"companyId": company, "channel": "dashboard-updates"}
            answer = await site.http.get(path, params=query, headers=bearer())
            assert (answer.status_code, answer.json()["error"]) == (403, "FORBIDDEN")
    body = {"companyId": "globex", "channel": "dashboard-updates", "type": "dashboard-update", "data": 1}
    answer = await site.http.post("/sse/test-broadcast", json=body, headers=bearer())
    assert answer.status_code == 403
    assert await site.node.broker.history_size("cockpit:") == 0


async def test_ones_own_company_and_an_admin_get_in(site: Site) -> None:
    assert (await site.listen(STREAM, **bearer())).status == 200
    assert (await site.listen(STREAM, **bearer(company_id="globex", role="SUPER_ADMIN"))).status == 200
    assert (await site.listen(STREAM, **bearer(company_id=None, role="SUPER_ADMIN"))).status == 200
    assert (await site.listen(f"{STREAM}&token={token()}")).status == 200


async def test_only_an_admin_sees_the_statistics_and_the_fault_desk(site: Site) -> None:
    for path in ("/sse/stats", "/faults"):
        assert (await site.http.get(path, headers=bearer())).status_code == 403
        assert (await site.http.get(path, headers=bearer(role="SUPER_ADMIN"))).status_code == 200


async def test_only_a_writer_ingests(site: Site) -> None:
    item = [{"title": "Earthquake near Sendai"}]
    assert (await site.http.post("/api/ingest", json=item, headers=bearer())).status_code == 403
    writer = bearer(role="FEED_WRITER", company_id=None)
    assert (await site.http.post("/api/ingest", json=item, headers=writer)).status_code == 202


async def test_jobs_of_another_company_are_not_there(site: Site) -> None:
    ours, theirs = bearer(), bearer(company_id="globex")
    run = (
        await site.http.post("/api/v1/strategist/analyses", json={"ward": "Secret ward"}, headers=ours)
    ).json()
    debate = (await site.http.post("/api/debates", json={"topic": "Secret"}, headers=ours)).json()["id"]
    strategy = (
        await site.http.post("/api/content-planning/strategies", json={"title": "Secret"}, headers=ours)
    ).json()["id"]
    for method, path in (
        ("GET", f"/api/v1/strategist/analyses/{run['run_id']}"),
        ("DELETE", f"/api/v1/strategist/analyses/{run['run_id']}"),
        ("GET", f"/api/debates/{debate}"),
        ("GET", f"/api/debates/{debate}/stream"),
        ("POST", f"/api/debates/{debate}/pause"),
        ("POST", f"/api/debates/{debate}/resume"),
        ("POST", f"/api/debates/{debate}/interventions"),
        ("GET", f"/api/content-planning/strategies/{strategy}/stream"),
        ("GET", f"/api/content-planning/strategies/{strategy}/status"),
    ):
        answer = await site.http.request(method, path, headers=theirs, json={"content": "x"})
        unknown = await site.http.request(
            method, path.replace(run["run_id"], "x").replace(debate, "x").replace(strategy, "x"),
            headers=theirs, json={"content": "x"},
        )  # fmt: skip
        assert (answer.status_code, answer.content) == (404, unknown.content), path
    for path in ("/api/debates", "/api/content-planning/strategies", "/api/v1/strategist/analyses"):
        assert "Secret" not in (await site.http.get(path, headers=theirs)).text


async def test_what_one_company_orders_no_other_hears(site: Site) -> None:
    theirs = await site.listen("/api/v1/strategist/feed", **bearer(company_id="globex"))
    ours = await site.listen("/api/v1/strategist/feed", **bearer())
    await site.http.post("/api/v1/strategist/analyses", json={"ward": "Ours"}, headers=bearer())
    await ours.event("analysis:complete")
    await site.http.post(
        "/api/v1/strategist/analyses", json={"ward": "Theirs"}, headers=bearer(company_id="globex")
    )
    assert (await theirs.event()).json["ward"] == "Theirs"


async def test_a_stream_ends_with_its_token(serve: Serve) -> None:
    site = await serve(token=Token(secret=SECRET))
    listener = await site.listen(STREAM, **bearer(exp=int(time.time()) + 1))
    await listener.rest()
    assert listener.ended == "clean"


async def test_the_audience_must_be_ours(serve: Serve) -> None:
    site = await serve(token=Token(secret=SECRET, audience="watchfloor"))
    assert (await site.listen(STREAM, **bearer(aud="watchfloor"))).status == 200
    assert (await site.listen(STREAM, **bearer(aud=["a", "watchfloor"]))).status == 200
    for audience in ("other", None):
        assert (await site.listen(STREAM, **bearer(aud=audience))).status == 401


def _pems() -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


async def test_rs256_and_a_public_key_that_is_no_secret(serve: Serve) -> None:
    private, public = _pems()
    site = await serve(token=Token(public_key_pem=public))
    claims = {"company_id": "acme-corp", "role": "VIEWER", "exp": int(time.time()) + 60}
    good = jwt.encode({"alg": "RS256"}, claims, RSAKey.import_key(private))
    assert (await site.listen(STREAM, Authorization=f"Bearer {good}")).status == 200
    forged = token(secret="0" * 40)
    assert (await site.listen(STREAM, Authorization=f"Bearer {forged}")).status == 401

    # The classic: HS256 with the public key as the secret.
    def part(value: object) -> bytes:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=")

    head = part({"alg": "HS256"}) + b"." + part(claims)
    mac = base64.urlsafe_b64encode(hmac.new(public.encode(), head, hashlib.sha256).digest()).rstrip(b"=")
    assert (await site.listen(STREAM, Authorization=f"Bearer {(head + b'.' + mac).decode()}")).status == 401


async def test_tokens_are_never_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    site = await serve(token=Token(secret=SECRET))
    good, bad = token(), token(secret="x" * 40)
    listener = await site.listen(f"{STREAM}&token={good}")
    await site.listen(f"{STREAM}&token={bad}")
    await listener.close()
    await until(lambda: not site.node.members)
    assert "client connected" in caplog.text
    for secret in (good, bad, SECRET):
        assert secret not in caplog.text
    assert SECRET not in repr(site.server.setting)


async def test_a_page_of_another_site_cannot_write_or_rebind(serve: Serve) -> None:
    site = await serve()
    evil = {"Origin": "http://evil.example"}
    answer = await site.http.post("/api/debates", json={}, headers=evil)
    assert (answer.status_code, answer.json()["error"]) == (403, "FORBIDDEN_ORIGIN")
    answer = await site.http.get("/healthz", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["error"]) == (421, "UNKNOWN_HOST")
    for host in ("localhost:1", "127.0.0.1", "[::1]:5", "feeds.localhost"):
        assert (await site.http.get("/healthz", headers={"Host": host})).status_code == 200
    assert "access-control-allow-origin" not in (await site.http.get("/healthz", headers=evil)).headers
    own = {"Origin": site.url}
    assert (await site.http.post("/api/debates", json={}, headers=own)).status_code == 201


async def test_named_hosts_and_origins_are_let_in(serve: Serve) -> None:
    site = await serve(cors_origins=("https://floor.example",), host_names=("feeds.example",))
    answer = await site.http.get(
        "/healthz", headers={"Origin": "https://floor.example", "Host": "feeds.example"}
    )
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "https://floor.example"
    listener = await site.listen("/api/map-stream", Origin="https://floor.example")
    assert listener.headers["access-control-allow-origin"] == "https://floor.example"
    other = await site.http.get("/healthz", headers={"Origin": "https://other.example"})
    assert "access-control-allow-origin" not in other.headers


async def test_a_large_body_is_refused_with_and_without_a_length(serve: Serve) -> None:
    site = await serve(limit=Limit(body_bytes=1000))

    async def parts() -> Any:
        for _ in range(20):
            yield b" " * 100

    for content in (b" " * 1001, parts()):
        answer = await site.http.post("/api/ingest", content=content)
        assert (answer.status_code, answer.json()["error"]) == (413, "BODY_TOO_LARGE")
    assert (await site.http.post("/api/ingest", content=b"[]".ljust(1000))).status_code == 202


async def test_a_flood_of_requests_is_slowed(serve: Serve) -> None:
    site = await serve(limit=Limit(requests_per_s=0.001, request_burst=3))
    codes = [(await site.http.get("/healthz")).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    refused = await site.http.get("/healthz")
    assert refused.json()["error"] == "RATE_LIMITED"
    assert int(refused.headers["retry-after"]) > 0


async def test_an_address_has_so_many_streams_and_gives_them_back(serve: Serve) -> None:
    site = await serve(limit=Limit(address_connections=2))
    first = await site.listen("/api/map-stream")
    await site.listen("/api/map-stream")
    assert (await site.listen("/api/map-stream")).status == 429
    await first.close()
    await until(lambda: site.node.turnstile.total == 1)
    assert (await site.listen("/api/map-stream")).status == 200


async def test_a_server_has_so_many_streams(serve: Serve) -> None:
    site = await serve(limit=Limit(connections=1))
    await site.listen("/api/map-stream")
    assert (await site.listen("/api/map-stream")).status == 429


@pytest.mark.logs("Invalid HTTP request")
async def test_noise_on_the_port_harms_nobody(serve: Serve) -> None:
    site = await serve(pace=paced(map_ping_s=0.05))
    listener = await site.listen("/api/map-stream")
    for noise in (
        b"\x16\x03\x01\x02\x00" * 50,
        b"GET /" + b"x" * 70_000,
        b"\r\n" * 10,
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    ):
        reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
        writer.write(noise)
        writer.write_eof()
        await reader.read(10)
        writer.close()
    await listener.event("ping")
    assert (await site.http.get("/healthz")).status_code == 200


async def test_errors_are_json_everywhere(serve: Serve) -> None:
    site = await serve()
    for method, path, status in (
        ("GET", "/nope", 404),
        ("PUT", "/healthz", 405),
        ("GET", "/%0d%0aX: y", 404),
    ):
        answer = await site.http.request(method, path)
        assert answer.status_code == status
        assert set(answer.json()) == {"error", "message"}
        assert "\n" not in answer.json()["message"]


async def test_an_open_port_without_a_secret_is_said_loudly() -> None:
    async def warning(*words: str) -> bytes:
        with socket.socket() as taken:
            taken.bind(("0.0.0.0", 0))
            taken.listen()
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "watchfloor", "serve", "--port", str(taken.getsockname()[1]), *words,
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
                env={"PYTHONPATH": str(APP)},
            )  # fmt: skip
            _, said = await process.communicate()
            assert process.returncode == 1
            assert b"cannot listen" in said
            return said

    assert b"WARNING: listening on 0.0.0.0 without a token secret" in await warning("--host", "0.0.0.0")
    assert b"WARNING: listening" not in await warning("--host", "0.0.0.0", "--token-secret", SECRET)


async def test_one_companys_jobs_take_no_room_from_another(serve: Serve) -> None:
    site = await serve(
        token=Token(secret=SECRET), limit=Limit(active_jobs=1, finished_jobs=1), pace=paced(run_s=60.0)
    )
    runs = "/api/v1/strategist/analyses"
    codes = [(await site.http.post(runs, json={"ward": "x"}, headers=bearer())).status_code for _ in range(2)]
    assert codes == [202, 429]
    theirs = await site.http.post(runs, json={"ward": "x"}, headers=bearer(company_id="globex"))
    assert theirs.status_code == 202


async def test_who_opens_a_connection_and_asks_nothing_is_let_go(serve: Serve) -> None:
    site = await serve(limit=Limit(request_s=0.1))
    listener = await site.listen("/api/map-stream")
    for beginning in (b"", b"GET /healthz HTTP/1.1\r\nHost: loc"):
        reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
        writer.write(beginning)
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
    await site.http.post("/api/ingest", json=[{"title": "Earthquake near Sendai"}])
    assert (await listener.event("map-event")).id == "1"


async def test_a_body_that_never_comes_is_refused(serve: Serve) -> None:
    site = await serve(limit=Limit(request_s=0.1))
    reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
    writer.write(b"POST /api/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n[")
    assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()


HALVES = {
    "a second head": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /heal",
    "the body of what is refused": b"POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n[",
    "the body of a stream": (
        b"GET /api/map-stream HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n["
    ),
}


@pytest.mark.parametrize("half", HALVES)
async def test_who_never_ends_a_request_is_let_go_however_slowly_he_sends(serve: Serve, half: str) -> None:
    site = await serve(limit=Limit(request_s=0.2))
    other = await site.listen("/api/map-stream")
    reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
    writer.write(HALVES[half])

    async def trickle() -> None:
        while True:
            await asyncio.sleep(0.02)
            writer.write(b"x")

    trickling = asyncio.create_task(trickle())
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(20):
            await reader.read()
    trickling.cancel()
    writer.close()
    await site.http.post("/api/ingest", json=[{"title": "Earthquake near Sendai"}])
    assert (await other.event("map-event")).id == "1"


async def test_a_body_that_is_broken_off_is_no_mistake_of_the_server(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    """It was told with a traceback, and a client that gives up is none of ours."""
    site = await serve()
    _, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
    writer.write(b"POST /api/ingest HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n[1")
    await until(lambda: bool(site.server._listener and site.server._listener.server_state.tasks))
    writer.transport.abort()
    await until(lambda: site.node.meter.value("watchfloor_refused_total", code="BROKEN_OFF") == 1)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_who_asks_and_takes_no_answer_is_let_go(serve: Serve) -> None:
    site = await serve(limit=Limit(stall_s=0.2), pace=paced(run_s=600.0))
    await asyncio.gather(
        *(site.http.post("/api/v1/strategist/analyses", json={"ward": "x" * 120}) for _ in range(150))
    )
    with socket.socket() as greedy:
        greedy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        greedy.connect(("127.0.0.1", site.server.port))
        for _ in range(100):
            greedy.sendall(b"GET /api/v1/strategist/analyses HTTP/1.1\r\nHost: localhost\r\n\r\n")
        state = site.server._listener.server_state  # type: ignore[union-attr] # what it holds, from inside
        await until(lambda: any(each.flow.write_paused for each in state.connections))  # type: ignore[union-attr]
        await until(lambda: not any(each.flow.write_paused for each in state.connections))  # type: ignore[union-attr]


async def test_sockets_are_bounded_and_those_too_many_are_counted(serve: Serve) -> None:
    site = await serve(limit=Limit(connections=1, idle_connections=2))
    listener = await site.listen("/api/map-stream")
    await site.http.get("/healthz")
    others = [await asyncio.open_connection("127.0.0.1", site.server.port) for _ in range(4)]
    await until(lambda: site.node.meter.value("watchfloor_refused_total", code="TOO_MANY_SOCKETS") == 3)
    for _, writer in others:
        writer.close()
    await site.http.post("/api/ingest", json=[{"title": "Earthquake near Sendai"}])
    assert (await listener.event("map-event")).id == "1"


async def test_a_page_with_credentials_is_let_in_from_its_own_origin_alone(serve: Serve) -> None:
    named = await serve(cors_origins=("https://floor.example",))
    listener = await named.listen("/api/map-stream", Origin="https://floor.example")
    assert listener.headers["access-control-allow-credentials"] == "true"
    everybody = await serve(cors_origins=("*",))
    anyone = await everybody.listen("/api/map-stream", Origin="https://floor.example")
    assert anyone.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in anyone.headers


async def test_a_wrong_method_is_told_all_that_are_possible(serve: Serve) -> None:
    site = await serve()
    answer = await site.http.delete("/api/v1/strategist/analyses")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


async def test_an_empty_body_is_said_to_be_empty(serve: Serve) -> None:
    site = await serve()
    answer = await site.http.post("/api/ingest")
    assert answer.json()["message"] == "The body cannot be read: it is empty, and JSON is expected."
