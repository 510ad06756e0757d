"""Each widget looks as it did when somebody looked at it."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.snapshots.album import ALBUM
from tests.snapshots.comparison import is_same, pixels_of, save, shown
from tests.snapshots.conftest import KEPT

NAMES = [f"{name}-{theme}" for name, shot in ALBUM.items() for theme in shot.themes]
MOST_BYTES = 2_000_000


@pytest.mark.skipif(
    sys.platform != "linux", reason="the pictures are Linux's: elsewhere type is drawn otherwise"
)
@pytest.mark.parametrize("name", NAMES)
def test_it_looks_as_it_did(name: str, fresh: Path, tmp_path: Path, is_updating: bool) -> None:
    kept, now = KEPT / f"{name}.png", fresh / f"{name}.png"
    before = pixels_of(kept) if kept.exists() else None
    after = pixels_of(now)
    if is_updating:
        if before is None or not is_same(before, after):
            KEPT.mkdir(exist_ok=True)
            shutil.copyfile(now, kept)
        return
    assert before is not None, f"There is no picture {kept}: run pytest tests/snapshots --update-snapshots."
    if not is_same(before, after):
        seen = tmp_path / f"{name}.png"
        save(shown(before, after), seen)
        pytest.fail(
            f"{name} does not look as it did. Before, after and the difference are in {seen}. If it should"
            " look so now: pytest tests/snapshots --update-snapshots.",
            pytrace=False,
        )


def test_no_picture_is_left_over_and_all_are_small(is_updating: bool) -> None:
    kept = sorted(KEPT.glob("*.png"))
    if is_updating:
        for path in kept:
            if path.stem not in NAMES:
                path.unlink()
        return
    assert [path.stem for path in kept if path.stem not in NAMES] == []
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES


# -- what tells pictures apart


def test_a_shade_is_no_change_and_a_sign_is() -> None:
    ground = np.full((54, 312, 3), 24, np.uint8)
    shaded = ground + np.uint8(30)
    assert is_same(ground, shaded)
    signed = ground.copy()
    signed[20:30, 40:45] = 240
    assert not is_same(ground, signed)
    assert not is_same(ground, ground[:50])


def test_the_difference_is_shown_beside_both(tmp_path: Path) -> None:
    before = np.full((10, 20, 3), 24, np.uint8)
    after = before.copy()
    after[2:8, 5:9] = 240
    save(shown(before, after), tmp_path / "x.png")
    seen = pixels_of(tmp_path / "x.png")
    assert seen.shape == (10, 3 * 20 + 16, 3)
    assert np.array_equal(seen[:, :20], before)
    assert np.array_equal(seen[:, 28:48], after)
    assert seen[:, 56:].any(axis=2).sum() == 24
    save(shown(before, after[:6]), tmp_path / "y.png")
    assert pixels_of(tmp_path / "y.png").shape[0] == 10
