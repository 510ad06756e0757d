"""`watchfloor` without a command: the window. As long as no workspace was made, that is the demo."""

import argparse


def parser() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog="watchfloor", description="Opens the window with the demo's feeds.")


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command takes them
    from watchfloor.desktop import Options, demo  # Qt is not needed for --help

    return demo(Options())
