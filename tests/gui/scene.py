"""A session as it stands after some minutes of all five systems, made by hand: always the same."""

import math
import random
from typing import Any

import msgspec

from watchfloor.core.event import Batch, Event, Totals
from watchfloor.core.happening import AttemptEnded, Happening, Resumed
from watchfloor.core.session.session import Session
from watchfloor.core.state import ChannelState, Status
from watchfloor.gui.instant import Instant

AT = Instant(wall_s=1_772_281_805.0, monotonic_s=10_000.0)
MAP, FEED, DEBATE = "Map stream · global", "Strategist feed", "Debate 550e84"
COCKPIT, STRATEGY, EVIDENCE = "Cockpit · acme-corp", "Strategy generation", "Evidence updates"
CHANNELS = (
    (MAP, "map_stream", "/api/map-stream?scope=global"),
    (FEED, "strategist", "/api/v1/strategist/feed"),
    (DEBATE, "debate", "/api/debates/550e8400/stream"),
    (COCKPIT, "cockpit", "/sse/stream?companyId=acme-corp&channel=dashboard-updates"),
    (STRATEGY, "strategy", "/api/content-planning/strategies/7/stream"),
    (EVIDENCE, "cockpit", "/sse/stream?companyId=acme-corp&channel=evidence-updates"),
)
PLACES = (
    ("Damascus", 33.51, 36.29), ("Tehran", 35.69, 51.39), ("Tbilisi", 41.72, 44.79), ("Sanaa", 15.35, 44.21),
    ("Bamako", 12.64, -8.0), ("Kyiv", 50.45, 30.52), ("Khartoum", 15.5, 32.56), ("Manila", 14.6, 120.98),
    ("Taipei", 25.03, 121.57), ("Kinshasa", -4.32, 15.31), ("Baghdad", 33.31, 44.36),
    ("Lima", -12.05, -77.04),
)  # fmt: skip
STORIES = (
    ("airstrike", "Strike reported on outskirts of {place}; several injured", 5, "Reuters"),
    ("drone", "Drone interception over {place}, shipping lane alert", 4, "AFP"),
    ("protest", "Large march reported in central {place}", 2, "AP"),
    ("naval", "Two patrol vessels shadow research ship near {place}", 3, "Kyodo"),
    ("missile", "Air-raid alert lifted in {place}", 4, "UNN"),
    ("cyber", "Regional carrier outage confirmed in {place}", 3, "NetBlocks"),
    ("diplomacy", "Talks resume in {place}", 1, "AP"),
)


