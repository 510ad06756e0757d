"""What a Linux package tells the desktop: menu entry, file types, AppStream words, man pages, icons."""

import configparser
import gzip
import re
import struct
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.unit.packaging_tool import ROOT, contents, run
from watchfloor import __version__, cli

PRODUCT = tomllib.loads((ROOT / "packaging/product.toml").read_text(encoding="utf-8"))
TYPES = {PRODUCT[kind]["mime"]: "*." + PRODUCT[kind]["suffix"] for kind in ("journal", "workspace")}
MIME = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("share")
    run("share", folder)
    return folder


@pytest.fixture(scope="module")
def icons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    run("icon", folder)
    return folder


def test_the_menu_entry_opens_files_and_addresses(share: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(share / f"applications/{PRODUCT['id']}.desktop", encoding="utf-8")
    main = entry["Desktop Entry"]
    assert (main["Version"], main["Exec"], main["Icon"]) == ("1.4", "watchfloor %u", PRODUCT["id"])
    assert set(main["MimeType"].strip(";").split(";")) == {*TYPES, "x-scheme-handler/watchfloor"}
    for words in entry.values():
        for name in ("GenericName", "Comment", "Keywords"):
            assert (name in words) == (f"{name}[de]" in words), (
                "the window speaks German, and so does its entry"
            )


@pytest.mark.parametrize(
    "word", ["/home/user/my night.watchfloor", "file:///home/user/my%20night.watchfloor"]
)
def test_what_a_file_manager_hands_over_is_understood(word: str) -> None:
    from watchfloor.command.window import parser

    assert parser().parse_args([word]).file == Path("/home/user/my night.watchfloor")


def test_journals_and_workspaces_are_known_by_name_and_journals_by_content(share: Path) -> None:
    tree = ET.parse(share / f"mime/packages/{PRODUCT['id']}.xml")  # noqa: S314 - our own
    globs = {
        one.attrib["type"]: one.find("mime:glob", MIME).attrib["pattern"]  # type: ignore[union-attr]
        for one in tree.iterfind("mime:mime-type", MIME)
    }
    assert globs == TYPES
    assert [match.attrib["value"] for match in tree.iterfind(".//mime:match", MIME)][-1] == "WTCH"


def test_a_real_journal_bears_the_mark_that_its_type_is_known_by(tmp_path: Path) -> None:
    from watchfloor.journal.schema import APPLICATION_ID

    assert struct.pack(">I", APPLICATION_ID) == b"WTCH"


def test_the_words_for_the_software_centre_name_this_version_and_where_its_pictures_are(share: Path) -> None:
    component = ET.parse(share / f"metainfo/{PRODUCT['id']}.metainfo.xml").getroot()  # noqa: S314 - our own
    assert component.findtext("id") == PRODUCT["id"]
    assert component.findtext("launchable") == f"{PRODUCT['id']}.desktop"
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib["version"] == __version__
    pictures = [image.text for image in component.iterfind("screenshots/screenshot/image")]
    assert (
        pictures[0]
        == f"https://forge.example/watchfloor/releases/download/v{__version__}/watchfloor-dark.png"
    )


def test_nothing_is_left_to_fill_in(share: Path) -> None:
    for name, data in contents(share).items():
        if not name.endswith(".gz"):
            assert b"@" not in data, name


def test_every_command_has_a_man_page_with_every_flag(share: Path) -> None:
    pages = {path.name for path in (share / "man/man1").iterdir()}
    assert pages == {"watchfloor.1.gz", *(f"watchfloor-{name}.1.gz" for name in cli.COMMANDS)}
    for name in cli.COMMANDS:
        page = gzip.decompress((share / f"man/man1/watchfloor-{name}.1.gz").read_bytes()).decode()
        assert page.index(".nh") < page.index(".SH"), "no flag is broken at a hyphen"
        for flag in _flags(name):
            assert flag.replace("-", r"\-") in page, f"{name} {flag}"


def _flags(name: str) -> list[str]:
    import importlib

    module = importlib.import_module(f"watchfloor.command.{name.replace('import', 'import_')}")
    return [flag for action in module.parser()._actions for flag in action.option_strings]


def test_every_setting_from_the_environment_is_in_the_man_page(share: Path) -> None:
    page = gzip.decompress((share / "man/man1/watchfloor.1.gz").read_bytes()).decode()
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    names = {name for source in sources for name in re.findall(r'"(WATCHFLOOR_[A-Z_]+)"', source)}
    assert {name for name in names if name not in page} == set()
    assert "WATCHFLOOR_HOME" in names


def test_no_line_of_a_man_page_is_taken_for_a_request(share: Path) -> None:
    known = {".TH", ".SH", ".B", ".BR", ".TP", ".PP", ".nf", ".fi", ".nh", ".ad"}
    for path in (share / "man/man1").iterdir():
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            assert not line.startswith("'"), line
            assert not line.startswith(".") or line.split()[0] in known or line == ".", line


def test_the_same_day_gives_the_same_bytes(share: Path, tmp_path: Path) -> None:
    run("share", tmp_path)
    assert contents(tmp_path) == contents(share)


def test_the_icons_have_their_sizes_and_16_pixels_show_more_than_a_blot(icons: Path) -> None:
    for path in icons.glob("hicolor/*x*/apps/*.png"):
        image = QImage(str(path))
        assert f"{image.width()}x{image.height()}" == path.parent.parent.name
    small = QImage(str(icons / f"hicolor/16x16/apps/{PRODUCT['id']}.png"))
    row = [small.pixelColor(x, 8) for x in range(16)]
    assert small.pixelColor(0, 0).alpha() == 0, "the corners are round"
    assert sum(colour.blue() > 200 for colour in row) >= 4, "the pulse goes through the middle"
    assert any(colour.green() > 140 and colour.blue() < 120 for colour in row), "and ends in a green dot"


def test_windows_and_macos_find_a_picture_of_every_size(icons: Path) -> None:
    ico = (icons / "watchfloor.ico").read_bytes()
    count = struct.unpack_from("<HHH", ico)[2]
    entries = [struct.unpack_from("<BBBBHHII", ico, 6 + 16 * index) for index in range(count)]
    assert [entry[0] or 256 for entry in entries] == [16, 24, 32, 48, 64, 128, 256]
    for entry in entries:
        assert ico[entry[7] : entry[7] + 8] == b"\x89PNG\r\n\x1a\n"
    assert entries[-1][6] + entries[-1][7] == len(ico)
    icns = (icons / "watchfloor.icns").read_bytes()
    assert struct.unpack_from(">4sI", icns) == (b"icns", len(icns))
