import msgspec
import pytest

from watchfloor.core.error import BugError
from watchfloor.server import job as jobs
from watchfloor.server.job import Beat, Job
from watchfloor.server.record import Document, Draft

SCRIPT = (
    Beat(type="start", data={"a": 1}),
    Beat(type="middle", data={"b": 2}, wait_s=2.0),
    Beat(type="end", data={}, wait_s=3.0, ends="complete"),
)
JOB = Job(id="x", company=None, created_s=100.0, due_s=100.0, seed=1, spec={"ward": "ü"})


def draft(job: Job, event: str, data: dict[str, object], now_s: float) -> Draft:
    return Draft("s", event, msgspec.json.encode(data), now_s, 10)


def test_each_step_tells_one_beat_and_says_when_the_next_is_due() -> None:
    told = []
    job, now_s = JOB, 100.0
    while job.is_active:
        job, drafts = jobs.step(job, SCRIPT, now_s, draft)
        told += [(found.type, found.at_s) for found in drafts]
        now_s = job.due_s
    assert told == [("start", 100.0), ("middle", 102.0), ("end", 105.0)]
    assert (job.status, job.step, job.last) == ("complete", 3, {"type": "end"})


def test_a_late_step_does_not_hurry_the_next() -> None:
    job, _ = jobs.step(JOB, SCRIPT, 500.0, draft)
    assert job.due_s == 502.0


def test_a_job_is_stored_whole() -> None:
    job, _ = jobs.step(JOB, SCRIPT, 100.0, draft)
    document = jobs.write("run", job, 4)
    assert (document.kind, document.id, document.version, document.active) == ("run", "x", 4, True)
    assert jobs.read(document) == job


def test_an_unreadable_job_is_a_bug() -> None:
    with pytest.raises(BugError, match="run x"):
        jobs.read(Document("run", "x", 1, True, b"{"))
