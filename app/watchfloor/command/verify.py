"""`watchfloor verify FILE`: prove a journal's ledger from its rows."""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.command.usage import Parser
from watchfloor.core.diagnosis.word import many
from watchfloor.core.error import KnownError
from watchfloor.core.text.plain import plain, plain_line
from watchfloor.journal.audit import audit
from watchfloor.journal.file import JournalDamagedError, true_path
from watchfloor.journal.lock import Lock
from watchfloor.journal.proof.result import Audit, ChannelAudit
from watchfloor.journal.salvage.salvage import Salvaged, salvage


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor verify",
        description="Prove from a journal's rows alone that nothing is missing, doubled or changed.",
        epilog="Exit codes: 0 proven, 1 something is wrong, 2 usage.",
    )
    words.add_argument("file", type=Path, metavar="FILE", help="a .watchfloor file")
    words.add_argument("--json", action="store_true", help="one JSON object instead of text")
    words.add_argument(
        "--salvage",
        action="store_true",
        help="if it is not proven: set the file aside whole, and prove a new one made of all that is intact",
    )
    return words


def run(arguments: argparse.Namespace) -> int:
    try:
        result = _proof(arguments.file)
        if arguments.salvage and not result.ok:
            print(f"watchfloor: {plain(salvaged(arguments.file).sentence)}", file=sys.stderr)
            result = _proof(arguments.file)
    except KeyboardInterrupt:
        raise KnownError("Broken off before the end: nothing is proven.") from None
    if arguments.json:
        print(msgspec.json.encode(_object(result)).decode())
        for sentence in _wrong(result):
            print(f"watchfloor: {plain_line(sentence)}", file=sys.stderr)
    else:
        print("\n".join(map(plain_line, _lines(result))))
    return 0 if result.ok else 1


def _proof(path: Path) -> Audit:
    """A file that cannot even be read is proven wrong."""
    try:
        return audit(path)
    except JournalDamagedError as error:
        return Audit([], [str(error)])


def salvaged(path: Path) -> Salvaged:
    """The file set aside, as long as nobody writes to it."""
    path = true_path(path)
    lock = Lock(path)
    try:
        return salvage(path, time.time())
    finally:
        lock.release()


def _wrong(result: Audit) -> list[str]:
    """What the object has no room for: why it is not ok."""
    return [*result.broken, *(f"{each.name}: {why}" for each in result.channels for why in each.broken)]


def _object(result: Audit) -> dict[str, Any]:
    return {
        "ok": result.ok,
        "channels": [
            {
                "channel": channel.name,
                "received": channel.totals.received,
                "stored": channel.totals.stored,
                "duplicates": channel.totals.duplicates,
                "refused": channel.totals.refused,
                "gaps": channel.gaps,
                "balanced": channel.balanced and not channel.broken,
            }
            for channel in result.channels
        ],
    }


def _lines(result: Audit) -> list[str]:
    lines = [line for channel in result.channels for line in _channel_lines(channel)]
    lines += [f"✕ {sentence}" for sentence in result.broken]
    if not result.channels and not result.broken:
        lines.append("The journal is empty.")
    lines.append("Proven: every event is accounted for." if result.ok else "Not proven: see ✕ above.")
    return lines


def _channel_lines(channel: ChannelAudit) -> list[str]:
    totals = channel.totals
    refused = sum(totals.refused.values())
    lines = [
        f"{'✕' if channel.broken else '✓'} {channel.name}: {totals.received:,} received = "
        f"{totals.stored:,} stored + {totals.duplicates:,} duplicates + {refused:,} refused"
    ]
    lines += [f"    refused, {reason}: {count:,}" for reason, count in sorted(totals.refused.items())]
    if channel.dropped:
        lines.append(f"    dropped by retention: {channel.dropped:,} of the stored")
    if channel.gaps:
        missing = sum(gap.missing for gap in channel.gaps)
        lines.append(f"    {many(len(channel.gaps), 'gap')}, {many(missing, 'event')} that never came:")
        lines += [f"      {gap.missing:,} between {gap.after} and {gap.before}" for gap in channel.gaps[:20]]
        if len(channel.gaps) > 20:
            lines.append(f"      … and {len(channel.gaps) - 20:,} more gaps")
    elif totals.is_early and totals.received:
        lines.append("    gaps: too early to say, too few events have come")
    elif totals.missing is None and totals.received:
        lines.append("    gaps: not provable, the ids cannot be ordered")
    lines += [f"    ✕ {sentence}" for sentence in channel.broken]
    return lines
