"""Every block of code on the pages does what it says: shell is run; queries, workspaces, Python are read."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documentation.page import PAGES, Block, blocks, commands
from tests.documentation.stage import Stage
from tests.integration.server.conftest import redis_address, redis_server
from watchfloor.command import serve
from watchfloor.core.curl.curl import pasted
from watchfloor.core.query.parser import parse
from watchfloor.core.workspace.reading import read

__all__ = ["redis_address", "redis_server"]

ALL = [block for page in PAGES for block in blocks(page)]
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")  # where Debian keeps it
KNOWN = {"sh", "python", "toml", "query", "nginx", "ini"}
# A stream that is examined for a second may well have a weakness; that is an answer, too.
ANSWERS = {"doctor": (0, 1)}


def of(*languages: str) -> pytest.MarkDecorator:
    found = [block for block in ALL if block.language in languages and not block.reason]
    return pytest.mark.parametrize("block", found, ids=lambda block: block.name)


def test_every_block_is_of_a_kind_that_is_tried() -> None:
    assert [block.name for block in ALL if block.language not in KNOWN] == []


def test_whatever_is_not_run_says_why_in_a_sentence() -> None:
    assert [block.name for block in ALL if block.reason and len(block.reason.split()) < 5] == []
    assert sum(not block.reason for block in ALL if block.language == "sh") > 8


def test_no_command_hides_in_a_block_without_a_fence() -> None:
    hidden = [
        (page.name, line)
        for page in PAGES
        for line in page.read_text(encoding="utf-8").splitlines()
        if re.match(r"    (watchfloor|curl|make|pip|pipx|export) ", line)
    ]
    assert hidden == []


@pytest.fixture(scope="module")
def feed_url() -> Iterator[str]:
    """The world map of a demo server."""
    words = [sys.executable, "-m", "watchfloor", "serve", "--scenario", "demo", "--port", "0"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    url = server.stdout.readline().strip().removeprefix("Serving on ")
    yield f"{url}/api/map-stream?scope=global&since=0"
    server.terminate()
    server.stdout.close()
    server.wait()


@of("sh")
async def test_every_command_line_runs(
    block: Block, tmp_path: Path, feed_url: str, redis_address: str
) -> None:
    stage = Stage(tmp_path, feed_url, redis_address)
    for line in commands(block.body):
        if line.startswith("curl "):
            assert pasted(line).feed.url.startswith("https://"), line
            continue
        done = await stage.run(line)
        command = line.split()[1]
        assert done.code in ANSWERS.get(command, (0,)), f"{line}\n{done.err}"
        assert "Traceback" not in done.err, f"{line}\n{done.err}"
        if "--json" in line:
            assert [json.loads(each) for each in done.out.splitlines()], line


@of("python")
def test_every_program_compiles(block: Block) -> None:
    compile(block.body, block.name, "exec")


@pytest.mark.parametrize(
    "block",
    [block for block in ALL if block.language == "python" and "asyncio.run(main())" in block.body],
    ids=lambda block: block.name,
)
def test_every_program_runs(block: Block, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block.body],
        capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("http://")


@of("toml")
def test_every_workspace_is_read_without_a_word(block: Block) -> None:
    found = read(block.body)
    assert [str(note) for note in found.notes] == []
    assert found.workspace.entries


@of("query")
def test_every_query_is_understood(block: Block) -> None:
    for line in block.body.splitlines():
        parse(line)


@of("nginx")
@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_every_configuration_of_nginx_is_accepted(block: Block, tmp_path: Path) -> None:
    without_keys = re.sub(r"ssl_certificate\w* [^;]+;", "", block.body)
    body = re.sub(r"listen 443 ssl;", "listen unix:socket;", without_keys)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    ours = " ".join(f'{kind}_temp_path "{tmp_path}/{kind}";' for kind in kinds)
    words = f'pid "{tmp_path}/pid"; error_log stderr; events {{}} http {{ access_log off; {ours} {body} }}'
    (tmp_path / "nginx.conf").write_text(words)
    done = subprocess.run(
        [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@of("ini")
def test_every_unit_starts_a_server_where_its_file_can_be(block: Block) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(block.body)
    service = unit["Service"]
    _, command, *words = shlex.split(service["ExecStart"])
    assert command == "serve"
    database = Path(serve.parser().parse_args(words).database)
    assert database.parent == Path("/var/lib") / service["StateDirectory"]
