"""The profiles by name."""

import re
from collections.abc import Callable

import msgspec
from msgspec.structs import asdict

from watchfloor.core.error import KnownError
from watchfloor.core.profiles.cockpit import CockpitProfile
from watchfloor.core.profiles.debate import DebateProfile
from watchfloor.core.profiles.generic import GenericProfile
from watchfloor.core.profiles.map_stream import MapStreamProfile
from watchfloor.core.profiles.mapping import Mapping
from watchfloor.core.profiles.reading import Profile
from watchfloor.core.profiles.strategist import StrategistProfile
from watchfloor.core.profiles.strategy import StrategyProfile

PROFILES: dict[str, Callable[[], Profile]] = {
    "strategist": StrategistProfile,
    "strategy": StrategyProfile,
    "map_stream": MapStreamProfile,
    "cockpit": CockpitProfile,
    "debate": DebateProfile,
    "generic": GenericProfile,
}
_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(Mapping).decode
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def described(name: str, mapping: Mapping | None) -> str:
    """A profile in one word, with a person's own mapping behind it: as a journal keeps it."""
    if mapping is None or name != GenericProfile.name:
        return name
    return f"{name} {_encode({field: path for field, path in asdict(mapping).items() if path}).decode()}"


def is_known(name: str) -> bool:
    return name.partition(" ")[0].replace("-", "_") in PROFILES


def profile(name: str) -> Profile:
    """A new profile for one channel (the generic one learns, so it is not shared), as `described`."""
    bare, _, mapping = name.partition(" ")
    if mapping and bare == GenericProfile.name:
        return _mapped(mapping)
    try:
        return PROFILES[name.replace("-", "_")]()
    except KeyError:
        known = ", ".join(PROFILES)
        raise KnownError(
            f"There is no profile named {name!r}. Choose one of: {known};"
            " or install the package that brings it."
        ) from None


def _mapped(mapping: str) -> Profile:
    try:
        return GenericProfile(_decode(mapping))
    except (msgspec.DecodeError, KnownError):
        return GenericProfile()  # of another version: what it learns by itself is better than nothing


def enrol(name: str, make: Callable[[], Profile]) -> None:
    """Make a profile known that is not ours; `KnownError` where its name cannot be used."""
    if not _NAME.fullmatch(name):
        raise KnownError(
            f"A profile cannot be named {name!r}: use small letters, digits and _, a letter first."
        )
    if name in PROFILES:
        raise KnownError(f"There is a profile named {name} already; it cannot be replaced.")
    PROFILES[name] = make
