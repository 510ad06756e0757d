"""All rules, and what they find together."""

from collections.abc import Callable

from watchfloor.core.diagnosis.buffering import buffered
from watchfloor.core.diagnosis.clock import clock_skew
from watchfloor.core.diagnosis.content import foreign, malformed_json, oversize, strange_lines
from watchfloor.core.diagnosis.downgrade import downgrade
from watchfloor.core.diagnosis.ending import breaking_off, idle_timeout, lifetime_limit
from watchfloor.core.diagnosis.evidence import Evidence
from watchfloor.core.diagnosis.finding import Finding, by_gravity
from watchfloor.core.diagnosis.heartbeat import gone_silent, no_heartbeat, silent
from watchfloor.core.diagnosis.identity import ids_missing, ids_restart, resume_ignored
from watchfloor.core.diagnosis.refusal import certificate, refusal

Rule = Callable[[Evidence], Finding | None]

RULES: tuple[Rule, ...] = (
    refusal,
    certificate,
    downgrade,
    foreign,
    strange_lines,
    silent,
    gone_silent,
    idle_timeout,
    lifetime_limit,
    breaking_off,
    oversize,
    buffered,
    ids_restart,
    resume_ignored,
    malformed_json,
    clock_skew,
    ids_missing,
    no_heartbeat,
)


def examine(evidence: Evidence) -> list[Finding]:
    """What is wrong, the gravest first; nothing where all is well."""
    return by_gravity(finding for rule in RULES if (finding := rule(evidence)) is not None)
