"""What every test is held to: nothing left running, nothing logged that was not expected."""

import asyncio
import inspect
import logging
import os
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

# Widgets are built where nobody sees them, whoever starts the tests and wherever.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Text is smoothed alike on every machine.
os.environ.setdefault("FONTCONFIG_FILE", str(Path(__file__).with_name("font.conf")))
# What the system has to say, it says in English, whatever language the user's is.
os.environ["LC_ALL"] = "C.UTF-8"
# Qt's file dialogs write down where they were: not among the settings of whoever runs the tests.
_SETTINGS = tempfile.TemporaryDirectory(prefix="watchfloor-test-")
os.environ["XDG_CONFIG_HOME"] = _SETTINGS.name

# These machines are shared and noisy: hypothesis counts examples, never seconds.
settings.register_profile("quiet", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quiet")

ENDING_S = 5.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.obj):
            item.fixturenames.insert(0, "no_pending_task")


@pytest.fixture
async def no_pending_task() -> AsyncIterator[None]:
    """Whatever a test starts on the loop has ended when it ends, its other fixtures' tasks aside."""
    before = asyncio.all_tasks()
    yield
    left = {task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()}
    if left:
        # A task that was just cancelled needs a turn of the loop to end, also of a loaded machine's.
        _, left = await asyncio.wait(left, timeout=ENDING_S)
    assert not left, f"tasks left pending: {left}"


class _Record(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or error in the log fails the test, unless `@pytest.mark.logs("pattern", …)` allows it."""
    marker = request.node.get_closest_marker("logs")
    allowed = [re.compile(pattern) for pattern in (marker.args if marker else ())]
    handler = _Record()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    unexpected = [
        record.getMessage()
        for record in handler.records
        if not any(pattern.search(record.getMessage()) for pattern in allowed)
    ]
    assert not unexpected, f"unexpected in the log: {unexpected}"
