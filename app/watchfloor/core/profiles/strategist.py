"""The political strategist: runs through six stages that write a document."""

import re

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles.body import UnreadableError, decoder
from watchfloor.core.profiles.meaning import AnyMeaning, RunAdvanced, RunEnded, RunStarted, SectionWritten
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading, one_line, raw
from watchfloor.core.profiles.value import instant_s
from watchfloor.core.session.stages import stage_name
from watchfloor.core.text.markdown import plain


class Progress(msgspec.Struct):
    run_id: str | int
    stage: int
    total: int = 6
    message: str = ""
    timestamp: str | float | None = None


class Start(msgspec.Struct):
    run_id: str | int
    ward: str | int = ""
    timestamp: str | float | None = None


class Section(msgspec.Struct):
    run_id: str | int
    title: str
    index: int = 0
    body: str = ""
    timestamp: str | float | None = None


class Complete(msgspec.Struct):
    run_id: str | int
    timestamp: str | float | None = None


class Failure(msgspec.Struct):
    run_id: str | int
    error: str = ""
    timestamp: str | float | None = None


_decoders = {
    "progress": decoder(Progress),
    "analysis:start": decoder(Start),
    "analysis:section": decoder(Section),
    "analysis:complete": decoder(Complete),
    "analysis:error": decoder(Failure),
}
SUMMARY_SOURCE = 1_000  # characters of Markdown that a summary is made of
# "Cancelled", "The analysis was cancelled.", "canceled by user"; but not "Job cancelled: out of memory".
_CANCELLED = re.compile(
    r"((the )?(analysis|run) )?((was|has been) )?cancell?ed( by [\w ]{1,40})?\.?", re.IGNORECASE
)


class StrategistProfile:
    name = "strategist"
    stamped = True
    telling = frozenset(_decoders)

    def read(self, event: Event) -> Reading:
        decode = _decoders.get(event.type)
        if decode is None:
            return read_plain(event)
        try:
            body = decode(event.data)
        except UnreadableError as error:
            return raw(event, str(error))
        at_s = instant_s(body.timestamp)
        meaning, title, text = _tell(body, at_s)
        summary = one_line(title if not text or text == title else f"{title} — {text}", event.data)
        return Reading(
            kind=event.type,
            time_s=at_s,
            title=title,
            text=text,
            summary=summary,
            lead=_lead(body, title),
            meaning=meaning,
        )


def _tell(
    body: Progress | Start | Section | Complete | Failure, at_s: float | None
) -> tuple[AnyMeaning, str, str]:
    """What the message means, its title and its text."""
    run = str(body.run_id)
    match body:
        case Progress(stage=stage, total=total, message=message):
            name = stage_name(stage)
            title = f"{name} ({stage} of {total})"
            advanced = RunAdvanced(run=run, stage=stage, total=total, message=message, at_s=at_s)
            return advanced, title, "" if message == name else message
        case Start(ward=ward):
            subject = ward_name(ward)
            return RunStarted(run=run, subject=subject, at_s=at_s), f"Analysis of {subject} started", ""
        case Section(index=index, title=title, body=text):
            meaning = SectionWritten(run=run, index=index, title=title, body=text, at_s=at_s)
            return meaning, title, plain(text[:SUMMARY_SOURCE])
        case Complete():
            return RunEnded(run=run, at_s=at_s), "Analysis complete", ""
        case Failure(error=error):
            cancelled = _CANCELLED.fullmatch(error.strip()) is not None
            told = "Analysis cancelled" if cancelled else f"Analysis failed: {error or 'no reason given'}"
            ended = RunEnded(run=run, error=error or "no reason given", cancelled=cancelled, at_s=at_s)
            return ended, told, ""


def _lead(body: Progress | Start | Section | Complete | Failure, title: str) -> str:
    """What of the title is ours: of a section nothing, of a failure not its reason."""
    return "" if isinstance(body, Section) else title.partition(": ")[0]


def ward_name(ward: str | int) -> str:
    """ "Ward 14" from 14, "14" or "Ward 14"; a named ward stays as it is."""
    name = str(ward).strip()
    if not name:
        return "a ward"
    return f"Ward {name}" if name.isdigit() else name
