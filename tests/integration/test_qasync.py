"""The same promises on the window's loop: these tests once more, in a process where qasync runs them."""

import os
import subprocess
import sys

import pytest

RUNS = {
    "ends": ("tests/integration/test_channel_end.py",),
    "resume": ("tests/integration/test_channel_resume.py",),
    "polling": ("tests/integration/test_polling.py",),
    "commands": ("tests/integration/test_channel_command.py", "-k", "not any_order or from_0"),
    "sockets": ("tests/integration/test_socket_stream.py",),
    "hub": ("tests/integration/test_hub.py",),
    "doctor": ("tests/integration/doctor/test_doctor.py", "-k", "quiet_stream or redirect or stopped"),
    "breaker": ("tests/unit/services/channel/test_channel_breaker.py",),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_under_qasync(words: tuple[str, ...]) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.integration.under_qasync",
    ]
    done = subprocess.run(
        [*command, *words],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
