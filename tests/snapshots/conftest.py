"""`pytest tests/snapshots --update-snapshots` keeps pictures as they are now; look at each that changed."""

from pathlib import Path

import pytest

from tests.snapshots.render import taken

KEPT = Path(__file__).with_name("kept")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots", action="store_true", help="keep the pictures of widgets as they come now"
    )


@pytest.fixture(scope="session")
def is_updating(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-snapshots", default=False))


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all pictures as they come now."""
    folder = tmp_path_factory.mktemp("fresh")
    taken(folder)
    return folder
