"""What each kind of refusal means: one meaning for each, and no word in it that looks like a secret."""

import pytest

from watchfloor.core.diagnosis.finding import GRAVITY
from watchfloor.core.diagnosis.meaning import MEANINGS, Meaning
from watchfloor.core.link.verdict import TABLE
from watchfloor.core.secret.redaction import redact_text


def test_every_way_to_end_is_a_refusal_or_knowingly_none() -> None:
    ends = {"closed", "truncated", "silent", "complete", "stopped"}
    assert set(TABLE) - set(MEANINGS) == ends
    assert {meaning.id for meaning in MEANINGS.values()} <= set(GRAVITY)


@pytest.mark.parametrize("meaning", MEANINGS.values(), ids=MEANINGS)
def test_nothing_that_we_say_ourselves_looks_like_a_secret(meaning: Meaning) -> None:
    for words in (meaning.title, meaning.advice):
        assert redact_text(words) == words
