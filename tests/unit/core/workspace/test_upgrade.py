"""Workspaces of older schemas are read as today's, and problems still name the line as it stands."""

import pytest

from watchfloor.core.feed import Feed
from watchfloor.core.workspace.problem import WorkspaceError
from watchfloor.core.workspace.reading import read
from watchfloor.core.workspace.workspace import View
from watchfloor.core.workspace.writing import write

OLD = """\
schema = 1

# The first
[[feed]]
name = "Map"
url = "https://example.org/map"  # moved in spring

[[feed]]
url = "https://example.org/v1/debates"
heartbeat_s = 15
mood = "calm"

[[view]]
name = "Severe"
query = "severity:5"
"""


def test_lists_become_tables_with_their_comments() -> None:
    found = read(OLD)

    assert found.schema == 1
    assert found.workspace.feeds == [
        Feed(name="Map", url="https://example.org/map"),
        Feed(name="example.org debates", url="https://example.org/v1/debates", heartbeat_s=15),
    ]
    assert found.workspace.views == {"Severe": View(query="severity:5")}
    assert [str(note) for note in found.notes] == [
        "Line 1: Upgraded from schema 1 to 2; saved so the next time.",
        "Line 11: feeds.example.org debates.mood is not known to this version. It is kept.",
    ]


def test_the_upgraded_file_is_todays() -> None:
    written = write(read(OLD).workspace)

    assert "schema = 2\n" in written
    assert '# The first\n[feeds.Map]\nurl = "https://example.org/map"  # moved in spring\n' in written
    assert '[feeds."example.org debates"]' in written
    assert read(written).workspace == read(OLD).workspace
    assert read(written).schema == 2


def test_a_file_without_a_schema_is_the_oldest() -> None:
    assert read(OLD.partition("\n")[2]).workspace.feeds == read(OLD).workspace.feeds


def test_todays_tables_are_read_without_a_schema_too() -> None:
    assert read('[feeds.a]\nurl = "http://a"\n').workspace.feeds == [Feed(name="a", url="http://a")]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (OLD.replace('"severity:5"', "5"), "Line 15: query must be text, not 5."),
        (OLD.replace("heartbeat_s = 15", "heartbeat_s = 'x'"), "Line 10: heartbeat_s must be a number"),
        (OLD + '[[feed]]\nname = "Map"\nurl = "http://x"\n', "Line 16: The name 'Map' cannot be used"),
        ("[[feed]]\nname = 4\n", "Line 1: The name 4 cannot be used"),
    ],
)
def test_problems_name_the_lines_of_the_old_file(text: str, problem: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        read(text)

    assert str(caught.value).startswith(problem)
