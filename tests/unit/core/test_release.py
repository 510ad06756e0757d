"""Announcements of releases: which is newer, and what is taken from them."""

import pytest

from watchfloor.core.error import KnownError
from watchfloor.core.release import NOTE_LENGTH, NOTES, Release, newer, order_of, read_release

IN_ORDER = [
    "0.9.9",
    "0.10.0.dev1",
    "0.10.0a1",
    "0.10.0a2",
    "0.10.0b1",
    "0.10.0rc1",
    "0.10.0",
    "0.10.1",
    "1.0.0",
]


def test_versions_are_ordered_as_numbers_and_a_candidate_comes_before_what_it_is_for() -> None:
    mixed = [IN_ORDER[index] for index in (8, 3, 5, 0, 7, 2, 6, 1, 4)]
    assert sorted(mixed, key=order_of) == IN_ORDER


@pytest.mark.parametrize(
    "version",
    ["", "1", "1.2", "v1.2.3", "1.2.3-rc1", "1.2.3.4", "1.2.x", "１.2.3", "1.2.3 ", "9" * 9 + ".0.0"],
)
def test_what_is_no_version_is_refused(version: str) -> None:
    with pytest.raises(KnownError, match="is no version"):
        order_of(version)


def test_only_a_newer_one_is_newer() -> None:
    assert newer(Release("1.0.1"), "1.0.0")
    assert not newer(Release("1.0.0"), "1.0.0")
    assert not newer(Release("0.9.0"), "1.0.0"), "an old announcement played again says nothing"


def test_an_announcement_is_cut_to_what_can_be_shown() -> None:
    notes = ["a\n  b"] + ["x" * (NOTE_LENGTH + 1)] * (NOTES + 1)
    document = Release("1.0.0", "2026-01-01T00:00", notes, "javascript:alert(1)")
    import msgspec

    release = read_release(msgspec.json.encode(document))
    assert (release.date, release.url) == ("2026-01-01", "")
    assert release.notes[0] == "a b"
    assert (len(release.notes), len(release.notes[1])) == (NOTES, NOTE_LENGTH)


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"{}", b'{"version": 3}', b'{"version": "1.0.0", "notes": 1}', b"\xff", b'{"a":' * 50_000],
)
def test_rubbish_is_told(document: bytes) -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        read_release(document)
