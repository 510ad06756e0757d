"""The report that an analysis of a ward writes: six stages, six sections, figures that agree with each other."""
# ruff: noqa: E501 -- prose

import random
from typing import Any

from watchfloor.server.job import Beat

STAGES = (
    "Initializing Analysis",
    "Gathering Intelligence",
    "Processing Data",
    "Analyzing Patterns",
    "Generating Insights",
    "Finalizing Report",
)
# How a run's time is shared out among the stages, and the messages within each.
SHARES = (0.08, 0.24, 0.20, 0.22, 0.18, 0.08)
MESSAGES = (
    ("Opening the ward file", "Checking boundaries against the last revision"),
    (
        "Reading turnout by polling station",
        "Collecting council minutes",
        "Listening to local news and forums",
    ),
    ("Cleaning the household survey", "Matching survey rows to polling stations"),
    ("Comparing with neighbouring wards", "Looking for turns in opinion since spring"),
    ("Weighing what moves undecided voters", "Testing each finding against last year"),
    ("Writing the summary", "Checking every figure once more"),
)
ISSUES = (
    "rents", "bus frequency", "school places", "street safety", "flood protection", "the market hall",
    "clinic hours", "road repairs", "youth clubs", "heating costs",
)  # fmt: skip
FAILURE = "The survey for this ward could not be read: 212 of 1,904 rows have no polling station. Nothing was published."


class Ward:
    """The figures of one ward, the same for the same name and seed."""

    def __init__(self, name: str, seed: int) -> None:
        chance = random.Random(f"{name}/{seed}")
        self.name = name
        self.voters = chance.randrange(6_200, 14_800)
        self.turnout = chance.uniform(0.38, 0.61)
        self.turnout_before = self.turnout - chance.uniform(-0.05, 0.06)
        self.stations = chance.randrange(9, 17)
        self.weak_stations = chance.randrange(2, 5)
        self.undecided = chance.uniform(0.11, 0.24)
        self.margin = chance.randrange(90, 740)
        self.issues = chance.sample(ISSUES, 4)
        self.weights = sorted((chance.randrange(18, 61) for _ in self.issues), reverse=True)
        self.young = chance.uniform(0.19, 0.34)
        self.confidence = chance.uniform(0.62, 0.88)

    @property
    def swing(self) -> str:
        points = (self.turnout - self.turnout_before) * 100
        return f"{abs(points):.1f} points {'up' if points >= 0 else 'down'}"


def sections(ward: Ward) -> tuple[tuple[str, str], ...]:
    """Titles and Markdown bodies, one for each stage."""
    first, second, third, fourth = ward.issues
    rows = "\n".join(
        f"| {issue} | {weight} % |" for issue, weight in zip(ward.issues, ward.weights, strict=True)
    )
    contacts = round(ward.margin * 1.6)
    return (
        (
            "Ward at a Glance",
            f"**{ward.name}** has {ward.voters:,} registered voters at {ward.stations} polling stations. "
            f"Turnout was **{ward.turnout:.1%}**, {ward.swing} on the election before. "
            f"The seat was decided by {ward.margin} votes, fewer than live in three of its larger streets.",
        ),
        (
            "Turnout Drivers",
            f"{ward.weak_stations} of {ward.stations} stations explain most of the change. All lie more than twelve "
            "minutes on foot from a bus stop, and two moved since the last election.\n\n"
            f"- Voters under 35 are {ward.young:.0%} of the roll and vote least.\n"
            "- Postal votes grew where the reminder letter arrived a week earlier.\n"
            "- Rain on the day does **not** explain the difference; the dry stations fell as well.",
        ),
        (
            "Issue Landscape",
            f"Asked without a list, residents name *{first}* first.\n\n| Issue | Named by |\n|---|---|\n{rows}\n\n"
            f"*{second.capitalize()}* has risen since spring; *{fourth}* is named mostly by households "
            "that have lived here for more than ten years.",
        ),
        (
            "Patterns across the Ward",
            f"Undecided voters ({ward.undecided:.0%}) cluster around two stations. They are close to the average in age "
            f"and income, and differ in one thing: they speak about *{second}* and *{third}* together, "
            "where everybody else names one or the other. Neighbouring wards showed the same pattern "
            "a year before their results changed.",
        ),
        (
            "Strategic Assessment",
            f"The ward is open. With {ward.margin} votes between the lists, a change in turnout at "
            f"{ward.weak_stations} stations outweighs any change of mind elsewhere.\n\n"
            f"1. A clear position on *{first}* is expected and wins little.\n"
            f"2. A joint plan for *{second}* and *{third}* reaches the undecided.\n"
            f"3. Silence on *{fourth}* costs more than an unpopular answer.\n\n"
            f"> Confidence {ward.confidence:.0%}: the survey is recent, yet two stations answered thinly.",
        ),
        (
            "Recommended Actions",
            f"- Ask the council to restore the bus stop nearest the {ward.weak_stations} weak stations before the roll closes.\n"
            f"- Hold two open evenings on *{second}* and *{third}*, in the hall that residents already use.\n"
            f"- Plan for about **{contacts:,} conversations at the door**; fewer will not show in the result.\n"
            "- Repeat the short survey in four weeks, with the two thin stations sampled twice.",
        ),
    )


def script(run_id: str, spec: dict[str, Any], seed: int) -> tuple[Beat, ...]:
    """The beats of one run. `spec` holds ward, run_s and, for practice, fail_at_stage."""
    written = sections(Ward(spec["ward"], seed))
    beats = [Beat(type="analysis:start", data={"run_id": run_id, "ward": spec["ward"]})]
    wait_s = 0.0
    for number, (share, messages) in enumerate(zip(SHARES, MESSAGES, strict=True), start=1):
        pause_s = spec["run_s"] * share / (len(messages) + 1)
        for message in (STAGES[number - 1], *messages):
            progress = {"run_id": run_id, "stage": number, "total": len(STAGES), "message": message}
            beats.append(Beat(type="progress", data=progress, wait_s=wait_s))
            wait_s = pause_s
        if number == spec.get("fail_at_stage"):
            failure = {"run_id": run_id, "error": FAILURE}
            return (*beats, Beat(type="analysis:error", data=failure, wait_s=pause_s, ends="failed"))
        title, body = written[number - 1]
        section = {"run_id": run_id, "index": number - 1, "title": title, "body": body}
        beats.append(Beat(type="analysis:section", data=section, wait_s=pause_s))
        wait_s = 0.05 * pause_s
    return (*beats, Beat(type="analysis:complete", data={"run_id": run_id}, wait_s=wait_s, ends="complete"))
