"""Notices, locks, SBOM and installers: each names what is in a package, and they agree."""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.unit.packaging_tool import ROOT, run
from watchfloor import __version__
from watchfloor.core.release import read_release
from watchfloor.services.home.update import verified

PRODUCT = tomllib.loads((ROOT / "packaging/product.toml").read_text(encoding="utf-8"))
LICENCES = ROOT / "resources/licences"
HEAD = f"## [{__version__}] - 2026-01-01"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> dict[str, set[str]]:
    """The versions of each package that a lock names; several where they depend on the Python."""
    found: dict[str, set[str]] = {}
    for pin in re.finditer(
        r"^([\w.-]+)==([^ \\]+)", (ROOT / "packaging" / name).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(plain(pin[1]), set()).add(pin[2])
    return found


def components() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((LICENCES / "components.json").read_text(encoding="utf-8"))
    return rows


# -- locks and notices


def test_packages_are_built_with_what_was_tested() -> None:
    tested, built = locked("requirements.lock"), locked("build.lock")
    shared = tested.keys() & built.keys()
    assert {name: built[name] for name in shared} == {name: tested[name] for name in shared}, "run make lock"
    assert {"pyside6-essentials", "redis", "pyinstaller", "hatchling"} <= built.keys()


def test_the_build_lock_names_no_address_and_every_file_has_a_hash() -> None:
    text = (ROOT / "packaging/build.lock").read_text(encoding="utf-8")
    assert "://" not in text
    for block in re.split(r"\n(?=\S)", text):
        assert "==" not in block.partition("\n")[0] or "--hash=sha256:" in block


def test_every_bundled_package_has_its_notice_in_the_version_that_is_locked() -> None:
    versions = locked("build.lock")
    rows = {plain(row["name"]): row for row in components() if row["python"]}
    stale = [name for name, row in rows.items() if row["version"] not in versions.get(name, set())]
    assert stale == [], "run make notice"
    assert {"pyside6-essentials", "shiboken6", "httpx", "apsw", "numpy", "redis"} <= rows.keys()


def test_the_notices_name_what_the_program_needs_and_no_more(tmp_path: Path) -> None:
    run("sbom", tmp_path / "sbom.json")
    parts = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))["components"]
    needed = {part["name"] for part in parts if part["bom-ref"].startswith("pkg:pypi/")}
    named = {row["name"] for row in components() if row["python"]}
    assert needed <= named, "run make notice"
    assert {plain(name) for name in named - needed} <= needed_elsewhere(), "run make notice"


def needed_elsewhere() -> set[str]:
    """What only other Pythons or systems need: the notices name it on every machine."""
    text = (ROOT / "packaging/build.lock").read_text(encoding="utf-8")
    return {plain(name) for name in re.findall(r"^([\w.-]+)==[^ \\]+ ;", text, re.MULTILINE)}


def test_every_component_names_a_licence_and_its_text_is_shipped() -> None:
    texts = {path.stem for path in LICENCES.rglob("*.txt")}
    shipped_elsewhere = {"Qt", "PyInstaller's boot loader", "SQLite", "Inter", "JetBrains Mono", "Lucide"}
    shipped_elsewhere |= {"World atlas, Natural Earth", "PySide6_Essentials", "shiboken6"}
    for row in components():
        assert row["licence"], row["name"]
        assert row["name"] in texts | shipped_elsewhere, row["name"]


def test_qt_comes_with_the_text_of_its_licence() -> None:
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (LICENCES / "LGPL-3.0.txt").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in (LICENCES / "GPL-3.0.txt").read_text(encoding="utf-8")
    assert "LGPL-3.0-only" in {row["licence"] for row in components() if row["name"] == "Qt"}


# -- the SBOM


