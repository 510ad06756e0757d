"""Running what is in packaging/, as make does."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EPOCH_S = 1_767_225_600  # 2026-01-01


def run(
    tool: str, *arguments: str | Path, root: Path = ROOT, check: bool = True
) -> "subprocess.CompletedProcess[str]":
    """Run one of packaging's Python tools as of a fixed day."""
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(EPOCH_S),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "WATCHFLOOR_HOMEPAGE": "https://forge.example/watchfloor",
    }
    command = [sys.executable, str(root / "packaging" / tool), *map(str, arguments)]
    return subprocess.run(command, check=check, capture_output=True, text=True, env=environment, cwd=root)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
