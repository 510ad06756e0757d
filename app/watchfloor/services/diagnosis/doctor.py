"""Examines one stream from outside: connects, listens, tries a resume, and says what is wrong.

It behaves as a client that means well: one connection at a time, few of them, and a pause between.
"""

import asyncio
from collections.abc import Callable
from itertools import pairwise
from statistics import median

import msgspec

from watchfloor.core.diagnosis.evidence import ENDED_BY_SERVER, Certificate, Evidence, Oversize, ending_of
from watchfloor.core.diagnosis.examination import examine
from watchfloor.core.diagnosis.finding import Finding, verdict
from watchfloor.core.diagnosis.heartbeat import running_quiet_s
from watchfloor.core.diagnosis.identity import restarts_of
from watchfloor.core.diagnosis.listening import Listening
from watchfloor.core.diagnosis.refusal import UNREACHED
from watchfloor.core.diagnosis.resuming import Resuming
from watchfloor.core.diagnosis.step import Step, connection_steps, listening_step, resume_step, rule_steps
from watchfloor.core.diagnosis.word import span
from watchfloor.core.feed import Feed
from watchfloor.core.link.verdict import Outcome
from watchfloor.core.secret.redaction import redact_text, secrets_of
from watchfloor.services.channel.resume_id import why_poisoned
from watchfloor.services.clock import Clock
from watchfloor.services.diagnosis.probe import Enough, Probe
from watchfloor.services.net.attempt import Ask
from watchfloor.services.net.certificate import TLS, look_at_certificate
from watchfloor.services.net.route import has_route
from watchfloor.services.net.transport import PATIENCE_SHARE, Transport

FOR_S = 20.0  # a heartbeat of the recommended 15 s shows within it
QUIET_S = 45.0  # a stream that is quiet is listened to for so long: one heartbeat in 30 s shows within it
TRIAL_FROM = 0.65  # of the time: from here on resuming is tried
QUIET_FROM = 0.4  # of the time: so long a silence asks for more patience
MAX_CONNECTIONS = 8
PAUSE_S = 0.05
LONG_PAUSE_S = 0.3  # after a connection that ended at once


class Examination(msgspec.Struct, frozen=True):
    """What was found, the gravest first, and the steps that led there. Free of secrets."""

    findings: list[Finding]
    steps: list[Step]

    @property
    def verdict(self) -> str:
        return verdict(self.findings)

    @property
    def ok(self) -> bool:
        return not self.findings


