"""A file is there whole, or as it was before, whatever happens in between."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from watchfloor.core.error import KnownError
from watchfloor.services.home.whole_file import write_whole


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"x")
    finally:
        os.umask(before)

    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


_KILLED = """
import os, signal, sys
from pathlib import Path
from typing import Any
from watchfloor.services.home.whole_file import write_whole
before = Path.replace
def replace(self, target):
    os.kill(os.getpid(), signal.SIGKILL)
Path.replace = replace
write_whole(Path(sys.argv[1]), b"half" * 100_000)
"""


def test_being_killed_while_saving_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "room.toml"
    write_whole(path, b"before")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False, env=environment)

    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before"


def test_where_it_cannot_be_written_is_a_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"cannot be written: No such file or directory\. Make room"):
        write_whole(tmp_path / "nowhere" / "room.toml", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match="folder cannot be written"):
        write_whole(tmp_path / "folder", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
