"""The quiet line above the work: one thing at a time, and how many more wait."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from watchfloor.gui.strip.notice import MOST_WAITING, Notice
from watchfloor.gui.style.look import Look


@pytest.fixture
def notice(look: Look, qtbot: QtBot) -> Notice:
    notice = Notice(look)
    qtbot.addWidget(notice)
    return notice


def test_it_says_how_many_more_wait_and_shows_each_in_turn(notice: Notice) -> None:
    notice.tell("One.")
    assert (notice.words, notice.more, notice.dismiss.toolTip()) == ("One.", "", "Dismiss")
    notice.tell("Two.")
    notice.tell("Three.")
    assert (notice.words, notice.more) == ("One.", "2 more")
    assert notice.accessibleDescription() == "2 more"
    assert notice.dismiss.toolTip() == "Dismiss, and show the next"
    seen = []
    while not notice.isHidden():
        seen.append((notice.words, notice.more))
        notice.dismiss.click()
    assert seen == [("One.", "2 more"), ("Two.", "1 more"), ("Three.", "")]


def test_what_holds_no_longer_is_counted_no_longer(notice: Notice) -> None:
    for words in ("One.", "Two.", "Three."):
        notice.tell(words)
    notice.withdraw("Two.")
    assert (notice.words, notice.more) == ("One.", "1 more")
    notice.withdraw("One.")
    assert (notice.words, notice.more) == ("Three.", "")


def test_the_same_words_are_told_once_but_each_offer_by_itself(notice: Notice) -> None:
    done: list[int] = []
    for number in range(2):
        notice.tell("The disk is full.")
        notice.tell("A link offers a feed.", "Show it", partial(done.append, number))
    assert notice.more == "2 more"
    notice.dismiss.click()
    notice.act.click()
    notice.act.click()
    assert done == [0, 1]
    assert notice.isHidden()


def test_what_there_is_no_room_for_is_counted_and_told_last(notice: Notice) -> None:
    for number in range(MOST_WAITING + 4):
        notice.tell(f"Thing {number}.")
    for _ in range(MOST_WAITING + 1):
        notice.dismiss.click()
    assert notice.words == "3 more came than can be kept for you to read here."
    notice.dismiss.click()
    assert notice.isHidden()
