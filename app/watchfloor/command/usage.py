"""Reads a command's words, and says what is wrong with them."""

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong, and where to read more: eleven lines of usage buried it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {message}\nTry {self.prog} --help\n")
