"""The six feeds of the demo, with the seeds' patience."""

import time

import msgspec

from watchfloor.core.feed import BackoffPolicy, Feed, PollingPolicy
from watchfloor.server.scenario.cast import COMPANY, DEBATE_ID, STRATEGY_ID
from watchfloor.server.setting import Setting

# Quicker hearts than elsewhere: whoever practises a fault sees within seconds what silence looks like.
HEARTBEAT_S = 5.0
PING_S = 10.0

# Their streams exist once the scenario has begun them.
BEGUN_BY_SCENARIO = ("debate", "strategy")
STREAMS_BEGUN = (
    f"/api/debates/{DEBATE_ID}",
    f"/api/content-planning/strategies/{STRATEGY_ID}/status",
)


def quickened(setting: Setting) -> Setting:
    """The setting of the server that `demo_feeds` are made for."""
    pace = msgspec.structs.replace(
        setting.pace,
        map_ping_s=PING_S,
        cockpit_heartbeat_s=HEARTBEAT_S,
        debate_heartbeat_s=HEARTBEAT_S,
        strategist_heartbeat_s=HEARTBEAT_S,
        strategy_heartbeat_s=HEARTBEAT_S,
    )
    return msgspec.structs.replace(setting, pace=pace)


def demo_feeds(base_url: str) -> list[Feed]:
    """All of them, on the server at `base_url`, whose setting is `quickened`."""
    strategy = f"{base_url}/api/content-planning/strategies/{STRATEGY_ID}"
    cockpit = f"{base_url}/sse/stream?companyId={COMPANY}&channel="
    poll = f"{base_url}/sse/poll?companyId={COMPANY}&channel="
    patient = BackoffPolicy(tries=10)
    return [
        Feed(
            name="Map stream · global",
            url=f"{base_url}/api/map-stream?scope=global&since={int(time.time()) - 3_600}",
            profile="map_stream",
            backoff=BackoffPolicy(multiplier=1.5),
            heartbeat_s=PING_S,
        ),
        Feed(
            name="Strategist feed",
            url=f"{base_url}/api/v1/strategist/feed",
            profile="strategist",
            heartbeat_s=HEARTBEAT_S,
        ),
        Feed(
            name=f"Debate {DEBATE_ID[:6]}",
            url=f"{base_url}/api/debates/{DEBATE_ID}/stream",
            profile="debate",
            heartbeat_s=HEARTBEAT_S,
            ends_on=("complete",),
        ),
        Feed(
            name=f"Cockpit · {COMPANY}",
            url=f"{cockpit}dashboard-updates",
            profile="cockpit",
            heartbeat_s=HEARTBEAT_S,
            backoff=patient,
            polling=PollingPolicy(url=f"{poll}dashboard-updates", every_s=5.0),
        ),
        Feed(
            name="Strategy generation",
            url=f"{strategy}/stream",
            profile="strategy",
            heartbeat_s=HEARTBEAT_S,
            ends_on=("complete", "error"),
            polling=PollingPolicy(url=f"{strategy}/status", every_s=10.0, give_up_s=300.0),
        ),
        Feed(
            name="Evidence updates",
            url=f"{cockpit}evidence-updates",
            profile="cockpit",
            heartbeat_s=HEARTBEAT_S,
            backoff=patient,
            polling=PollingPolicy(url=f"{poll}evidence-updates", every_s=5.0),
        ),
    ]
