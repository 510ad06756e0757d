"""What the generation of a content strategy does, step by step, and what it teaches meanwhile."""

from typing import Any

from watchfloor.server.job import Beat

STEPS = (
    "Reading the brief",
    "Mapping the audience",
    "Reviewing what was published before",
    "Choosing themes",
    "Setting the cadence",
    "Assigning channels",
    "Defining measures",
    "Writing the strategy",
)
LESSONS: dict[int, tuple[str, str, tuple[str, ...]]] = {
    2: (
        "Who reads, and why",
        "An audience is a need, not an age group. Two readers of the same age who come with different "
        "questions are two audiences; two of different ages with one question are one.",
        ("Write down the question a reader arrives with.", "Give each audience a sentence, not a portrait."),
    ),
    4: (
        "Three themes beat ten",
        "Readers remember what returns. A strategy with three themes says each of them often enough to be "
        "remembered, and leaves room to say something new every time.",
        ("Drop the theme that nobody would miss.", "A theme needs an opposite; otherwise it says nothing."),
    ),
    5: (
        "Why cadence matters",
        "A rhythm that is kept is worth more than a burst that is not. Weekly planning survives holidays and "
        "illness; daily plans rarely survive the second month.",
        (
            "Plan the week on the same morning.",
            "Keep two finished pieces in reserve.",
            "Count what was published, not what was planned.",
        ),
    ),
    7: (
        "Measures that change a decision",
        "If no figure could make you do something else, it is decoration. Pick the few whose movement would "
        "change next week's plan, and look at them at the same hour.",
        ("Name the decision beside every measure.", "Compare with the same week a year ago."),
    ),
}
FAILURE = (
    "The channel review could not be finished: the publishing calendar did not answer. Nothing was changed."
)
LATE = "The strategy was not ready within {limit:g} minutes, so its generation was stopped."


def script(spec: dict[str, Any]) -> tuple[Beat, ...]:
    """Beats of one generation. `spec` holds title, strategy_s, limit_s and, for practice, fail_at_step."""
    beats = [_beat("status", 0, 0, "Queued: the generation starts now.", 0.0)]
    pause_s = spec["strategy_s"] / (len(STEPS) * 2)
    for number, name in enumerate(STEPS, start=1):
        done = round(100 * (number - 1) / len(STEPS))
        beats.append(_beat("progress", number, max(done, 2), name, pause_s))
        if number == spec.get("fail_at_step"):
            beats.append(_beat("error", number, done, name, pause_s, error=FAILURE, ends="failed"))
            return _within(beats, spec["limit_s"])
        if number in LESSONS:
            title, body, tips = LESSONS[number]
            lesson = {"title": title, "body": body, "tips": list(tips)}
            message = f"While you wait: {title}"
            beats.append(
                _beat("educational", number, done + 4, message, pause_s / 2, educational_content=lesson)
            )
        middle = round(100 * (number - 0.5) / len(STEPS))
        beats.append(_beat("progress", number, middle, f"{name}: checking the result", pause_s))
    done_message = f"The strategy “{spec['title']}” is ready."
    beats.append(_beat("complete", len(STEPS), 100, done_message, pause_s / 2, ends="complete"))
    return _within(beats, spec["limit_s"])


def _beat(type: str, step: int, progress: int, message: str, wait_s: float, **more: Any) -> Beat:  # noqa: A002
    ends = more.pop("ends", None)
    data = {"step": step, "progress": progress, "message": message, **more}
    return Beat(type=type, data=data, wait_s=wait_s, ends=ends)


def _within(beats: list[Beat], limit_s: float) -> tuple[Beat, ...]:
    """A generation that would take longer than the limit ends with an error when the limit is reached."""
    spent_s = 0.0
    for index, beat in enumerate(beats):
        if spent_s + beat.wait_s > limit_s:
            last = beats[index - 1].data
            message = LATE.format(limit=limit_s / 60)
            late = _beat(
                "error",
                last["step"],
                last["progress"],
                last["message"],
                limit_s - spent_s,
                error=message,
                ends="failed",
            )
            return (*beats[:index], late)
        spent_s += beat.wait_s
    return tuple(beats)
