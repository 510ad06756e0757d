"""The wheel and the sdist: the program, its resources, nothing else, and the same bytes each time."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.unit.packaging_tool import EPOCH_S, ROOT

FOLDERS = ("app", "resources", "packaging", "docs")
FILES = (
    "pyproject.toml",
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    ".gitignore",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it is now, with the litter that a working copy has."""
    target = tmp_path_factory.mktemp("source") / "watchfloor"
    target.mkdir()
    for name in FOLDERS:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, target / name)
    litter = target / "app/watchfloor/core/__pycache__/sse.cpython-311.pyc"
    litter.parent.mkdir()
    litter.write_bytes(b"litter")
    (target / "resources/night.watchfloor").write_bytes(b"somebody's journal")
    return target


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(source, tmp_path_factory.mktemp("first"))


def build(source: Path, target: Path) -> Path:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH_S)}
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(target)],
        cwd=source, env=environment, check=True, capture_output=True,
    )  # fmt: skip
    return target


def wheel_names(folder: Path) -> list[str]:
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return wheel.namelist()


def test_the_wheel_holds_every_module_and_every_resource(built: Path) -> None:
    names = set(wheel_names(built))
    modules = {str(path.relative_to(ROOT / "app")) for path in (ROOT / "app").rglob("*.py")}
    resources = {
        f"watchfloor/{path.relative_to(ROOT)}" for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    pages = {
        f"watchfloor/guide/{path.relative_to(ROOT / 'docs')}"
        for path in (ROOT / "docs").rglob("*")
        if path.is_file()
    }
    assert modules | resources | pages <= names


def test_the_wheel_holds_nothing_else(built: Path) -> None:
    strange = [
        name
        for name in wheel_names(built)
        if not name.startswith(("watchfloor/resources/", "watchfloor/guide/"))
        and not (name.startswith("watchfloor/") and name.endswith((".py", "/py.typed")))
        and ".dist-info/" not in name
    ]
    assert strange == []
    assert not [name for name in wheel_names(built) if name.endswith((".pyc", ".watchfloor"))]


def test_the_sdist_holds_no_litter(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames()]
    assert "resources/gazetteer.tsv" in names
    assert "packaging/package" in names
    assert not [
        name
        for name in names
        if name.endswith((".pyc", ".watchfloor")) or name.startswith((".venv", "build/"))
    ]


def test_two_builds_give_the_same_bytes(source: Path, built: Path, tmp_path: Path) -> None:
    for path in source.rglob("*"):
        os.utime(path)  # a fresh clone has other times
    again = build(source, tmp_path)

    def digests(folder: Path) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    assert digests(again) == digests(built)
    assert len(digests(built)) == 2
