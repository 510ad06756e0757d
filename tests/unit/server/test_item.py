import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.server.item import Arrival, to_item
from watchfloor.server.map_stream import tags
from watchfloor.server.record import FeedItem
from watchfloor.server.refusal import RefusalError

NOW_S = 1_700_000_000.0


def item(**named: object) -> FeedItem:
    return to_item(msgspec.convert({"title": "News", **named}, Arrival), NOW_S)


@pytest.mark.parametrize(
    ("given_at", "at_s"),
    [(None, NOW_S), ("", NOW_S), (1_600_000_000, 1_600_000_000.0), ("1600000000.5", 1_600_000_000.5),
     ("2020-09-13T12:26:40Z", 1_600_000_000.0), ("2020-09-13T14:26:40+02:00", 1_600_000_000.0),
     ("2020-09-13 12:26:40", 1_600_000_000.0), (0, 0.0)],
)  # fmt: skip
def test_times(given_at: object, at_s: float) -> None:
    assert item(published_at=given_at).published_at == at_s


@pytest.mark.parametrize("bad", ["soon", -1, 1e18, "nan", "inf", "2020-13-01", NOW_S + 90_000])
def test_times_that_are_none(bad: object) -> None:
    with pytest.raises(RefusalError, match="published_at"):
        item(published_at=bad)


@pytest.mark.parametrize(
    ("source", "kept"),
    [("AP", ("AP", "")), ({"name": "AP", "url": "u"}, ("AP", "u")), (None, ("", "")), ({}, ("", ""))],
)
def test_sources(source: object, kept: tuple[str, str]) -> None:
    found = item(source=source)
    assert (found.source, found.url) == kept


@pytest.mark.parametrize(
    ("given_tags", "kept"),
    [
        (["a", "b"], ("a", "b")),
        ('["a","b"]', ("a", "b")),
        ("a", ("a",)),
        (None, ()),
        ("", ()),
        ('{"a": 1}', ('{"a": 1}',)),
    ],
)
def test_tags(given_tags: object, kept: tuple[str, ...]) -> None:
    assert tags(item(tags=given_tags).tags) == kept


@given(st.text())
def test_tags_of_any_text_are_read_or_ignored(text: str) -> None:
    assert isinstance(tags(text), tuple)


def test_the_same_news_is_the_same_item_and_a_number_is_an_id() -> None:
    assert item().id == item().id != item(title="Other").id
    assert item(id=5).id == "5"


@pytest.mark.parametrize("title", ["", "  \n", "x" * 2001])
def test_titles_that_are_none(title: str) -> None:
    with pytest.raises(RefusalError, match="title"):
        item(title=title)


def test_a_title_is_one_line() -> None:
    assert item(title=" a\n\n b\t").title == "a b"
