"""A day's soak in miniature: after minutes of everything at once there is no more of anything than before."""

import json
import os
import subprocess
import sys

import pytest

MINUTES = float(os.environ.get("WATCHFLOOR_SOAK_MINUTES", "10"))
# So much more there may be in the last rounds than in the early ones: by chance, and where rings still fill.
SLACK = {
    "memory_mb": 40,
    "descriptors": 4,
    "threads": 3,
    "windows": 3,
    "widgets": 40,
    "qt_objects": 150,
    "timers": 4,
    "waiting_calls": 40,
    "tasks": 8,
    "python_objects": 15_000,
}


@pytest.mark.soak
@pytest.mark.timeout(MINUTES * 60 + 300)
def test_a_restless_day_leaves_nothing_behind() -> None:
    command = [sys.executable, "-m", "tests.gui.soaked", str(MINUTES)]
    environment = os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    rounds = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    third = len(rounds) // 3
    assert third, "a soak takes several rounds"
    print(*(json.dumps(each) for each in rounds), sep="\n")
    # The first round warms up. The least of some rounds is what there is at rest.
    early, late = rounds[1 : 1 + third], rounds[-third:]
    grown = {
        name: min(each[name] for each in late) - min(each[name] for each in early)
        for name, slack in SLACK.items()
        if min(each[name] for each in late) - min(each[name] for each in early) > slack
    }
    assert not grown, f"more than at the beginning: {grown}"
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
