"""Everything that a package holds, with licences and their texts: the Python packages, and bundled.toml."""

import importlib.metadata
import platform
import tomllib
from typing import Any

import component
from facts import ROOT

FOLDER = ROOT / "resources" / "licences"


def bundled() -> list[dict[str, Any]]:
    """Each component: first what is not a Python package, then the packages."""
    rows: list[dict[str, Any]] = []
    for row in tomllib.loads((ROOT / "packaging/bundled.toml").read_text(encoding="utf-8"))["component"]:
        kind = row.get("version", "")
        if "like" in row:
            kind = importlib.metadata.version(row["like"])
        elif kind == "interpreter":
            kind = ".".join(platform.python_version_tuple()[:2])
        elif kind.startswith("lock:"):
            kind = importlib.metadata.version(kind.removeprefix("lock:"))
        found = [(FOLDER / name).read_text(encoding="utf-8").strip() for name in row.get("texts", ())]
        if "after" in row:
            found = component.texts(importlib.metadata.distribution(row["after"]))[:1]
        shared = all("PL-3.0.txt" in name for name in row.get("texts", ("",)))
        rows.append({
            "name": row["name"], "version": kind, "licence": row["licence"], "note": row["note"],
            "source": row["source"], "python": False, "shipped": "texts" in row, "texts": [] if shared and "texts" in row else found,
        })  # fmt: skip
    for distribution, _needs in component.tree().values():
        rows.append({
            "name": distribution.name, "version": distribution.version, "licence": component.licence(distribution),
            "note": " ".join((distribution.metadata.get("Summary") or "").split()), "source": "", "python": True, "shipped": False,
            "texts": component.texts(distribution),
        })  # fmt: skip
    return rows