class Doctor:
    """`tell` hears of each step once it was taken.

    It listens for `for_s`, and for `quiet_s` (where that is more) to a stream that has gone quiet:
    only so does it see a slow heartbeat.
    """

    def __init__(
        self,
        transport: Transport,
        feed: Feed,
        *,
        for_s: float = FOR_S,
        quiet_s: float = 0.0,
        clock: Clock | None = None,
        tell: Callable[[Step], None] = lambda _: None,
        secret_headers: tuple[tuple[str, str], ...] = (),
        secret_query: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.probes: list[Probe] = []
        self._transport = transport
        # Whoever has the time may wait that long for an answer, too.
        patience_s = max(feed.connect_timeout_s, for_s / PATIENCE_SHARE)
        feed = msgspec.structs.replace(feed, connect_timeout_s=patience_s)
        self._ask = Ask(feed, feed.last_event_id.encode(), secret_headers, secret_query)
        self._for_s = for_s
        self._quiet_s = max(for_s, quiet_s)
        self._clock = clock or Clock()
        self._tell = tell
        self._steps: list[Step] = []
        self._secrets = [*secrets_of((*feed.headers, *secret_headers)), *(value for _, value in secret_query)]
        self._began_s: float | None = None  # when the first stream opened
        self._resuming = Resuming(lambda id_: not why_poisoned(id_))
        self._certificate: Certificate | None = None
        self._certificate_fault: Outcome | None = None
        self._is_offline = False
        self._is_patient = False  # it goes on listening to a quiet stream

    async def examine(self) -> Examination:
        """Takes at most `for_s` to open the stream, and from then on as long as it listens."""
        await self._first()
        while self._may_go_on():
            await asyncio.sleep(LONG_PAUSE_S if self.probes[-1].lasted_s < 0.5 else PAUSE_S)
            await self._next()
        if self._resuming.resumption is not None:
            self._step(resume_step(self._resuming.resumption))
        evidence = self.evidence()
        findings = examine(evidence)
        for step in rule_steps(evidence, findings):
            self._step(step)
        clean = [
            msgspec.structs.replace(
                each, evidence=self._clean(each.evidence), advice=self._clean(each.advice)
            )
            for each in findings
        ]
        return Examination(clean, self._steps)

    def evidence(self) -> Evidence:
        """All that was measured so far."""
        listenings = self._listenings
        attempts = [probe.attempt for probe in self.probes if probe.attempt is not None]
        endings = [ending for ending in map(ending_of, listenings) if ending is not None]
        if listenings and attempts[-1].outcome == "no-content":
            # 204 after a stream: it was complete, and the server says so as the standard has it.
            attempts, endings = attempts[:-1], []
        endless = [listening for listening in listenings if listening.outcome == "stopped"]
        opened = self.probes[0].connection.opened if self.probes else None
        return Evidence(
            url=self._ask.feed.url,
            patience_s=max(self._for_s, self._elapsed_s),
            attempts=attempts,
            listenings=listenings,
            endings=endings,
            outlived_s=max((each.lasted_s for each in endless), default=0.0),
            outlived_quiet_s=max((each.quiet_s for each in endless), default=0.0),
            hops=[hop.url for hop in opened.hops] if opened else [],
            is_offline=self._is_offline,
            certificate=self._certificate,
            certificate_fault=self._certificate_fault,
            resumption=self._resuming.resumption,
            restarts=[restart for each in listenings for restart in restarts_of(each)],
            oversize=_oversize(listenings, self._ask.feed.max_event_bytes),
            heartbeat_s=_heartbeat_s(listenings),
        )

    @property
    def bad_request(self) -> str:
        """Why nothing could even be asked; "" where the request went out."""
        probe = self.probes[0]
        first = probe.outcome
        was_asked = first.status is not None or probe.connection.opened is not None
        return first.detail if first.code == "bad-request" and not was_asked else ""

    # One connection after the other

    async def _first(self) -> None:
        probe = await self._listen(self._ask, self._for_s, self._may_try)
        if probe.listening is None and probe.attempt is not None:
            self._steps_of(connection_steps(probe.attempt, []))
            if probe.outcome.code in UNREACHED and not has_route():
                self._is_offline = True
                self._step(Step("network", "bad", "this machine has no route out"))
            if probe.outcome.code in TLS and self._ask.feed.proxy is None:
                await self._look_at_certificate(probe.outcome.code)
        self._conclude(probe)

    async def _look_at_certificate(self, code: str) -> None:
        look = await look_at_certificate(self._ask.feed.url)
        self._certificate = look.certificate
        if code == "tls-untrusted":
            self._certificate_fault = look.fault

    async def _next(self) -> None:
        """Try a resume, or come back as any client would after the end of a stream."""
        before, asked = self.probes[-1], self._resuming.asked
        is_endless = before.outcome.code not in ENDED_BY_SERVER
        id_ = before.last_event_id if asked is None else asked
        ask = msgspec.structs.replace(self._ask, last_event_id=b"" if why_poisoned(id_) else id_.encode())
        enough = self._is_tried if asked is not None and is_endless else self._is_over
        probe = await self._listen(ask, max(0.1, self._left_s), enough)
        if probe.listening is None and probe.is_out_of_time:
            self.probes.pop()  # there was no time left for an answer: that says nothing
        self._conclude(probe)

    async def _listen(self, ask: Ask, connect_s: float, enough: Enough) -> Probe:
        probe = Probe(self._transport, ask, self._clock)
        self.probes.append(probe)
        await probe.listen(connect_s, enough, self._on_opened)
        return probe

    def _conclude(self, probe: Probe) -> None:
        """What a connection that has ended leaves for the next one."""
        listening = probe.listening
        if listening is None:
            return
        self._step(listening_step(listening, again=probe is not self.probes[0]))
        self._resuming.conclude(self._listenings)

    def _on_opened(self, probe: Probe) -> None:
        if probe is not self.probes[0] or probe.connection.opened is None:
            return
        self._began_s = self._clock.monotonic_s()
        opened = probe.connection.opened
        self._steps_of(connection_steps(probe.so_far(), [hop.url for hop in opened.hops], opened.tls_version))

    # What comes next

    def _may_go_on(self) -> bool:
        """After a stream that the other side ended, or for a trial that is still to be made."""
        last = self.probes[-1]
        if last.listening is None or last.listening.finished or len(self.probes) >= MAX_CONNECTIONS:
            return False
        if self._left_s <= PAUSE_S:
            return False
        is_untried = self._resuming.asked is not None
        return last.outcome.code in ENDED_BY_SERVER or (last.outcome.code == "stopped" and is_untried)

    @property
    def _listenings(self) -> list[Listening]:
        return [probe.listening for probe in self.probes if probe.listening is not None]

    @property
    def _elapsed_s(self) -> float:
        return 0.0 if self._began_s is None else self._clock.monotonic_s() - self._began_s

    @property
    def _left_s(self) -> float:
        return (self._quiet_s if self._is_quiet else self._for_s) - self._elapsed_s

    @property
    def _is_quiet(self) -> bool:
        """Hardly anything came lately: whether a heartbeat does shows only to those who go on listening."""
        listenings = self._listenings
        if any(listening.beats_s for listening in listenings):
            return False
        return running_quiet_s(listenings) > QUIET_FROM * self._for_s

    def _is_over(self, _listening: Listening, _at_s: float) -> bool:
        left_s = self._left_s
        if left_s > 0 and self._elapsed_s > self._for_s and not self._is_patient:
            self._is_patient = True
            words = f"silent so far: it is listened to for {span(left_s)} more, for a slow heartbeat"
            self._step(Step("waits", "open", words))
        return left_s <= 0

    def _may_try(self, listening: Listening, at_s: float) -> bool:
        """Enough was heard to try a resume with, or there is no time left."""
        if at_s < TRIAL_FROM * self._for_s:
            return False
        return self._is_over(listening, at_s) or self._resuming.is_possible(listening)

    def _is_tried(self, listening: Listening, at_s: float) -> bool:
        """It has told all that it can. A quiet stream is listened to further, or else tried further."""
        if self._is_over(listening, at_s) or self._resuming.leads_on(listening, at_s):
            return True
        return self._resuming.is_told(listening, at_s) and not self._is_quiet

    # What is told

    def _steps_of(self, steps: list[Step]) -> None:
        for step in steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        clean = Step(step.name, step.mark, self._clean(step.words))
        self._steps.append(clean)
        self._tell(clean)

    def _clean(self, words: str) -> str:
        return redact_text(words, self._secrets)


def _oversize(listenings: list[Listening], limit_bytes: int) -> Oversize | None:
    count = sum(listening.oversize_count for listening in listenings)
    sizes_bytes = [refusal.size_bytes for listening in listenings for refusal in listening.oversize]
    return Oversize(count, max(sizes_bytes), limit_bytes) if count else None


def _heartbeat_s(listenings: list[Listening]) -> float | None:
    """The usual time between two heartbeats; one alone has no rhythm."""
    pairs = [pair for each in listenings for pair in pairwise(each.beats_s)]
    return median(later_s - earlier_s for earlier_s, later_s in pairs) if pairs else None
