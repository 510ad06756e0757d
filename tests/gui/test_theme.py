"""Themes: readable in every combination that is used, and complete."""

import ast
import itertools
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette, QRawFont, QTextLayout

from tests.gui.contrast import contrast
from watchfloor import resource
from watchfloor.core.state import ChannelState
from watchfloor.gui.style.look import FONTS, Look, load_fonts
from watchfloor.gui.style.stylesheet import stylesheet
from watchfloor.gui.style.theme import THEMES, mixed

READABLE, VISIBLE = 4.5, 3.0


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["panel", "raised", "selection", "window"])
@pytest.mark.parametrize("ink", ["text", "muted"])
def test_words_are_readable_on_every_ground(name: str, ground: str, ink: str) -> None:
    theme = THEMES[name]
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("name", THEMES)
def test_even_hints_are_readable_where_they_stand(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.faint, theme.panel) >= READABLE
    assert contrast(theme.faint, theme.raised) >= 4.0  # in a field that is still empty
    assert contrast(theme.muted, theme.panel) > contrast(theme.faint, theme.panel) + 1


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("state", ChannelState)
def test_a_states_shape_and_words_can_be_seen(name: str, state: ChannelState) -> None:
    theme = THEMES[name]
    assert contrast(theme.of_state(state), theme.panel) >= READABLE
    assert contrast(theme.of_state(state), theme.selection) >= VISIBLE


@pytest.mark.parametrize("name", THEMES)
def test_each_severity_can_be_seen_on_land_and_sea_and_read_in_its_chip(name: str) -> None:
    theme = THEMES[name]
    for severity in range(1, 6):
        color = theme.of_severity(severity)
        assert contrast(color, theme.window) >= VISIBLE
        assert contrast(color, theme.land) >= VISIBLE
        assert contrast(color, mixed(color, theme.panel, 0.16)) >= VISIBLE
    assert len({theme.of_severity(severity) for severity in range(1, 6)}) == 5


@pytest.mark.parametrize("name", THEMES)
def test_the_button_that_matters_is_readable(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.on_accent, theme.primary) >= READABLE
    assert contrast(theme.accent, theme.panel) >= READABLE


@pytest.mark.parametrize("name", THEMES)
def test_lines_of_a_plot_can_be_told_apart(name: str) -> None:
    theme = THEMES[name]
    for one, other in itertools.combinations(theme.series, 2):
        assert one != other
    assert all(contrast(color, theme.panel) >= VISIBLE for color in theme.series)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
def test_the_style_sheet_is_complete(name: str, zoom: float) -> None:
    assert "$" not in stylesheet(THEMES[name], zoom)


def test_our_typefaces_are_loaded(look: Look) -> None:
    assert {"Inter", "JetBrains Mono"} <= set(load_fonts())
    assert look.font().family() == "Inter"


def test_a_query_and_raw_text_are_seen_as_they_are_typed(look: Look) -> None:
    """The typeface for code would draw ">=" as one sign that nobody could type."""

    def glyphs(text: str) -> list[int]:
        layout = QTextLayout(text, look.font(mono=True))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]

    for signs in (">=", "<=", "->", "!=", "=>"):
        assert glyphs(signs) == [*glyphs(signs[0]), *glyphs(signs[1])]


def test_choosing_a_theme_reaches_the_palette_and_is_told(look: Look) -> None:
    told: list[str] = []
    look.changed.connect(lambda: told.append(look.theme.name))
    look.choose(THEMES["light"])
    assert told == ["light"]
    assert look.palette().color(QPalette.ColorRole.Window).name() == THEMES["light"].panel


def test_text_grows_with_zoom(look: Look) -> None:
    before = look.font().pixelSize()
    look.choose(zoom=2.0)
    assert look.font().pixelSize() == before * 2
    assert look.px(10) == 20


def test_the_shipped_typefaces_have_every_sign_that_is_written(look: Look) -> None:
    """What they lack would be taken from whatever the desktop has, or be a box."""
    shipped = [QRawFont(str(resource.path(f"fonts/{name}")), 13.0) for name in FONTS]
    written: dict[str, str] = {}
    for path in sorted(Path(resource.__file__).parent.joinpath("gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written |= dict.fromkeys((sign for sign in node.value if ord(sign) > 0x7F), path.name)
    missing = {
        sign: where
        for sign, where in written.items()
        if sign.isprintable() and not any(font.supportsCharacter(ord(sign)) for font in shipped)
    }
    assert missing == {}
    assert set(look.font().families()) == set(look.font(mono=True).families()) == {"Inter", "JetBrains Mono"}
