"""`watchfloor serve`: the feed server alone."""

import argparse
import asyncio
import contextlib
import ipaddress
import logging
import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from watchfloor.command.usage import Parser
from watchfloor.core.error import KnownError
from watchfloor.server import log
from watchfloor.server.embedded import EmbeddedServer
from watchfloor.server.scenario import SCENARIOS, paced
from watchfloor.server.setting import Limit, Pace, Setting, Token
from watchfloor.server.trouble import Hush, LoopTrouble

T = TypeVar("T", Pace, Limit)

SECRET_VARIABLE = "WATCHFLOOR_TOKEN_SECRET"  # noqa: S105 -- a name, not a secret
EPILOG = f"""scenarios:
{chr(10).join(f"  {name:<6} {text}" for name, text in SCENARIOS.items())}

The first line on standard output is `Serving on http://HOST:PORT`; the log goes to standard error.
Without a token secret or key nobody is asked for a token. The secret is better given in the
environment variable {SECRET_VARIABLE} than on the command line, where other users can see it."""


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor serve",
        description="The feed server alone: strategist, strategy generation, world map, cockpit and debate.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_service(words)
    _add_security(words.add_argument_group("security"))
    _add_paces(words.add_argument_group("paces and limits"))
    return words


def _add_service(words: argparse.ArgumentParser) -> None:
    words.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (default: %(default)s)"
    )
    words.add_argument(
        "--port", type=_port, default=8765, metavar="P", help="0 picks one (default: %(default)s)"
    )
    words.add_argument(
        "--database",
        default="",
        metavar="FILE|redis://…",
        help="where histories are kept: a file, or a Redis for several nodes (default: in memory)",
    )
    words.add_argument(
        "--scenario", default="none", choices=list(SCENARIOS), help="what is played (default: none)"
    )
    words.add_argument(
        "--seed", type=int, default=1, metavar="N", help="of the scenario (default: %(default)s)"
    )
    words.add_argument(
        "--rate", type=_positive, metavar="N", help="events a second of the storm (default: 1000)"
    )
    words.add_argument("--dev", action="store_true", help="allow test broadcasts and the fault desk")
    _add_log(words)


def _add_log(words: argparse.ArgumentParser) -> None:
    words.add_argument(
        "--log-level",
        default="info",
        choices=["debug", "info", "warning", "error"],
        help="what is worth a line of the log (default: %(default)s)",
    )
    words.add_argument(
        "--log-format",
        default="text",
        choices=["text", "json"],
        help="lines to read, or one JSON object a line (default: %(default)s)",
    )


def _add_security(words: Any) -> None:
    words.add_argument("--token-secret", metavar="S", help="shared secret of HS256 bearer tokens")
    words.add_argument("--token-key", metavar="FILE", help="RSA public key (PEM) of RS256 bearer tokens")
    words.add_argument("--token-audience", default="", metavar="A", help="the `aud` that tokens must have")
    words.add_argument(
        "--cors-origin", action="append", default=[], metavar="O", help="a web origin that may read"
    )
    words.add_argument(
        "--host-name", action="append", default=[], metavar="N", help="a name that a proxy passes on"
    )


def _add_paces(words: Any) -> None:
    for name, text in PACES.items():
        metavar = "S" if name.endswith("_s") else "N"
        words.add_argument(_flag(name), type=_positive, metavar=metavar, help=text)
    for name, text in LIMITS.items():
        words.add_argument(_flag(name), type=_positive, metavar="N", help=text)


PACES = {
    "map_poll_s": "seconds between two reads of feed items (default: 10; demo: 1)",
    "map_poll_limit": "feed items a read (default: 50)",
    "map_spacing_s": "seconds between two map events (default: 0.1)",
    "run_s": "seconds an analysis takes (default: 20; demo: 36)",
    "strategy_s": "seconds a strategy takes (default: 20; demo: 60)",
    "utterance_s": "seconds between two utterances, about (default: 1; demo: 3)",
}
LIMITS = {
    "company_connections": "streams a company (default: 100)",
    "address_connections": "streams an address (default: 1000)",
    "requests_per_s": "requests a second and address, on average (default: 500)",
    "request_burst": "requests an address may send at once (default: 2000)",
    "body_bytes": "size of a request's body (default: 1048576)",
}


