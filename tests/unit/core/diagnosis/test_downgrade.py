"""Redirects that leave encryption."""

from watchfloor.core.diagnosis.downgrade import downgrade
from watchfloor.core.diagnosis.evidence import Evidence


def test_from_https_to_http() -> None:
    finding = downgrade(
        Evidence(url="https://a.example/s", hops=["https://b.example/s", "http://b.example/s"])
    )
    assert finding is not None
    assert finding.id == "tls-untrusted"
    assert "https://b.example/s leads to http://b.example/s" in finding.evidence


def test_other_ways_are_well() -> None:
    assert downgrade(Evidence(url="http://a.example/s", hops=["https://a.example/s"])) is None
    assert downgrade(Evidence(url="http://a.example/s", hops=["http://b.example/s"])) is None
    assert downgrade(Evidence(url="https://a.example/s", hops=["https://b.example/s"])) is None
    assert downgrade(Evidence(url="https://a.example/s")) is None
