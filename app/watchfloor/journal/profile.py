"""The profiles that read a journal's events, one for each channel, as the file names them."""

from pathlib import Path

import apsw

from watchfloor.core.error import KnownError
from watchfloor.core.event import Event
from watchfloor.core.profiles.catalogue import is_known, profile
from watchfloor.core.profiles.reading import Profile, Reading
from watchfloor.journal.file import READ_ERRORS, open_read

_LEARN_EVENTS = 20


class Profiles:
    """Reads each event by its channel's profile; a channel whose profile is not known is read generically.

    The generic profile learns from a channel's first events, so that it reads them the same at every
    start.
    """

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}

    @classmethod
    def in_file(cls, path: Path) -> "Profiles":
        """Those that read what a file has already; of a new or a damaged one nothing is known."""
        try:
            connection = open_read(path)
        except KnownError:
            return cls()
        try:
            return cls.of(connection)
        except READ_ERRORS:
            return cls()
        finally:
            connection.close(True)

    @classmethod
    def of(cls, connection: apsw.Connection) -> "Profiles":
        profiles = cls()
        for id_, name, profile_name in connection.execute("SELECT id, name, profile FROM channel").fetchall():
            profiles.add(str(name), str(profile_name))
            first = connection.execute(
                "SELECT received_us, type, data FROM event WHERE channel = ? ORDER BY id LIMIT ?",
                (id_, _LEARN_EVENTS),
            )
            if profile_name in ("", "generic"):
                for received_us, type_, data in first:
                    profiles.read(Event(str(name), 0, int(received_us) / 1e6, str(type_), str(data)))
        return profiles

    def add(self, channel: str, profile_name: str) -> None:
        self._profiles[channel] = profile(profile_name if is_known(profile_name) else "generic")

    def choose(self, channel: str, profile_name: str) -> None:
        """From here on the channel has this profile; what it has learnt stays where it has it already."""
        known = self._profiles.get(channel)
        if known is None or known.name.replace("-", "_") != profile_name.replace("-", "_"):
            self.add(channel, profile_name)

    def read(self, event: Event) -> Reading | None:
        if event.channel not in self._profiles:
            self.add(event.channel, "generic")
        return self._profiles[event.channel].read(event)