def run(arguments: argparse.Namespace) -> int:
    log.set_up(arguments.log_level, as_json=arguments.log_format == "json")
    logging.getLogger("uvicorn.error").addFilter(Hush(time.monotonic))
    setting = setting_of(arguments)
    _say_loudly(setting)
    _allow_many_files()
    return asyncio.run(_serve(setting))


def setting_of(arguments: argparse.Namespace) -> Setting:
    setting = Setting(
        host=arguments.host,
        port=arguments.port,
        database=arguments.database,
        scenario=arguments.scenario,
        seed=arguments.seed,
        dev=arguments.dev,
        token=_token(arguments),
        cors_origins=tuple(arguments.cors_origin),
        host_names=tuple(arguments.host_name),
    )
    setting = paced(setting)
    if arguments.rate is not None:
        setting = msgspec.structs.replace(setting, storm_per_s=arguments.rate)
    return msgspec.structs.replace(
        setting,
        pace=_replaced(setting.pace, arguments, PACES),
        limit=_replaced(setting.limit, arguments, LIMITS),
    )


def _replaced(before: T, arguments: argparse.Namespace, names: Iterable[str]) -> T:
    """The paces or limits with those that were given; whole numbers where the setting has whole numbers."""
    given = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    for name, value in given.items():
        if isinstance(getattr(before, name), int):
            given[name] = max(1, round(value))
    return msgspec.structs.replace(before, **given)


def _token(arguments: argparse.Namespace) -> Token:
    secret, name = arguments.token_secret, "--token-secret"
    if secret is None:
        secret, name = os.environ.get(SECRET_VARIABLE), SECRET_VARIABLE
    if secret is None:
        secret = ""
    elif not secret.strip():  # a server that was to be locked must not stand open
        raise KnownError(f"{name} is empty. Leave it out to ask for no token.")
    token = Token(secret=secret, public_key_pem=_key(arguments.token_key), audience=arguments.token_audience)
    if token.audience and not token.asked_for:
        raise KnownError("--token-audience is for tokens. Give --token-secret or --token-key with it.")
    return token


def _key(path: str | None) -> str:
    if path is None:
        return ""
    try:
        key = Path(path).read_text(encoding="ascii")
        if not key.strip():
            raise KnownError(f"The token key {path} is empty. Leave it out to ask for no token.")
        return key
    except OSError as error:
        raise KnownError(f"The token key {path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise KnownError(f"The token key {path} cannot be read: it is no text in PEM.") from None


def _say_loudly(setting: Setting) -> None:
    """Whoever opens the server to a network should know it."""
    if _is_loopback(setting.host) or setting.token.asked_for:
        return
    may = "read and write every feed and cause faults" if setting.dev else "read and write every feed"
    print(
        f"WARNING: listening on {setting.host} without a token secret. Everybody who can reach this machine "
        f"can {may}. Use --token-secret, or --host 127.0.0.1.",
        file=sys.stderr,
        flush=True,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _allow_many_files() -> None:
    """Each stream is an open file; the usual soft limit of 1,024 is far below what one node can serve."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def _serve(setting: Setting) -> int:
    stop = asyncio.Event()
    _on_signal(stop)
    asyncio.get_running_loop().set_exception_handler(LoopTrouble(time.monotonic))
    async with EmbeddedServer(setting) as server:
        print(f"Serving on {server.url}", flush=True)
        await stop.wait()
    return 0


def _on_signal(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _port(text: str) -> int:
    port = int(text) if text.isdecimal() else -1
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: use a number from 0 to 65535")
    return port


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} must be a number above 0")
    return number
