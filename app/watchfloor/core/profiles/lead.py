"""What a summary begins with that is ours and not the server's: said in the language that is spoken.

Readings are English, for queries, alerts and journals must read alike at every desk. Only what is shown is
translated, and of that nothing that came from the network.
"""

import re

from watchfloor.core.text.speech import said

LEADS = (
    "(empty)",
    "Ping",
    "Connected",
    "Connected · scope {scope}",
    "The feed reports an error",
    "widgets",
    "Evidence {number}",
    "Evidence {number} updated",
    "Evidence {number} deleted",
    "Report ready",
    "Report failed",
    "Analysis of {subject} started",
    "Analysis complete",
    "Analysis cancelled",
    "Analysis failed",
    "Strategy complete",
    "Strategy failed",
    "Phase",
    "{speaker} answers",
    "Debate complete",
    "Debate paused",
    "Debate resumed",
)
_OF_STAGES = re.compile(r"(.+) \((\d+) of (\d+)\)")


def told(words: str, lead: str) -> str:
    """The words, with the `lead` that they begin with in the language that is spoken."""
    if not lead or not words.startswith(lead):
        return words
    return _said(lead) + words[len(lead) :]


def _said(lead: str) -> str:
    stage = _OF_STAGES.fullmatch(lead)
    if stage is None:
        return said(lead)
    return said("{stage} ({number} of {total})").format(stage=said(stage[1]), number=stage[2], total=stage[3])
