"""A debate: who speaks, in which phase, and what is said."""

from typing import Any

import msgspec

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decoder
from watchfloor.core.profiles.greeting import read_connected, read_error
from watchfloor.core.profiles.meaning import AnyMeaning, Completed, Halted, Intervened, PhaseChanged, Spoke
from watchfloor.core.profiles.plain import read_plain
from watchfloor.core.profiles.reading import Reading, one_line, raw
from watchfloor.core.profiles.value import instant_s

_When = str | float | None


class Utterance(msgspec.Struct):
    speaker: str
    content: str
    id: str | int = ""
    phase: str = ""
    timestamp: _When = None


class PhaseTransition(msgspec.Struct):
    phase: str
    timestamp: _When = None


class InterventionResponse(msgspec.Struct):
    """An answer. What it answers is called `question` by some and `intervention` by others."""

    content: str
    speaker: str = ""
    phase: str = ""
    question: Any = None
    intervention: Any = None
    timestamp: _When = None

    @property
    def asked(self) -> str:
        return value.text(self.question) or value.text(self.intervention)


class Turn(msgspec.Struct):
    """`pause`, `resume`, `complete`: perhaps with a reason."""

    reason: str = ""
    timestamp: _When = None


_turn = decoder(Turn)
_decoders = {
    "utterance": decoder(Utterance),
    "phase_transition": decoder(PhaseTransition),
    "intervention_response": decoder(InterventionResponse),
    "pause": _turn,
    "resume": _turn,
    "complete": _turn,
}


class DebateProfile:
    name = "debate"
    stamped = True
    telling = frozenset(_decoders)

    def read(self, event: Event) -> Reading:
        decode = _decoders.get(event.type)
        if decode is None:
            return _read_other(event)
        try:
            body = decode(event.data or "{}")
        except UnreadableError as error:
            return raw(event, str(error))
        at_s = instant_s(body.timestamp)
        meaning, title, text = _tell(event.type, body, at_s)
        told = f"{title} · “{text}”" if text else title
        return Reading(
            kind=event.type,
            time_s=at_s,
            title=title,
            text=text,
            summary=one_line(told, event.data),
            lead="" if isinstance(body, Utterance) else title.partition(": ")[0],
            meaning=meaning,
        )


def _read_other(event: Event) -> Reading:
    match event.type:
        case "connected":
            return read_connected(event, "debateId")
        case "error":
            return read_error(event)
    return read_plain(event)


def phase_name(phase: str) -> str:
    """ "Opening statements" from `opening_statements` or `OPENING-STATEMENTS`."""
    return phase.replace("_", " ").replace("-", " ").strip().capitalize()


def _tell(
    kind: str, body: Utterance | PhaseTransition | InterventionResponse | Turn, at_s: float | None
) -> tuple[AnyMeaning, str, str]:
    match body:
        case Utterance(speaker=speaker, content=content, phase=phase, id=number):
            spoke = Spoke(utterance=str(number), phase=phase, speaker=speaker, content=content, at_s=at_s)
            return spoke, speaker, content
        case PhaseTransition(phase=phase):
            return PhaseChanged(phase=phase, at_s=at_s), f"Phase: {phase_name(phase)}", ""
        case InterventionResponse(speaker=speaker, content=content, phase=phase):
            answer = Intervened(speaker=speaker, content=content, question=body.asked, phase=phase, at_s=at_s)
            return answer, f"{speaker or 'Moderator'} answers", content
        case Turn(reason=reason):
            ending = f": {reason}" if reason else ""
            if kind == "complete":
                return Completed(reason=reason, at_s=at_s), f"Debate complete{ending}", ""
            halted = kind == "pause"
            return Halted(halted=halted, at_s=at_s), f"Debate {'paused' if halted else 'resumed'}{ending}", ""
