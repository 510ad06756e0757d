"""What a stream says of itself, in the words that several systems share: `connected` and `error`."""

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decode_object
from watchfloor.core.profiles.reading import Reading, one_line, raw

FAULT = "The feed reports an error"


def read_connected(event: Event, *names: str, naming: str = "") -> Reading:
    """ "Connected", and to what, as the fields of these names say it."""
    try:
        body = decode_object(event.data or "{}")
    except UnreadableError as error:
        return raw(event, str(error))
    said = [naming + found for name in names if (found := value.text(body.get(name)))]
    told = one_line(" · ".join(("Connected", *said)))
    return Reading(
        kind=event.type,
        time_s=value.instant_s(body.get("timestamp")),
        summary=told,
        lead=told if naming else "Connected",
    )


def read_error(event: Event) -> Reading:
    """A named event `error`: an account of the server's, and no failure of the connection."""
    try:
        body = decode_object(event.data or "{}")
    except UnreadableError as error:
        return raw(event, str(error))
    parts = (value.text(body.get("error")), value.text(body.get("message")))
    told = ": ".join(part for part in parts if part)
    return Reading(
        kind=event.type,
        time_s=value.instant_s(body.get("timestamp")),
        title=told,
        text=told,
        summary=one_line(told, FAULT),
        lead="" if told.strip() else FAULT,
    )
