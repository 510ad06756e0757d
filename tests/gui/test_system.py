"""Dark or light, asked of a real portal on a real bus."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PORTAL = """
import sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusVariant
@ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
class Portal(QObject):
    @Slot(str, str, result="QDBusVariant")
    def Read(self, group, key):
        return QDBusVariant(int(sys.argv[1]))
application, bus, portal = QCoreApplication([]), QDBusConnection.sessionBus(), Portal()
bus.registerService("org.freedesktop.portal.Desktop")
every = QDBusConnection.RegisterOption.ExportAllSlots
bus.registerObject("/org/freedesktop/portal/desktop", portal, every)
print("ready", flush=True)
application.exec()
"""
ASK = """
import subprocess, sys
portal = subprocess.Popen([sys.executable, sys.argv[1], sys.argv[2]], stdout=subprocess.PIPE)
portal.stdout.readline()
from watchfloor.gui.shell.system import portal_scheme
print(portal_scheme())
portal.kill()
"""


def asked(folder: Path, scheme: int, *runner: str) -> str:
    portal, ask = folder / "portal.py", folder / "ask.py"
    portal.write_text(PORTAL)
    ask.write_text(ASK)
    words = [*runner, sys.executable, str(ask), str(portal), str(scheme)]
    without_bus = {key: value for key, value in os.environ.items() if key != "DBUS_SESSION_BUS_ADDRESS"}
    ended = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True, env=without_bus)
    return ended.stdout.strip()


@pytest.fixture(scope="module")
def runner() -> str:
    """What runs a program on a bus of its own: for a user whom the system knows by name."""
    found = shutil.which("dbus-run-session")
    if found is None or subprocess.run([found, "--", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no dbus-daemon starts here")
    return found


@pytest.mark.parametrize(("scheme", "read"), [(1, "1"), (2, "2"), (0, "None"), (9, "None")])
def test_the_portal_is_asked(tmp_path: Path, runner: str, scheme: int, read: str) -> None:
    assert asked(tmp_path, scheme, runner, "--") == read


def test_without_a_bus_nothing_is_known(tmp_path: Path) -> None:
    assert asked(tmp_path, 2) == "None"
