"""The example package, installed as a user installs it, and used by the program from there."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EVENT = '{"station": "Cuxhaven", "lat": 53.87, "lon": 8.71, "level_m": 7.4, "at": "2026-11-20T07:30:00Z"}'

PROGRAM = """
import json, sys
import msgspec
from watchfloor.services.home import plugin
from watchfloor.core.event import Event
from watchfloor.core.session.session import Session
from watchfloor.core.event import Batch, Totals

plugins = [msgspec.structs.asdict(one) for one in plugin.load()]
session = Session()
session.add_channel("gauge", "tide", "http://gauge.example/stream")
events = [Event("gauge", 1, 0.0, "level", sys.argv[1]), Event("gauge", 2, 0.0, "level", "{}")]
profile = session.channels["gauge"].profile
readings = [msgspec.to_builtins(profile.read(event)) for event in events]
print(json.dumps({"plugins": plugins, "profile": profile.name, "readings": readings}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example package in it, put there by pip."""
    folder = tmp_path_factory.mktemp("plugin")
    source = folder / "source"
    shutil.copytree(HERE / "tide", source, ignore=shutil.ignore_patterns("__pycache__"))
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
    ]
    subprocess.run([*command, "--target", str(folder / "site"), str(source)], check=True, capture_output=True)
    return folder / "site"


def run(site: Path | None, *arguments: str) -> str:
    paths = [str(HERE.parent.parent / "app"), *([str(site)] if site else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def test_the_installed_example_is_found_and_reads_its_events(installed: Path) -> None:
    said = json.loads(run(installed, PROGRAM, EVENT))
    assert said["plugins"] == [
        {"name": "tide", "package": "watchfloor-tide", "version": "1.0.0", "problem": ""}
    ]
    assert said["profile"] == "tide"
    level, rubbish = said["readings"]
    assert level["summary"] == "Cuxhaven: 7.40 m"
    assert (level["kind"], level["severity"], level["metric"], level["value"]) == (
        "high water",
        4,
        "Cuxhaven (m)",
        7.4,
    )
    assert (level["place_lat"], level["place_lon"], level["time_s"]) == (53.87, 8.71, 1795159800.0)
    assert rubbish["raw"]
    assert "Not the expected message" in rubbish["problem"]


def test_without_it_there_is_no_such_profile() -> None:
    program = "from watchfloor.services.home import plugin; print([one.name for one in plugin.load()])"
    assert "tide" not in run(None, program)
