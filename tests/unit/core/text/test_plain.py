"""Text from elsewhere cannot steer a terminal nor turn its direction."""

import pytest

from watchfloor.core.text.plain import plain, plain_line


@pytest.mark.parametrize(
    "evil",
    ["\x1b[2J", "\x9b31m", "\x07", "\x00", "\r", "\u202e", "\u2066", "\u200f", "\u2028", "\x7f", "\ud800"],
)
def test_what_steers_is_shown_and_not_obeyed(evil: str) -> None:
    assert evil[0] not in plain(f"a{evil}b")
    assert plain(f"a{evil}b").startswith("a�")
    assert plain(f"a{evil}b").endswith("b")


@pytest.mark.parametrize("good", ["", "Łódź 🙂", "نمی\u200cخواهم", "👩\u200d🚀", "two\nlines"])
def test_words_stay_as_they_are(good: str) -> None:
    assert plain(good) == good


def test_one_line_is_one_line() -> None:
    assert plain_line("a\nb") == "a�b"
