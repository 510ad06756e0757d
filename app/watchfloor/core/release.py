"""A release as its makers announce it, and whether it is newer than what runs."""

import re

import msgspec

from watchfloor.core.error import KnownError

NOTES = 40
ASK_EVERY_S = 86_400.0
NOTE_LENGTH = 500
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:(\.dev|a|b|rc)(\d{1,6}))?", re.ASCII)
_STAGES = {".dev": 0, "a": 1, "b": 2, "rc": 3, None: 4}


class Release(msgspec.Struct, frozen=True):
    """What is told of a release. `url` is a page to read, never something to run."""

    version: str
    date: str = ""
    notes: list[str] = []
    url: str = ""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """When the makers last answered, and the newest version that the user was told of."""

    at_s: float = 0.0
    told: str = ""

    def due(self, now_s: float) -> bool:
        """A day after the last answer; at once where the clock was put back."""
        return not 0.0 <= now_s - self.at_s < ASK_EVERY_S


def order_of(version: str) -> tuple[int, ...]:
    """What versions are ordered by: 1.2.0rc1 comes before 1.2.0."""
    found = _VERSION.fullmatch(version)
    if found is None:
        raise KnownError(f"{version[:40]!r} is no version.")
    major, minor, patch, stage, number = found.groups()
    return int(major), int(minor), int(patch), _STAGES[stage], int(number or 0)


def read_release(document: bytes) -> Release:
    """The release that an announcement names, cut to what can be shown."""
    try:
        release = msgspec.json.decode(document, type=Release)
    except (msgspec.DecodeError, RecursionError) as error:
        raise KnownError(f"The announcement of the newest version cannot be read: {error}.") from error
    order_of(release.version)
    return msgspec.structs.replace(
        release,
        date=release.date[:10],
        notes=[" ".join(note[:NOTE_LENGTH].split()) for note in release.notes[:NOTES]],
        url=release.url if release.url.startswith("https://") else "",
    )


def newer(release: Release, current: str) -> bool:
    return order_of(release.version) > order_of(current)
