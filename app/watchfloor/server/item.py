"""A feed item as it is sent in, and as it is kept."""

import hashlib
import math
from datetime import UTC, datetime
from typing import Any

import msgspec

from watchfloor.server.record import FeedItem
from watchfloor.server.refusal import bad_request

TEXT = 2_000
FUTURE_S = 86_400.0


class Arrival(msgspec.Struct, kw_only=True):
    """One element of `POST /api/ingest`. Only the title is needed; unknown fields are ignored."""

    title: str
    id: str | int | None = None
    summary: str | None = None
    content: str | None = None
    source: str | dict[str, Any] | None = None
    url: str | None = None
    published_at: str | float | None = None
    tags: list[str] | str | None = None


def to_item(arrival: Arrival, now_s: float) -> FeedItem:
    """The row for `feed_items`. Without an id, the same news at the same time is the same item."""
    title = " ".join(arrival.title.split())
    if not title or len(title) > TEXT:
        raise bad_request(f"Each item needs a `title` of 1 to {TEXT} characters.")
    source, url = _source(arrival)
    published_at = _time(arrival.published_at, now_s)
    if arrival.id is None or arrival.id == "":
        text = f"{title}\n{source}\n{url}\n{published_at}"
        id = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:24]  # noqa: A001 -- the column's name
    else:
        id = str(arrival.id)  # noqa: A001 -- as above
    if len(id) > 200:
        raise bad_request("An item's `id` must not be longer than 200 characters.")
    return FeedItem(
        id=id,
        title=title,
        summary=(arrival.summary or arrival.content or "")[:TEXT],
        source=source[:200],
        url=url[:TEXT],
        published_at=published_at,
        tags=_tags(arrival.tags),
    )


def _source(arrival: Arrival) -> tuple[str, str]:
    url = arrival.url or ""
    if isinstance(arrival.source, dict):
        return str(arrival.source.get("name") or ""), url or str(arrival.source.get("url") or "")
    return arrival.source or "", url


def _tags(tags: list[str] | str | None) -> str:
    """A list, or the list in a string as the seed's table has it; a plain word is one tag."""
    words: list[str] = []
    if isinstance(tags, list):
        words = tags
    elif tags:
        try:
            words = msgspec.json.decode(tags, type=list[str])
        except msgspec.DecodeError:
            words = [tags]
    return msgspec.json.encode([word[:80] for word in words[:40]]).decode()


def _time(value: str | float | None, now_s: float) -> float:
    """Unix seconds, or ISO 8601; without one, now."""
    if value is None or value == "":
        return now_s
    try:
        at_s = float(value)
    except ValueError:
        at_s = _iso(str(value))
    if not math.isfinite(at_s) or not 0 <= at_s <= now_s + FUTURE_S:
        raise bad_request(
            "`published_at` must be a Unix time in seconds or an ISO 8601 time, not in the future."
        )
    return at_s


def _iso(text: str) -> float:
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return math.nan
