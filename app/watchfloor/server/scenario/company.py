"""A company's figures that drift and sometimes jump, its evidence and its reports."""

import random
from typing import Any

import msgspec

from watchfloor.server.strategy import iso


class Metric(msgspec.Struct):
    name: str
    value: float
    drift: float  # typical step
    low: float
    high: float
    digits: int
    unit: str
    widgets: tuple[str, ...]


REASONS = ("volunteer_hours_updated", "survey_closed", "payroll_import", "partner_report", "correction")
THEMES = ("belonging", "job readiness", "confidence", "language practice", "well-being")
NOTES = (
    "Participants describe clearer steps towards work after the third session.",
    "Mentors report shorter waiting times between introduction and first meeting.",
    "Attendance held through the holiday weeks for the first time.",
    "Two partner sites asked to use the same questions next quarter.",
    "The open answers mention travel cost more often than before.",
)
REPORTS = ("Quarterly impact report", "Board summary", "CSRD appendix", "Volunteer engagement report")
FAILURE = "The renderer ran out of time on page 14 of 22. The report was queued again."


class Company:
    """Its state is here; time and chance come with each question."""

    def __init__(self) -> None:
        self.metrics = [
            Metric("SROI", 2.51, 0.015, 1.6, 4.2, 2, "ratio", ("sroi", "vis")),
            Metric("VIS", 71.4, 0.5, 40, 98, 1, "points", ("vis", "at-a-glance")),
            Metric("Volunteer hours", 1284, 9, 600, 4000, 0, "h", ("at-a-glance",)),
            Metric("Active participants", 412, 3, 200, 900, 0, "people", ("at-a-glance", "q2q")),
        ]
        self._evidence = 8_800
        self._shown: list[int] = []  # the newest evidence that was not deleted
        self._reports = 0

    def remember(self, event: str, data: dict[str, Any]) -> None:
        """Takes up what an earlier start told, so that figures go on and numbers are not given twice."""
        for metric in self.metrics:
            if event == "dashboard-update" and metric.name == data["metric"]:
                metric.value = data["value"]
        if event == "evidence-update":
            self._evidence = data["evidenceId"]
            self._shown = [*self._shown[-49:], self._evidence]
        elif event == "evidence-deleted" and data["evidenceId"] in self._shown:
            self._shown.remove(data["evidenceId"])
        elif event in {"report-ready", "report-failed"}:
            self._reports += 1

    def dashboard(self, chance: random.Random, at_s: float) -> dict[str, Any]:
        metric = chance.choices(self.metrics, weights=(4, 2, 1, 1))[0]
        jumps = chance.random() < 0.06
        step = chance.gauss(0, metric.drift) * (12 if jumps else 1)
        before = metric.value
        metric.value = round(min(metric.high, max(metric.low, before + step)), metric.digits)
        return {
            "metric": metric.name,
            "value": metric.value,
            "previous": before,
            "unit": metric.unit,
            "widgets": list(metric.widgets),
            "reason": "partner_report" if jumps else chance.choice(REASONS),
            "timestamp": iso(at_s),
        }

    def evidence(self, chance: random.Random, at_s: float) -> tuple[str, dict[str, Any]]:
        if len(self._shown) > 3 and chance.random() < 0.12:
            gone = self._shown.pop(chance.randrange(len(self._shown)))
            return "evidence-deleted", {
                "evidenceId": gone,
                "reason": "consent withdrawn",
                "timestamp": iso(at_s),
            }
        self._evidence += 1
        self._shown = [*self._shown[-49:], self._evidence]
        return "evidence-update", {
            "evidenceId": self._evidence,
            "title": f"Evidence snippet {self._evidence} approved (Q2Q)",
            "theme": chance.choice(THEMES),
            "text": chance.choice(NOTES),
            "confidence": round(chance.uniform(0.6, 0.97), 2),
            "timestamp": iso(at_s),
        }

    def report(self, chance: random.Random, at_s: float) -> tuple[str, dict[str, Any]]:
        """The second report fails, and so does one in eight after it."""
        self._reports += 1
        data: dict[str, Any] = {
            "reportId": f"rep-{self._reports:04d}",
            "title": chance.choice(REPORTS),
            "timestamp": iso(at_s),
        }
        if self._reports == 2 or (self._reports > 3 and chance.random() < 0.125):
            return "report-failed", {**data, "error": FAILURE}
        pages = chance.randrange(8, 40)
        return "report-ready", {
            **data,
            "pages": pages,
            "url": f"https://reports.example/{data['reportId']}.pdf",
        }