class Scene:
    """Feeds a session batch by batch. `at` is the moment to look at it."""

    def __init__(self, session: Session | None = None) -> None:
        self.session = session or Session()
        self.at = AT
        self._random = random.Random(7)
        self._seq: dict[str, int] = {}

    def add_channels(self) -> None:
        for name, profile, path in CHANNELS:
            self.session.add_channel(name, profile, f"http://127.0.0.1:8000{path}")

    def send(self, channel: str, kind: str, body: Any, ago_s: float = 0.0) -> Event:
        """One event in a batch of its own."""
        seq = self._seq[channel] = self._seq.get(channel, 0) + 1
        at_s = self.at.wall_s - ago_s
        data = body if isinstance(body, str) else msgspec.json.encode(body).decode()
        event = Event(channel, seq, at_s, kind, data, str(seq), own_id=True)
        self._batch(channel, [event], at_s)
        return event

    def befall(self, happening: Happening) -> None:
        self._batch(happening.channel, [], happening.at_s, [happening])

    def _batch(
        self, channel: str, events: list[Event], at_s: float, happenings: list[Happening] | None = None
    ) -> None:
        seq = self._seq.get(channel, 0)
        totals = Totals(received=seq, stored=seq, missing=0)
        self.session.apply(Batch(channel, at_s, at_s, events, str(seq), totals, happenings or []))

    def world(self, number: int, ago_s: float) -> Event:
        kind, title, severity, source = STORIES[number % len(STORIES)]
        place, lat, lon = PLACES[(number * 5) % len(PLACES)]
        body: dict[str, Any] = {
            "id": f"evt-{number}",
            "type": kind,
            "title": title.format(place=place),
            "severity": severity,
            "confidence": round(0.6 + (number * 7 % 35) / 100, 2),
            "source": {"name": source},
            "to": {"lat": lat, "lon": lon, "label": place},
            "factions": [],
        }
        if number % 3 == 0:
            origin, from_lat, from_lon = PLACES[(number * 5 + 3) % len(PLACES)]
            body["from"] = {"lat": from_lat, "lon": from_lon, "label": origin}
        return self.send(MAP, "map-event", body, ago_s)

    def fill(self) -> None:
        """Five minutes of everything."""
        self.add_channels()
        for ago_s in range(300, 0, -1):
            self._second(float(ago_s))
        self._runs()
        self._resume()
        for number in range(8):
            self.world(number + 40, 7.0 - number * 0.8)
        self.statuses()
        self.session.take_changes()

    def _second(self, ago_s: float) -> None:
        now_s = self.at.wall_s - ago_s
        for name in (MAP, FEED, COCKPIT, STRATEGY):
            row = self.session.channels[name]
            row.tally.add(now_s, round(6 + 4 * math.sin(ago_s / 11) + self._random.random() * 4))
        self.session.throughput.add(now_s, round(18 + 6 * math.sin(ago_s / 17) + self._random.random() * 6))
        self.session.latency.add(now_s, 38 + 9 * math.sin(ago_s / 40) + self._random.random() * 6)
        if ago_s % 12 == 0:
            self.world(round(ago_s / 12), ago_s)
        if ago_s % 15 == 0:
            value = round(2.3 + 0.2 * math.sin(ago_s / 60) + self._random.random() * 0.03, 2)
            body = {"widgets": ["sroi", "vis"], "metric": "SROI", "previous": 2.51, "value": value}
            self.send(COCKPIT, "dashboard-update", body, ago_s)
        if ago_s % 20 == 0 and not 40 < ago_s < 90:
            said = {
                "id": f"u{ago_s}",
                "phase": "opening_statements" if ago_s > 150 else "rebuttal",
                "speaker": ("Advocate", "Skeptic", "Economist")[round(ago_s / 20) % 3],
                "content": "The cost model leaves out grid storage entirely.",
            }
            self.send(DEBATE, "utterance", said, ago_s)

    def _runs(self) -> None:
        for stage in range(1, 7):
            self._stage("old", stage, 200 - stage * 6)
        self.send(FEED, "analysis:complete", {"run_id": "old"}, 150)
        self.send(FEED, "analysis:start", {"run_id": "r", "ward": 14}, 28)
        for stage, ago_s in ((1, 27.5), (2, 25.4), (3, 19), (4, 7.2)):
            self._stage("r", stage, ago_s)
        section = {
            "run_id": "r",
            "index": 1,
            "title": "Turnout drivers",
            "body": "Turnout **rose** by 4 points.",
        }
        self.send(FEED, "analysis:section", section, 6)
        lesson = {
            "title": "Why cadence matters",
            "body": "Three habits of weekly planning.",
            "tips": ["Plan ahead"],
        }
        self.send(STRATEGY, "educational", {"educational_content": lesson}, 5)

    def _stage(self, run: str, stage: int, ago_s: float) -> None:
        self.send(FEED, "progress", {"run_id": run, "stage": stage, "total": 6, "message": ""}, ago_s)

    def _resume(self) -> None:
        at_s = self.at.wall_s - 4
        for number in range(24):
            self.befall(self.attempt(at_s - (24 - number) * 60, "closed" if number % 9 else "reset"))
        self.befall(
            Resumed(
                channel=DEBATE, at_s=at_s, from_id="1841", away_s=26.6, replayed=12, duplicates=0, missing=0
            )
        )

    @staticmethod
    def attempt(at_s: float, outcome: str) -> AttemptEnded:
        return AttemptEnded(
            channel=DEBATE, at_s=at_s, started_at_s=at_s - 60, dns_ms=2, tcp_ms=9, tls_ms=33, headers_ms=70,
            first_byte_ms=74, first_event_ms=88, lasted_s=60, http_version="HTTP/1.1", outcome=outcome,
        )  # fmt: skip

    def statuses(self) -> None:
        now_s, wall_s = self.at.monotonic_s, self.at.wall_s
        state = ChannelState
        for name, status in (
            (MAP, Status(state=state.CONNECTED, latency_ms=41)),
            (FEED, Status(state=state.CONNECTED, latency_ms=38)),
            (DEBATE, Status(state=state.RECONNECTING, retry_at_s=now_s + 4, attempt=3, since_s=now_s - 12)),
            (COCKPIT, Status(state=state.CONNECTED, latency_ms=52)),
            (STRATEGY, Status(state=state.POLLING, polling_every_s=5)),
            (EVIDENCE, Status(state=state.BLOCKED, retry_at_s=now_s + 21, since_s=now_s - 9)),
        ):
            self.session.observe(name, status, wall_s)
