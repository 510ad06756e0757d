"""A diagnosis as Markdown, to be copied into a mail or a ticket. Free of secrets."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from watchfloor.core.diagnosis.finding import Finding, verdict
from watchfloor.core.diagnosis.step import Step
from watchfloor.core.diagnosis.word import span
from watchfloor.core.happening import AttemptEnded
from watchfloor.core.secret.redaction import redact_text, redact_url

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_SIGNS = {"good": "yes", "bad": "no", "open": "not known"}
MOST_ATTEMPTS = 10


def report(
    findings: Sequence[Finding],
    *,
    url: str,
    at: str = "",
    steps: Sequence[Step] = (),
    facts: Iterable[tuple[str, str]] = (),
    attempts: Sequence[AttemptEnded] = (),
    secrets: Sequence[str] = (),
) -> str:
    """`at` is the moment as text; `facts` are names and values; of the `attempts` the newest stand first.

    Everything that a server may have said stands there as plain text: no markup of its own.
    """
    told = [f"# Diagnosis of {_plain(redact_url(url), secrets)}", ""]
    told += [f"Verdict: **{verdict(list(findings))}**{f', {at}' if at else ''}", ""]
    for finding in findings:
        told += [
            f"## {_plain(finding.title, secrets)} (`{finding.id}`)",
            "",
            f"- Measured: {_plain(finding.evidence, secrets)}",
            f"- To do: {_plain(finding.advice, secrets)}",
            "",
        ]
    if not findings:
        told += ["Nothing was found that is wrong with this stream.", ""]
    made = [(step.name, _SIGNS[step.mark], step.words) for step in steps]
    told += _table(("step", "well", "what was measured"), made, secrets)
    told += _table(("what", "value"), facts, secrets)
    if attempts:
        told += ["## Last attempts", ""]
        newest = [_attempt(each) for each in attempts[: -MOST_ATTEMPTS - 1 : -1]]
        told += _table(("began", "lasted", "events", "ended"), newest, secrets)
    return "\n".join(told)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], secrets: Sequence[str]) -> list[str]:
    lines = ["| " + " | ".join(_plain(cell, secrets) for cell in row) + " |" for row in rows]
    if not lines:
        return []
    return [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines, ""]


def _attempt(attempt: AttemptEnded) -> tuple[str, ...]:
    began = datetime.fromtimestamp(attempt.started_at_s, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    return began, span(attempt.lasted_s), f"{attempt.events:,}", attempt.detail or attempt.outcome


def _plain(text: str, secrets: Sequence[str]) -> str:
    """One line without secrets, control characters and markup."""
    clean = "".join(c if c.isprintable() else " " for c in redact_text(text, secrets))
    return _MARKUP.sub(r"\\\1", " ".join(clean.split()))
