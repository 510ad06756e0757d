"""The five systems."""

from watchfloor.core.preset.preset import Polling, Preset, Question

_ID = r"[^\s/?#]{1,200}"

STRATEGIST = Preset(
    id="strategist",
    title="Political strategist",
    about="Runs through six stages, each writing a document, for the wards of a city.",
    path="/api/v1/strategist/feed",
    questions=(
        Question(
            key="ward",
            label="Ward",
            meaning="the ward you watch; it names the feed, and new analyses begin with it",
            optional=True,
        ),
    ),
    profile="strategist",
    backoff="strategist",
    types=frozenset({"analysis:start", "analysis:section", "analysis:complete", "analysis:error"}),
)
STRATEGY = Preset(
    id="strategy",
    title="Content strategy",
    about="One strategy while it is generated: steps, progress, and lessons on the way.",
    path="/api/content-planning/strategies/{strategy}/stream",
    questions=(
        Question(key="strategy", label="Strategy id", meaning="the id that starting it gave", pattern=_ID),
    ),
    profile="strategy",
    backoff="strategy",
    polling=Polling(stream="/stream", path="/status", every_s=10, give_up_s=300),
    ends_on=("complete", "error"),
    types=frozenset({"educational"}),
)
MAP = Preset(
    id="map",
    title="World map",
    about="Events with a severity and a place, from one to another.",
    path="/api/map-stream",
    query=(("scope", "scope"), ("since", "since")),
    questions=(
        Question(
            key="scope",
            label="Scope",
            meaning="which part of the world",
            default="global",
            choices=("global", "middle-east"),
        ),
        Question(
            key="since",
            label="Since",
            meaning="Unix seconds, or a date such as 2026-11-20T06:00Z; empty for from now on",
            optional=True,
            instant=True,
        ),
    ),
    profile="map_stream",
    backoff="map",
    heartbeat_s=30,
    types=frozenset({"map-event"}),
)
COCKPIT = Preset(
    id="cockpit",
    title="Corporate cockpit",
    about="A company's figures, evidence and reports as they change.",
    path="/sse/stream",
    query=(("companyId", "company"), ("channel", "channel")),
    questions=(
        Question(
            key="company",
            label="Company",
            meaning="the company's id: small letters, digits and dashes",
            pattern=r"[a-z0-9][a-z0-9-]{0,62}",
        ),
        Question(
            key="channel",
            label="Channel",
            meaning="what to hear of",
            default="dashboard-updates",
            choices=("dashboard-updates", "evidence-updates", "report-updates"),
        ),
    ),
    profile="cockpit",
    backoff="cockpit",
    heartbeat_s=30,
    polling=Polling(stream="/sse/stream", path="/sse/poll", every_s=5),
    types=frozenset(
        {"dashboard-update", "evidence-update", "evidence-deleted", "report-ready", "report-failed"}
    ),
    signs_in=True,
)
DEBATE = Preset(
    id="debate",
    title="Debate",
    about="Who speaks, in which phase, and what is said, until it is over.",
    path="/api/debates/{debate}/stream",
    questions=(
        Question(key="debate", label="Debate id", meaning="the id that starting it gave", pattern=_ID),
    ),
    profile="debate",
    heartbeat_s=15,
    ends_on=("complete",),
    types=frozenset({"utterance", "phase_transition", "intervention_response"}),
)
SYSTEMS = (STRATEGIST, STRATEGY, MAP, COCKPIT, DEBATE)
