"""The doctor's verdict on every illness, and on whatever looks alike and is none."""

import asyncio
from pathlib import Path

import pytest

from tests.integration.certificate import Authority
from tests.integration.doctor import illness as ill
from tests.integration.doctor.patient import patient
from tests.integration.doctor.ward import CASES, Case, admitted, moved
from watchfloor.core.feed import Feed
from watchfloor.services.diagnosis.doctor import Doctor, Examination
from watchfloor.services.net.transport import HttpTransport

FOR_S = 5.0  # long beside the hiccups of a machine that others use as well


async def _examined(case: Case, authority: Authority, transport: HttpTransport) -> Examination:
    async with admitted(case, authority) as feed:
        return await Doctor(transport, feed, for_s=FOR_S).examine()


async def _ward_round(authority: Authority) -> dict[str, Examination]:
    """Many at once: most of them do little but wait."""
    found: dict[str, Examination] = {}
    transport = HttpTransport()
    try:
        for batch in (CASES[::3], CASES[1::3], CASES[2::3]):
            seen = await asyncio.gather(*(_examined(case, authority, transport) for case in batch))
            found |= {case.name: examination for case, examination in zip(batch, seen, strict=True)}
    finally:
        await transport.aclose()
    return found


@pytest.fixture(scope="module")
def ward_round(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Examination]:
    folder: Path = tmp_path_factory.mktemp("certificates")
    return asyncio.run(_ward_round(Authority(folder)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict(case: Case, ward_round: dict[str, Examination]) -> None:
    examination = ward_round[case.name]
    told = "\n".join(f"{step.mark} {step.name}: {step.words}" for step in examination.steps)
    assert examination.verdict == case.verdict, f"{examination.findings}\n{told}"
    assert examination.ok is (case.verdict == "healthy")
    for id_ in case.also:
        assert id_ in [finding.id for finding in examination.findings]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("expired", ": it is valid from 20"),
        ("expired, nobody's", ": it is valid from 20"),
        ("of another host", ": it names “other.example”."),
        ("of another host, nobody's", ": it names “other.example”."),
        ("vouched for by nobody", ": it was issued by “Test authority”."),
    ],
)
def test_a_certificate_is_told_of_by_what_it_says(
    name: str, told: str, ward_round: dict[str, Examination]
) -> None:
    assert told in ward_round[name].findings[0].evidence


async def test_a_redirect_that_leaves_encryption(tmp_path: Path) -> None:
    authority, transport = Authority(tmp_path), HttpTransport()
    async with (
        patient(ill.well()) as url,
        patient(moved(307, url), authority.server(host="localhost")) as start,
    ):
        feed = Feed(name="moved", url=start, ca_file=str(authority.file))
        examination = await Doctor(transport, feed, for_s=1.0).examine()
    await transport.aclose()
    assert examination.verdict == "tls-untrusted"
    assert url in examination.findings[0].evidence


async def test_a_redirect_that_keeps_encryption(tmp_path: Path) -> None:
    authority, transport = Authority(tmp_path), HttpTransport()
    tls = authority.server(host="localhost")
    async with patient(ill.well(), tls) as url, patient(moved(307, url), tls) as start:
        feed = Feed(name="moved", url=start, ca_file=str(authority.file))
        examination = await Doctor(transport, feed, for_s=2.0).examine()
    await transport.aclose()
    assert examination.verdict == "healthy"


@pytest.mark.parametrize(("beat", "verdict"), [(b": beat\n\n", "healthy"), (b"", "no-heartbeat")])
async def test_a_quiet_stream_is_listened_to_for_longer(beat: bytes, verdict: str) -> None:
    """The heartbeat is slower than the time of listening, and begins anew with each connection."""
    transport = HttpTransport()
    async with patient(ill.quiet(beat=beat, every_s=2.5)) as url:
        examination = await Doctor(transport, Feed(name="quiet", url=url), for_s=2.0, quiet_s=6.0).examine()
    await transport.aclose()
    assert examination.verdict == verdict
    assert [step.mark for step in examination.steps if step.name == "waits"] == ["open"]
    if not beat:
        assert examination.findings[0].title.startswith("Silent so far: no heartbeat in ")
        assert "listen longer to be sure" in examination.findings[0].evidence


async def test_a_doctor_that_is_stopped_leaves_nothing_behind() -> None:
    transport, listening = HttpTransport(), asyncio.Event()
    async with patient(ill.well()) as url:
        doctor = Doctor(transport, Feed(name="well", url=url), tell=lambda _: listening.set())
        task = asyncio.create_task(doctor.examine())
        await listening.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    await transport.aclose()
