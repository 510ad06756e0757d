"""The Python packages that Watchfloor needs, as they are installed here: names, versions, licences, texts."""

import importlib.metadata
import re
import sys
from importlib.metadata import Distribution
from pathlib import Path

from facts import PROJECT
from packaging.requirements import Requirement

EXTRAS = ("redis",)  # what the bundles hold besides the plain dependencies
# Where the metadata do not name a licence in SPDX's words.
LICENCES = {
    "apsw": "Zlib",  # its own words: "any OSI"; the text is zlib's
    "PySide6_Essentials": "LGPL-3.0-only",  # the choice we make of those it offers
    "shiboken6": "LGPL-3.0-only",
    "colorama": "BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
    "hyperframe": "MIT",
    "certifi": "MPL-2.0",
}
CLASSIFIERS = {"MIT License": "MIT", "BSD License": "BSD-3-Clause", "Apache Software License": "Apache-2.0"}
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def tree() -> dict[str, tuple[Distribution, list[str]]]:
    """Every package that ours needs on this machine, with the names of what it needs in turn."""
    found: dict[str, tuple[Distribution, list[str]]] = {}
    queue = _wanted()
    done: set[tuple[str, frozenset[str]]] = set()
    while queue:
        requirement = queue.pop()
        if (
            not _applies(requirement)
            or (key := (plain(requirement.name), frozenset(requirement.extras))) in done
        ):
            continue
        done.add(key)
        distribution = importlib.metadata.distribution(requirement.name)
        needs = [Requirement(line) for line in distribution.requires or []]
        chosen = [need for need in needs if _applies(need, requirement.extras)]
        known = found.setdefault(key[0], (distribution, []))[1]
        known += sorted({plain(need.name) for need in chosen} - set(known))
        for need in chosen:
            need.marker = None
        queue += chosen
    return dict(sorted(found.items()))


def _applies(requirement: Requirement, extras: set[str] | None = None) -> bool:
    if requirement.marker is None:
        return True
    # Of a minor version's last patch release: the notices must not depend on which one makes them.
    full = f"{sys.version_info.major}.{sys.version_info.minor}.99"
    places = ({"extra": extra, "python_full_version": full} for extra in ("", *(extras or ())))
    return any(requirement.marker.evaluate(place) for place in places)


def roots() -> list[str]:
    """The packages that ours names itself."""
    return sorted({plain(one.name) for one in _wanted() if _applies(one)})


def _wanted() -> list[Requirement]:
    extra = [line for name in EXTRAS for line in PROJECT["optional-dependencies"][name]]
    return [Requirement(line) for line in [*PROJECT["dependencies"], *extra]]


def licence(distribution: Distribution) -> str:
    metadata = distribution.metadata
    if distribution.name in LICENCES:
        return LICENCES[distribution.name]
    if metadata.get("License-Expression"):
        return str(metadata["License-Expression"])
    classified = [
        CLASSIFIERS.get(line.split("::")[-1].strip()) for line in metadata.get_all("Classifier") or []
    ]
    named = [name for name in classified if name]
    said = (metadata.get("License") or "").strip()
    # A short word is a name; "BSD" alone says too little, a whole text too much.
    if said and re.fullmatch(r"[A-Za-z0-9.+-]{3,20}", said) and said not in ("BSD", "UNKNOWN"):
        return said
    if not named:
        raise SystemExit(f"{distribution.name} does not say its licence: add it to LICENCES in {__file__}")
    return named[0]


def texts(distribution: Distribution) -> list[str]:
    """The licence files that the package brings."""
    files = [file for file in distribution.files or [] if _TEXT.search(file.name) and file.suffix != ".py"]
    paths = sorted({Path(str(distribution.locate_file(file))) for file in files})
    found = [path.read_text(encoding="utf-8", errors="replace").strip() for path in paths if path.is_file()]
    return list(dict.fromkeys(found))
