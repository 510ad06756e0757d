"""`watchfloor demo`: the window on an embedded feed server playing all five systems."""

import argparse
import re
from pathlib import Path

from watchfloor.command.usage import Parser

THEMES = ("dark", "light", "contrast")


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor demo",
        description="The window on an embedded feed server playing all five systems. Nothing leaves this "
        "machine; what the demo journals is removed at its end, but for what feeds of your own brought.",
    )
    words.add_argument(
        "--screenshot", type=Path, metavar="FILE", help="save a picture, then end; needs no screen"
    )
    words.add_argument(
        "--after", type=_seconds, default=8.0, metavar="S", help="seconds before the picture (default: 8)"
    )
    words.add_argument("--size", type=_size, metavar="WxH", help="the window's size, such as 1680x1020")
    words.add_argument("--theme", choices=THEMES, default="", help="colours (default: the system's choice)")
    words.add_argument("--seed", type=int, default=1, metavar="N", help="of the scenario (default: 1)")
    return words


def run(arguments: argparse.Namespace) -> int:
    from watchfloor.desktop import Options, show  # Qt is not needed for --help

    return show(
        Options(
            screenshot=arguments.screenshot,
            after_s=arguments.after,
            size=arguments.size,
            theme=arguments.theme,
            seed=arguments.seed,
        )
    )


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size: write width x height, such as 1680x1020")
    width, height = int(match[1]), int(match[2])
    if not (640 <= width <= 8_192 and 400 <= height <= 8_192):
        raise argparse.ArgumentTypeError(f"{text} is out of bounds: 640x400 to 8192x8192")
    return width, height


def _seconds(text: str) -> float:
    try:
        span_s = float(text)
    except ValueError:
        span_s = -1.0
    if not 0 <= span_s <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no span of seconds from 0 to 86400")
    return span_s
