"""`watchfloor count FILE`: how many events a journal holds of each channel."""

import argparse
import asyncio
from pathlib import Path

from watchfloor.journal.reader.reader import Reader


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(prog="watchfloor count", description="Count the events of a journal.")
    words.add_argument("file", type=Path, metavar="FILE", help="a .watchfloor file")
    return words


def run(arguments: argparse.Namespace) -> int:
    return asyncio.run(_count(arguments.file))


async def _count(path: Path) -> int:
    reader = Reader.open(path)  # a file that cannot be read is a KnownError, which the command line tells
    try:
        for channel in await reader.channels():
            print(f"{channel.totals.stored:,}\t{channel.name}")
    finally:
        await reader.close()
    return 0
