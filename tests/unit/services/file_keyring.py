"""A keyring in a file, for a program that a test starts: PYTHON_KEYRING_BACKEND names it."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

VARIABLE = "WATCHFLOOR_TEST_KEYRING"  # where the file is


class FileKeyring(KeyringBackend):
    """Its entries are one JSON object."""

    priority = -1  # only where a test asks for it: never found as the system's own

    @property
    def _path(self) -> Path:
        return Path(os.environ[VARIABLE])

    def get_password(self, service: str, username: str) -> str | None:
        found = self._entries().get(f"{service}/{username}")
        return None if found is None else str(found)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._path.write_text(json.dumps(self._entries() | {f"{service}/{username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        entries = self._entries()
        del entries[f"{service}/{username}"]
        self._path.write_text(json.dumps(entries))

    def _entries(self) -> dict[str, object]:
        found = json.loads(self._path.read_text())
        assert isinstance(found, dict)
        return found
