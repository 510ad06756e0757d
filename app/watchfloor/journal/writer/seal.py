"""The digests of a commit's segments, worked out while SQLite takes in their rows."""

import contextlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from watchfloor.journal import packing
from watchfloor.journal.roll import Rows

FEW_EVENTS = 2_000  # fewer are sooner done than handed over


class Sealer:
    """Hashing takes as long as inserting, and neither needs the interpreter: a burst gets two threads."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="journal-seal")

    def begin(self, contents: Sequence[tuple[bytes, Rows]]) -> Future[list[bytes]]:
        """The digest of each ledger with its packed events, in this order."""
        if sum(len(packed) for _, packed in contents) >= FEW_EVENTS:
            with contextlib.suppress(RuntimeError):  # the interpreter is ending: no more threads
                return self._thread.submit(_digests, contents)
        done: Future[list[bytes]] = Future()
        done.set_result(_digests(contents))
        return done

    def close(self) -> None:
        self._thread.shutdown()


def _digests(contents: Sequence[tuple[bytes, Rows]]) -> list[bytes]:
    return [packing.digest(ledger, packed) for ledger, packed in contents]
