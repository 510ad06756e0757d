"""The shipped icons: the window names each, so that none is carried along for nothing."""

import re
from pathlib import Path

import watchfloor
from watchfloor import resource


def test_each_icon_is_named_where_it_is_drawn() -> None:
    shipped = {path.stem for path in resource.path("icons").glob("*.svg")}
    files = Path(watchfloor.__file__).parent.joinpath("gui").rglob("*.py")
    named = {name for path in files for name in re.findall(r'"([a-z-]+)"', path.read_text("utf-8"))}
    assert shipped
    assert not shipped - named
