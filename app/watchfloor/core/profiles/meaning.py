"""What an event does to the models behind the views, whatever system it came from."""

import msgspec


class Meaning(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One step of a story. `at_s` is when it happened by the event's own clock, if it says so."""

    at_s: float | None = None


class RunStarted(Meaning, frozen=True):
    """A run of six stages begins; `subject` is what it is about, such as "Ward 14"."""

    run: str
    subject: str = ""


class RunAdvanced(Meaning, frozen=True):
    """A run is at `stage` (1 to `total`). Progress alone, or with a message or a percentage.

    `total` None: nobody knows how many stages there will be, and each is called what its first message says.
    """

    run: str
    stage: int
    total: int | None = 6
    message: str = ""
    percent: float | None = None


class RunEnded(Meaning, frozen=True):
    """A run is over. `error` is empty when it went well; `cancelled` tells a person stopped it."""

    run: str
    error: str = ""
    cancelled: bool = False


class SectionWritten(Meaning, frozen=True):
    """A section of a run's document has arrived (or, with the same index, has changed)."""

    run: str
    index: int
    title: str
    body: str


class LessonGiven(Meaning, frozen=True):
    """Educational content to read while a run goes on."""

    run: str
    title: str
    body: str = ""
    tips: tuple[str, ...] = ()


class Spoke(Meaning, frozen=True):
    """Somebody said something in a debate."""

    utterance: str
    phase: str
    speaker: str
    content: str


class PhaseChanged(Meaning, frozen=True):
    """A debate went on to another phase."""

    phase: str


class Intervened(Meaning, frozen=True):
    """A question from outside was answered in a debate."""

    speaker: str
    content: str
    question: str = ""
    phase: str = ""


class Halted(Meaning, frozen=True):
    """A debate was paused (`halted`), or goes on."""

    halted: bool


class Completed(Meaning, frozen=True):
    """A debate is over, for a reason if one is given."""

    reason: str = ""


AnyMeaning = (
    RunStarted
    | RunAdvanced
    | RunEnded
    | SectionWritten
    | LessonGiven
    | Spoke
    | PhaseChanged
    | Intervened
    | Halted
    | Completed
)
