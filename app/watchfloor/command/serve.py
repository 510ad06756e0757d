"""`watchfloor serve`: the feed server alone."""

import argparse
import asyncio
import logging
import os
import signal
import sys

from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.scenario import SCENARIOS, paced
from watchfloor.server.setting import Setting, Token


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor serve",
        description="The feed server alone.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    words.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    words.add_argument("--port", type=int, default=8765, help="port; 0 picks one (default: %(default)s)")
    words.add_argument(
        "--database",
        default="",
        metavar="FILE|redis://…",
        help="where histories are kept (default: in memory)",
    )
    words.add_argument(
        "--scenario", default="demo", choices=list(SCENARIOS), help="what is played (default: %(default)s)"
    )
    words.add_argument("--seed", type=int, default=1, help="of the scenario (default: %(default)s)")
    words.add_argument("--dev", action="store_true", help="allow test broadcasts and faults")
    words.add_argument("--token-secret", default=os.environ.get("WATCHFLOOR_TOKEN_SECRET", ""), metavar="S")
    return words


def run(arguments: argparse.Namespace) -> int:
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    setting = Setting(
        host=arguments.host,
        port=arguments.port,
        database=arguments.database,
        scenario=arguments.scenario,
        seed=arguments.seed,
        dev=arguments.dev,
        token=Token(secret=arguments.token_secret),
    )
    return asyncio.run(_serve(paced(setting)))


async def _serve(setting: Setting) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with EmbeddedServer(setting) as server:
        print(f"Serving on {server.url}", flush=True)
        await stop.wait()
    return 0
