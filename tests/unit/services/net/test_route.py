"""Whether this machine has a way out, asked in a network of its own that has none."""

import subprocess
import sys

import pytest

ASK = "from watchfloor.services.net.route import has_route; print(has_route())"


def test_a_machine_without_a_network_has_no_route() -> None:
    command = ["unshare", "--user", "--map-root-user", "--net", sys.executable, "-c", ASK]
    try:
        asked = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"PYTHONPATH": "app"}
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if asked.returncode:
        pytest.skip(f"no network of its own to be had here: {asked.stderr.strip()}")
    assert asked.stdout.strip() == "False"
