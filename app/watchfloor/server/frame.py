"""Events to bytes in the event-stream format, such that nothing inside can break out of its frame."""

import re

import msgspec

from watchfloor.core.error import BugError

HEARTBEAT = b":heartbeat\n\n"
_BREAK = re.compile(r"\r\n|\r|\n")
_FIELD = re.compile(r"[^\r\n\0]*")


def encode(type: str, data: str | bytes, id: str = "") -> bytes:  # noqa: A002 -- the format's own words
    """One event. `type` and `id` are ours, never a user's: a line break in them is a bug."""
    if not _FIELD.fullmatch(type) or not _FIELD.fullmatch(id):
        raise BugError(f"An event's type or id holds a line break or NUL: {type!r}, {id!r}.")
    text = data.decode() if isinstance(data, bytes) else data
    head = (f"id: {id}\n" if id else "") + (f"event: {type}\n" if type else "")
    lines = "".join(f"data: {line}\n" for line in _BREAK.split(text))
    return f"{head}{lines}\n".encode()


def encode_json(type: str, value: object, id: str = "") -> bytes:  # noqa: A002 -- as above
    return encode(type, msgspec.json.encode(value), id)


def retry(retry_ms: int, comment: str = "") -> bytes:
    note = f": {comment}\n" if comment else ""
    return f"{note}retry: {retry_ms}\n\n".encode()


def chunk(body: bytes) -> bytes:
    """One chunk of HTTP/1.1's chunked transfer coding."""
    return b"%x\r\n%b\r\n" % (len(body), body)
