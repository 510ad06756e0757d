"""Words with wildcards and expressions: what they find, and that they come to an end."""

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query import wording
from watchfloor.core.query.fold import SIGN, WORD
from watchfloor.core.query.wording import ANY, ONE, words_of


def as_re(text: str, one: str) -> str:
    return "".join(
        f"{one}*" if part == ANY else one if part == ONE else re.escape(part)
        for part in re.split(f"([{ANY}{ONE}])", text)
    )


globs = st.text(f"ab{ANY}{ONE}", max_size=8)


@given(globs, st.text("ab\n", max_size=12))
def test_a_wildcard_is_any_characters_of_a_whole(glob: str, text: str) -> None:
    known = re.fullmatch(as_re(glob, "."), text, re.DOTALL)
    assert wording.whole(glob)(text) == (known is not None)


@given(
    st.lists(st.text(f"ab{ANY}{ONE}", min_size=1, max_size=6), min_size=1, max_size=3),
    st.text("ab -", max_size=16),
)
def test_a_wildcard_is_any_letters_of_a_word(words: list[str], text: str) -> None:
    source = f"{SIGN}+".join(as_re(word, WORD) for word in words)
    known = re.search(f"(?<!{WORD}){source}(?!{WORD})", text)
    assert wording.phrase(tuple(words))(text) == (known is not None)


def test_many_wildcards_come_to_an_end() -> None:
    glob = ANY.join("a" * 40) + "b"
    assert not wording.whole(glob)("a" * 5_000)
    assert not wording.phrase((glob,))("a" * 5_000)
    assert wording.whole(glob)("a" * 5_000 + "b")
    assert wording.has_words(words_of(glob), "a" * 5_000 + "b")


@pytest.mark.parametrize("source", ["(a|aa)+$", "a.*b", "(a+)+b", "(.*a){9}b"])
def test_any_expression_comes_to_an_end(source: str) -> None:
    search = wording.regex(source)
    assert not search("a" * 20_000 + "!")
    assert search("xy" * 20_000 + "aaaaaaaaab\naa")


def test_short_and_long_texts_are_found_alike() -> None:
    search = wording.regex("clos.*ed$")
    for length in (0, 10, 10_000):
        assert search("x" * length + "Closely watched")
        assert not search("x" * length + "watched closely")


def test_two_threads_may_look_at_once() -> None:
    search, wrong = wording.regex("(a|ab)*c{2,3}$"), []

    def look() -> None:
        for number in range(300):
            text = "ab" * (number % 7) + "abcc" * (number % 2)
            if search(text) != text.endswith("cc"):
                wrong.append(text)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
