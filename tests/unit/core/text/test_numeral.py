"""Figures as people write them, in the language that is spoken."""

from collections.abc import Iterator

import pytest

from watchfloor.core.text.numeral import Numeral, grouped, numeral, with_numerals, write_with


@pytest.fixture
def comma() -> Iterator[None]:
    write_with(",")
    yield
    write_with(".")


def test_in_english_figures_are_as_python_writes_them() -> None:
    assert numeral("12,345.6") == "12,345.6"
    assert with_numerals("Not a byte for 34.5 s.") == "Not a byte for 34.5 s."
    assert f"{Numeral(1234.5):.1f} MB" == "1234.5 MB"


@pytest.mark.usefixtures("comma")
@pytest.mark.parametrize(
    ("words", "written"),
    [("26.6 s", "26,6 s"), ("12,345", "12\u202f345"), ("12,345.6", "12\u202f345,6"), ("7", "7"), ("", "")],
)
def test_elsewhere_the_point_is_the_languages_own(words: str, written: str) -> None:
    assert numeral(words) == written


@pytest.mark.usefixtures("comma")
@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Seit 34.5 s kein Byte.", "Seit 34,5 s kein Byte."),
        ("60.0 ± 0.2 s", "60,0 ± 0,2 s"),
        ("9,000,000.5 kB und 87.5 %", "9\u202f000\u202f000,5 kB und 87,5 %"),
        ("97.5% verbunden", "97,5% verbunden"),
        ("HTTP/1.1 von 127.0.0.1:8000 sagt 200", "HTTP/1.1 von 127.0.0.1:8000 sagt 200"),
        ("ab Id 1.5", "ab Id 1.5"),
        ("v1.2.3 s", "v1.2.3 s"),
    ],
)
def test_in_a_sentence_only_what_has_a_unit_is_a_figure(words: str, written: str) -> None:
    assert with_numerals(words) == written


@pytest.mark.usefixtures("comma")
def test_a_phrase_says_how_its_figure_is_written() -> None:
    assert (
        "{size:.1f} MB, {share:.1%}, {span:g} s".format(  # noqa: UP032 - a phrase comes from a table
            size=Numeral(21.44), share=Numeral(0.978), span=Numeral(2.5)
        )
        == "21,4 MB, 97,8%, 2,5 s"
    )


def test_thousands_are_apart_in_every_language() -> None:
    assert grouped(48_912) == "48\u202f912"
    assert grouped(912) == "912"
