"""Work with steps: a run, a strategy, a debate. A script says every step; a job says how far it is."""

import contextlib
from collections.abc import Callable, Iterable
from typing import Any, Literal, Protocol

import msgspec

from watchfloor.core.error import BugError
from watchfloor.server.record import Document, Draft

Status = Literal["running", "paused", "complete", "failed", "cancelled"]


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """One event, `wait_s` after the one before. `ends` is the status that it brings the job."""

    type: str
    data: dict[str, Any]
    wait_s: float = 0.0
    ends: Status | None = None


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """Everything needed to go on at any node, after any crash."""

    id: str
    company: str | None
    created_s: float
    due_s: float
    seed: int
    base: int = 0  # events in its own stream before its first
    spec: dict[str, Any]
    status: Status = "running"
    step: int = 0
    questions: tuple[dict[str, Any], ...] = ()  # interventions that wait for their answer
    last: dict[str, Any] = {}

    @property
    def is_active(self) -> bool:
        return self.status in {"running", "paused"}


class Play(Protocol):
    """A system's side of its jobs: pure, so that a step can be decided, committed, or decided again."""

    kind: str

    def script(self, job: Job) -> tuple[Beat, ...]:
        """All beats. The same job gives the same ones on every node."""

    def stream(self, job: Job) -> str: ...

    def own_stream(self, job_id: str, /) -> str:
        """The stream that goes when the job is forgotten; "" if it is shared."""

    def draft(self, job: Job, event: str, data: dict[str, Any], now_s: float) -> Draft:
        """An event of this job, stamped with its time."""

    def advance(self, job: Job, now_s: float) -> tuple[Job, tuple[Draft, ...]]:
        """What happens next, now that it is due."""


def read(document: Document) -> Job:
    try:
        return msgspec.json.decode(document.body, type=Job)
    except msgspec.DecodeError as error:
        raise BugError(f"The stored {document.kind} {document.id} cannot be read: {error}") from error


def read_all(documents: Iterable[Document]) -> list[Job]:
    """Those that can be read. Of one that cannot, whoever conducts tells; it must not hide the others."""
    found: list[Job] = []
    for document in documents:
        with contextlib.suppress(BugError):
            found.append(read(document))
    return found


def write(kind: str, job: Job, version: int) -> Document:
    return Document(kind, job.id, version, job.is_active, msgspec.json.encode(job))


def step(
    job: Job,
    script: tuple[Beat, ...],
    now_s: float,
    draft: Callable[[Job, str, dict[str, Any], float], Draft],
) -> tuple[Job, tuple[Draft, ...]]:
    """The next beat, and when the one after it is due. Late steps do not hurry the later ones."""
    beat = script[job.step]
    following = job.step + 1
    due_s = now_s + (script[following].wait_s if following < len(script) else 0.0)
    after = msgspec.structs.replace(
        job,
        step=following,
        due_s=due_s,
        status=beat.ends or job.status,
        last={"type": beat.type, **beat.data},
    )
    return after, (draft(after, beat.type, beat.data, now_s),)
