"""The system's keyring. Calls block (a person may be asked to unlock it), so they run in a thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from watchfloor.core.error import KnownError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "watchfloor"
# Windows keeps no more than 1,280 characters in one entry; tokens and cookies are often longer.
PIECE = 1_000
MOST_PIECES = 64
_T = TypeVar("_T")


class KeyringStore:
    """Texts by name. A long one is kept in pieces."""

    def __init__(self, backend: "KeyringBackend") -> None:
        self._backend = backend

    @property
    def name(self) -> str:
        """What the system calls it."""
        return str(self._backend.name)

    async def read(self, name: str) -> str | None:
        return await _in_thread(lambda: self._read(name))

    async def write(self, name: str, text: str) -> None:
        if len(text) > PIECE * MOST_PIECES:
            raise KnownError(f"The credential {name!r} is too long for a keyring ({len(text)} characters).")
        await _in_thread(lambda: self._write(name, text))

    async def delete(self, name: str) -> None:
        await _in_thread(lambda: self._delete(name, 0))

    def _read(self, name: str) -> str | None:
        first = self._backend.get_password(SERVICE, name)
        if first is None:
            return None
        count, colon, text = first.partition(":")
        if not colon or not count.isdigit():
            return None
        pieces = [self._backend.get_password(SERVICE, _piece(name, place)) for place in range(1, int(count))]
        return None if None in pieces else text + "".join(piece or "" for piece in pieces)

    def _write(self, name: str, text: str) -> None:
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
        # The first piece says how many there are: written last, it never promises what is not there.
        for place in range(len(pieces) - 1, 0, -1):
            self._backend.set_password(SERVICE, _piece(name, place), pieces[place])
        self._backend.set_password(SERVICE, name, f"{len(pieces)}:{pieces[0]}")
        self._delete(name, len(pieces))

    def _delete(self, name: str, place: int) -> None:
        """This piece and those after it."""
        while self._backend.get_password(SERVICE, _piece(name, place)) is not None:
            self._backend.delete_password(SERVICE, _piece(name, place))
            place += 1


async def system_keyring() -> KeyringStore | None:
    """The system's keyring; None where there is none, as on most machines without a desktop."""
    return await _in_thread(_found)


def _found() -> KeyringStore | None:
    import keyring  # looks for its backends, which takes a while
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    return None if isinstance(backend, fail.Keyring | null.Keyring) else KeyringStore(backend)


def _piece(name: str, place: int) -> str:
    return f"{name}\n{place + 1}" if place else name


async def _in_thread(call: Callable[[], _T]) -> _T:
    from keyring.errors import KeyringError, KeyringLocked

    try:
        return await asyncio.to_thread(call)
    except KeyringLocked as error:
        raise KnownError("The keyring is locked: unlock it and try again.") from error
    except (KeyringError, RuntimeError, OSError) as error:
        # Backends raise what the system under them raises; none of it is ours.
        raise KnownError(f"The keyring refused ({type(error).__name__}): {error}.") from error