def test_the_bill_of_materials_names_what_is_installed_and_what_needs_what(tmp_path: Path) -> None:
    run("sbom", tmp_path / "first.json")
    run("sbom", tmp_path / "second.json")
    assert (tmp_path / "first.json").read_bytes() == (tmp_path / "second.json").read_bytes()
    document = json.loads((tmp_path / "first.json").read_text(encoding="utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == __version__
    parts = {part["bom-ref"]: part for part in document["components"]}
    assert len(parts) == len(document["components"]), "each part is named once"
    httpx = parts[f"pkg:pypi/httpx@{importlib.metadata.version('httpx')}"]
    assert httpx["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert httpx["properties"], "the lock's hashes are named"
    needs = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    assert any(name.startswith("pkg:pypi/httpcore@") for name in needs[httpx["bom-ref"]])
    assert httpx["bom-ref"] in needs["watchfloor"]
    assert {name for row in needs.values() for name in row} <= parts.keys()


# -- installers agree with what the program is called


@pytest.mark.parametrize(
    "path",
    [
        "packaging/windows/watchfloor.nsi",
        "packaging/linux/mime.xml.in",
        "packaging/watchfloor.spec",
        "packaging/flatpak/org.watchfloor.Watchfloor.yml",
        ".github/workflows/release.yml",
    ],
)
def test_no_script_names_a_registry_or_this_machine(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert not re.search(
        r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|flathub\.org|/work/|/root/", text
    )


def test_the_installer_registers_and_takes_back_the_same_keys() -> None:
    script = (ROOT / "packaging/windows/watchfloor.nsi").read_text(encoding="utf-8")
    install, remove = script.split('Section "Uninstall"')
    for key in (
        "Watchfloor.Journal",
        "Watchfloor.Workspace",
        "${CLASSES}\\watchfloor",
        "${APP_PATH}",
        "${KEY}",
    ):
        assert key in install
        assert key in remove
    assert PRODUCT["journal"]["mime"] in install
    assert "RequestExecutionLevel user" in install


@pytest.mark.skipif(shutil.which("makensis") is None, reason="NSIS is not installed")
def test_the_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    for name in ("watchfloor.exe", "watchfloorw.exe", "_internal/python.dll"):
        (bundle / name).write_bytes(b"MZ")
    run("icon", tmp_path)
    words = {
        "VERSION": __version__,
        "BUNDLE": bundle,
        "ICON": tmp_path / "watchfloor.ico",
        "LICENCE": ROOT / "LICENSE",
    }
    defined = [
        f"-D{name}={value}" for name, value in {**words, "OUT": tmp_path / "watchfloor-windows.exe"}.items()
    ]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", *defined, str(ROOT / "packaging/windows/watchfloor.nsi")],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "watchfloor-windows.exe").read_bytes()[:2] == b"MZ"


def test_the_window_tells_wayland_the_name_of_its_menu_entry() -> None:
    text = (ROOT / "app/watchfloor/desktop.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{PRODUCT["id"]}")' in text


# -- announcements


def test_what_is_signed_for_a_release_is_what_a_bundle_believes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = dict(line.split("=", 1) for line in run("sign-release", "--new-key").stdout.splitlines())
    monkeypatch.setenv("WATCHFLOOR_RELEASE_KEY", keys["WATCHFLOOR_RELEASE_KEY"])
    run("sign-release", tmp_path / "release.jws")
    document = (tmp_path / "release.jws").read_bytes()
    release = read_release(verified(document, keys["WATCHFLOOR_UPDATE_KEY"]))
    assert release.version == __version__
    assert release.url == f"https://forge.example/watchfloor/releases/tag/v{__version__}"
    assert release.notes


# -- the release checklist


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A copy of what the checklist looks at."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "app/watchfloor").mkdir(parents=True)
    for name in ("pyproject.toml", "app/watchfloor/__init__.py", "app/watchfloor/desktop.py"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def ask(root: Path, question: str) -> str:
    """What one line of the checklist says of this copy."""
    program = (
        "import importlib.machinery, importlib.util, sys\n"
        "sys.path.insert(0, 'packaging')\n"
        "loader = importlib.machinery.SourceFileLoader('check', 'packaging/release-check')\n"
        "check = importlib.util.module_from_spec(importlib.util.spec_from_loader('check', loader))\n"
        "loader.exec_module(check)\n"
        "try:\n"
        f"    print('yes:', check.{question})\n"
        "except check.NotSoError as error:\n"
        "    print('no:', error)\n"
    )
    command = [sys.executable, "-B", "-c", program]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize(
    ("changelog", "answer"),
    [
        ("## [Unreleased]\n\n- New\n", f"no: CHANGELOG.md has no section `## [{__version__}]"),
        (f"## [Unreleased]\n\n- More\n\n{HEAD}\n\n- New\n", "no: CHANGELOG.md still has lines"),
        (f"{HEAD}\n", f"no: CHANGELOG.md says nothing under [{__version__}]"),
        (
            f"## [Unreleased]\n\n{HEAD}\n\n- One\n- Two,\n  on\n",
            f"yes: the changelog has {__version__}, with 2",
        ),
    ],
)
def test_a_release_needs_its_section_in_the_changelog(release: Path, changelog: str, answer: str) -> None:
    (release / "CHANGELOG.md").write_text("# Changelog\n\n" + changelog, encoding="utf-8")
    assert ask(release, "changelog_is_ready()").startswith(answer)


def test_the_changelog_is_told_in_plain_words(release: Path) -> None:
    lines = "- **Links** (`watchfloor https://…`), *Since I was away*,\n  [the guide](docs/README.md)\n"
    (release / "CHANGELOG.md").write_text(f"# Changelog\n\n{HEAD}\n\n{lines}", encoding="utf-8")
    plain = "Links (watchfloor https://…), Since I was away, the guide"
    assert run("release-notes", root=release).stdout == f"- {plain}\n"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "app/watchfloor", release / "app/watchfloor", ignore=without, dirs_exist_ok=True)
    run("share", release / "share", root=release)
    (words,) = release.glob("share/metainfo/*.xml")
    assert f"<li>{plain.replace('https://', '')}</li>" in words.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("homepage", "maintainer", "answer"),
    [
        (
            "https://feeds.dev/app",
            "Us <us@feeds.dev>",
            "yes: the home is https://feeds.dev/app, and us@feeds.dev",
        ),
        (
            "https://app.example/",
            "Us <us@feeds.dev>",
            "no: product.toml has placeholders for addresses (https://app",
        ),
        (
            "https://feeds.dev",
            "Us <us@app.example>",
            "no: product.toml has placeholders for addresses (us@app",
        ),
        ("https://feeds.dev", "Us", "no: product.toml has placeholders for addresses"),
    ],
)
def test_a_release_has_no_address_that_leads_nowhere(
    release: Path, homepage: str, maintainer: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATCHFLOOR_HOMEPAGE", raising=False)
    path = release / "packaging/product.toml"
    words = re.sub(r'(?m)^homepage = "[^"]*"', f'homepage = "{homepage}"', path.read_text(encoding="utf-8"))
    words = re.sub(r'(?m)^maintainer = "[^"]*"', f'maintainer = "{maintainer}"', words)
    path.write_text(words, encoding="utf-8")
    said = ask(release, "addresses_are_real()")
    assert said.startswith(answer)
    assert len(said.splitlines()) == 1


def test_a_release_needs_a_tag_that_agrees(release: Path) -> None:
    assert ask(release, f"tag_agrees('v{__version__}')").startswith("yes")
    assert ask(release, "tag_agrees('v9.9.9')").startswith(
        f"no: the tag is v9.9.9, the version {__version__}"
    )


def test_a_release_needs_locks_that_agree(release: Path) -> None:
    assert ask(release, "locks_agree()").startswith("yes")
    lock = release / "packaging/build.lock"
    text = lock.read_text(encoding="utf-8")
    lock.write_text(re.sub(r"^qasync==\S+", "qasync==0.1", text, flags=re.MULTILINE), encoding="utf-8")
    assert ask(release, "locks_agree()") == "no: the locks differ in qasync: run make lock"
    lock.write_text(re.sub(r"^qasync==", "another==", text, flags=re.MULTILINE), encoding="utf-8")
    assert ask(release, "locks_agree()") == "no: build.lock lacks qasync: run make lock"
