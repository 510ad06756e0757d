"""Which ids can go back as a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.services.channel.resume_id import MAX_ID_BYTES, why_poisoned

SENDABLE = ["", "7", "event-7", "1709154000123-0", "a b", "Łódź", "🙂", "x" * MAX_ID_BYTES, "\u2028"]


@pytest.mark.parametrize("id_", SENDABLE, ids=range(len(SENDABLE)))
def test_what_can_be_sent(id_: str) -> None:
    assert why_poisoned(id_) == ""


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        (" 7", "it begins or ends with a space"),
        ("7\t", "it begins or ends with a space"),
        (" ", "it begins or ends with a space"),
        ("7\x01", "it has a control character"),
        ("7\r8", "it has a control character"),
        ("a\tb", "it has a control character"),
        ("7\x7f", "it has a control character"),
        ("x" * (MAX_ID_BYTES + 1), "it is longer than 8192 bytes"),
        ("é" * (MAX_ID_BYTES // 2 + 1), "it is longer than 8192 bytes"),
    ],
)
def test_what_cannot(id_: str, why: str) -> None:
    assert why_poisoned(id_).startswith(why)


@given(st.text())
def test_what_passes_is_a_lawful_header_value(id_: str) -> None:
    if not why_poisoned(id_):
        value = id_.encode("utf-8", "replace")
        assert value.strip(b" \t") == value
        assert not any(octet < 0x20 or octet == 0x7F for octet in value)
