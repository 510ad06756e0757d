"""Public streams whose format is documented."""

from watchfloor.core.preset.preset import Preset, Question
from watchfloor.core.profiles.mapping import PRESETS as MAPPINGS
from watchfloor.core.profiles.mapping import Mapping as Fields

PUBLIC = (
    Preset(
        id="wikimedia-recentchange",
        title="Wikimedia recent changes",
        about="Every edit on every wiki of Wikimedia. The server ends each connection after 15 minutes.",
        base="https://stream.wikimedia.org",
        path="/v2/stream/recentchange",
        mapping=MAPPINGS["wikimedia"],
        documentation="https://wikitech.wikimedia.org/wiki/Event_Platform/EventStreams_HTTP_Service",
    ),
    Preset(
        id="wikimedia-page-create",
        title="Wikimedia new pages",
        about="Every new page on every wiki of Wikimedia. The server ends each connection after 15 minutes.",
        base="https://stream.wikimedia.org",
        path="/v2/stream/page-create",
        mapping=Fields(
            time="meta.dt",
            title="page_title",
            source="performer.user_text",
            place="meta.domain",
            metric="database",
            value="rev_len",
            text="comment",
        ),
        documentation="https://wikitech.wikimedia.org/wiki/Event_Platform/EventStreams_HTTP_Service",
    ),
    Preset(
        id="ntfy",
        title="ntfy topic",
        about="Notifications that anyone publishes to a topic, with a priority from 1 to 5.",
        base="https://ntfy.sh",
        path="/{topic}/sse",
        questions=(
            Question(
                key="topic", label="Topic", meaning="letters, digits, _ and -", pattern=r"[A-Za-z0-9_-]{1,64}"
            ),
        ),
        mapping=Fields(
            time="time",
            title="title || message",
            severity="priority",
            source="topic",
            text="message",
            kind="event",
        ),
        heartbeat_s=45,
        documentation="https://docs.ntfy.sh/subscribe/api/",
    ),
    Preset(
        id="mastodon",
        title="Mastodon public timeline",
        about="Public posts as a Mastodon server sees them. Most servers ask for a token.",
        base="https://mastodon.social",
        path="/api/v1/streaming/public",
        mapping=Fields(
            time="created_at", title="account.acct", source="account.acct", text="content", kind="visibility"
        ),
        heartbeat_s=15,
        signs_in=True,
        anywhere=True,
        documentation="https://docs.joinmastodon.org/methods/streaming/",
    ),
    Preset(
        id="stellar-ledgers",
        title="Stellar ledgers",
        about="Every ledger that the Stellar network closes, about one in five seconds.",
        base="https://horizon.stellar.org",
        path="/ledgers",
        query=(("cursor", "cursor"),),
        questions=(
            Question(
                key="cursor", label="Cursor", meaning="now, or a paging token to go on from", default="now"
            ),
        ),
        mapping=Fields(
            time="closed_at",
            title="join(' ', ['Ledger', to_string(sequence)])",
            metric="'transactions'",
            value="successful_transaction_count",
        ),
        documentation="https://developers.stellar.org/docs/data/apis/horizon/api-reference/structure/streaming",
    ),
    Preset(
        id="home-assistant",
        title="Home Assistant events",
        about="Everything that happens in a house that Home Assistant looks after. It asks for a token.",
        base="http://homeassistant.local:8123",
        path="/api/stream",
        mapping=Fields(
            time="time_fired",
            title="data.new_state.attributes.friendly_name || data.entity_id || event_type",
            metric="data.entity_id",
            value="data.new_state.state",
            lat="data.new_state.attributes.latitude",
            lon="data.new_state.attributes.longitude",
            text="data.new_state.state",
            kind="event_type",
        ),
        heartbeat_s=50,
        signs_in=True,
        documentation="https://developers.home-assistant.io/docs/api/rest/",
    ),
)
