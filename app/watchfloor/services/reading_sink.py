"""Where batches go besides the journal, and the profiles that the journal's thread reads them with."""

from watchfloor.core.event import Batch, Event
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.generic import GenericProfile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.core.session import Session
from watchfloor.core.workspace.workspace import Entry


class SessionSink:
    """Hands every batch to the models; they never make a socket wait."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def accept(self, batch: Batch) -> None:
        self._session.apply(batch)

    async def room(self) -> None:
        return


class Readers:
    """Profiles by channel, for the journal's thread: its own, for the generic one learns."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}

    def add(self, entry: Entry) -> None:
        self._profiles[entry.feed.name] = profile_of(entry)

    def remove(self, name: str) -> None:
        self._profiles.pop(name, None)

    def read(self, event: Event) -> Reading | None:
        known = self._profiles.get(event.channel)
        return None if known is None else known.read(event)


def profile_of(entry: Entry) -> Profile:
    """A new profile for the entry: the generic one with the user's own mapping, where there is one."""
    if entry.feed.profile == GenericProfile.name and entry.mapping is not None:
        return GenericProfile(entry.mapping)
    return profile(entry.feed.profile)
