"""The guide's pictures: each is taken by a command, each is on a page, and the command still takes them."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.documentation.album import FOLDER, NAMES, take
from tests.documentation.house import DRAWINGS
from tests.documentation.page import PAGES, ROOT, links, text

MOST_BYTES = 400_000
FEW_COLOURS = 12
OF_THE_SCRIPT = {"window-dark.png", "window-light.png"}  # packaging/picture takes these


def test_every_picture_is_made_by_a_command() -> None:
    made = {f"{name}.png" for name in NAMES} | {path.name for path in DRAWINGS} | OF_THE_SCRIPT
    assert {path.name for path in FOLDER.iterdir()} == made
    script = text(ROOT / "packaging/picture")
    assert "tests.documentation.album" in script
    assert "window-$theme.png" in script


def test_every_picture_is_on_a_page_and_small() -> None:
    shown = {Path(link).name for page in PAGES for link in links(page)}
    pictures = list(FOLDER.iterdir())
    assert {path.name for path in pictures} - shown == {"window-light.png"}, "that is for the software centre"
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []


def test_what_the_numbers_mean_is_said_below_their_picture() -> None:
    page = text(ROOT / "docs/start.md").partition("picture/parts.png")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. \*\*", page, re.MULTILINE) == [str(number) for number in range(1, 9)]


@pytest.mark.logs("ASGI callable returned without completing response")
async def test_the_command_still_takes_them(qapp: QApplication, tmp_path: Path) -> None:
    await take(tmp_path, enough=30)
    for name in NAMES:
        picture = QImage(str(tmp_path / f"{name}.png"))
        colours = {
            picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
        }
        assert len(colours) >= FEW_COLOURS, f"{name} shows nothing"
