"""Settings that concern feeds and their journal, put to work while everything runs."""

from collections.abc import Callable

from watchfloor.core.feed import Feed
from watchfloor.core.setting import Settings
from watchfloor.core.state import ChannelState
from watchfloor.journal.settings import Keep
from watchfloor.journal.writer.writer import Writer
from watchfloor.services.channel.channel import Channel
from watchfloor.services.channel.hub import Hub

DAY_S, MEGABYTE = 86_400, 1_000_000


def keep_of(settings: Settings) -> Keep:
    """The journal's bounds, as the settings have them."""
    days, megabytes = settings.keep_days, settings.keep_megabytes
    return Keep(
        max_age_s=None if days is None else days * DAY_S,
        max_bytes=None if megabytes is None else megabytes * MEGABYTE,
    )


async def refit(hub: Hub, writer: Writer, feed: Feed, on_channel: Callable[[Channel], None]) -> None:
    """The channel of this name goes on as `feed` has it: from its last id, with its ledger."""
    before = hub.channels.get(feed.name)
    if before is None or before.feed == feed:
        return
    # Without streaming a feed may have had nothing left to do; nobody stopped it.
    barred = before.status.state is ChannelState.FAILED and not before.feed.sse_enabled
    wanted = before.running or barred
    hub.remove(feed.name)
    await before.closed()
    await writer.flush()
    if feed.name in hub.channels:
        return  # another change was quicker
    channel = hub.add(feed, past=writer.resume(feed.name))
    on_channel(channel)
    if wanted:
        channel.start()
