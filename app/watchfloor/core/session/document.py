"""What is written while one watches: analyses with sections and lessons, debates with a transcript."""

from collections import OrderedDict, deque

import msgspec

from watchfloor.core.profiles.meaning import (
    Completed,
    Halted,
    Intervened,
    LessonGiven,
    PhaseChanged,
    SectionWritten,
    Spoke,
)

DOCUMENTS = 50
SECTIONS = 500
UTTERANCES = 2_000
SPEAKERS = 100


class Section(msgspec.Struct):
    """A titled piece of Markdown."""

    title: str
    body: str
    at_s: float
    lesson: bool = False
    tips: tuple[str, ...] = ()


class Analysis:
    """A document that grows section by section. `version` rises with every change."""

    def __init__(self, channel: str, run: str) -> None:
        self.channel = channel
        self.run = run
        self.title = ""
        self.version = 0
        self.dropped = 0
        self._sections: OrderedDict[str, Section] = OrderedDict()

    @property
    def sections(self) -> list[Section]:
        return list(self._sections.values())

    def write(self, piece: SectionWritten | LessonGiven, at_s: float) -> None:
        """Add a section, or change the one with its index; the same lesson twice is one."""
        if isinstance(piece, SectionWritten):
            key, section = f"section {piece.index}", Section(piece.title, piece.body, at_s)
        else:
            key = f"lesson {piece.title}"
            section = Section(piece.title, piece.body, at_s, lesson=True, tips=piece.tips)
        self._sections[key] = section
        self.version += 1
        while len(self._sections) > SECTIONS:
            self._sections.popitem(last=False)
            self.dropped += 1


class Line(msgspec.Struct, frozen=True):
    """One thing said. `phase` is the phase it was said in; `question` what an answer answers."""

    speaker: str
    content: str
    phase: str
    at_s: float
    intervention: bool = False
    question: str = ""


class Debate:
    """A transcript with its current phase and speaker. `version` rises with every change."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.phase = ""
        self.speaker = ""
        self.halted = False
        self.complete = False
        self.ending = ""
        self.lines: deque[Line] = deque(maxlen=UTTERANCES)
        self.phases: list[str] = []
        self.speakers: list[str] = []  # in the order in which they first spoke
        self.dropped = 0
        self.version = 0
        self._heard: deque[str] = deque(maxlen=UTTERANCES)

    def apply(self, step: Spoke | PhaseChanged | Intervened | Halted | Completed, at_s: float) -> None:
        self.version += 1
        match step:
            case Spoke():
                self._speak(step, at_s)
            case PhaseChanged(phase=phase):
                self._enter(phase)
            case Intervened():
                self._answer(step, at_s)
            case Halted(halted=halted):
                self.halted = halted
            case Completed(reason=reason):
                self.complete, self.ending, self.halted = True, reason, False

    def _speak(self, step: Spoke, at_s: float) -> None:
        if step.utterance and step.utterance in self._heard:
            return  # a replay that the ledger could not know by its id
        if step.utterance:
            self._heard.append(step.utterance)
        if step.phase:
            self._enter(step.phase)
        self.speaker = step.speaker
        self._add(Line(step.speaker, step.content, self.phase, at_s))

    def _answer(self, step: Intervened, at_s: float) -> None:
        if step.phase:
            self._enter(step.phase)
        self.speaker = step.speaker or self.speaker
        self._add(
            Line(step.speaker, step.content, self.phase, at_s, intervention=True, question=step.question)
        )

    def _enter(self, phase: str) -> None:
        if phase != self.phase:
            self.phase = phase
            self.speaker = ""
            if phase not in self.phases and len(self.phases) < 100:
                self.phases.append(phase)

    def _add(self, line: Line) -> None:
        if line.speaker not in self.speakers and len(self.speakers) < SPEAKERS:
            self.speakers.append(line.speaker)
        self.dropped += len(self.lines) == self.lines.maxlen
        self.lines.append(line)


class Library:
    """The documents of all channels, the newest `DOCUMENTS` of each kind."""

    def __init__(self) -> None:
        self.analyses: OrderedDict[tuple[str, str], Analysis] = OrderedDict()
        self.debates: OrderedDict[str, Debate] = OrderedDict()
        self.let_go = 0

    def analysis(self, channel: str, run: str) -> Analysis:
        key = (channel, run)
        if key not in self.analyses:
            self.analyses[key] = Analysis(channel, run)
            self.let_go += _keep_newest(self.analyses)
        return self.analyses[key]

    def debate(self, channel: str) -> Debate:
        if channel not in self.debates:
            self.debates[channel] = Debate(channel)
            self.let_go += _keep_newest(self.debates)
        return self.debates[channel]

    def rename(self, before: str, after: str) -> None:
        """The channel has another name now."""
        for analysis in self.analyses.values():
            analysis.channel = after if analysis.channel == before else analysis.channel
        for debate in self.debates.values():
            debate.channel = after if debate.channel == before else debate.channel
        self.analyses = OrderedDict(((each.channel, run), each) for (_, run), each in self.analyses.items())
        self.debates = OrderedDict((each.channel, each) for each in self.debates.values())


def _keep_newest(kept: OrderedDict) -> int:  # type: ignore[type-arg]
    let_go = 0
    while len(kept) > DOCUMENTS:
        kept.popitem(last=False)
        let_go += 1
    return let_go
