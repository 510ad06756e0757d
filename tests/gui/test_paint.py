"""Text that is cut is cut where Qt cuts it, though far less of it is measured."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from watchfloor.gui.style import paint
from watchfloor.gui.style.look import Look

WORDS = ("AVAST", "To", "Wa", "fi", "ffl", "1171", "harbour,", "iiii", "WWWW", "{", '"id":', "LT.", "Yo")


def sentences() -> list[str]:
    chance = random.Random(3)
    plain = [" ".join(chance.choices(WORDS, k=chance.randrange(1, 40))) for _ in range(150)]
    return [*plain, *(f"Straße {words}" for words in plain[:30]), "", "x" * 5_000, "AV" * 200, "To" * 200]


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.25, 2.0])
def test_text_is_cut_where_qt_cuts_it(zoom: float, mono: bool, qapp: object) -> None:
    font = Look(zoom=zoom).font(mono=mono)
    metrics = QFontMetricsF(font)
    for words in sentences():
        for width in (24.0, 40.0, 133.3, 348.0, 700.0):
            told = paint.cut(words, font, width)
            if metrics.horizontalAdvance(words) <= width:
                assert told == words
                continue
            by_qt = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            assert abs(len(told) - len(by_qt)) <= 1, "of a letter that just fits, or just does not"
            assert told.endswith("…")
            assert words.startswith(told[:-1])
            assert told == by_qt or metrics.horizontalAdvance(told) <= width + 1


def test_text_as_wide_as_its_room_is_whole(qapp: object) -> None:
    font = Look().font()
    for words in sentences():
        assert paint.cut(words, font, QFontMetricsF(font).horizontalAdvance(words)) == words


def test_where_there_is_no_room_nothing_goes_wrong(qapp: object) -> None:
    font = Look().font()
    assert paint.cut("", font, -3.0) == ""
    for width in range(-200, 10):
        assert len(paint.cut("Drone sighted", font, width)) < 3


def test_the_ellipsis_of_a_line_from_right_to_left_is_at_its_end(qapp: object) -> None:
    font = Look().font()
    for words, mark in (("שלום עולם " * 9, True), ("Größe " * 20, False), ("世界各地 " * 20, False)):
        told = paint.cut(words, font, 90)
        assert told.rstrip(paint.RIGHT_TO_LEFT_MARK).endswith("…")
        assert told.endswith(paint.RIGHT_TO_LEFT_MARK) is mark
