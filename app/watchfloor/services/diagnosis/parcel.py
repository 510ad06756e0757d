"""Diagnostics to pass on: one zip with what helps to find out, and without a secret."""

import io
import platform
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import msgspec

from watchfloor import __version__
from watchfloor.core.secret.redaction import redact_text, redact_url
from watchfloor.core.session.channel import ChannelRow
from watchfloor.services.diagnosis.insight import Insight, Wire, happenings_of
from watchfloor.services.home.whole_file import write_whole

MOST_LOG_BYTES = 2 * 1024 * 1024
_PACKAGES = (
    "PySide6-Essentials",
    "qasync",
    "httpx",
    "httpx-sse",
    "apsw",
    "msgspec",
    "starlette",
    "uvicorn",
    "keyring",
)


class Piece(msgspec.Struct, frozen=True):
    """One file of the parcel, and what is in it, for whoever sends it."""

    name: str
    about: str
    text: str


def pieces(
    report: str,
    rows: Iterable[ChannelRow],
    insights: Mapping[str, Insight],
    wires: Mapping[str, Mapping[float, Wire]],
    logs: Path | None,
    secrets: Iterable[str],
    now_s: float,
) -> list[Piece]:
    """Everything that a parcel holds, free of secrets. `insights` are by channel, and so are the
    `wires` of its attempts, by when they began."""
    known, listed = list(secrets), list(rows)
    found = [
        Piece("report.md", "The diagnosis of the chosen channel", report),
        Piece("version.txt", "This program, Python, Qt, the system", versions(now_s)),
        Piece("ledger.json", "Each channel's figures", _json(_ledger(row) for row in listed)),
        Piece(
            "connection.json",
            "Each channel's headers, breaker, waits and times",
            _connections(insights, wires),
        ),
        Piece("attempt.ndjson", "Each channel's attempts, states and what befell it", _lines(listed)),
    ]
    found += [
        Piece(f"log/{path.name}", "What the program noted", _tail(path))
        for path in (_logs(logs) if logs is not None else [])
    ]
    return [Piece(each.name, each.about, redact_text(each.text, known)) for each in found]


def save(path: Path, parts: Iterable[Piece], now_s: float) -> None:
    """One zip, whole or not at all."""
    moment = datetime.fromtimestamp(now_s, UTC).timetuple()[:6]
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as parcel:
        for piece in parts:
            parcel.writestr(zipfile.ZipInfo(piece.name, moment), piece.text, zipfile.ZIP_DEFLATED)
    write_whole(path, body.getvalue())


def versions(now_s: float) -> str:
    lines = [
        f"Watchfloor {__version__}",
        f"at {datetime.fromtimestamp(now_s, UTC).isoformat(timespec='seconds')}",
        f"Python {platform.python_version()} ({platform.python_implementation()})",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    for package in _PACKAGES:
        try:
            lines.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{package}: part of the program")
    return "\n".join(lines) + "\n"


def _ledger(row: ChannelRow) -> dict[str, object]:
    return {
        "channel": row.name,
        "url": redact_url(row.url),
        "state": row.status.state.value,
        "reason": row.status.reason,
        "last_event_id": row.last_event_id,
        "ledger": msgspec.to_builtins(row.totals),
    }


def _connections(insights: Mapping[str, Insight], wires: Mapping[str, Mapping[float, Wire]]) -> str:
    return _json(_connection(name, insight, wires.get(name, {})) for name, insight in insights.items())


def _connection(name: str, insight: Insight, wires: Mapping[float, Wire]) -> dict[str, object]:
    """Its headers as lines, which people read more easily than pairs."""
    told: dict[str, object] = {"channel": name, **msgspec.to_builtins(insight)}
    del told["wire"]  # it stands among the wires
    told["wires"] = [
        {
            "began_at": datetime.fromtimestamp(at_s, UTC).isoformat(timespec="milliseconds"),
            **msgspec.to_builtins(wire),
            "request": [f"{key}: {value}" for key, value in wire.request],
            "answer": [f"{key}: {value}" for key, value in wire.answer],
        }
        for at_s, wire in sorted(wires.items())
    ]
    return told


def _lines(rows: list[ChannelRow]) -> str:
    told = (sorted([*happenings_of(row), *row.states], key=lambda each: each.at_s) for row in rows)
    return "".join(msgspec.json.encode(each).decode() + "\n" for story in told for each in story)


def _json(values: Iterable[object]) -> str:
    return msgspec.json.format(msgspec.json.encode(list(values)), indent=2).decode() + "\n"


def _logs(folder: Path) -> list[Path]:
    """The log of now and those that were turned over."""
    return sorted(path for path in folder.glob("watchfloor*.log*") if not path.name.endswith("-lock"))


def _tail(path: Path) -> str:
    """The end of a log, from a whole line on."""
    try:
        with path.open("rb") as stream:
            size_bytes = stream.seek(0, 2)
            stream.seek(max(0, size_bytes - MOST_LOG_BYTES))
            body = stream.read(MOST_LOG_BYTES)
    except OSError as error:
        return f"{path.name} cannot be read: {error.strerror or error}.\n"
    if size_bytes > MOST_LOG_BYTES:
        body = body.partition(b"\n")[2]
    return body.decode("utf-8", "replace")
