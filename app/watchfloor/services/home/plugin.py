"""Profiles that other packages bring: found by their entry points, enrolled beside ours.

A package offers one in its pyproject.toml:

    [project.entry-points."watchfloor.profiles"]
    tide = "watchfloor_tide:TideProfile"

The name is what a feed's `profile` says. What the entry point leads to is called without arguments, once for
each channel, and gives what `core.profiles.reading.Profile` describes.
"""

import logging
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from types import TracebackType
from typing import Any, Self

import msgspec

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.profiles.catalogue import enrol, profile
from watchfloor.core.profiles.reading import Profile, Reading, raw

GROUP = "watchfloor.profiles"

log = logging.getLogger(__name__)
_known: dict[EntryPoint, "Plugin"] = {}


class Plugin(msgspec.Struct, frozen=True):
    """A profile that a package offers. With a `problem` it is not in use, and that says why."""

    name: str
    package: str
    version: str
    problem: str = ""


class _Guest:
    """Runs a stranger's code: whatever it raises is kept in `error` and goes no further."""

    def __init__(self) -> None:
        self.error: Exception | SystemExit | None = None

    def __enter__(self) -> Self:
        self.error = None
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception | SystemExit):
            return False
        self.error = error
        return True

    @property
    def problem(self) -> str:
        return f"{type(self.error).__name__}: {self.error}" if self.error else ""


class GuardedProfile:
    """A stranger's profile whose faults cost nothing but its own words: the event is shown as it came."""

    def __init__(self, name: str, guest: Any) -> None:
        self.name = name
        # What a profile need not say, so that one written for an earlier version is still taken.
        self.stamped = bool(getattr(guest, "stamped", False))
        self.telling: frozenset[str] = frozenset(getattr(guest, "telling", ()))
        self._profile = guest
        self._guest = _Guest()

    def read(self, event: Event) -> Reading:
        reading: object = None
        with self._guest:
            reading = self._profile.read(event)
        if isinstance(reading, Reading):
            return reading
        problem = self._guest.problem or f"it gave {type(reading).__name__}, not a Reading"
        return raw(event, f"The plug-in profile {self.name} could not read this: {problem}")


def load(entries: Iterable[EntryPoint] | None = None) -> list[Plugin]:
    """Enrol the profiles of installed packages, each once a process; a faulty one is told and left out."""
    found = entry_points(group=GROUP) if entries is None else entries
    return [_known.get(entry) or _learn(entry) for entry in sorted(found, key=lambda entry: entry.name)]


def _learn(entry: EntryPoint) -> Plugin:
    package = entry.dist.name if entry.dist else ""
    version = entry.dist.version if entry.dist else ""
    problem = ""
    try:
        enrol(entry.name, _factory(entry))
    except KnownError as error:
        problem = f"The plug-in profile {entry.name} of {package or 'a package'} is not in use. {error}"
        log.warning(problem)
    plugin = _known[entry] = Plugin(entry.name, package, version, problem)
    return plugin


def _factory(entry: EntryPoint) -> Callable[[], Profile]:
    """What makes the profile, tried once; `KnownError` with the reason where it does not."""
    guest = _Guest()
    with guest:
        make = entry.load()
        GuardedProfile(entry.name, _checked(make()))
    if guest.error is not None:
        raise KnownError(f"{entry.value} cannot be used: {guest.problem}") from guest.error
    return lambda: _made(entry.name, make)


def _made(name: str, make: Callable[[], Any]) -> Profile:
    """A profile for one channel; the generic one if the stranger's cannot be made this time."""
    guest = _Guest()
    with guest:
        return GuardedProfile(name, _checked(make()))
    log.warning(
        "The plug-in profile %s could not be made: %s. Its feed is read generically.", name, guest.problem
    )
    return profile("generic")


def _checked(guest: Any) -> Any:
    if not callable(getattr(guest, "read", None)):
        raise TypeError("it has no method `read`")
    telling: object = getattr(guest, "telling", frozenset())
    if not isinstance(telling, frozenset | set) or not all(isinstance(kind, str) for kind in telling):
        raise TypeError("its `telling` is not a set of event types")
    return guest
