"""`watchfloor doctor URL`: say what is wrong with a stream, in plain words."""

import argparse
import asyncio
import re
import sys
import textwrap
from typing import Any
from urllib.parse import urlsplit

import msgspec

from watchfloor.command.connection_flag import add_request_flags, seconds, url
from watchfloor.core.diagnosis.finding import Finding
from watchfloor.core.diagnosis.step import Step
from watchfloor.core.feed import Feed
from watchfloor.core.redaction import redact_text, redact_url, secrets_of
from watchfloor.services.doctor import FOR_S, QUIET_S, Doctor, Examination
from watchfloor.services.transport import HttpTransport

LEAST_FOR_S = 1.0
_WIDTH = 88
_FIGURE = re.compile(r"(\d) (?=(?:ms|s|min|h|days?|bytes?|KiB|MiB)\b)")
_MARKS = {"good": "✓", "bad": "✕", "open": "·"}


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="watchfloor doctor",
        description="Say what is wrong with a stream, in plain words: connects, listens, tries a resume,"
        " tests heartbeat and buffering.",
        epilog="Exit codes: 0 healthy, 1 something was found, 2 usage.",
    )
    words.add_argument("url", type=_address, metavar="URL", help="the stream's address, http:// or https://")
    words.add_argument("--json", action="store_true", help="one JSON object: ok, verdict, findings")
    words.add_argument(
        "--for",
        dest="for_s",
        type=_time_to_listen,
        metavar="S",
        help=f"listen for so many seconds (default {FOR_S:g}, and up to {QUIET_S:g} to a stream that is"
        " silent); a limit of 60 s shows only to those who listen for more than 60",
    )
    add_request_flags(words.add_argument_group("request"))
    return words


def run(arguments: argparse.Namespace) -> int:
    return asyncio.run(_examine(arguments))


async def _examine(arguments: argparse.Namespace) -> int:
    feed = Feed(
        name=redact_url(arguments.url),
        url=arguments.url,
        method=arguments.method or ("GET" if arguments.data is None else "POST"),
        headers=tuple(arguments.header),
        body=arguments.data,
        last_event_id=arguments.last_event_id,
    )
    transport = HttpTransport()
    tell = _silence if arguments.json else _say_step
    for_s, quiet_s = (FOR_S, QUIET_S) if arguments.for_s is None else (arguments.for_s, 0.0)
    doctor = Doctor(transport, feed, for_s=for_s, quiet_s=quiet_s, tell=tell)
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
        parser().error(redact_text(doctor.bad_request, secrets_of(feed.headers)))
    if arguments.json:
        _say(msgspec.json.encode(_object(examination)).decode())
    else:
        _say("\n".join(_lines(examination)))
    return 0 if examination.ok else 1


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
    clean = "".join(c if c.isprintable() or c == "\n" else "�" for c in words)
    encoding = sys.stdout.encoding or "utf-8"
    print(clean.encode(encoding, "replace").decode(encoding), flush=True)


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
