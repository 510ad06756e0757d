"""The six stages of an analysis, by name."""

STAGES = (
    "Initializing Analysis",
    "Gathering Intelligence",
    "Processing Data",
    "Analyzing Patterns",
    "Generating Insights",
    "Finalizing Report",
)
WAITING = "Waiting…"


def stage_name(stage: int) -> str:
    """The name of stage 1 to 6; "Waiting…" before the first, "Stage 7" beyond the known ones."""
    if stage <= 0:
        return WAITING
    return STAGES[stage - 1] if stage <= len(STAGES) else f"Stage {stage}"
