"""What a command listens to: addresses with the flags beside them, or the feeds of workspaces, as the window
would: with their credentials, proxies, authorities, profiles and mappings."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from watchfloor.command.connection_flag import feed_of, url
from watchfloor.core.error import KnownError
from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import propose
from watchfloor.core.workspace.reading import Read
from watchfloor.core.workspace.workspace import Entry
from watchfloor.services.credential.account import adopt
from watchfloor.services.credential.keyring_store import system_keyring
from watchfloor.services.credential.vault import Vault
from watchfloor.services.work.workspace_file import WorkspaceFile


def source_of(text: str) -> str | Path:
    """An address, or the path of a workspace."""
    return Path(text) if text.lower().endswith(".toml") and "://" not in text else url(text)


class Source:
    """Reads the workspaces at once, so that what is wrong with one is told before anything is opened."""

    def __init__(
        self, arguments: argparse.Namespace, sources: Sequence[str | Path], tell: Callable[[str], None]
    ) -> None:
        addresses = [each for each in sources if isinstance(each, str)]
        self._addressed = [Entry(feed=feed) for feed in _feeds_of_addresses(arguments, addresses)]
        self._read: list[Read] = []
        for path in sources:
            if isinstance(path, Path):
                self._read.append(read := WorkspaceFile(path).load())
                for note in read.notes:
                    tell(f"{path}: {note}")
                if flags := _given(arguments):
                    tell(f"{', '.join(flags)}: for addresses only. The feeds of {path} are as it says.")
        self._feeds = [entry.feed for entry in self._addressed]
        self._feeds += [feed for read in self._read for feed in read.workspace.feeds]
        if not self._feeds:
            raise KnownError("There is no feed in this workspace. Add one in the window, or give an address.")
        for feed in self._feeds:
            if not feed.verify_tls and feed.url.startswith("https:"):
                tell(unchecked(feed.name))

    async def feed(self, wanted: str, vault: Vault) -> Feed:
        """The one of this name; "" is enough where there is one alone."""
        name = _chosen(wanted, [feed.name for feed in self._feeds])
        return next(entry.feed for entry in await self.entries(vault) if entry.feed.name == name)

    async def vault(self) -> Vault:
        """Where credentials are, if any feed names one."""
        return Vault(await system_keyring() if any(feed.credential for feed in self._feeds) else None)

    async def entries(self, vault: Vault) -> list[Entry]:
        """All feeds; those that had secrets in their file are signed in with them, for this run."""
        found = list(self._addressed)
        for read in self._read:
            feeds = await adopt(read, vault)
            found += [
                msgspec.structs.replace(entry, feed=feed)
                for entry, feed in zip(read.workspace.entries, feeds, strict=True)
            ]
        return found


def _chosen(wanted: str, names: list[str]) -> str:
    if wanted in names or (not wanted and len(names) == 1):
        return wanted or names[0]
    known = ", ".join(map(repr, names))
    if wanted:
        raise KnownError(f"There is no feed named {wanted!r} in this workspace. It has {known}.")
    raise KnownError(f"This workspace has several feeds: choose one with --feed. It has {known}.")


# The connection's flags, by what argparse calls them.
_FLAGS = {
    "header": "--header",
    "last_event_id": "--last-event-id",
    "method": "--method",
    "data": "--data",
    "proxy": "--proxy",
    "cacert": "--cacert",
    "cert": "--cert",
    "key": "--key",
    "insecure": "--insecure",
    "http2": "--http2",
}


def _given(arguments: argparse.Namespace) -> list[str]:
    return [flag for name, flag in _FLAGS.items() if getattr(arguments, name, None)]


def unchecked(name: str) -> str:
    return f"{name}: the certificate is not checked. Anyone on the way can read and change this stream."


def _feeds_of_addresses(arguments: argparse.Namespace, addresses: list[str]) -> Iterator[Feed]:
    """Named after host and path; the second of a name is "name (2)". An address tells what reads it."""
    named: Counter[str] = Counter()
    for address in addresses:
        parts = urlsplit(address)
        name = (parts.netloc.rpartition("@")[2] + parts.path).rstrip("/")
        named[name] += 1
        number = named[name]
        feed = feed_of(arguments, address, f"{name} ({number})" if number > 1 else name)
        preset = propose(address)
        yield msgspec.structs.replace(feed, profile=preset.profile if preset else feed.profile)
