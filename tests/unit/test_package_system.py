"""`make run` asks for Debian's packages once: whoever has them is let through, by old names and new."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.packaging_tool import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a question of Debian's packages")

# dpkg-query as Debian has it: it tells of the names it knows, and ends with 1 if one was unknown.
_QUERY = """#!/bin/bash
code=0
for name in "${@:3}"; do
  case " $KNOWN " in *" $name "*) printf 'install ok installed ' ;; *) code=1 ;; esac
done
exit $code
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """A folder of commands that come before the system's own: a Debian, and somebody who is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, text in (("dpkg-query", _QUERY), ("id", "#!/bin/bash\necho 1000\n")):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


def asked(system: Path, known: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", str(ROOT / "packaging/system-packages"), "run"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": f"{system}:{os.environ['PATH']}", "KNOWN": " ".join(known)},
    )


def missing(done: "subprocess.CompletedProcess[str]") -> list[str]:
    """The packages that the one line names."""
    return [name for name in done.stderr.split() if name.startswith(("lib", "python3-"))]


def test_who_has_all_is_asked_for_nothing(system: Path) -> None:
    wanted = missing(asked(system, []))
    assert len(wanted) > 5
    for names in (wanted, [f"{name}t64" for name in wanted]):
        done = asked(system, names)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_who_lacks_one_gets_the_line_that_installs_it(system: Path) -> None:
    wanted = missing(asked(system, []))
    done = asked(system, wanted[1:])
    assert done.returncode == 1
    assert done.stderr.splitlines()[1] == (
        f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted[0]}"
    )
