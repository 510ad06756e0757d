"""Short requests that ask a feed's server to do something: start an analysis, cancel it."""

from collections.abc import Mapping

import httpx

from watchfloor.core.error import KnownError
from watchfloor.services.net.failure import outcome_of

ANALYSES = "/api/v1/strategist/analyses"
FAULTS = "/faults"
TIMEOUT_S = 10.0
ANSWERED = 300


class Order:
    """Speaks to one server. Raises a `KnownError` with the server's own reason where it refuses."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._client = httpx.AsyncClient(base_url=base_url, timeout=TIMEOUT_S, trust_env=False)

    async def start_analysis(self, ward: str) -> None:
        await self._send(
            "POST", "/api/v1/strategist/analyses", {"ward": ward}, "The analysis was not started"
        )

    async def cancel_analysis(self, run: str) -> None:
        await self._send("DELETE", f"{ANALYSES}/{run}", None, "The analysis was not cancelled")

    async def begin_fault(self, kind: str, for_s: float, **more: float) -> None:
        """Have the server go wrong in this way for a while; only one of our own lets itself be asked."""
        body = {"kind": kind, "for_s": for_s, **more}
        await self._send("POST", FAULTS, body, "The fault did not begin")

    async def end_faults(self) -> None:
        await self._send("DELETE", FAULTS, None, "The faults did not end")

    async def exists(self, path: str) -> bool:
        """Whether the server knows this yet."""
        try:
            return (await self._client.get(path)).status_code < ANSWERED
        except httpx.HTTPError as error:
            raise KnownError(outcome_of(error, self._client.base_url.host).detail) from error

    async def _send(self, method: str, path: str, body: Mapping[str, object] | None, failure: str) -> None:
        try:
            answer = await self._client.request(method, path, json=body)
        except httpx.HTTPError as error:
            reason = outcome_of(error, self._client.base_url.host).detail
            raise KnownError(f"{failure}: {reason}") from error
        if answer.status_code >= ANSWERED:
            raise KnownError(f"{failure}: {_reason(answer)}")

    async def close(self) -> None:
        await self._client.aclose()


def _reason(answer: httpx.Response) -> str:
    """What the server says of it, else its status."""
    try:
        body = answer.json()
    except ValueError:
        return f"the server answered {answer.status_code}."
    message = body.get("message") if isinstance(body, dict) else None
    return str(message) if message else f"the server answered {answer.status_code}."
