"""Feeds that are known beforehand: the five systems, and public streams whose format is documented."""

import re
from collections.abc import Collection, Mapping
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from watchfloor.core.curl.address import address
from watchfloor.core.error import KnownError
from watchfloor.core.feed import BackoffPolicy, Feed, PollingPolicy
from watchfloor.core.link.backoff import PRESETS as BACKOFFS
from watchfloor.core.profiles.mapping import PRESETS as MAPPINGS
from watchfloor.core.profiles.mapping import Mapping as Fields
from watchfloor.core.profiles.value import instant_s


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a preset's form. Without `optional` it must be answered."""

    key: str
    label: str
    meaning: str
    default: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    pattern: str = ""
    instant: bool = False  # a moment: sent as Unix seconds


class Polling(msgspec.Struct, frozen=True, kw_only=True):
    """The stream's path ends with `stream`; in its place `path` is asked."""

    stream: str
    path: str
    every_s: float
    give_up_s: float | None = None


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """`path` has {keys} of the questions; `query` pairs a parameter with a key."""

    id: str
    title: str
    about: str
    path: str
    base: str = ""
    query: tuple[tuple[str, str], ...] = ()
    questions: tuple[Question, ...] = ()
    profile: str = "generic"
    mapping: Fields | None = None
    backoff: str = ""
    heartbeat_s: float | None = None
    polling: Polling | None = None
    ends_on: tuple[str, ...] = ()
    method: Literal["GET", "POST"] = "GET"
    types: frozenset[str] = frozenset()  # event types that no other preset has
    signs_in: bool = False
    anywhere: bool = False  # its path tells it on any host
    documentation: str = ""

    def feed(self, base: str = "", answers: Mapping[str, str] | None = None, name: str = "") -> Feed:
        """The feed that the form describes; `KnownError` names the field that is wrong."""
        values = self._values(answers or {})
        given = base.strip() or self.base
        if not given:
            raise KnownError(f"{self.title}: give the server's address, such as https://feeds.example.org.")
        root = address(given).partition("?")[0].rstrip("/")
        path = self.path.format_map({key: quote(value, safe="") for key, value in values.items()})
        query = urlencode([(parameter, values[key]) for parameter, key in self.query if values[key]])
        url = root + path + ("?" + query if query else "")
        return self.adopt(Feed(name=name or self._name(values), url=url, method=self.method))

    def adopt(self, feed: Feed) -> Feed:
        """A feed of this kind, however it was found, with the policies of its kind."""
        return msgspec.structs.replace(
            feed,
            profile=self.profile,
            backoff=BACKOFFS[self.backoff] if self.backoff else BackoffPolicy(),
            heartbeat_s=self.heartbeat_s,
            polling=self._polling(feed.url),
            ends_on=self.ends_on,
        )

    def fits(self, url: str) -> bool:
        """Whether an address is one of this preset's, as far as its host and path can tell."""
        try:
            asked, own = urlsplit(url), urlsplit(self.base)
        except ValueError:
            return False
        if own.hostname and not self.anywhere and asked.hostname != own.hostname:
            return False
        pattern = "[^/]+".join(re.escape(step) for step in re.split(r"\{\w+\}", self.path))
        return re.search(pattern + "$", asked.path) is not None

    def _values(self, answers: Mapping[str, str]) -> dict[str, str]:
        unknown = set(answers) - {question.key for question in self.questions}
        if unknown:
            raise KnownError(f"{self.title} has no field named {', '.join(sorted(unknown))}.")
        return {question.key: self._value(question, answers) for question in self.questions}

    def _value(self, question: Question, answers: Mapping[str, str]) -> str:
        value = answers.get(question.key, question.default).strip()
        if not value:
            if question.optional:
                return ""
            raise KnownError(f"{self.title}: {question.label} is missing ({question.meaning}).")
        if question.choices and value not in question.choices:
            raise KnownError(f"{question.label} {value!r} is none of {', '.join(question.choices)}.")
        if question.pattern and not re.fullmatch(question.pattern, value):
            raise KnownError(f"{question.label} {value!r} cannot be right: {question.meaning}.")
        if question.instant:
            moment = instant_s(value)
            if moment is None:
                raise KnownError(f"{question.label} {value!r} is no moment: {question.meaning}.")
            return f"{moment:.0f}"
        return value

    def _name(self, values: dict[str, str]) -> str:
        said = [values[q.key] for q in self.questions if values[q.key] and not q.instant]
        return " · ".join([self.title, *said])

    def _polling(self, url: str) -> PollingPolicy | None:
        if self.polling is None:
            return None
        where, mark, query = url.partition("?")
        if not where.endswith(self.polling.stream):
            return None
        asked = where.removesuffix(self.polling.stream) + self.polling.path
        return PollingPolicy(
            url=asked + mark + query, every_s=self.polling.every_s, give_up_s=self.polling.give_up_s
        )


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
PRESETS: dict[str, Preset] = {preset.id: preset for preset in (*SYSTEMS, *PUBLIC)}


def preset(id_: str) -> Preset:
    try:
        return PRESETS[id_]
    except KeyError:
        raise KnownError(f"There is no preset named {id_!r}. Choose one of: {', '.join(PRESETS)}.") from None


def propose(url: str, types: Collection[str] = ()) -> Preset | None:
    """The preset that an address or the types of its first events betray; None: the generic profile."""
    heard = set(types)
    by_types = next((known for known in SYSTEMS if known.types & heard), None)
    return by_types or next((known for known in PRESETS.values() if known.fits(url)), None)
