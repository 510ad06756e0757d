"""What events do to runs and documents, and what there is to draw anew."""

import pytest

from tests.unit.core.profiles.sample import event
from watchfloor.core.profiles.catalogue import profile
from watchfloor.core.session.change import Change
from watchfloor.core.session.channel import ChannelRow
from watchfloor.core.session.document import Library
from watchfloor.core.session.narration import Narration
from watchfloor.core.session.run import RunBook


def narration() -> tuple[Narration, RunBook, Library]:
    runs, library = RunBook(), Library()
    return Narration(runs, library), runs, library


@pytest.mark.parametrize(
    ("name", "kind", "body", "changes"),
    [
        ("strategist", "analysis:start", {"run_id": "r", "ward": "14"}, Change.RUNS),
        ("strategist", "progress", {"run_id": "r", "stage": 1}, Change.RUNS),
        ("strategist", "analysis:section", {"run_id": "r", "title": "T"}, Change.DOCUMENTS),
        ("strategist", "analysis:complete", {"run_id": "r"}, Change.RUNS),
        ("strategist", "progress", "{", Change.NOTHING),
        ("strategist", "something", {}, Change.NOTHING),
        ("strategy", "educational", {"educational_content": {"title": "T"}}, Change.DOCUMENTS),
        ("debate", "utterance", {"speaker": "S", "content": "C"}, Change.DOCUMENTS),
        ("debate", "intervention_response", {"speaker": "S", "content": "C"}, Change.DOCUMENTS),
        ("debate", "connected", {}, Change.NOTHING),
        ("map_stream", "map-event", {"title": "T", "to": {"lat": 1, "lon": 2}}, Change.NOTHING),
    ],
)
def test_each_event_says_what_to_draw_anew(name: str, kind: str, body: object, changes: Change) -> None:
    told, _, _ = narration()
    assert told.tell(ChannelRow("c", profile(name), "", "GET"), [event(kind, body)]) == changes


def test_a_run_and_its_document_go_by_one_name() -> None:
    told, runs, library = narration()
    row = ChannelRow("c", profile("strategist"), "", "GET")
    story = [
        event("analysis:start", {"run_id": "r", "ward": "14"}),
        event("analysis:section", {"run_id": "r", "title": "T", "body": "B"}),
    ]
    assert told.tell(row, story) == Change.RUNS | Change.DOCUMENTS
    run = runs.get(("c", "r"))
    assert run is not None
    assert run.subject == library.analysis("c", "r").title == "Ward 14"
    assert [section.title for section in library.analysis("c", "r").sections] == ["T"]
