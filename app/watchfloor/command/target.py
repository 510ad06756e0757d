"""Where a command writes its events to."""

import argparse
from pathlib import Path


def journal_file(text: str) -> Path:
    """A journal is a file: events come in at its end, and its ledger changes with them."""
    if text == "-":
        raise argparse.ArgumentTypeError("a journal is a file, and cannot be standard output")
    return Path(text)
