"""Inflating what was not asked for, within bounds."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.services.net.attempt import AttemptError
from watchfloor.services.net.compression import MAX_FREE_BYTES, PIECE_BYTES, inflate_for


def inflated(encoding: str, *blocks: bytes) -> bytes:
    inflate = inflate_for(encoding)
    assert inflate is not None
    return b"".join(piece for block in blocks for piece in inflate.pieces(block))


@pytest.mark.parametrize("encoding", ["", "identity", " Identity ", "none", "UTF-8", "identity, none"])
def test_nothing_to_undo(encoding: str) -> None:
    assert inflate_for(encoding) is None


@given(st.binary(max_size=2000), st.lists(st.integers(0, 200), max_size=6))
def test_cut_anywhere(octets: bytes, cuts: list[int]) -> None:
    for encoding, squeezed in (("gzip", gzip.compress(octets)), ("deflate", zlib.compress(octets))):
        at = sorted(min(cut, len(squeezed)) for cut in cuts)
        blocks = [squeezed[a:b] for a, b in zip([0, *at], [*at, len(squeezed)], strict=True)]
        assert inflated(encoding, *blocks) == octets


def test_deflate_without_its_header() -> None:
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    octets = bare.compress(b"data: 1\n\n" * 100) + bare.flush()
    assert inflated("deflate", octets[:1], octets[1:]) == b"data: 1\n\n" * 100


def test_gzip_after_gzip_even_cut_in_a_header() -> None:
    both = gzip.compress(b"one") + gzip.compress(b"two")
    for cut in range(len(both)):
        assert inflated("gzip", both[:cut], both[cut:]) == b"onetwo"


def test_pieces_are_small() -> None:
    inflate = inflate_for("gzip")
    assert inflate is not None
    pieces = list(inflate.pieces(gzip.compress(bytes(5 * PIECE_BYTES + 7))))
    assert sum(map(len, pieces)) == 5 * PIECE_BYTES + 7
    assert max(map(len, pieces)) <= PIECE_BYTES


def test_a_bomb_is_refused_and_a_large_stream_is_not() -> None:
    with pytest.raises(AttemptError, match=r"compressed bytes grew to over \d+\.") as refused:
        inflated("gzip", gzip.compress(bytes(MAX_FREE_BYTES + PIECE_BYTES)))
    assert refused.value.outcome.code == "bomb"
    assert len(inflated("gzip", gzip.compress(bytes(MAX_FREE_BYTES - 1)))) == MAX_FREE_BYTES - 1


def test_a_word_that_means_nothing_hides_none_that_does() -> None:
    assert inflated("identity, gzip", gzip.compress(b"data: 1\n\n")) == b"data: 1\n\n"


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, br", "nonsense"])
def test_what_cannot_be_undone_is_said(encoding: str) -> None:
    with pytest.raises(AttemptError, match="which was not asked for"):
        inflate_for(encoding)


def test_damage_is_worth_another_try() -> None:
    with pytest.raises(AttemptError) as damaged:
        inflated("gzip", b"no gzip at all")
    assert damaged.value.outcome.code == "truncated"
