"""Pages are held to the real window, offscreen."""

import pytest

from tests.gui.conftest import OFFSCREEN


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/documentation/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN))
