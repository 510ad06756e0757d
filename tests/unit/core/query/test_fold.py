"""Text made comparable, and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.core.query.fold import fold, searchable, unescape, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Port-Closure, 24h", ["port", "closure", "24h"]),
        ("Café ÉCOLE naïve", ["cafe", "ecole", "naive"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("北京市", ["北", "京", "市"]),
        ("ﬁne", ["fine"]),
        ("Москва — «центр»", ["москва", "—".strip("—") or "центр"]),
        ("مُحَمَّد", ["محمد"]),
        ("١٢٣", ["١٢٣"]),
        ("a\u2028b\0c", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(fold(text)) == expected


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"caf\u00e9", "café"),
        (r"a\nb\tc", "a\nb\tc"),
        (r"\"x\" \\ \/", '"x" \\ /'),
        (r"\ud83d\ude00!", "😀!"),
        (r"\ud83dx", " x"),
        (r"\udc00x", " x"),
        (r"\\u00e9", "\\u00e9"),
        ("plain", "plain"),
        ("\\", "\\"),
    ],
)
def test_what_json_escapes_is_read(raw: str, text: str) -> None:
    assert unescape(raw) == text


@given(st.text())
def test_folded_text_is_settled(text: str) -> None:
    """Only words and ASCII signs are left, so that the index and a query cut it alike."""
    folded = fold(text)
    assert all(character.isascii() or character.isalnum() for character in folded)
    assert folded == folded.lower() or not folded.isascii()


def test_searchable_holds_type_id_and_data() -> None:
    assert words(searchable("Map-Event", "e-7", '{"t":"Caf\\u00e9"}')) == [
        "map",
        "event",
        "e",
        "7",
        "t",
        "cafe",
    ]
