"""Everything that a package holds, with licences and their texts: the Python packages, and bundled.toml."""

import importlib.metadata
import platform
import re
import tomllib
from typing import Any

import component
from facts import ROOT

FOLDER = ROOT / "resources" / "licences"


def bundled() -> list[dict[str, Any]]:
    """Each component: what is not a Python package, then the packages. A text that is `shipped` lies beside
    what it is for."""
    table = tomllib.loads((ROOT / "packaging/bundled.toml").read_text(encoding="utf-8"))["component"]
    return [*map(_other, table), *(_package(distribution) for distribution, _ in component.tree().values())]


def _other(row: dict[str, Any]) -> dict[str, Any]:
    texts = [(FOLDER / name).read_text(encoding="utf-8").strip() for name in row.get("texts", ())]
    if "after" in row:
        texts = component.texts(importlib.metadata.distribution(row["after"]))[:1]
    return {
        "name": row["name"],
        "version": _version(row),
        "licence": row["licence"],
        "note": row["note"],
        "source": row["source"],
        "owner": row.get("owner", ""),
        "author": "",
        "python": False,
        "shipped": "texts" in row,
        "texts": texts,
    }


def _version(row: dict[str, Any]) -> str:
    said: str = row.get("version", "")
    if "like" in row:
        return importlib.metadata.version(row["like"])
    if said == "interpreter":
        return ".".join(platform.python_version_tuple()[:2])
    if said.startswith("lock:"):
        return importlib.metadata.version(said.removeprefix("lock:"))
    return said


def _package(distribution: importlib.metadata.Distribution) -> dict[str, Any]:
    return {
        "name": distribution.name,
        "version": distribution.version,
        "licence": component.licence(distribution),
        "note": " ".join((distribution.metadata.get("Summary") or "").split()),
        "source": "",
        "owner": "",
        "author": _author(distribution),
        "python": True,
        "shipped": False,
        "texts": component.texts(distribution),
    }


def _author(distribution: importlib.metadata.Distribution) -> str:
    """Who wrote it by the package's own words, without addresses; "" where it does not say."""
    said = distribution.metadata.get("Author") or distribution.metadata.get("Author-email") or ""
    return re.sub(r"\s*<[^>]*>|\"", "", said).strip()
