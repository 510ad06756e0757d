"""Evidence by hand: what a connection brought, moment by moment."""

import json
from collections.abc import Iterable

from watchfloor.core.diagnosis.evidence import Ending, Evidence
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.happening import AttemptEnded

OPENED_WALL_S = 1_700_000_000.0
ACCEL = ("X-Accel-Buffering", "no")

Moment = tuple[float, bytes]


def event(
    n: int | str | None, *, at_s: float | None = None, data: object = None, type_: str = "", key: str = "time"
) -> bytes:
    """`at_s` is its own time, since the connection was opened."""
    body = data if data is not None else {"n": n} | ({} if at_s is None else {key: OPENED_WALL_S + at_s})
    text = body if isinstance(body, str) else json.dumps(body)
    id_ = "" if n is None else f"id: {n}\n"
    return f"{f'event: {type_}{chr(10)}' if type_ else ''}{id_}data: {text}\n\n".encode()


def listening(
    moments: Iterable[Moment],
    *,
    lasted_s: float = 10.0,
    outcome: str = "stopped",
    headers: Iterable[tuple[str, str]] = (),
    ndjson: bool = False,
    waited_s: float = 0.0,
    max_event_bytes: int = 16 * 2**20,
) -> Listening:
    made = Listening(
        headers=list(headers),
        opened_wall_s=OPENED_WALL_S,
        waited_s=waited_s,
        ndjson=ndjson,
        max_event_bytes=max_event_bytes,
    )
    for at_s, block in moments:
        made.take(block, at_s)
    made.end(lasted_s, outcome)
    return made


def steady(every_s: float = 0.5, lasted_s: float = 10.0, first: int = 1) -> list[Moment]:
    """An event with an id at every turn, made just then."""
    return [
        (turn * every_s, event(first + turn, at_s=turn * every_s)) for turn in range(int(lasted_s / every_s))
    ]


def clumps(every_s: float, count: int, *, spread_s: float | None, lasted_s: float = 10.0) -> list[Moment]:
    """`count` events at once, again and again; their own times are spread over so much before it."""
    moments = []
    for turn in range(1, int(lasted_s / every_s)):
        at_s = turn * every_s
        block = b"".join(
            event(
                turn * count + i, at_s=None if spread_s is None else at_s - spread_s * (1 - i / (count - 1))
            )
            for i in range(count)
        )
        moments.append((at_s, block))
    return moments


def heard(*listenings: Listening, patience_s: float = 10.0) -> Evidence:
    return Evidence(patience_s=patience_s, listenings=list(listenings))


def endings(*pairs: tuple[float, float | None], least: int = 1, patience_s: float = 15.0) -> Evidence:
    """Pairs of age and silence at the end."""
    ends = [Ending(age_s, silence_s) for age_s, silence_s in pairs]
    return Evidence(endings=ends, least_endings=least, patience_s=patience_s)


def attempt(outcome: str, *, at_s: float = 1_000.0, lasted_s: float = 1.0, **more: object) -> AttemptEnded:
    fields = {
        "channel": "feed",
        "at_s": at_s,
        "started_at_s": at_s - lasted_s,
        "lasted_s": lasted_s,
        "outcome": outcome,
        "detail": f"It ended with {outcome}.",
        **more,
    }
    return AttemptEnded(**fields)  # type: ignore[arg-type]  # any field may be given
