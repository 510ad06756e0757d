"""Where batches go besides the journal, and the profiles that the journal's thread reads them with."""

from collections.abc import Callable, Iterable

from watchfloor.core.event import Batch, Event
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.profiles.generic import GenericProfile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.core.session.session import Session
from watchfloor.core.workspace.workspace import Entry, Pace
from watchfloor.services.channel.paced import Paced


class SessionSink:
    """Hands every batch to the models, each channel's events at its own pace; no socket waits for them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._paced: dict[str, Paced] = {}
        self._ending: list[Paced] = []

    def accept(self, batch: Batch) -> None:
        paced = self._paced.get(batch.channel)
        if paced is None:
            self._session.apply(batch)
        else:
            paced.accept(batch)

    async def room(self) -> None:
        return

    def pace(self, channel: str, pace: Pace | None) -> None:
        """The views hear of this channel so from now on; None: it is gone."""
        self._session.prefer(channel, first=pace is not None and pace.priority == "first")
        known = self._paced.get(channel)
        if known is not None and known.pace == pace:
            return
        if known is not None:
            self._end(channel)
        if pace is not None and (pace.kind != "all" or pace.where):
            self._paced[channel] = Paced(self._session, channel, pace)

    async def close(self) -> None:
        """What is pending is shown, and nothing runs on."""
        for channel in list(self._paced):
            self._end(channel)
        for paced in self._ending:
            await paced.closed()

    def _end(self, channel: str) -> None:
        paced = self._paced.pop(channel)
        paced.close()
        self._ending = [each for each in self._ending if each.running] + [paced]


class Readers:
    """Profiles by channel, for the journal's thread: its own, for the generic one learns.

    The journal's indexes begin where the last start was cut off, at once and for good: whoever opens it names
    the feeds before. `past` reads the channels that the file has and the workspace has not.
    """

    def __init__(self, past: Callable[[Event], Reading | None], entries: Iterable[Entry] = ()) -> None:
        self._past = past
        self._profiles: dict[str, Profile] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        self._profiles[entry.feed.name] = profile_of(entry)

    def remove(self, name: str) -> None:
        self._profiles.pop(name, None)

    def read(self, event: Event) -> Reading | None:
        known = self._profiles.get(event.channel)
        return self._past(event) if known is None else known.read(event)


def profile_of(entry: Entry) -> Profile:
    """A new profile for the entry: the generic one with the user's own mapping, where there is one."""
    if entry.feed.profile == GenericProfile.name and entry.mapping is not None:
        return GenericProfile(entry.mapping)
    return profile(entry.feed.profile)
