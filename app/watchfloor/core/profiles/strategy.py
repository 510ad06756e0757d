"""Content strategy generation: one standard message, with progress and educational content."""

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.body import UnreadableError, decoder
from watchfloor.core.profiles.meaning import AnyMeaning, LessonGiven, RunAdvanced, RunEnded
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading, one_line, raw
from watchfloor.core.profiles.value import instant_s
from watchfloor.core.session.stages import stage_name


class Lesson(msgspec.Struct):
    title: str
    body: str = ""
    tips: list[str] = []


class Message(msgspec.Struct):
    """The standard message; `id` only where one stream carries several strategies."""

    step: int | None = None
    progress: float | None = None
    message: str | None = None
    educational_content: Lesson | None = None
    error: str | None = None
    timestamp: str | float | None = None
    id: str | int = ""


_message = decoder(Message)


class StrategyProfile:
    """A stream is one strategy, so the run is named by the channel unless the message names it."""

    name = "strategy"
    stamped = True
    telling = frozenset({"progress", "complete", "error", "educational", "status"})

    def read(self, event: Event) -> Reading:
        if event.type not in self.telling:
            return read_plain(event)
        try:
            body: Message = _message(event.data)
        except UnreadableError as error:
            return raw(event, str(error))
        at_s = instant_s(body.timestamp)
        title = _title(event.type, body)
        return Reading(
            kind=event.type,
            time_s=at_s,
            title=title,
            metric="progress" if body.progress is not None else "",
            value=body.progress,
            text=body.educational_content.body if body.educational_content else (body.message or ""),
            summary=one_line(title, event.data),
            lead=_lead(event.type, body),
            meaning=_meaning(event, body, at_s),
        )


def _title(kind: str, body: Message) -> str:
    if kind == "educational" and body.educational_content:
        return body.educational_content.title
    if kind == "error":
        return f"Strategy failed: {body.error or body.message or 'no reason given'}"
    if kind == "complete":
        return body.message or "Strategy complete"
    name = body.message or stage_name(body.step or 0)
    return name if body.progress is None else f"{name} · {body.progress:.0f} %"


def _lead(kind: str, body: Message) -> str:
    """What of the title is ours: all but what the server wrote."""
    match kind:
        case "error":
            return "Strategy failed"
        case "complete":
            return "" if body.message else "Strategy complete"
        case "educational" if body.educational_content:
            return ""
    return "" if body.message else stage_name(body.step or 0)


def _meaning(event: Event, body: Message, at_s: float | None) -> AnyMeaning | None:
    run = str(body.id or event.channel)
    if event.type == "complete":
        return RunEnded(run=run, at_s=at_s)
    if event.type == "error":
        return RunEnded(run=run, error=body.error or body.message or "no reason given", at_s=at_s)
    if event.type == "educational" and body.educational_content:
        lesson = body.educational_content
        return LessonGiven(run=run, title=lesson.title, body=lesson.body, tips=tuple(lesson.tips), at_s=at_s)
    if body.step is None and body.progress is None:
        return None
    return RunAdvanced(
        run=run,
        stage=body.step or 0,
        total=None,
        message=body.message or "",
        percent=body.progress,
        at_s=at_s,
    )
