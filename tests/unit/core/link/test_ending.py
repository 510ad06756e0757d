"""Every id of an end has words, and a kind."""

import pytest

from watchfloor.core.link.ending import ENDINGS, EndKind, kind_of_end, words_of_end
from watchfloor.core.link.verdict import TABLE


@pytest.mark.parametrize("code", TABLE)
def test_every_end_is_told_in_words(code: str) -> None:
    assert words_of_end(code) == ENDINGS[code]
    assert "-" not in words_of_end(code)


def test_what_is_tried_again_is_lost_and_what_is_not_is_refused() -> None:
    assert kind_of_end("closed") is kind_of_end("no-content") is kind_of_end("stopped") is EndKind.WELL
    assert kind_of_end("truncated") is kind_of_end("server-error") is EndKind.LOST
    assert kind_of_end("unauthorized") is kind_of_end("bug") is EndKind.REFUSED


def test_what_is_not_known_stays_as_it_is() -> None:
    assert words_of_end("from a newer version") == "from a newer version"
