"""The net under every test: what is left running or logged unexpectedly fails it."""

import logging
from pathlib import Path

import pytest

OPTIONS = ("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function")
LEAK = """
import asyncio
async def test_leaks():
    asyncio.get_running_loop().create_task(asyncio.Event().wait(), name="left")
"""
LOG = """
import logging
def test_logs():
    logging.getLogger("x").warning("surprise")
"""


@pytest.mark.parametrize(("body", "said"), [(LEAK, "tasks left pending"), (LOG, "unexpected in the log")])
def test_a_test_that_leaves_something_behind_fails(pytester: pytest.Pytester, body: str, said: str) -> None:
    pytester.makeconftest((Path(__file__).parent.parent / "conftest.py").read_text())
    pytester.makepyfile(body)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", *OPTIONS)
    result.assert_outcomes(passed=1, errors=1)
    assert said in result.stdout.str()


@pytest.mark.logs("^expected$")
def test_an_expected_log_line_is_allowed() -> None:
    logging.getLogger("x").warning("expected")
