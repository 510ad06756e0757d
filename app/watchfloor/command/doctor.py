"""`watchfloor doctor URL | WORKSPACE`: say what is wrong with a stream, in plain words."""

import argparse
import asyncio
import re
import sys
import textwrap
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from watchfloor.command.connection_flag import add_request_flags, add_way_flags, feed_of, seconds, url
from watchfloor.command.source import Source, source_of, unchecked
from watchfloor.command.usage import Parser
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.step import Step
from watchfloor.core.feed import BackoffPolicy, Feed
from watchfloor.core.secret.redaction import redact_text, redact_url, secrets_of
from watchfloor.core.text.plain import plain
from watchfloor.services.credential.account import Accounts
from watchfloor.services.credential.vault import Vault
from watchfloor.services.diagnosis.doctor import FOR_S, QUIET_S, Doctor, Examination
from watchfloor.services.net.transport import HttpTransport

LEAST_FOR_S = 1.0
_WIDTH = 88
_FIGURE = re.compile(r"(\d) (?=(?:ms|s|min|h|days?|bytes?|KiB|MiB)\b)")
# One end alone shows no rule, and after it not all is well.
_UNCLEAR = (
    "Verdict: healthy, so far. The other side ended a connection, by no rule that shows in this time:"
    " listen longer to see one (--for 90)."
)
_MARKS = {"good": "✓", "bad": "✕", "open": "·"}


def parser() -> argparse.ArgumentParser:
    words = Parser(
        prog="watchfloor doctor",
        description="Say what is wrong with a stream, in plain words: connects, listens, tries a resume,"
        " tests heartbeat and buffering.",
        epilog="Exit codes: 0 healthy, 1 something was found, 2 usage.",
    )
    words.add_argument(
        "source",
        type=_source,
        metavar="URL | WORKSPACE.toml",
        help="the stream's address, http:// or https://, or a workspace with one feed",
    )
    words.add_argument(
        "--feed", default="", metavar="NAME", help="of a workspace with several feeds, the one to examine"
    )
    words.add_argument("--json", action="store_true", help="one JSON object: ok, verdict, findings")
    words.add_argument(
        "--for",
        dest="for_s",
        type=_time_to_listen,
        metavar="S",
        help=f"listen for so many seconds (default {FOR_S:g}, and up to {QUIET_S:g} to a stream that is"
        " silent); a limit of 60 s shows only to those who listen for more than 60",
    )
    group = words.add_argument_group("request")
    add_request_flags(group)
    add_way_flags(group)
    words.set_defaults(backoff_initial=BackoffPolicy().initial_s, backoff_max=BackoffPolicy().max_s)
    return words


def run(arguments: argparse.Namespace) -> int:
    return asyncio.run(_examine(arguments))


async def _examine(arguments: argparse.Namespace) -> int:
    feed, vault = await _patient(arguments)
    transport = HttpTransport()
    doctor = await _doctor(arguments, transport, feed, vault)
    if not arguments.json:
        _say(f"Examining {feed.name}")
    try:
        examination = await doctor.examine()
    except asyncio.CancelledError:
        if not arguments.json:
            _say("\nStopped before a verdict.")
        raise
    finally:
        await transport.aclose()
    if doctor.bad_request:
        parser().error(redact_text(doctor.bad_request, [*secrets_of(feed.headers), *vault.values]))
    if arguments.json:
        _say(msgspec.json.encode(_object(examination)).decode())
    else:
        _say("\n".join(_lines(examination)))
    return 0 if examination.ok else 1


async def _doctor(
    arguments: argparse.Namespace, transport: HttpTransport, feed: Feed, vault: Vault
) -> Doctor:
    """One that asks as the feed would, with what its credential opens."""
    account = Accounts(vault).of(feed)
    for_s, quiet_s = (FOR_S, QUIET_S) if arguments.for_s is None else (arguments.for_s, 0.0)
    return Doctor(
        transport,
        await account.equip(feed) if account else feed,
        for_s=for_s,
        quiet_s=quiet_s,
        tell=_silence if arguments.json else _say_step,
        secret_headers=await account.headers() if account else (),
        secret_query=await account.query() if account else (),
    )


async def _patient(arguments: argparse.Namespace) -> tuple[Feed, Vault]:
    """The feed to examine, and where its secrets are."""
    if isinstance(arguments.source, Path):
        source = Source(arguments, [arguments.source], tell=_note)
        vault = await source.vault()
        return await source.feed(arguments.feed, vault), vault
    feed = feed_of(arguments, arguments.source, redact_url(arguments.source))
    if not feed.verify_tls and feed.url.startswith("https:"):
        _note(unchecked(feed.name))
    return feed, Vault(None)


def _note(words: str) -> None:
    print(f"watchfloor: {plain(words)}", file=sys.stderr, flush=True)


def _object(examination: Examination) -> dict[str, Any]:
    return {
        "ok": examination.ok,
        "verdict": examination.verdict,
        "findings": [
            {"id": each.id, "title": each.title, "evidence": each.evidence, "advice": each.advice}
            for each in examination.findings
        ],
    }


def _lines(examination: Examination) -> list[str]:
    lines = [line for finding in examination.findings for line in _finding_lines(finding)]
    if examination.ok:
        if any(step.mark == "bad" for step in examination.steps):
            return ["", *_folded(_UNCLEAR, "", "")]
        return ["", "Verdict: healthy. Nothing was found that is wrong with this stream."]
    is_mild = all(finding.is_weakness for finding in examination.findings)
    words = f"Verdict: {examination.verdict}"
    return [*lines, "", f"{words}. The stream works, with a weakness." if is_mild else f"{words}."]


def _finding_lines(finding: Finding) -> list[str]:
    return [
        "",
        *_folded(f"{finding.title} ({finding.id})", "", "  "),
        *_wrapped("Measured:", finding.evidence),
        *_wrapped("To do:", finding.advice),
    ]


def _wrapped(label: str, words: str) -> list[str]:
    return _folded(words, f"  {label:<10}", " " * 12)


def _folded(words: str, first: str, later: str) -> list[str]:
    """In lines that fit a terminal; a figure stays with its unit, and a name in one piece."""
    held = _FIGURE.sub("\\1\u00a0", words)
    lines = textwrap.wrap(
        held,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\u00a0", " ") for line in lines]


def _say_step(step: Step) -> None:
    _say("\n".join(_folded(step.words, f"  {_MARKS[step.mark]} {step.name:<14}", " " * 18)))


def _silence(_step: Step) -> None:
    """Under --json nothing is said before the end."""


def _say(words: str) -> None:
    """For terminals of any encoding, and without control characters that a server may have sent."""
    if sys.stdout is None:
        return  # where that is closed, the exit code says it
    encoding = sys.stdout.encoding or "utf-8"
    print(plain(words).encode(encoding, "replace").decode(encoding), flush=True)


def _source(text: str) -> str | Path:
    found = source_of(text)
    return _address(found) if isinstance(found, str) else found


def _address(text: str) -> str:
    """An address that can be asked for at all: that it cannot is no finding about a server."""
    try:
        parts = urlsplit(url(text))
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole or any(c.isspace() for c in parts.netloc):
        raise argparse.ArgumentTypeError(f"{redact_url(text)!r} has no usable host and port")
    return text


def _time_to_listen(text: str) -> float:
    for_s = seconds(text)
    if for_s < LEAST_FOR_S:
        raise argparse.ArgumentTypeError(f"{text!r} is too short to tell anything: listen for 1 s at least")
    return for_s
