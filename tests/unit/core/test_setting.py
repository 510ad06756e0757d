"""Settings: each has a default and a meaning, and no file can set one out of its bounds."""

import msgspec

from watchfloor.core.setting import MEANINGS, Settings
from watchfloor.services.home.flag import STRATEGIST_ENDPOINT, Flags


def test_every_setting_has_a_meaning_and_a_default_in_words() -> None:
    assert [meaning.name for meaning in MEANINGS if not (meaning.title and meaning.about)] == []
    assert sorted(meaning.name for meaning in MEANINGS) == sorted(Settings.__struct_fields__)
    assert all(meaning.default_words for meaning in MEANINGS)


def test_every_choice_can_be_kept() -> None:
    for meaning in MEANINGS:
        for value, _ in meaning.choices:
            kept = msgspec.json.encode(Settings().having(meaning.name, value))
            assert getattr(msgspec.json.decode(kept, type=Settings), meaning.name) == value


def test_figures_are_brought_within_their_bounds() -> None:
    wild = Settings(text_percent=900, map_events=1, keep_days=0, keep_megabytes=1).bounded()
    assert (wild.text_percent, wild.map_events, wild.keep_days, wild.keep_megabytes) == (200, 300, None, 10)


def test_the_defaults_of_the_flags_are_those_of_the_feeds() -> None:
    settings = Settings()
    flags = Flags(settings.sse, settings.breaker, settings.progress, settings.endpoint)
    assert flags == Flags()
    assert settings.endpoint == STRATEGIST_ENDPOINT
