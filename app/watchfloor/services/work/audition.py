"""Listening to a feed before it is kept: what it sends, how it answers, and what it may be."""

import asyncio
from collections import deque
from collections.abc import Callable

import msgspec

from watchfloor.core.diagnosis.content import is_foreign
from watchfloor.core.diagnosis.word import quoted
from watchfloor.core.error import KnownError
from watchfloor.core.event import Batch, Event
from watchfloor.core.feed import Feed
from watchfloor.core.preset.catalogue import propose
from watchfloor.core.preset.preset import Preset
from watchfloor.core.profiles.body import UnreadableError, decode
from watchfloor.core.profiles.mapping import Mapping, guess
from watchfloor.core.secret.secret import AnySecret, OAuthDevice
from watchfloor.core.state import ChannelState, Status
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub
from watchfloor.services.credential.account import Account, Accounts, equipped
from watchfloor.services.credential.place import places_of
from watchfloor.services.credential.vault import Vault

KEPT = 50
GUESSED_FROM = 20
TRIAL = "trial"


class Audition:
    """One feed at a time, on a connection of its own that touches no other feed and no journal.

    `on_change` is called after anything of it changed. `close` ends it, and leaves nothing behind.
    """

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._vault = Vault(None, {})
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._forget()

    def _forget(self) -> None:
        self.feed: Feed | None = None
        self.channel: Channel | None = None
        self.status = Status()
        self.events: deque[Event] = deque(maxlen=KEPT)
        self.count = 0
        self.types: set[str] = set()
        self.problem = ""

    @property
    def secrets(self) -> list[str]:
        """Texts that must not be shown."""
        return self._vault.values

    def renewed(self, secrets: tuple[AnySecret, ...]) -> tuple[AnySecret, ...]:
        """These as they are by now: a refresh token may have been used up while listening."""
        now = {_place(secret): secret for secret in self._vault.of_session(TRIAL)}
        return tuple(now.get(_place(secret), secret) for secret in secrets)

    @property
    def running(self) -> bool:
        return self._task is not None or bool(self._ending)

    @property
    def wants_sign_in(self) -> bool:
        return self.status.state is ChannelState.FAILED and self.status.code in ("unauthorized", "login-page")

    @property
    def is_doubted(self) -> bool:
        """Nobody whom we trust vouches for the server."""
        return self.status.state is ChannelState.FAILED and self.status.code == "tls-untrusted"

    @property
    def rubbish(self) -> str:
        """How what comes begins, where it is no event stream although it is called one; else nothing."""
        is_open = self.status.state is ChannelState.CONNECTED or self.status.unreadable
        if self.channel is None or self.count or not is_open:
            return ""
        pulse = self.channel.hearing.pulse
        return quoted(pulse.head.decode("utf-8", "replace").strip()) if is_foreign(pulse) else ""

    def begin(self, feed: Feed, secrets: tuple[AnySecret, ...], account: Account | None = None) -> None:
        """Listen to this feed instead of the one before. With an `account` it is signed in as a feed that
        is at work: they share the token, for a server may take each refresh token only once."""
        self.end()
        self._forget()
        self.feed = feed
        listening = self._listen(feed, secrets, account)
        self._task = asyncio.get_running_loop().create_task(listening, name="audition")
        self._on_change()

    def end(self) -> None:
        """Listen no more; what was heard stays."""
        if self._task is not None:
            self._task.cancel()
            self._ending.add(self._task)
            self._task.add_done_callback(self._ending.discard)
            self._task = None

    def hush(self) -> None:
        """Tell nobody from now on: whoever listened is about to go."""
        self._on_change = lambda: None

    async def close(self) -> None:
        self.end()
        self.hush()
        if self._ending:
            await asyncio.wait(set(self._ending))
        self._vault = Vault(None, {})

    async def _listen(self, feed: Feed, secrets: tuple[AnySecret, ...], account: Account | None) -> None:
        hub = Hub([_Ear(self, feed)])
        try:
            if secrets:
                await self._vault.keep(TRIAL, secrets, places_of(feed), lasting=False)
                feed = msgspec.structs.replace(feed, credential=TRIAL)
                account = Accounts(self._vault).of(feed)
            elif account:
                account = account.at(feed)  # its address may be another one: nothing is sent unless confirmed
            feed = await equipped(account, feed) if account else feed
            channel = hub.add(feed, credential=account)
            self.channel = channel
            channel.standing.listeners.append(lambda status: self._observe(channel, status))
            channel.start()
            self._observe(channel, channel.status)
            await asyncio.Event().wait()
        except KnownError as error:
            self.problem = str(error)
            self._on_change()
        finally:
            await hub.close()

    def _observe(self, channel: Channel, status: Status) -> None:
        if channel is self.channel:
            self.status = status
            self._on_change()

    def hear(self, batch: Batch) -> None:
        if batch.events:
            self.events.extend(batch.events)
            self.count += len(batch.events)
            if len(self.types) < KEPT:
                self.types.update(event.type for event in batch.events[:KEPT])
            self._on_change()

    # -- what it may be

    def proposal(self) -> Preset | None:
        """The preset that its address and its first events betray."""
        return None if self.feed is None else propose(self.feed.url, self.types)

    def guess(self) -> Mapping:
        """The likeliest mapping, from what was heard."""
        bodies = []
        for event in list(self.events)[:GUESSED_FROM]:
            try:
                bodies.append(decode(event.data))
            except UnreadableError:
                continue
        return guess(body for body in bodies if isinstance(body, dict))


def _place(secret: AnySecret) -> AnySecret:
    """What a secret is besides the token that changes with each use."""
    return msgspec.structs.replace(secret, refresh_token="") if isinstance(secret, OAuthDevice) else secret


class _Ear:
    """Only the audition of now is told: a batch may still come from the one before."""

    def __init__(self, audition: Audition, feed: Feed) -> None:
        self._audition = audition
        self._feed = feed

    def accept(self, batch: Batch) -> None:
        if self._audition.feed is self._feed:
            self._audition.hear(batch)

    async def room(self) -> None:
        return
