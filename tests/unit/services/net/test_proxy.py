"""The feed's proxy, the system's, or none; and that a channel goes through the system's."""

import pytest

from tests.integration.fault_server import FaultServer
from tests.integration.test_transport_tls import SCRIPT
from tests.integration.watch import watching
from watchfloor.services.net.proxy import proxy_of

URL = "http://feeds.example.org/sse"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_a_feeds_own_proxy_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy:3128")

    assert proxy_of("socks5://mine:1", URL) == "socks5://mine:1"
    assert proxy_of(None, URL) is None


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTP_PROXY": "http://proxy:3128"}, "http://proxy:3128"),
        ({"http_proxy": "proxy:3128"}, "http://proxy:3128"),
        ({"HTTPS_PROXY": "http://proxy:3128"}, None),
        ({"ALL_PROXY": "socks5://proxy:1080"}, "socks5://proxy:1080"),
        ({"HTTP_PROXY": "http://proxy:3128", "NO_PROXY": ".example.org"}, None),
        ({"HTTP_PROXY": "http://proxy:3128", "NO_PROXY": "*"}, None),
    ],
)
def test_the_systems_proxy_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], proxy: str | None
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert proxy_of("system", URL) == proxy
    assert proxy_of("system", "http://[broken") is None


async def test_a_channel_goes_through_the_systems_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FaultServer(SCRIPT) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        async with watching(URL, proxy="system") as watch:
            await watch.until_data("1", "2")
        assert proxy.requests[0].target == URL
