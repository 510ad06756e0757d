"""Where the rows between the events are, and what they say."""

from watchfloor.core.happening import Warned
from watchfloor.core.log.page_shelf import PAGE_ROWS, PAGES, WAITING
from watchfloor.core.log.story_index import StoryIndex, is_story


def warned(id_: int) -> Warned:
    return Warned(channel="c", at_s=0, code=str(id_), message="y")


def index(count: int) -> StoryIndex:
    """Every third position has a row after it; the ids have holes, for the journal keeps more than rows."""
    return StoryIndex((place * 3, place * 2 + 1) for place in range(count))


def test_serials_and_places_are_each_others() -> None:
    stories = index(500)
    serials = [stories.serial(place) for place in range(500)]
    assert [stories.place(serial) for serial in serials] == list(range(500))
    assert all(is_story(serial) for serial in serials)
    assert not is_story(-10_000_000_000)
    assert stories.place(stories.serial(0) - 1) is None


def test_rows_before_a_position_and_those_of_a_stretch() -> None:
    stories = index(10)
    assert [stories.before(position) for position in (0, 1, 3, 4, 100)] == [0, 1, 1, 2, 10]
    assert stories.span(3, 9) == (3, 6)
    assert stories.span(4, 5) == (0, 0)


def test_a_page_is_fetched_once_and_again_when_it_has_grown() -> None:
    stories = index(PAGE_ROWS + 1)
    assert stories.get(PAGE_ROWS) is None
    wanted = stories.take_wanted()
    assert wanted == (PAGE_ROWS * 2 + 1, PAGE_ROWS * 2 + 2)
    stories.put(wanted[0], [(wanted[0], warned(wanted[0]))])
    assert stories.get(PAGE_ROWS) == warned(wanted[0])
    assert stories.known(PAGE_ROWS)
    stories.add([(10_000, 10_000)])
    assert stories.get(PAGE_ROWS + 1) is None
    assert stories.wanting


def test_pages_are_bounded() -> None:
    stories = index(PAGE_ROWS * (PAGES + 5))
    for place in range(0, len(stories), PAGE_ROWS):
        stories.get(place)
        wanted = stories.take_wanted()
        assert wanted is not None
        stories.put(wanted[0], [(wanted[0], warned(wanted[0]))])
    assert stories.get(0) is None
    assert stories.get(len(stories) - PAGE_ROWS) is not None


def test_of_a_quick_scroll_only_the_newest_pages_are_asked_for() -> None:
    stories = index(PAGE_ROWS * 20)
    for page in range(20):
        stories.get(page * PAGE_ROWS)
    asked = []
    while (wanted := stories.take_wanted()) is not None:
        asked.append(wanted[0])
    assert asked == [page * PAGE_ROWS * 2 + 1 for page in range(19, 19 - WAITING, -1)]


def test_a_page_that_could_not_be_read_is_asked_for_again() -> None:
    stories = index(5)
    stories.get(2)
    wanted = stories.take_wanted()
    assert wanted is not None
    stories.get(2)
    assert not stories.wanting
    stories.failed(wanted[0])
    stories.get(2)
    assert stories.wanting


def test_positions_never_go_back() -> None:
    stories = StoryIndex([(9, 1), (4, 2)])
    assert [stories.after(place) for place in range(2)] == [9, 9]
