"""The corporate cockpit: a company's figures, evidence and reports."""

from typing import Any

from watchfloor.core.event import Event
from watchfloor.core.profiles import value
from watchfloor.core.profiles.body import UnreadableError, decode_object
from watchfloor.core.profiles.greeting import read_connected
from watchfloor.core.profiles.plain import compact, first_text, first_time, read_plain
from watchfloor.core.profiles.reading import Reading, one_line, raw


class CockpitProfile:
    """Bodies differ by company and widget, so they are read field by field rather than by type."""

    name = "cockpit"
    stamped = True
    telling: frozenset[str] = frozenset()

    def read(self, event: Event) -> Reading:
        tell = _TELLERS.get(event.type)
        if event.type == "connected":
            return read_connected(event, "companyId", "channel")
        if tell is None:
            return read_plain(event)
        try:
            outer = decode_object(event.data)
        except UnreadableError as error:
            return raw(event, str(error))
        # The polling answer and some servers wrap the body in {type, data, timestamp}.
        inner = outer.get("data")
        body = inner if isinstance(inner, dict) else outer
        reading = tell(body)
        reading.kind = event.type
        reading.time_s = first_time(body) or first_time(outer)
        reading.text = reading.text or reading.summary
        return reading


def _dashboard(body: dict[str, Any]) -> Reading:
    metric, number = value.text(body.get("metric")), value.finite(body.get("value"))
    widgets = body.get("widgets")
    names = ", ".join(value.text(name) for name in widgets) if isinstance(widgets, list) else ""
    parts = (f"widgets {names}" if names else "", _change(metric, number, body), _reason(body))
    told = " · ".join(part for part in parts if part)
    return Reading(
        title=metric or names,
        metric=metric,
        value=number,
        summary=one_line(told or compact(body), "{}"),
        lead="widgets" if names else "",
    )


def _change(metric: str, number: float | None, body: dict[str, Any]) -> str:
    """ "SROI 2.51 → 2.54", or as much of it as the body says."""
    if number is None:
        return metric
    before = value.finite(body.get("previous"))
    unit = value.text(body.get("unit"))
    figures = f"{number:g}" if before is None else f"{before:g} → {number:g}"
    return " ".join(part for part in (metric, figures, unit) if part)


def _reason(body: dict[str, Any]) -> str:
    return value.text(body.get("reason")).replace("_", " ")


def _evidence_update(body: dict[str, Any]) -> Reading:
    name = first_text(body, ("title", "snippet", "text", "content"))
    status, number = value.text(body.get("status")), _identity(body)
    lead = f"Evidence {number}".strip() + ("" if status else " updated")
    told = f"{lead} {status}".strip()
    return Reading(
        title=name,
        text=name,
        source=value.text(body.get("source")),
        summary=one_line(_join(told, name)),
        lead=lead,
    )


def _evidence_deleted(body: dict[str, Any]) -> Reading:
    lead = f"Evidence {_identity(body)}".strip() + " deleted"
    return Reading(summary=one_line(_join(lead, _reason(body))), lead=lead)


def _report_ready(body: dict[str, Any]) -> Reading:
    name = first_text(body, ("title", "name", "reportType", "type")) or _identity(body)
    return Reading(title=name, summary=one_line(_join("Report ready", name)), lead="Report ready")


def _report_failed(body: dict[str, Any]) -> Reading:
    name = first_text(body, ("title", "name", "reportType", "type")) or _identity(body)
    return Reading(
        title=name,
        summary=one_line(_join("Report failed", name, first_text(body, ("error", "message", "reason")))),
        lead="Report failed",
    )


def _identity(body: dict[str, Any]) -> str:
    return first_text(body, ("evidenceId", "snippetId", "reportId", "id"))


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


_TELLERS = {
    "dashboard-update": _dashboard,
    "evidence-update": _evidence_update,
    "evidence-deleted": _evidence_deleted,
    "report-ready": _report_ready,
    "report-failed": _report_failed,
}
