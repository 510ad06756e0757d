"""A diagnosis as Markdown, to be copied into a mail or a ticket. Free of secrets."""

import re
from collections.abc import Iterable, Sequence

from watchfloor.core.diagnosis.finding import Finding, verdict
from watchfloor.core.diagnosis.step import Step
from watchfloor.core.redaction import redact_text, redact_url

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_SIGNS = {"good": "yes", "bad": "**no**", "open": "not known"}


def report(
    findings: Sequence[Finding],
    *,
    url: str,
    at: str = "",
    steps: Sequence[Step] = (),
    facts: Iterable[tuple[str, str]] = (),
    secrets: Sequence[str] = (),
) -> str:
    """`at` is the moment as text; `facts` are more lines of the table, name and value.

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
    rows = [
        *((step.name, _SIGNS[step.mark], step.words) for step in steps),
        *((name, "", value) for name, value in facts),
    ]
    if rows:
        told += ["| step | well | what was measured |", "|---|---|---|"]
        told += [
            f"| {_plain(name, secrets)} | {sign} | {_plain(words, secrets)} |" for name, sign, words in rows
        ]
        told.append("")
    return "\n".join(told)


def _plain(text: str, secrets: Sequence[str]) -> str:
    """One line without secrets, control characters and markup."""
    clean = "".join(c if c.isprintable() else " " for c in redact_text(text, secrets))
    return _MARKUP.sub(r"\\\1", " ".join(clean.split()))
