"""Profiles by channel: what a file has taught one start, it teaches the next."""

import json
from pathlib import Path

from tests.unit.journal.sample import batch, event
from watchfloor.core.event import Event
from watchfloor.core.profiles.generic import SAMPLE, GenericProfile
from watchfloor.journal.profile import Profiles
from watchfloor.journal.writer.book import Book


def said(number: int, channel: str, **fields: object) -> Event:
    return event(number, channel, data=json.dumps(fields), type="message")


def filled(path: Path) -> Path:
    """What a channel of no profile has said so far: a `headline`, never a `title`."""
    book = Book(path)
    book.write([batch([said(n, "plain", headline=f"news {n}") for n in range(1, SAMPLE + 1)])])
    book.close()
    return path


def test_the_generic_profile_reads_as_it_did_at_the_start_before(tmp_path: Path) -> None:
    odd = said(SAMPLE + 1, "plain", title="a title", headline="a headline")
    fresh = GenericProfile().read(odd)
    assert fresh.title == "a title"
    reading = Profiles.in_file(filled(tmp_path / "a.watchfloor")).read(odd)
    assert reading is not None
    assert reading.title == "a headline"


def test_of_no_file_and_of_none_that_can_be_read_nothing_is_known(tmp_path: Path) -> None:
    broken = tmp_path / "broken.watchfloor"
    broken.write_bytes(b"no journal")
    odd = said(1, "plain", title="a title", headline="a headline")
    for path in (tmp_path / "none.watchfloor", broken):
        reading = Profiles.in_file(path).read(odd)
        assert reading is not None
        assert reading.title == "a title"


def test_a_channel_keeps_what_it_has_learnt_until_it_gets_another_profile(tmp_path: Path) -> None:
    profiles = Profiles.in_file(filled(tmp_path / "a.watchfloor"))
    odd = said(SAMPLE + 1, "plain", title="a title", headline="a headline")
    odd.type = "map-event"  # which says more to who knows maps: this one has no place
    profiles.choose("plain", "generic")
    kept = profiles.read(odd)
    profiles.choose("plain", "map_stream")
    other = profiles.read(odd)
    assert kept is not None
    assert other is not None
    assert (kept.title, other.raw) == ("a headline", True)
    profiles.add("plain", "no such profile")
    fresh = profiles.read(odd)
    assert fresh is not None
    assert fresh.title == "a title"
